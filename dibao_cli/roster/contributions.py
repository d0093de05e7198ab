"""What each part of a household adds to its answer, taken from `assess` itself.

An answer is the family's dibao, what comes with it, and what each person brings: `rules/scopes.py` says which
programme is which. Only the dibao, and what a programme declares as linked to its amount, depend on amounts of
the household; those are computed by their rules in SQL. Everything else is the same for every household alike in
setting, kind of person and state of the dibao: it is read off a representative household that `assess`
computes once. So no decision of `assess` is written a second time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import IntFlag
from typing import NamedTuple

from ..rules import dibao, scopes
from ..rules.assess import entitlements
from ..rules.assessment import PROGRAMMES, Assessment, Entitlement, Programme
from ..rules.assumed import ages_assumed
from ..rules.case import Case
from ..rules.income_items import IncomeItem
from ..rules.money import LARGEST_FEN
from ..rules.notice import BASES, Basis, weakest_known
from ..rules.person import Person
from ..rules.scopes import APART, COMPUTED, Scope
from ..rules.warnings import warnings_of
from .engine import Row
from .facts import HouseholdFacts
from .interner import Interner
from .states import OTHERS, Situation, State, household_in


class Stated(IntFlag):
    """What a row states: amounts by their fields, and how many people it stands for."""

    INCOME = 1
    ANNUAL_INCOME = 2
    WORK_INCOME = 4
    HOUSEHOLD_INCOME = 8
    HOUSEHOLD_ANNUAL_INCOME = 16
    COUNTED = 32
    ITEMS = 64
    ITEMS_RECEIVED = 128


ALL_STATED = Stated(255)
OF_A_MEMBER = Stated.INCOME | Stated.ANNUAL_INCOME | Stated.WORK_INCOME | Stated.ITEMS | Stated.ITEMS_RECEIVED
"""What is the family's only where no other scheme keeps the person of the row."""
ONE_NUMBER = Stated.INCOME | Stated.ANNUAL_INCOME | Stated.HOUSEHOLD_INCOME | Stated.HOUSEHOLD_ANNUAL_INCOME
ANY_INCOME = ONE_NUMBER | Stated.ITEMS_RECEIVED
OWN_INCOME = Stated.INCOME | Stated.ANNUAL_INCOME | Stated.ITEMS_RECEIVED
"""What a described person has alone."""


class Unstated(IntFlag):
    """What nobody stated of a family."""

    INCOME = 1
    MEMBERS = 2
    WORK_INCOME = 4


EVERY_UNSTATED = Unstated(7)
NOTHING_LINKED: Mapping[Programme, tuple[int, int]] = {}

NO_BASIS = -1
"""In the place of a basis' number where no amount is known."""


HOLDS, WORKED = Situation.HOLDS.value, Situation.WORKED.value
"""Plain numbers: those of an enumeration are slow to combine."""

FIRST, SECOND = "_first", "_second"
"""After the name of a linked programme: the two amounts that its rule takes besides the family's dibao."""


def family_programmes() -> tuple[Programme, ...]:
    """The programmes that a family is paid: by the number of its members, or for those who are not described."""
    of_families = {*scopes.of(Scope.FAMILY), *scopes.of(Scope.EACH_MEMBER)}
    return tuple(programme for programme in PROGRAMMES if programme in of_families and programme != COMPUTED)


class Share(NamedTuple):
    """What a part adds: fen by programme, and as bit sets what is unknown, warned of and rested on.

    `excluded` are the programmes, as bits, that the person is excluded from. `linked` are the two amounts that go
    into the rule of a programme that depends on the family's dibao too.
    """

    amounts: Mapping[Programme, int]
    unknown: int = 0
    warnings: int = 0
    notices: int = 0
    basis: int = NO_BASIS
    excluded: int = 0
    linked: Mapping[Programme, tuple[int, int]] = NOTHING_LINKED

    @property
    def nothing(self) -> bool:
        """Whether the part adds nothing at all."""
        parts = (self.unknown, self.warnings, self.notices, self.basis != NO_BASIS, self.excluded)
        return not (any(self.amounts.values()) or any(parts) or self.linked)


