"""What each part of a household adds to its answer, taken from `assess` itself.

An answer is the family's dibao, what comes with it, and what each person brings. Only two amounts depend on
amounts of the household: the dibao, and the difference that a de-facto unsupported child of a dibao family
is paid; those are computed by their rules in SQL. Everything else is the same for every household alike in
setting, kind of person and state of the dibao: it is read off a representative household that `assess`
computes once. So no decision of `assess` is written a second time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum, IntFlag
from typing import NamedTuple

from ..rules import children
from ..rules.assess import entitlements
from ..rules.assessment import PROGRAMMES, Line, Programme
from ..rules.assumed import ages_assumed
from ..rules.case import Case
from ..rules.household import Person
from ..rules.money import LARGEST_FEN
from ..rules.standards import BASES, Basis, weakest_known
from ..rules.uplift import age_band
from ..rules.warnings import warnings_of
from .readings import Kind, Numbered, Setting


class State(IntEnum):
    """The dibao of a household."""

    NO_FAMILY = 0
    UNKNOWN = 1
    NOT_PAID = 2
    PAID = 3
    PAID_TO_ONE = 4


class Told(IntFlag):
    """What a row states: amounts by their fields, and how many people it stands for."""

    INCOME = 1
    ANNUAL_INCOME = 2
    WORK_INCOME = 4
    HOUSEHOLD_INCOME = 8
    HOUSEHOLD_ANNUAL_INCOME = 16
    COUNTED = 32


EVERY_TOLD = Told(63)
OF_A_MEMBER = Told.INCOME | Told.ANNUAL_INCOME | Told.WORK_INCOME
"""What is the family's only where no other scheme keeps the person of the row."""
ANY_INCOME = Told.INCOME | Told.ANNUAL_INCOME | Told.HOUSEHOLD_INCOME | Told.HOUSEHOLD_ANNUAL_INCOME


class Unstated(IntFlag):
    """What nobody stated of a family."""

    INCOME = 1
    MEMBERS = 2
    WORK_INCOME = 4


NO_BASIS = -1
"""In the place of a basis' number where no amount is known."""


class Share(NamedTuple):
    """What a part adds: fen by programme, and as bit sets what is unknown, warned of and rested on.

    `excluded` are the programmes, as bits, that the person is excluded from. `child_standard` and `child_gets`
    are set for a child whose difference depends on the family's dibao: the standard, and what the child gets
    besides its share of the dibao.
    """

    amounts: Mapping[Programme, int]
    unknown: int = 0
    warnings: int = 0
    notices: int = 0
    basis: int = NO_BASIS
    child_standard: int | None = None
    child_gets: int = 0
    excluded: int = 0

    @property
    def nothing(self) -> bool:
        """Whether the part adds nothing at all."""
        told = (self.unknown, self.warnings, self.notices, self.basis != NO_BASIS, self.excluded)
        return not (any(self.amounts.values()) or any(told))


