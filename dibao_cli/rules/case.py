"""One household in one month with what was asked: the context that every programme's rule reads."""

from collections.abc import Callable
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Concatenate, NamedTuple, ParamSpec, TypeVar

from .amounts import Amount, a_month
from .arithmetic import Expression, Number, Unit, leaf
from .household import Deduction, Household
from .notice import PriceIndex, Value
from .parameters import PARAMETERS, key_parts, parts_of_key
from .person import Person
from .standards import Missing, Table

if TYPE_CHECKING:
    from .tables import Tables


OWN_STANDARD = "dibao"
"""In the place of a key that a share is of: the dibao standard of the household's own area."""

DEEPEST = 9
"""How many figures may be shares of one another in a row."""


class AssessmentOptions(NamedTuple):
    """What is asked besides the household: fen for amounts.

    `uplift` and `one_off` ask for classified relief and one-off payments, which are off otherwise;
    `index` is a price index stated by the caseworker, `national_index` asks for the national one where
    the region has none, `subsidy_rate` is the bureau's announced price subsidy a person: the ordinary amount, or
    (`subsidy_rate_doubled`) what is paid, with the doubling of the month already in it. `without` names programmes that
    the answer leaves out; what others are paid does not change by that.
    """

    uplift: bool = False
    one_off: bool = False
    index: PriceIndex | None = None  # type: ignore[assignment]  # hides tuple.index, which nobody calls
    national_index: bool = False
    subsidy_rate: int | None = None
    subsidy_rate_doubled: bool = False
    without: tuple[str, ...] = ()


class _CaseFacts(NamedTuple):
    household: Household
    table: "Tables"
    question: AssessmentOptions = AssessmentOptions()


class Case(_CaseFacts):
    """A household, the table of the month, and the question.

    What was found out about it stays with it (`of_case`), and what holds for its place with the table (`by_place`).
    """

    @cached_property
    def place(self) -> "Place":
        """Where the household lives: what was looked up there once need not be looked up again."""
        table, here = self.table, self.household
        if type(table) is not Table or table.overrides:  # a table of the user's own
            return Place(self)
        places = table.standards.places_seen
        where = (table.month, here.area, here.district, self.question)
        try:
            found = places.get(where)
        except TypeError:  # what is asked names an index with a notice of its own
            return Place(self)
        if found is None:
            if len(places) >= MOST_PLACES:
                places.clear()
            found = places[where] = Place(self)
        return found

    def set_for(self, key: str) -> Value | None:
        """What the notices set for the household's district and area, even if it is a share of what is not known."""
        return self.table.find(key, self.household.district, self.household.area)

    def find(self, key: str) -> Value | None:
        """The value of a key in the household's district; None too where what it is a share of is not known."""
        found = self.place.found
        try:
            return found[key]
        except KeyError:
            value = self.set_for(key)
            found[key] = None if value is None or self._gap(value) else value
            return found[key]

    def missing(self, key: str) -> Missing:
        """What to say where `find` gives nothing: this key, or the one that it is a share of."""
        return _missing(self, key)

    def _missing(self, key: str) -> Missing:
        value = self.set_for(key)
        found = (value and self._gap(value)) or self.table.missing(key)
        by_place = self.household.district is None and self.table.standards.by_place(found.key, found.month)
        return found._replace(state="by_place", first=None) if by_place else found

    def amount(self, value: Value) -> Number:
        """A figure that `find` gave as it enters a rule, a month: exact where the notice does not round."""
        content = value.content
        if not isinstance(content, Amount):
            return figure(value)
        if content.share is None:
            return a_month(value, content)
        there, key = self._base_of(value, content)
        base = there.find(key)
        return a_month(value, content, there.amount(base) if base else 0)

    def _base_of(self, value: Value, content: Amount) -> "tuple[Case, str]":
        """The case in which a share's base is looked up, and its key: of the same category, where it has any."""
        there = self if content.when == "current" else self._replace(table=self.table.earlier(12))
        if content.of == OWN_STANDARD:
            return there, f"dibao.{self.household.area}"
        of = PARAMETERS.get(content.of)
        same = parts_of_key(value.key).category if of and of.by_category else ""
        return there, f"{content.of}#{same}" if same else content.of

    def _gap(self, value: Value, depth: int = 0) -> Missing | None:
        """What a share of another figure lacks; a figure that is reckoned from itself lacks itself."""
        content = value.content
        if not isinstance(content, Amount) or content.share is None:
            return None
        there, key = self._base_of(value, content)
        base = there.set_for(key)
        if base is None or depth > DEEPEST:
            return there.table.missing(key) if base is None else Missing(key, there.table.month, "unknown")
        return there._gap(base, depth + 1)

    def find_first(self, *keys: str) -> Value | None:
        """The value of the first key that has one."""
        return next((value for value in map(self.find, keys) if value is not None), None)

    def label(self, person: Person) -> str:
        return self.household.label(person)