class Shares:
    """The shares of families and persons, with the numbers of the warnings and notices that they name."""

    def __init__(self, left_out: Collection[str] = ()) -> None:
        """`left_out` are programmes that are not looked at: no share says anything of them."""
        self._left_out = left_out
        self.warnings = Interner()
        self.notices = Interner()
        self._of_families, self._members = scopes.of(Scope.FAMILY), scopes.of(Scope.EACH_MEMBER)
        self._linked = scopes.linked()
        self.families: dict[int, Share] = {}
        """Of families by their numbers, as far as any connection was asked for them."""
        self.persons: dict[tuple[object, ...], Row | None] = {}
        """Of persons who are alike what the chain is told of them."""

    def of_family(
        self,
        setting: HouseholdFacts,
        state: State,
        worked: bool,
        annual: bool,
        unstated: Unstated,
        unsettled: Iterable[str] = (),
        undescribed: int = 0,
    ) -> Share:
        """What the family as a whole adds besides the dibao's amount: see `_each_of`.

        `unsettled` are kinds of income that it has an amount of and that no text settles in some months; `undescribed`
        is the number of members who are paid something together that hangs on it.
        """
        if state == State.NO_FAMILY:
            nobody = setting.case(members=0, persons=(scopes.KEPT,))
            lines = self._of_family(entitlements(nobody), state)
            return self._share(setting.case(members=1), lines, self._each_of(nobody, lines))
        income = 100 if state >= State.PAID else LARGEST_FEN
        by_month = None if Unstated.INCOME in unstated else income
        case = setting.case(
            members=None if Unstated.MEMBERS in unstated else 1,
            **_has(by_month, annual, unsettled),
            work_income=None if Unstated.WORK_INCOME in unstated else int(worked),
        )
        lines = self._of_family(entitlements(case), state)
        if undescribed:
            several = setting.case(members=undescribed, persons=(Person(),), income=income)
            theirs = _in_state(entitlements(several), state).lines
            lines += [
                entitlement
                for entitlement in theirs
                if entitlement.person is None and entitlement.programme in self._members
            ]
        return self._share(case, lines, self._each_of(case, lines))

    def _of_family(self, answer: Assessment, state: State) -> list[Entitlement]:
        lines = _in_state(answer, state).lines
        return [
            entitlement
            for entitlement in lines
            if entitlement.person is None and entitlement.programme in self._of_families
        ]

    def _each_of(self, case: Case, lines: Iterable[Entitlement]) -> dict[Programme, int]:
        """Of each programme the amount of one member; or that of the members who are not described; or the factor."""
        return {
            entitlement.programme: entitlement.amount or 0 if reach.of_amount is None else reach.of_amount.factor(case)
            for entitlement in lines
            for reach in (scopes.REACHES[entitlement.programme],)
        }

    def of_person(
        self, setting: HouseholdFacts, person: Person | None, earns: bool, state: State, situation: int = 0
    ) -> Share:
        """What the row's described person adds (or, undescribed and alone, the family of one).

        `earns` says whether the person has an income that is not the family's; `situation` what income makes of a line
        that is paid apart from the family's dibao.
        """
        person = person.having(income=1) if person and earns else person
        counted = person is not None and dibao.is_member(person)
        case = self._representative(setting, person, counted, state, situation)
        answer = _in_state(entitlements(case), state)
        lines, families = answer.lines, self._of_families
        own = [
            entitlement
            for entitlement in lines
            if entitlement.person == "1" or (person is None and entitlement.programme in self._members)
        ]
        if state == State.PAID_TO_ONE and counted:
            # What a family of one is paid as a family is the family's (`of_family`), unless the person has it apart.
            among_others = entitlements(self._representative(setting, person, counted, State.PAID)).lines
            own = [entitlement for entitlement in own if entitlement.programme not in families]
            own += [
                entitlement
                for entitlement in among_others
                if entitlement.programme in families and entitlement.person == "1"
            ]
        own += [
            entitlement for entitlement in lines if entitlement.person is None and entitlement.amount is None
        ]  # what the household lacks
        computed = [
            entitlement for entitlement in lines if entitlement.programme == COMPUTED and COMPUTED not in self._left_out
        ]
        assumptions = [code for entitlement in computed if person for code in entitlement.assumptions]
        amounts: dict[Programme, int] = {}
        for entitlement in own:
            if not (situation & HOLDS and entitlement.programme == APART):  # which its rule reckons for each
                amounts[entitlement.programme] = amounts.get(entitlement.programme, 0) + (entitlement.amount or 0)
        excluded = _bits(
            PROGRAMMES.index(one.programme)
            for one in answer.exclusions
            if one.person == "1" and one.programme not in self._left_out
        )
        share = self._share(case, own, amounts, assumptions)._replace(excluded=excluded)
        ages = _bits(self.warnings.number(code) for code, _details in ages_assumed(case, lines))
        share = share._replace(warnings=share.warnings | ages)
        return share if person is None or state < State.PAID else self._with_links(case, person, own, share)

    def _representative(
        self, setting: HouseholdFacts, person: Person | None, counted: bool, state: State, situation: int = 0
    ) -> Case:
        """A household with this person, in this state of the dibao; others beside the person unless it is alone."""
        if situation & HOLDS and person is not None:
            return household_in(setting, person, situation)
        if person is not None and person.single_person:  # nor does the person's own income leave anything to be paid
            person = person.having(income=LARGEST_FEN if state in (State.UNKNOWN, State.NOT_PAID) else 0)
        others = 0 if state == State.NO_FAMILY else OTHERS
        if state == State.PAID_TO_ONE:
            others = 0 if counted else 1
        income = LARGEST_FEN if state in (State.UNKNOWN, State.NOT_PAID) else 0
        persons = (person,) if person else ()
        worked = 1 if situation & WORKED else None
        return setting.case(members=others, persons=persons, income=income, work_income=worked)

    def _with_links(self, case: Case, person: Person, own: list[Entitlement], share: Share) -> Share:
        """The share of a person in a dibao family: what depends on its dibao is left to be computed from that."""
        found = {programme: link.facts(case, person, own) for programme, link in self._linked.items()}
        linked = {name: facts for name, facts in found.items() if facts is not None and name not in self._left_out}
        amounts = {programme: fen for programme, fen in share.amounts.items() if programme not in linked}
        return share._replace(amounts=amounts, linked=linked) if linked else share

    def _share(
        self, case: Case, lines: list[Entitlement], amounts: Mapping[Programme, int], assumptions: Sequence[str] = ()
    ) -> Share:
        lines = [entitlement for entitlement in lines if entitlement.programme not in self._left_out]
        amounts = {programme: fen for programme, fen in amounts.items() if programme not in self._left_out}
        codes = [*(warning.code for warning in warnings_of(case, lines)), *assumptions]
        known: list[Basis] = [entitlement.basis for entitlement in lines if entitlement.amount is not None]
        known += ["inferred"] if assumptions else []
        basis = weakest_known(known)
        return Share(
            amounts,
            _bits(PROGRAMMES.index(entitlement.programme) for entitlement in lines if entitlement.amount is None),
            _bits(self.warnings.number(code) for code in codes),
            _bits(self.notices.number(notice.id, notice) for entitlement in lines for notice in entitlement.notices),
            NO_BASIS if basis is None else BASES.index(basis),
        )


