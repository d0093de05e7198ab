"""dibao: what a household in need is entitled to each month, to the fen, with every step and its source.

>>> from dibao_cli import Household, assess, load_standards
>>> standards = load_standards()
>>> answer = assess(Household(area="urban", members=3, income=120000), standards.on("2020-07"))
>>> answer.amount("dibao")  # fen a month
105000
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from .files.folders import load_standards
    from .rules.assess import assess
    from .rules.assessment import Assessment, Line
    from .rules.case import Question
    from .rules.household import Deduction, Disability, GradualExit, Household, Person
    from .rules.month import Month
    from .rules.problems import Problem, Refused
    from .rules.standards import PriceIndex, Standards, Table

_HOME = {
    "load_standards": "files.folders",
    "assess": "rules.assess",
    "Assessment": "rules.assessment",
    "Line": "rules.assessment",
    "Question": "rules.case",
    "Deduction": "rules.household",
    "Disability": "rules.household",
    "GradualExit": "rules.household",
    "Household": "rules.household",
    "Person": "rules.household",
    "Month": "rules.month",
    "Problem": "rules.problems",
    "Refused": "rules.problems",
    "PriceIndex": "rules.standards",
    "Standards": "rules.standards",
    "Table": "rules.standards",
}

__all__ = [
    "Assessment",
    "Deduction",
    "Disability",
    "GradualExit",
    "Household",
    "Line",
    "Month",
    "Person",
    "PriceIndex",
    "Problem",
    "Question",
    "Refused",
    "Standards",
    "Table",
    "__version__",
    "assess",
    "load_standards",
]


def __getattr__(name: str) -> Any:
    """Names are imported on first use, so that `dibao --version` need not read the rules."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
