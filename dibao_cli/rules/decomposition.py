"""Why two answers differ: the difference in parts that add up to it, to the fen.

The inputs of one side are put in the place of the other side's, one group after the other, in the order of
`ORDER`; each step's change of an amount is that cause's part (a sequential decomposition). The parts
telescope, so they add up exactly, and what two causes do together goes to the later one.

The path always runs from the earlier month to the later one; for one month from the smaller household to
the larger, then from the lower income to the higher. Comparing the other way round therefore negates each part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, Union, get_args

from .assess import entitlements
from .assessment import Assessment, Entitlement, Programme
from .case import AssessmentOptions, Case
from .counterfactual import INDEX, ROUNDING, STANDARD, TEMPORARY, MixedTables, cause_of
from .household import Household
from .notice import Value
from .person import Person
from .problems import InputError

Step = Literal[
    "standard_changed",
    "temporary_measure",
    "index_moved",
    "members_changed",
    "income_changed",
    "household_changed",
    "rounding",
]
Outcome = Literal["exclusion_changed", "newly_eligible", "no_longer_eligible"]
Cause = Union[Step, Outcome]  # noqa: UP007 - evaluated on Python 3.10 too

ORDER: tuple[Step, ...] = get_args(Step)
"""The order in which the causes are taken. Rounding is what a notice's rounding rule adds at either end."""

OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
"""What a step is called where it turned a programme on or off; `Part.by` still says which step did it."""

CAUSES: tuple[Cause, ...] = (*ORDER, *OUTCOMES)

LineKey = tuple[Programme, "str | None"]


class Part(NamedTuple):
    """What one cause does to one line, in fen a month; `by` is the step of `ORDER` that brought it about.

    `values` are the figures that the step changed, each with what it was and what it is (None: not set).
    """

    cause: Cause
    by: Step
    amount: int
    values: tuple[tuple[Value | None, Value | None], ...] = ()


class _State(NamedTuple):
    """One station of the path: what led to it, and what the household gets there."""

    cause: Step
    answer: Assessment
    lines: Mapping[LineKey, tuple[Entitlement, ...]]


def parts_between(before: Assessment, after: Assessment) -> dict[LineKey, tuple[Part, ...]]:
    """The parts of the difference of every line that has an amount on both sides, in the order of `ORDER`.

    A line that is there on one side only counts as 0 on the other. A line that comes to the same on both
    sides has parts only where causes cancel each other.
    """
    backward = runs_backward(_case(before), _case(after))
    path = list(_path(after, before) if backward else _path(before, after))
    keys = dict.fromkeys(key for state in path for key in state.lines)
    unknown = {key for key in keys for state in (path[0], path[-1]) if _amount(state.lines, key) is None}
    found = {key: _merged(_parts(path, key)) for key in keys if key not in unknown}
    if backward:
        found = {key: tuple(map(_reversed, parts)) for key, parts in found.items()}
    return {key: parts for key, parts in found.items() if parts}


def _case(answer: Assessment) -> Case:
    return Case(answer.household, answer.table, answer.question)


def runs_backward(before: Case, after: Case) -> bool:
    """Whether the path runs from `after` to `before`."""
    return _rank(after) < _rank(before)


def _rank(case: Case) -> tuple[object, ...]:
    """The place of a side on the path; what is last only makes the order definite."""
    household = case.household
    rest = (household, case.question, sorted((key, v.content) for key, v in case.table.overrides.items()))
    return case.table.month, household.size, household.income_of_the_year, repr(rest)


# the path


def stops(first: Case, last: Case) -> Iterator[tuple[Step, Case]]:
    """The cases on the way from one side to the other, each with the step that led to it.

    One in which the step changes nothing, or that cannot be, is passed over; the first and the last are the sides.
    """
    yield "rounding", first
    household, question = first.household, first.question
    moved: set[str] = set()
    yield "rounding", Case(household, MixedTables(first.table, last.table, frozenset()), question)
    waiting: list[Step] = []
    for cause in ORDER[:-1]:
        moved.add(cause)
        was = household, question
        if cause in _GROUPS:
            waiting.append(cause)
            mixture = _mixture(household, last.household, waiting)
            if mixture is None:  # cannot be: the next step does the work of this one too
                continue
            household = mixture
            waiting.clear()
        question = _question(question, last.question, cause)
        if (household, question) != was or _table_moves(cause, first, last):
            yield cause, Case(household, MixedTables(first.table, last.table, frozenset(moved)), question)
    yield "rounding", last


