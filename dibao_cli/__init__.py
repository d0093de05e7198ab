"""dibao: what a household in need is entitled to each month, to the fen, with every step and its source.

>>> from dibao_cli import Application, Household, Month, arrears, assess, compare, load_standards, yuan
>>> standards = load_standards()
>>> household = Household(area="urban", members=3, income=yuan(1200))
>>> application = Application(household, month=Month(2020, 7))
>>> answer = assess(application, standards)
>>> answer.amount("dibao")  # fen a month
105000
>>> before = assess(application._replace(month=Month(2020, 6)), standards)
>>> compare(before, answer).causes
{'standard_changed': 9000}
>>> arrears(application, standards, last="2020-10").underpaid
36000

Amounts are whole fen, and a month's unless a name says a year's. The names that `dir(dibao_cli)` shows are public, and
what they return; whatever else is in the package is internal, and changes without notice.
"""

from __future__ import annotations

__version__ = "0.1.0"

TYPE_CHECKING = False  # as in `typing`, which takes long to import: a program must be able to be interrupted before
if TYPE_CHECKING:
    from .api import assess_roster as assess_roster
    from .api import record_of as record_of
    from .api import yuan as yuan
    from .files.folders import load_standards as load_standards
    from .roster.batch import Outcome as Outcome
    from .rules.application import Application as Application
    from .rules.application import Change as Change
    from .rules.arrears import Arrears as Arrears
    from .rules.arrears import arrears as arrears
    from .rules.assess import assess as assess
    from .rules.assessment import Assessment as Assessment
    from .rules.assessment import Entitlement as Entitlement
    from .rules.case import AssessmentOptions as AssessmentOptions
    from .rules.compare import Comparison as Comparison
    from .rules.compare import compare as compare
    from .rules.household import Deduction as Deduction
    from .rules.household import GradualExit as GradualExit
    from .rules.household import Household as Household
    from .rules.income_items import IncomeItem as IncomeItem
    from .rules.month import Month as Month
    from .rules.month_range import OverMonths as OverMonths
    from .rules.month_range import assess_months as assess_months
    from .rules.notice import PriceIndex as PriceIndex
    from .rules.person import Disability as Disability
    from .rules.person import Person as Person
    from .rules.problems import InputError as InputError
    from .rules.problems import Problem as Problem
    from .rules.standards import Standards as Standards
    from .rules.standards import Table as Table
    from .rules.sweep import Sweep as Sweep
    from .rules.sweep import sweep as sweep

_HOME = {
    "api": ("assess_roster", "record_of", "yuan"),
    "files.folders": ("load_standards",),
    "roster.batch": ("Outcome",),
    "rules.application": ("Application", "Change"),
    "rules.arrears": ("Arrears", "arrears"),
    "rules.assess": ("assess",),
    "rules.assessment": ("Assessment", "Entitlement"),
    "rules.case": ("AssessmentOptions",),
    "rules.compare": ("Comparison", "compare"),
    "rules.household": ("Deduction", "GradualExit", "Household"),
    "rules.income_items": ("IncomeItem",),
    "rules.month": ("Month",),
    "rules.month_range": ("OverMonths", "assess_months"),
    "rules.notice": ("PriceIndex",),
    "rules.person": ("Disability", "Person"),
    "rules.problems": ("InputError", "Problem"),
    "rules.standards": ("Standards", "Table"),
    "rules.sweep": ("Sweep", "sweep"),
}
"""Where each public name is at home; a type checker reads the same above, and a test compares the two."""

__all__ = ["__version__", *(name for names in _HOME.values() for name in names)]


def __getattr__(name: str) -> object:
    """Names are imported on first use, so that `dibao --version` need not read the rules."""
    for module, names in _HOME.items():
        if name in names:
            from importlib import import_module

            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """The public names, whether they were used already or not."""
    return sorted(__all__)
