"""The amounts of households that are alike in everything but amounts, by one plain Python function.

The rules are watched while they reckon some of them (`recorded.py`), and what was seen is kept as a tree: a decision,
what follows from either answer, and at each end the amounts. A household that takes a way which none took before has no
end in the tree, and is reckoned by the rules. The function is only arithmetic on whole numbers: how anything is divided
and rounded is what the rules did.
"""

from __future__ import annotations

from _thread import allocate_lock
from collections.abc import Callable, Generator, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from .household import AMOUNT_LISTS, NUMBERS, Household
from .person import Person
from .rebuilt import Template, texts_of
from .recorded import Decision, Recorded, Recorder, Term, name_of, needed

if TYPE_CHECKING:
    from .alike import Plan
    from .assessment import Assessment, Programme
    from .notice import Basis, Notice


class Outline(NamedTuple):
    """What is the same in the answers of households that differ in amounts only, and is no text.

    `lines` has a programme, and the place of the person whom it is for, for each amount. `codes` are those of warnings,
    and `template` has the explanation, where nothing of it is a text that was made of an amount.
    """

    lines: tuple[tuple[Programme, int | None], ...]
    complete: bool
    basis: Basis | None
    notices: tuple[Notice, ...]
    codes: tuple[str, ...]
    template: Template | None


class Amounts(NamedTuple):
    """The amounts of an answer without their explanation: fen a month, by the lines of `outline`; None: not known."""

    outline: Outline
    amounts: tuple[int | None, ...]
    known_total: int


class End(NamedTuple):
    """Where a way through the rules ends: the amounts of the lines and what is known of their sum."""

    outline: Outline
    amounts: tuple[int | None, ...]
    known_total: int
    terms: tuple[Term, ...]


class Fork(NamedTuple):
    """A decision, with the terms that were there before it, and by each answer that was seen what comes next."""

    condition: Term
    terms: tuple[Term, ...]
    next: dict[int | bool, Tree]


Tree = Fork | End
_writing = allocate_lock()


def watch(plan: Plan, household: Household, reckon: Callable[[Household], Assessment]) -> None:
    """Learn the way of one more household; `reckon` runs the rules. Raises what they raise."""
    if not _writing.acquire(blocking=False):  # another thread learns something
        return
    try:
        recorder = Recorder()
        answer = reckon(recorded(household, recorder))
        amounts = tuple(line.amount for line in answer.lines)
        end = End(outline_of(answer, recorder), amounts, answer.known_total, tuple(recorder.terms))
        plan.missed = 0
        plan.ways += 1
        if _added(plan, recorder.decisions, end):
            plan.amounts_of = _compiled(plan.tree)
    finally:
        _writing.release()


def _added(plan: Plan, decisions: list[Decision], end: End) -> bool:
    """Put a way into the tree; not where the rules did something else after the same answers."""
    at = plan.tree
    put: Callable[[Tree], None] = partial(setattr, plan, "tree")
    for decision in decisions:
        terms = end.terms[: decision.known]
        if at is None:
            at = Fork(decision.condition, terms, {})
            put(at)
        if not isinstance(at, Fork) or (at.condition, at.terms) != (decision.condition, terms):
            return False
        put, at = partial(at.next.__setitem__, decision.answer), at.next.get(decision.answer)
    if isinstance(at, Fork):
        return False
    put(end)
    return True


# a household that is recorded


def recorded(household: Household, recorder: Recorder) -> Household:
    """The same household with its amounts, and the ages of its persons, recorded."""

    def facts_of(carrier: Household | Person, at: str) -> dict[str, Any]:
        facts = carrier._asdict()
        for n, (name, content) in enumerate(facts.items()):
            if name in NUMBERS and content is not None:
                facts[name] = recorder.stated(int(content), f"{at}[{n}]")
            elif name in AMOUNT_LISTS:
                places = (f"{at}[{n}][{m}][1]" for m in range(len(content)))
                facts[name] = tuple(
                    each._replace(amount=recorder.stated(int(each.amount), place))
                    for each, place in zip(content, places, strict=True)
                )
        return facts

    facts = facts_of(household, "household")
    at = household._fields.index("persons")
    own = (facts_of(person, f"household[{at}][{n}]") for n, person in enumerate(household.persons))
    facts["persons"] = tuple(person.having(**each) for person, each in zip(household.persons, own, strict=True))
    if household.gradual_exit is not None:
        last = household.gradual_exit.last_allowance
        place = f"household[{household._fields.index('gradual_exit')}][1]"
        facts["gradual_exit"] = household.gradual_exit._replace(last_allowance=recorder.stated(int(last), place))
    return Household.of_checked(facts)


def outline_of(answer: Assessment, recorder: Recorder) -> Outline:
    """What an answer says without its amounts and their texts; persons by their places."""
    places = {answer.household.label(person): n for n, person in enumerate(answer.household.persons)}
    return Outline(
        tuple((line.programme, None if line.person is None else places[line.person]) for line in answer.lines),
        answer.complete,
        answer.basis,
        answer.notices,
        answer.codes,
        None if recorder.written else Template(answer.explanation, tuple(recorder.terms), texts_of(answer.household)),
    )


# the tree as Python


def _compiled(root: Tree | None) -> Callable[[Household], Amounts | None]:
    names: dict[str, Any] = {"Amounts": Amounts}
    lines = ["def amounts_of(household):", *_written(root, " ", frozenset(), names)]
    exec(compile("\n".join(lines), "<plan>", "exec"), names)  # sums, as `recorded.py` writes them
    found: Callable[[Household], Amounts | None] = names["amounts_of"]
    return found


def _written(at: Tree | None, indent: str, there: frozenset[int], names: dict[str, Any]) -> Iterator[str]:
    """The lines from a place of the tree on; `there` are the terms that were reckoned before it."""
    while isinstance(at, Fork):
        there = yield from _reckoned(at.terms, at.condition.parts, indent, there)
        *others, (answer, after) = sorted(at.next.items())
        for other, instead in others:
            yield f"{indent}if {_holds(at.condition, other)}:"
            yield from _written(instead, indent + " ", there, names)
        if isinstance(answer, bool) and others:  # both are known
            at = after
            continue
        yield f"{indent}if not ({_holds(at.condition, answer)}): return None"
        at = after
    if at is None:
        yield f"{indent}return None"
        return
    numbers = [*at.amounts, at.known_total]
    places = [number.place for number in numbers if isinstance(number, Recorded)]
    yield from _reckoned(at.terms, places, indent, there)
    name = f"outline{len(names)}"
    names[name] = at.outline
    *amounts, total = (number.name if isinstance(number, Recorded) else repr(number) for number in numbers)
    yield f"{indent}return Amounts({name}, ({''.join(f'{amount}, ' for amount in amounts)}), {total})"


def _holds(condition: Term, answer: int | bool) -> str:
    if isinstance(answer, bool):
        return condition.source if answer else f"not {condition.source}"
    return f"{condition.source} == {answer}"


def _reckoned(
    terms: tuple[Term, ...], places: Iterable[int], indent: str, there: frozenset[int]
) -> Generator[str, None, frozenset[int]]:
    """The sums that are needed and not there yet, those first that others are made of; then which are there."""
    new = needed(terms, places, there)
    for place in new:
        yield f"{indent}{name_of(place)} = {terms[place].source}"
    return there.union(new)