def _path(first: Assessment, last: Assessment) -> Iterator[_State]:
    """What the household gets at every stop."""
    yield _state("rounding", first)
    for cause, case in list(stops(_case(first), _case(last)))[1:-1]:
        yield _state(cause, entitlements(case))
    yield _state("rounding", last)


def _state(cause: Step, answer: Assessment) -> _State:
    lines: dict[LineKey, tuple[Entitlement, ...]] = {}
    for line in answer.lines:
        key = (line.programme, line.person)
        lines[key] = (*lines.get(key, ()), line)
    return _State(cause, answer, lines)


def _mixture(household: Household, last: Household, causes: list[Step]) -> Household | None:
    """The household with what the causes take from the last one, or None if there can be no such household."""
    for order in (causes, causes[::-1]):
        mixture = household
        try:
            for cause in order:
                mixture = _GROUPS[cause](mixture, last)
        except InputError:
            continue
        return mixture
    return None


def _table_moves(cause: Step, first: Case, last: Case) -> bool:
    """Whether the tables of the two sides may differ in what belongs to a cause."""
    if cause in (STANDARD, TEMPORARY, INDEX):
        tables = (first.table, last.table)
        return any(getattr(tables[0], name) != getattr(tables[1], name) for name in ("month", "overrides", "standards"))
    return False


# what belongs to which cause


def _question(question: AssessmentOptions, last: AssessmentOptions, cause: Step) -> AssessmentOptions:
    """What is asked about prices belongs to the index, the rest to the household."""
    if cause == INDEX:
        return question._replace(**{name: getattr(last, name) for name in ("index", "national_index", "subsidy_rate")})
    return last if cause == "household_changed" else question


def _members(household: Household, last: Household) -> Household:
    """Who is there: the later household's people, those who were there before as they were."""
    were = _by_label(household)
    persons = tuple(were.get(label, person) for label, person in _by_label(last).items())
    return household._replace(members=last.members, persons=persons)


def _incomes(household: Household, last: Household) -> Household:
    """What they have: the later household's income and deductions, and the incomes of its persons."""
    have = _by_label(last)
    persons = tuple(
        person._replace(income=have[label].income, annual_income=have[label].annual_income) if label in have else person
        for label, person in _by_label(household).items()
    )
    return household._replace(
        income=last.income,
        annual_income=last.annual_income,
        work_income=last.work_income,
        deductions=last.deductions,
        persons=persons,
    )


_GROUPS: dict[Step, Callable[[Household, Household], Household]] = {
    "members_changed": _members,
    "income_changed": _incomes,
    "household_changed": lambda _, last: last,
}
"""The household with one group of facts taken from the later one; each raises `InputError` if that cannot be."""


def _by_label(household: Household) -> dict[str, Person]:
    return {person.id or str(n): person for n, person in enumerate(household.persons, 1)}


# from stations to parts


def _amount(lines: Mapping[LineKey, tuple[Entitlement, ...]], key: LineKey) -> int | None:
    amounts = [line.amount for line in lines.get(key, ())]
    return None if None in amounts else sum(amount for amount in amounts if amount is not None)


class Move(NamedTuple):
    """One part of a line's difference: its amount at the stop `end` less that at `start`.

    `step` are the stops of the step that is named.
    """

    cause: Cause
    by: Step
    start: int
    end: int
    step: tuple[int, int]


