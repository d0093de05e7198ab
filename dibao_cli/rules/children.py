"""事实无人抚养儿童: children whom nobody in fact supports.

Law: 关于进一步加强事实无人抚养儿童保障工作的意见, 民发〔2019〕62号 (N4): the standard of a
dispersed orphan, less what the child already gets from dibao, tekun or the living subsidy for disabled people.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .arithmetic import Number, at_least, leaf, quotient, step, value_of
from .assessment import Entitlement, absent, entitlement, missing_entitlement
from .case import Case
from .dibao import is_member, size_of
from .notice import Value
from .payment import paid
from .person import Person
from .standards import Missing


def share_of_dibao(dibao: Number, members: Number) -> Number:
    """One member's part of the family's dibao, the average a head (N4 part 3 (1)), half-up to the fen."""
    return step("share_of_dibao", quotient(dibao, members))


def unsupported_child_allowance(standard: Number, already: Number) -> Number:
    """The difference between the standard and what the child already gets, never below 0 (N4)."""
    return step("difference", at_least(0, standard - already))


def difference(standard: Number, dibao: Number, members: Number, *others: Number) -> Number:
    """A child's difference, fen per month: the standard, less its part of the family's dibao and what else it gets."""
    already: Number = 0 if isinstance(dibao, int) and not dibao else share_of_dibao(dibao, members)
    for other in others:
        already = already + other
    return unsupported_child_allowance(standard, already)


def standard_for_unsupported(case: Case) -> tuple[Value | None, tuple[Value, ...], Missing]:
    """The standard, the values that say which one it is, and what to say if there is none."""
    own = case.find("unsupported_child.standard")
    follows = case.find("unsupported_child.follows")
    if own is not None or follows is None:
        return own, (), case.missing("unsupported_child.standard")
    return case.find(follows.text), (follows,), case.missing(follows.text)


COUNTED = ("uplift", "tekun", "living_subsidy", "single_person")
"""What the child's allowance is reduced by. Whether a care allowance is, as a part of what the extremely poor receive,
no text was found: it is not, and the line says so."""


def counted(lines: Iterable[Entitlement]) -> list[Entitlement]:
    """Of a child's own lines those that its allowance is reduced by (N4)."""
    return [entitlement for entitlement in lines if entitlement.programme in COUNTED]


def assess(
    case: Case, person: Person, family: Entitlement | None, others: list[Entitlement], assumptions: Sequence[str] = ()
) -> Entitlement:
    """The child's difference: `family` is the family's dibao, `others` the child's own lines of other programmes."""
    label = case.label(person)
    standard, uses, missing = standard_for_unsupported(case)
    dibao = family.amount or 0 if family else 0
    unknown = [gap for other in (*others, *([family] if family else [])) for gap in other.missing]
    gets = [leaf(other.amount, "yuan", other.programme) for other in others]
    part_of = leaf(family.amount, "yuan", "dibao") if family and family.amount != 0 else 0
    whole = paid(case, "unsupported_child", case.amount(standard)) if standard else absent(missing)
    amount = difference(whole, part_of, leaf(size_of(case), "count", "members"), *gets)
    if standard is None or unknown:
        gaps = (*([missing] if standard is None else []), *unknown)
        return missing_entitlement("unsupported_child", label, *gaps, known=amount)
    rests_on = (*others, *([family] if family and dibao else []))
    values = (*uses, *(value for other in rests_on for value in other.values))
    found = entitlement("unsupported_child", label, amount, uses=values, assumptions=assumptions)
    return found._replace(stated=any(other.stated for other in rests_on))


def beside_dibao(case: Case, person: Person, own: Sequence[Entitlement]) -> tuple[int, int] | None:
    """For a child of a dibao family (standard, what it gets besides its part of the dibao), fen per month.

    `own` are the lines of the child alone. None where the child's difference does not depend on the family's dibao.
    """
    if "unsupported_child" not in person.status or not is_member(person):
        return None
    standard = standard_for_unsupported(case)[0]
    if standard is None or any(
        entitlement.programme == "unsupported_child" and entitlement.amount is None for entitlement in own
    ):
        return None
    whole = value_of(paid(case, "unsupported_child", case.amount(standard)))
    return whole, sum(entitlement.amount or 0 for entitlement in counted(own))