def _has(income: int | None, annual: bool, unsettled: Iterable[str]) -> dict[str, object]:
    """What a representative household has: one number, or items with 1 fen of each unsettled kind.

    `annual`: something is stated by the year; where no income is, it is something that is taken off.
    """
    kinds = list(unsettled)
    if not kinds and (income is not None or not annual):
        return {"income": income, "annual_income": 12 if annual else None}
    incomes = [IncomeItem("wage", income)] if income is not None else []
    incomes += [IncomeItem("wage", 1)] if income is None and "work_costs" in kinds else []  # whose costs they are
    incomes += [IncomeItem(kind, 1) for kind in kinds]  # type: ignore[arg-type]  # a known kind
    by_year = IncomeItem("social_insurance" if income is None else "wage", 12)
    return {"incomes": tuple(incomes), "annual_incomes": (by_year,) if annual else ()}


def _in_state(answer: Assessment, state: State) -> Assessment:
    """The answer of a representative household. Raises `RuntimeError` if its dibao is not in the state meant."""
    paid = answer.amount(COMPUTED)
    if (paid is None) != (state == State.UNKNOWN) or bool(paid) != (state >= State.PAID):
        raise RuntimeError(f"a representative household is not {state.name}: {paid}")
    return answer


def _bits(numbers: Iterable[int]) -> int:
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits
