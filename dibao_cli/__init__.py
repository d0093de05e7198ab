"""dibao: what a household in need is entitled to each month, to the fen, with every step and its source.

>>> from dibao_cli import Household, arrears, assess, compare, load_standards
>>> standards = load_standards()
>>> answer = assess(Household(area="urban", members=3, income=120000), standards.on("2020-07"))
>>> answer.amount("dibao")  # fen a month
105000
>>> before = assess(answer.household, standards.on("2020-06"))
>>> compare(before, answer).causes
{'standard_changed': 9000}
>>> arrears(answer.household, standards.on("2020-07"), last="2020-10").underpaid
36000
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False  # as in `typing`, which takes long to import: a program must be able to be interrupted before
if TYPE_CHECKING:
    from typing import Any

    from .files.folders import load_standards
    from .rules.arrears import Arrears, arrears
    from .rules.assess import assess
    from .rules.assessment import Assessment, Line
    from .rules.case import Question
    from .rules.compare import Comparison, compare
    from .rules.described import Change, Described
    from .rules.household import Deduction, Disability, GradualExit, Household, Person
    from .rules.month import Month
    from .rules.over_months import OverMonths, assess_months
    from .rules.problems import Problem, Refused
    from .rules.standards import PriceIndex, Standards, Table

_HOME = {
    "load_standards": "files.folders",
    "assess": "rules.assess",
    "assess_months": "rules.over_months",
    "OverMonths": "rules.over_months",
    "arrears": "rules.arrears",
    "Arrears": "rules.arrears",
    "compare": "rules.compare",
    "Comparison": "rules.compare",
    "Change": "rules.described",
    "Described": "rules.described",
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
    "Arrears",
    "Assessment",
    "Change",
    "Comparison",
    "Deduction",
    "Described",
    "Disability",
    "GradualExit",
    "Household",
    "Line",
    "Month",
    "OverMonths",
    "Person",
    "PriceIndex",
    "Problem",
    "Question",
    "Refused",
    "Standards",
    "Table",
    "__version__",
    "arrears",
    "assess",
    "assess_months",
    "compare",
    "load_standards",
]


def __getattr__(name: str) -> Any:
    """Names are imported on first use, so that `dibao --version` need not read the rules."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