def moves(
    steps: Sequence[Step],
    paid: Sequence[bool | None],
    exclusions_differ: Callable[[int, int], bool],
    there: Callable[[int, int], bool] = lambda _start, _end: True,
) -> list[Move]:
    """The parts of a line by the stops where it is paid, not paid (False) or not known (None).

    `steps` led to the stops; the functions say of two stops whether other exclusions hold at them, and whether
    the person is there at both. Both ends must be known. A stop where the amount is not known is passed
    over; a line that is paid at one end only is one part, named after the step that turned it on or off for good.
    """
    found: list[Move] = []
    start = 0
    for end in range(1, len(steps)):
        if paid[end] is None:
            continue
        by = steps[end]
        cause: Cause = by
        if by not in (ROUNDING, TEMPORARY, INDEX):
            if exclusions_differ(start, end):
                cause = "exclusion_changed"
            elif paid[start] != paid[end] and there(start, end):
                cause = "newly_eligible" if paid[end] else "no_longer_eligible"
        found.append(Move(cause, by, start, end, (start, end)))
        start = end
    if paid[0] == paid[-1]:
        return found
    turn = [move for move in found if paid[move.start] != paid[move.end]][-1]
    return [turn._replace(start=0, end=len(steps) - 1)]


def _parts(path: list[_State], key: LineKey) -> list[Part]:
    """The parts of one line, those that come to nothing left out."""

    def exclusions_differ(start: int, end: int) -> bool:
        return _exclusions(path[start], path[end], key) != _exclusions(path[end], path[start], key)

    def there(start: int, end: int) -> bool:
        return key[1] is None or all(key[1] in _by_label(path[n].answer.household) for n in (start, end))

    amounts = [_amount(state.lines, key) for state in path]
    paid = [None if amount is None else amount > 0 for amount in amounts]
    found = []
    for move in moves([state.cause for state in path], paid, exclusions_differ, there):
        amount = (amounts[move.end] or 0) - (amounts[move.start] or 0)
        if amount:
            was, now = (path[stop] for stop in move.step)
            found.append(Part(move.cause, move.by, amount, _changed_values(was, now, key)))
    return found


def _exclusions(state: _State, other: _State, key: LineKey) -> set[tuple[str | None, str]]:
    """What excludes a programme for the persons who are there on both sides."""
    there = _by_label(other.answer.household)
    return {
        (exclusion.person, exclusion.because)
        for exclusion in state.answer.exclusions
        if exclusion.programme == key[0] and (key[1] in (None, exclusion.person)) and exclusion.person in there
    }


def _changed_values(was: _State, now: _State, key: LineKey) -> tuple[tuple[Value | None, Value | None], ...]:
    """The figures behind a line that the step itself changed."""
    if now.cause not in (STANDARD, TEMPORARY):
        return ()
    old, new = ({v.key: v for line in state.lines.get(key, ()) for v in line.values} for state in (was, now))
    both = [(old.get(name), new.get(name)) for name in dict.fromkeys((*old, *new))] if old and new else []
    return tuple(pair for pair in both if _content(pair[0]) != _content(pair[1]) and cause_of(*pair) == now.cause)


def _content(value: Value | None) -> object:
    return None if value is None else value.content


def _merged(parts: Iterable[Part]) -> tuple[Part, ...]:
    """One part for each cause and step, rounding last; parts that come to nothing are left out."""
    sums: dict[tuple[Cause, Cause], Part] = {}
    for part in parts:
        so_far = sums.get(part[:2])
        sums[part[:2]] = part if so_far is None else so_far._replace(amount=so_far.amount + part.amount)
    ordered = sorted(sums.values(), key=lambda part: ORDER.index(part.by))
    return tuple(part for part in ordered if part.amount)


_OPPOSITE: dict[Cause, Cause] = {"newly_eligible": "no_longer_eligible", "no_longer_eligible": "newly_eligible"}


def opposite(cause: Cause) -> Cause:
    """What a cause is called when the comparison is made the other way round."""
    return _OPPOSITE.get(cause, cause)


def _reversed(part: Part) -> Part:
    values = tuple((new, old) for old, new in part.values)
    return Part(opposite(part.cause), part.by, -part.amount, values)
