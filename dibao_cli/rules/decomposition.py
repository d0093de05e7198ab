"""Why two answers differ: the difference in parts that add up to it, to the fen.

The inputs of one side are put in the place of the other side's, one group after the other, in the order of
`ORDER`; each step's change of an amount is that cause's part (a sequential decomposition). The parts
telescope, so they add up exactly, and what two causes do together goes to the later one.

The path (`case_path.py`) is the same in both directions, so comparing the other way round negates each part.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple, Union, get_args

from .assess import entitlements, without_left_out
from .assessment import Assessment, Entitlement, Programme
from .case import Case
from .case_path import ORDER, Step, by_label, runs_backward, stops
from .counterfactual import INDEX, ROUNDING, STANDARD, TEMPORARY, cause_of
from .notice import Value

Outcome = Literal["exclusion_changed", "newly_eligible", "no_longer_eligible"]
Cause = Union[Step, Outcome]  # noqa: UP007 - evaluated on Python 3.10 too

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
    merged = {key: _merged(_parts(path, key)) for key in keys if key not in unknown}
    if backward:
        merged = {key: tuple(map(_reversed, parts)) for key, parts in merged.items()}
    return {key: parts for key, parts in merged.items() if parts}


def _case(answer: Assessment) -> Case:
    return Case(answer.household, answer.table, answer.question)


def _path(first: Assessment, last: Assessment) -> Iterator[_State]:
    """What the household gets at every stop."""
    yield _state("rounding", first)
    for cause, case in list(stops(_case(first), _case(last)))[1:-1]:
        yield _state(cause, without_left_out(entitlements(case)))
    yield _state("rounding", last)


def _state(cause: Step, answer: Assessment) -> _State:
    lines: dict[LineKey, tuple[Entitlement, ...]] = {}
    for entitlement in answer.lines:
        key = (entitlement.programme, entitlement.person)
        lines[key] = (*lines.get(key, ()), entitlement)
    return _State(cause, answer, lines)


# from stations to parts


def _amount(lines: Mapping[LineKey, tuple[Entitlement, ...]], key: LineKey) -> int | None:
    amounts = [entitlement.amount for entitlement in lines.get(key, ())]
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
    segments: list[Move] = []
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
        segments.append(Move(cause, by, start, end, (start, end)))
        start = end
    if paid[0] == paid[-1]:
        return segments
    turn = [move for move in segments if paid[move.start] != paid[move.end]][-1]
    return [turn._replace(start=0, end=len(steps) - 1)]


def _parts(path: list[_State], key: LineKey) -> list[Part]:
    """The parts of one line, those that come to nothing left out."""

    def exclusions_differ(start: int, end: int) -> bool:
        return _exclusions(path[start], path[end], key) != _exclusions(path[end], path[start], key)

    def there(start: int, end: int) -> bool:
        return key[1] is None or all(key[1] in by_label(path[n].answer.household) for n in (start, end))

    amounts = [_amount(state.lines, key) for state in path]
    paid = [None if amount is None else amount > 0 for amount in amounts]
    parts = []
    for move in moves([state.cause for state in path], paid, exclusions_differ, there):
        amount = (amounts[move.end] or 0) - (amounts[move.start] or 0)
        if amount:
            was, now = (path[stop] for stop in move.step)
            parts.append(Part(move.cause, move.by, amount, _changed_values(was, now, key)))
    return parts


def _exclusions(state: _State, other: _State, key: LineKey) -> set[tuple[str | None, str]]:
    """What excludes a programme for the persons who are there on both sides."""
    there = by_label(other.answer.household)
    return {
        (exclusion.person, exclusion.because)
        for exclusion in state.answer.exclusions
        if exclusion.programme == key[0] and (key[1] in (None, exclusion.person)) and exclusion.person in there
    }


def _changed_values(was: _State, now: _State, key: LineKey) -> tuple[tuple[Value | None, Value | None], ...]:
    """The figures behind a line that the step itself changed."""
    if now.cause not in (STANDARD, TEMPORARY):
        return ()
    old, new = (
        {v.key: v for entitlement in state.lines.get(key, ()) for v in entitlement.values} for state in (was, now)
    )
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