class Shares:
    """The shares of families and persons, with the numbers of the warnings and notices that they name."""

    def __init__(self) -> None:
        self.warnings = Numbered()
        self.notices = Numbered()
        self._persons: dict[tuple[int, Person | None, bool, State], Share] = {}

    def of_family(self, setting: Setting, state: State, worked: bool, annual: bool, unstated: Unstated) -> Share:
        """What the family as a whole adds besides the dibao's amount; the price subsidy is that of one member."""
        if state == State.NO_FAMILY:
            return self._share(setting.case(members=1), [], {})
        income = 100 if state >= State.PAID else LARGEST_FEN
        case = setting.case(
            members=None if Unstated.MEMBERS in unstated else 1,
            income=None if Unstated.INCOME in unstated else income,
            annual_income=12 if annual else None,
            work_income=None if Unstated.WORK_INCOME in unstated else int(worked),
        )
        lines = [line for line in entitlements(case).lines if line.person is None and line.programme != "uplift"]
        amounts: dict[Programme, int] = {
            line.programme: line.amount or 0 for line in lines if line.programme != "dibao"
        }
        return self._share(case, lines, amounts)

    def of_person(self, number: int, setting: Setting, kind: Kind, earns: bool, state: State) -> Share:
        """What the row's described person adds (or, undescribed and alone, the family of one).

        `number` is the setting's; `earns` says whether the person has an income of its own.
        """
        person = _as_seen(kind.person, earns and not kind.income_counts, setting.question.uplift)
        key = (number, person, bool(kind.members > 1), state)
        if key not in self._persons:
            self._persons[key] = self._of_person(setting, person, kind.kept, state)
        return self._persons[key]

    def _of_person(self, setting: Setting, person: Person | None, kept: bool, state: State) -> Share:
        counted = person is not None and not kept
        case = self._representative(setting, person, counted, state)
        answer = entitlements(case)
        lines = answer.lines
        own = [line for line in lines if line.person == "1" or (person is None and line.programme == "uplift")]
        if state == State.PAID_TO_ONE and counted:
            # The price subsidy of a family of one is the family's (`of_family`), unless the person has one apart.
            among_others = entitlements(self._representative(setting, person, counted, State.PAID)).lines
            own = [line for line in own if line.programme != "price_subsidy"]
            own += [line for line in among_others if line.programme == "price_subsidy" and line.person == "1"]
        own += [line for line in lines if line.person is None and line.amount is None]  # what the household lacks
        assumptions = [code for line in lines if line.programme == "dibao" and person for code in line.assumptions]
        amounts: dict[Programme, int] = {}
        for line in own:
            amounts[line.programme] = amounts.get(line.programme, 0) + (line.amount or 0)
        excluded = _bits(PROGRAMMES.index(one.programme) for one in answer.exclusions if one.person == "1")
        share = self._share(case, own, amounts, assumptions)._replace(excluded=excluded)
        ages = _bits(self.warnings.number(code) for code, _details in ages_assumed(case, lines))
        share = share._replace(warnings=share.warnings | ages)
        if person is not None and "unsupported_child" in person.status and counted and state >= State.PAID:
            return _with_difference(case, own, share)
        return share

    def _representative(self, setting: Setting, person: Person | None, counted: bool, state: State) -> Case:
        """A household with this person, in this state of the dibao; others beside the person unless it is alone."""
        others = 0 if state == State.NO_FAMILY else 2
        if state == State.PAID_TO_ONE:
            others = 0 if counted else 1
        income = LARGEST_FEN if state in (State.UNKNOWN, State.NOT_PAID) else 0
        persons = (person,) if person else ()
        return setting.case(members=others, persons=persons, income=income)

    def _share(
        self, case: Case, lines: list[Line], amounts: Mapping[Programme, int], assumptions: Sequence[str] = ()
    ) -> Share:
        codes = [*(warning.code for warning in warnings_of(case, lines)), *assumptions]
        known: list[Basis] = [line.basis for line in lines if line.amount is not None]
        known += ["inferred"] if assumptions else []
        basis = weakest_known(known)
        return Share(
            amounts,
            _bits(PROGRAMMES.index(line.programme) for line in lines if line.amount is None),
            _bits(self.warnings.number(code) for code in codes),
            _bits(self.notices.number(notice.id, notice) for line in lines for notice in line.notices),
            NO_BASIS if basis is None else BASES.index(basis),
        )


def _as_seen(person: Person | None, earns: bool, by_age: bool) -> Person | None:
    """The person with what the rules look at: without a label, of an age that stands for its band."""
    if person is None:
        return None
    age = age_band(person.age) if person.age is not None and by_age else None
    return person._replace(id="1", age=age, income=int(earns))


def _with_difference(case: Case, own: list[Line], share: Share) -> Share:
    """The share of a child in a dibao family: its difference is left to be computed from the family's dibao."""
    standard = children.standard_for_unsupported(case)[0]
    if standard is None or any(line.programme == "unsupported_child" and line.amount is None for line in own):
        return share
    gets = sum(line.amount or 0 for line in children.counted(own))
    amounts = dict(share.amounts)
    amounts.pop("unsupported_child", None)
    return share._replace(amounts=amounts, child_standard=standard.number, child_gets=gets)


def _bits(numbers: Iterable[int]) -> int:
    bits = 0
    for number in numbers:
        bits |= 1 << number
    return bits
