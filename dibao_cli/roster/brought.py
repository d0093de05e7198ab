"""What families and persons bring, as look-ups of the chain: each alike is asked for once (`contributions`)."""

from __future__ import annotations

from typing import Any

from ..rules.assessment import PROGRAMMES
from ..rules.distinguished import Distinguishing
from ..rules.person import Person
from ..rules.places_apart import Reads, reads_for
from ..rules.scopes import linked
from . import amount_steps
from .contributions import FIRST, SECOND, Share, Unstated, family_programmes
from .engine import Columns, Row
from .facts import HouseholdFacts
from .income_steps import kinds_of_bits
from .notice_bits import NOTICES, words_of_bits
from .plan import Plan
from .states import State
from .steps import Lookup, always, by_name

_NOTICES = dict.fromkeys(NOTICES, "BIGINT")
_RESTS_ON = {**by_name(unknown="BIGINT", warnings="BIGINT"), **_NOTICES, **by_name(basis="INTEGER")}


def _rests_on(share: Share) -> dict[str, object]:
    notices = dict(zip(NOTICES, words_of_bits(share.notices), strict=True))
    return {**notices, **{name: getattr(share, name) for name in _RESTS_ON if name not in NOTICES}}


def family_contributions(plan: Plan) -> Lookup:
    """What families bring besides the dibao's own amount: of each programme the amount of one member."""

    families = family_programmes()

    def compute(family: int) -> Row:
        if family not in plan.shares.families:  # nor did another connection ask
            plan.shares.families[family] = share_of(family)
        share = plan.shares.families[family]
        amounts: dict[str, Any] = {name: share.amounts.get(name) for name in families}
        return {**amounts, **_rests_on(share)}

    def share_of(family: int) -> Share:
        parts = amount_steps.family_parts(family)
        return plan.shares.of_family(
            plan.readings.settings.things[parts["setting"]],
            State(parts["state"]),
            bool(parts["worked"]),
            bool(parts["annual"]),
            Unstated(parts["unstated"]),
            kinds_of_bits(parts["unsettled"]),
            parts["undescribed"],
        )

    key = by_name(family="BIGINT")
    columns: dict[str, str] = dict.fromkeys(families, "BIGINT")
    columns |= _RESTS_ON
    return Lookup("family_contributions", key, columns, always(amount_steps.FAMILIES_IN_USE), compute)


def person_contributions(plan: Plan) -> Lookup:
    """What persons bring, by their kind, their setting and the state of the family's dibao."""
    links = tuple(linked())
    columns: Columns = {
        **dict.fromkeys(PROGRAMMES, "BIGINT"),
        **_RESTS_ON,
        "excluded": "BIGINT",
        **{f"{name}{end}": "BIGINT" for name in links for end in (FIRST, SECOND)},
    }

    apart, settings, persons = Distinguishing(plan.question), plan.readings.settings, plan.shares.persons
    whose: dict[tuple[int, int], tuple[Person | None, Reads]] = {}
    read_alike: dict[tuple[int, Reads], int] = {}

    def compute(setting: int, person: int, earns: bool, state: int, situation: int) -> Row | None:
        if (person, state) not in whose:
            whose[person, state] = read_by(person, state)
        whom, reads = whose[person, state]
        there: HouseholdFacts = settings.things[setting]
        if (setting, reads) not in read_alike:
            read_alike[setting, reads] = settings.number(there.alike(reads), there)
        alike = (read_alike[setting, reads], whom, earns, state, situation)
        if alike not in persons:
            persons[alike] = row_of(plan.shares.of_person(there, whom, earns, State(state), situation))
        return persons[alike]

    def read_by(person: int, state: int) -> tuple[Person | None, Reads]:
        """What matters of a person in such a family, and what is read for it."""
        whom: Person | None = plan.readings.persons.things[person]
        if whom is not None and state < State.PAID:
            whom = apart.without_dibao(whom)
        return whom, reads_for(whom, plan.question, None if state == State.UNKNOWN else state >= State.PAID)

    def row_of(share: Share) -> Row | None:
        if share.nothing:
            return None
        row: dict[str, object] = {name: share.amounts.get(name, 0) for name in PROGRAMMES}
        for name in links:
            row[f"{name}{FIRST}"], row[f"{name}{SECOND}"] = share.linked.get(name, (None, 0))
        return {**row, **_rests_on(share), "excluded": share.excluded}

    key = by_name(setting="INTEGER", person="INTEGER", earns="BOOLEAN", state="INTEGER", situation="INTEGER")
    keys = amount_steps.persons_in_use
    return Lookup("person_contributions", key, columns, keys, compute, only_if=amount_steps.PERSONS)