MOST_PLACES = 5000
"""How many places are kept: a caller may ask about any number of stated indices."""


class Place:
    """An area and a district in the month of a table, with what is asked: what holds for everybody there.

    `case` is a household of which nothing else is known, `found` are the values that were looked up, `reckoned` what
    the rules made of them.
    """

    __slots__ = ("case", "found", "reckoned")

    def __init__(self, case: Case) -> None:
        here = case.household
        anybody = Household.of_checked({"area": here.area, "members": 1, "district": here.district})
        self.case = case._replace(household=anybody)
        self.found: dict[str, Value | None] = {}
        self.reckoned: dict[tuple[object, ...], Any] = {}  # by the rule, whose type says what it gives


P = ParamSpec("P")
R = TypeVar("R")


def by_place(rule: Callable[Concatenate[Case, P], R]) -> Callable[Concatenate[Case, P], R]:
    """A rule that is the same for every household of a place: reckoned once, and not told of the household at all."""

    def once(case: Case, *facts: Any) -> R:
        reckoned, key = case.place.reckoned, (rule, *facts)
        try:
            found: R = reckoned[key]
        except KeyError:
            found = reckoned[key] = rule(case.place.case, *facts)  # type: ignore[call-arg]  # the same facts
        return found

    once.__doc__, once.__wrapped__ = rule.__doc__, rule  # type: ignore[attr-defined]  # as functools.wraps, and cheaper
    return once  # type: ignore[return-value]  # facts stand in order


def of_case(rule: Callable[[Case], R]) -> Callable[[Case], R]:
    """What several programmes ask of one household: found out once."""
    name = f"{rule.__module__}.{rule.__qualname__}"

    def once(case: Case) -> R:
        known = vars(case)
        if name not in known:
            known[name] = rule(case)
        found: R = known[name]
        return found

    once.__doc__, once.__wrapped__ = rule.__doc__, rule  # type: ignore[attr-defined]  # as above
    return once


@by_place
def _missing(case: Case, key: str) -> Missing:
    return case._missing(key)


class Group(NamedTuple):
    """Persons who are treated alike: the schemes that support them, the person if it is one, and how many they are."""

    schemes: frozenset[str]
    person: str | None
    number: int = 1


def figure(value: Value) -> Expression:
    """A number of the tables as it enters a rule: it remembers its notice. Amounts are those of `Case.amount`."""
    return leaf(value.number, _unit_of(value.key), value.key, value)


@lru_cache(maxsize=1024)
def _unit_of(key: str) -> Unit:
    kind = PARAMETERS[key_parts(key)[0]].kind.partition("_")[0]  # of one class: that of the figure itself
    return kind if kind in ("yuan", "percent", "factor", "count") else ""  # type: ignore[return-value]  # one of them


def stated(amount: int, name: str) -> Expression:
    """An amount (fen) that the caseworker stated."""
    return leaf(amount, "yuan", name)


def deducted(deductions: tuple[Deduction, ...]) -> Expression | int:
    """The sum of the named deductions, each visible in the formula."""
    total: Expression | int = 0
    for deduction in deductions:
        total = total + stated(deduction.amount, deduction.reason)
    return total
