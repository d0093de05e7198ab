"""One household in one month with what was asked: the context that every programme's rule reads."""

from typing import TYPE_CHECKING, NamedTuple

from .arithmetic import Expression, Unit, leaf
from .household import Deduction, Household
from .notice import PriceIndex, Value
from .parameters import PARAMETERS, key_parts
from .person import Person

if TYPE_CHECKING:
    from .tables import Tables


class AssessmentOptions(NamedTuple):
    """What is asked besides the household: fen for amounts.

    `uplift` and `one_off` ask for classified relief and one-off payments, which are off otherwise;
    `index` is a price index stated by the caseworker, `national_index` asks for the national one where
    the region has none, `subsidy_rate` is the bureau's announced price subsidy a person: the ordinary amount, or
    (`subsidy_rate_doubled`) what is paid, with the doubling of the month already in it.
    """

    uplift: bool = False
    one_off: bool = False
    index: PriceIndex | None = None  # type: ignore[assignment]  # hides tuple.index, which nobody calls
    national_index: bool = False
    subsidy_rate: int | None = None
    subsidy_rate_doubled: bool = False


class Case(NamedTuple):
    """A household, the table of the month, and the question."""

    household: Household
    table: "Tables"
    question: AssessmentOptions = AssessmentOptions()

    def find(self, key: str) -> Value | None:
        """The value of a key in the household's district."""
        return self.table.find(key, self.household.district)

    def find_first(self, *keys: str) -> Value | None:
        """The value of the first key that has one."""
        return next((value for value in map(self.find, keys) if value is not None), None)

    def label(self, person: Person) -> str:
        return self.household.label(person)


class Group(NamedTuple):
    """Persons who are treated alike: the schemes that support them, the person if it is one, and how many they are."""

    schemes: frozenset[str]
    person: str | None
    number: int = 1


def figure(value: Value) -> Expression:
    """A value of the tables as it enters a rule: it remembers its notice."""
    kind = PARAMETERS[key_parts(value.key)[0]].kind
    unit: Unit = kind if kind in ("yuan", "percent", "factor", "count") else ""
    return leaf(value.number, unit, value.key, value)


def stated(amount: int, name: str) -> Expression:
    """An amount (fen) that the caseworker stated."""
    return leaf(amount, "yuan", name)


def deducted(deductions: tuple[Deduction, ...]) -> Expression | int:
    """The sum of the named deductions, each visible in the formula."""
    total: Expression | int = 0
    for deduction in deductions:
        total = total + stated(deduction.amount, deduction.reason)
    return total
