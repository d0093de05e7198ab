"""What is made of households that are alike in everything but amounts, by one plain Python function.

The rules are watched while they run over some of them (`recorded.py`), and what was seen is kept as a tree: a decision,
what follows from either answer, and at each end what comes out (`rebuilt.py`). A household that takes a way which none
took before has no end in the tree: the rules say. The function is only arithmetic on whole numbers: how anything is
divided and rounded is what the rules did.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from .household import AMOUNT_LISTS, NUMBERS, Household
from .person import Person
from .rebuilt import builder_of
from .recorded import Decision, Recorder, Term, name_of, needed

if TYPE_CHECKING:
    from .alike import Plan

Build = Callable[[Household], Any]
"""From a household to what is made of it, where it took the way of the one that was recorded."""


class Fork(NamedTuple):
    """A decision, with the terms that were there before it, and by each answer that was seen what comes next."""

    condition: Term
    terms: tuple[Term, ...]
    next: dict[int | bool, Tree]


Tree = Fork | Build


def watch(plan: Plan[Any], household: Household, make: Build) -> None:
    """Learn the way of one more household; `make` runs the rules. Raises what they raise."""
    recorder = Recorder()
    build = builder_of(make(recorded(household, recorder)), recorder)
    plan.missed = 0
    plan.ways += 1
    if _added(plan, recorder.decisions, recorder.terms, build):
        plan.made_of = _compiled(plan.tree)


def _added(plan: Plan[Any], decisions: list[Decision], terms: list[Term], build: Build) -> bool:
    """Put a way into the tree; not where the rules did something else after the same answers."""
    at = plan.tree
    put: Callable[[Tree], None] = partial(setattr, plan, "tree")
    for decision in decisions:
        before = tuple(terms[: decision.known])
        if at is None:
            at = Fork(decision.condition, before, {})
            put(at)
        if not isinstance(at, Fork) or (at.condition, at.terms) != (decision.condition, before):
            return False
        put, at = partial(at.next.__setitem__, decision.answer), at.next.get(decision.answer)
    if isinstance(at, Fork):
        return False
    put(build)
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


# the tree as Python


def _compiled(tree: Tree | None) -> Build:
    names: dict[str, Any] = {}
    lines = ["def made_of(household):", *_written(tree, " ", frozenset(), names)]
    exec(compile("\n".join(lines), "<plan>", "exec"), names)  # sums, as `recorded.py` writes them
    made_of: Build = names["made_of"]
    return made_of


def _written(at: Tree | None, indent: str, there: frozenset[int], names: dict[str, Any]) -> Iterator[str]:
    """The lines from a place of the tree on; `there` are the terms that were reckoned before it."""
    while isinstance(at, Fork):
        there = yield from _reckoned(at, indent, there)
        *others, (answer, after) = sorted(at.next.items())
        for other, instead in others:
            yield f"{indent}if {_holds(at.condition, other)}:"
            yield from _written(instead, indent + " ", there, names)
        if not (isinstance(answer, bool) and others):  # else both are known
            yield f"{indent}if not ({_holds(at.condition, answer)}): return None"
        at = after
    if at is None:
        yield f"{indent}return None"
        return
    name = f"way{len(names)}"
    names[name] = at
    yield f"{indent}return {name}(household)"


def _holds(condition: Term, answer: int | bool) -> str:
    if isinstance(answer, bool):
        return condition.source if answer else f"not {condition.source}"
    return f"{condition.source} == {answer}"


def _reckoned(at: Fork, indent: str, there: frozenset[int]) -> Generator[str, None, frozenset[int]]:
    """The sums that a decision needs and that are not there yet; then which are there."""
    new = needed(at.terms, at.condition.parts, there)
    for place in new:
        yield f"{indent}{name_of(place)} = {at.terms[place].source}"
    return there.union(new)
