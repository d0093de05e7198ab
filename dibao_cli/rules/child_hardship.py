"""困境儿童, children in hardship: an allowance by the category, and its degree, that a city's notice names.

Law: local. A notice says for each category (`child_hardship.amount_by_category`) an amount or a share of another
figure, such as the orphans' standard; whether the own dibao standard or what the child already gets is taken off it;
and what share of the rest is paid. A child of several categories gets the highest.
A degree is part of the name (`残疾:一级`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce

from .arithmetic import Number, at_least, at_most, leaf, proportion, rounded, step
from .assessment import Entitlement, Exclusion, entitlement, missing_entitlement
from .case import Case, figure, stated
from .children import COUNTED, share_of_dibao
from .dated import law_of
from .dibao import size_of, standard_of
from .exclusions import schemes_of
from .money import TO_THE_FEN, WHOLE, Rounding
from .notice import Value
from .person import Person
from .standards import Missing

ALREADY = (*COUNTED, "orphan", "unsupported_child")
"""The programmes of the child itself that count as what it already gets, besides its part of the family's dibao."""


def of_category(amount: Number, less: Number, share: Number, rounding: Rounding = TO_THE_FEN) -> Number:
    """What one category brings, fen a month: a share of the amount, or of its difference, rounded once."""
    whole = amount if isinstance(less, int) and not less else at_least(0, amount - less)
    if isinstance(share, int) and share == WHOLE:
        return step("of_category", rounded(whole, rounding))
    return step("of_category", proportion(whole, share, rounding=rounding))


def highest_of(amount: Number, *others: Number) -> Number:
    """The highest of what the child's categories bring."""
    return reduce(lambda one, other: at_least(one, other), others, amount)


def with_dibao_at_most(amount: Number, most: Number, dibao: Number) -> Number:
    """The amount, so far as it and the child's part of the dibao do not come to more than a limit."""
    return step("with_dibao_at_most", at_most(at_least(0, most - dibao), amount))


def assess(
    case: Case, person: Person, family: Entitlement | None, lines: Iterable[Entitlement], dibao_paid: bool
) -> tuple[Entitlement | None, Exclusion | None]:
    """The child's line, or what excludes it: `family` is its family's dibao, `lines` the child's own."""
    label = case.label(person)
    excluded_by = case.find("child_hardship.excluded_by")
    schemes = (*schemes_of(person), *(("dibao",) if dibao_paid else ()))
    because = next((scheme for scheme in excluded_by.codes if scheme in schemes), None) if excluded_by else None
    if because is not None and excluded_by is not None:
        return None, Exclusion("child_hardship", label, because, law_of(excluded_by.notice))
    already = [entitlement for entitlement in lines if entitlement.programme in ALREADY]
    most, rounding = case.find("child_hardship.most_with_dibao"), case.find("child_hardship.rounding")
    less = {name: _find(case, "less", name) for name in person.hardship}
    by_payment = any(value is not None and value.text == "payment" for value in less.values())
    rests_on = [*already, *([family] if family and family.amount else [])] if by_payment or most else []
    gaps = [
        gap
        for entitlement in (*rests_on, *([family] if family and (by_payment or most) else []))
        for gap in entitlement.missing
    ]
    part_of_dibao = _part_of_dibao(case, family)
    gets = part_of_dibao
    for one in already:
        gets = gets + stated(one.amount or 0, one.programme)
    amounts: list[Number] = []
    uses: list[Value | None] = [rounding]
    for name, how in less.items():
        found = _of(case, name, how, gets, rounding.rounding if rounding else TO_THE_FEN)
        if isinstance(found, Missing):
            gaps.append(found)
        else:
            amounts.append(found)
        uses.append(how)
    if gaps or not amounts:
        return missing_entitlement("child_hardship", label, *dict.fromkeys(gaps)), None
    amount = highest_of(*amounts)
    if most:
        amount = with_dibao_at_most(amount, rounded(case.amount(most)), part_of_dibao)
    values = (*uses, *(value for entitlement in rests_on for value in entitlement.values))
    beside = [status for status in person.status if status in ("orphan", "unsupported_child")]
    assumptions = ["hardship_beside_another_allowance"] if beside and not excluded_by else []
    found_line = entitlement(
        "child_hardship", label, step("child_hardship", amount), uses=values, assumptions=assumptions
    )
    return found_line._replace(stated=any(entitlement.stated for entitlement in rests_on)), None


def _find(case: Case, what: str, category: str) -> Value | None:
    """The figure of a category, else that of every category that has none of its own."""
    return case.find_first(f"child_hardship.{what}#{category}", f"child_hardship.{what}")


def _part_of_dibao(case: Case, family: Entitlement | None) -> Number:
    if family is None or not family.amount:
        return 0
    return share_of_dibao(stated(family.amount, "dibao"), leaf(size_of(case), "count", "members"))


def _of(case: Case, name: str, less: Value | None, gets: Number, rounding: Rounding) -> Number | Missing:
    """What a category brings, or what is missing."""
    amount, share = _find(case, "amount", name), _find(case, "share", name)
    if amount is None:
        return case.missing(f"child_hardship.amount#{name}")
    off: Number = gets if less is not None and less.text == "payment" else 0
    if less is not None and less.text == "standard":
        standard = standard_of(case)
        if standard is None:
            return case.missing(f"dibao.{case.household.area}")
        off = case.amount(standard)
    return of_category(case.amount(amount), off, figure(share) if share else WHOLE, rounding)
