"""What an assessment says: amounts by programme and person, each with its steps, notices and basis."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from .answer import Answer
from .arithmetic import Expression, Number, Unit, leaf, value_of
from .dated import LOCAL, RULES, Rule, in_force, law_of
from .explanation import Step, origins_of, steps_of
from .laws import Law
from .month import Month
from .notice import Basis, Notice, OneOff, PriceIndex, Value, weakest, weakest_known
from .problems import NOTHING
from .standards import Missing
from .unknown import Clause, Estimate, Sketch

if TYPE_CHECKING:
    from .payment import Payment

Programme = Literal[
    "dibao",
    "single_person",
    "gradual_exit",
    "uplift",
    "tekun",
    "tekun_care",
    "orphan",
    "unsupported_child",
    "child_hardship",
    "retiree",
    "living_subsidy",
    "nursing_subsidy",
    "price_subsidy",
    "one_off",
]
PROGRAMMES: tuple[Programme, ...] = Programme.__args__  # type: ignore[attr-defined]  # the alias' own list


class Warning(NamedTuple):
    """Something the reader must know beside the amounts: a stable code and the pieces of its text."""

    code: str
    details: Mapping[str, str] = NOTHING


class Entitlement(NamedTuple):
    """What one programme pays a household (`person` is None) or one person of it, fen a month.

    `amount` is None where a figure that it needs is not known: `missing` says which. `conditions`
    are codes of requirements not met; `assumptions` codes of readings that no text settles, which make
    the line `inferred`. Of an unknown amount `known` is the formula with what is missing named, and `estimate` what
    the national index would give. `stated` says that an amount of the user's own stands in the place of a rule (an
    announced rate). `law` is the text that the rule rests on, with its article; `payment` the one that the amount is
    part of, where a notice says how it is paid.
    """

    programme: Programme
    person: str | None
    amount: int | None
    formula: Expression | None = None
    values: tuple[Value, ...] = ()
    missing: tuple[Missing, ...] = ()
    assumptions: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    indices: tuple[PriceIndex, ...] = ()
    one_off: OneOff | None = None
    stated: bool = False
    law: Law | None = None
    payment: "Payment | None" = None
    known: Sketch | None = None
    estimate: Estimate | None = None

    @property
    def steps(self) -> tuple[Step, ...]:
        """The named parts of the formula with the numbers put in: only written where somebody reads them."""
        return steps_of(self.formula) if self.formula is not None else ()

    @property
    def basis(self) -> Basis:
        """The weakest basis of anything the amount rests on; `stated` where a figure of the user's own is in it."""
        bases: list[Basis] = [value.basis for value in self.values]
        bases += [index.basis for index in self.indices]
        if self.one_off:
            bases.append(self.one_off.basis)
        if self.assumptions or any(index.estimate for index in self.indices):
            bases.append("inferred")
        if self.stated:
            bases.append("stated")
        return weakest(bases)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The notices that the amount rests on, each once."""
        notices = [value.notice for value in self.values]
        notices += [index.notice for index in self.indices if index.notice]
        notices += [self.one_off.notice] if self.one_off else []
        return _unique(notices)


def _unique(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    return tuple({notice.id: notice for notice in notices}.values())


def entitlement(
    programme: Programme,
    person: str | None,
    amount: Number,
    *,
    uses: Iterable[Value | None] = (),
    assumptions: Iterable[str] = (),
    conditions: Iterable[str] = (),
    index: PriceIndex | None = None,
) -> Entitlement:
    """A line from a formula: its steps and the values at its leaves are the explanation.

    `uses` are further values that it rests on, such as a rounding rule.
    """
    values: dict[str, Value] = {}
    if isinstance(amount, Expression):
        values = {origin.key: origin for origin in origins_of(amount) if isinstance(origin, Value)}
    values |= {value.key: value for value in uses if value is not None}
    return Entitlement(
        programme,
        person,
        value_of(amount),
        amount if isinstance(amount, Expression) else None,
        tuple(values.values()),
        assumptions=tuple(assumptions),
        conditions=tuple(conditions),
        indices=(index,) if index else (),
    )


@lru_cache(maxsize=4096)
def _rule_of(programme: Programme, month: Month) -> Rule | None:
    return in_force(RULES.get(programme, ()), month)


def with_law(entitlement: Entitlement, month: Month) -> Entitlement:
    """The line with the text that its rule rests on: the State's, or the notice that sets the local rule."""
    if entitlement.law is not None:
        return entitlement
    if entitlement.one_off is not None:
        return entitlement._replace(law=law_of(entitlement.one_off.notice))
    rule = _rule_of(entitlement.programme, month)
    if rule is not None:
        return entitlement._replace(law=rule.law)
    name = LOCAL.get(entitlement.programme, f"{entitlement.programme}.")
    setting = next((value for value in entitlement.values if value.key.startswith(name)), None)
    return entitlement._replace(law=law_of(setting.notice)) if setting else entitlement


def missing_entitlement(
    programme: Programme,
    person: str | None,
    *missing: Missing,
    known: Number | None = None,
    clauses: Iterable[Clause] = (),
) -> Entitlement:
    """A line whose amount nobody here knows; `known` is its formula, in which what is missing has no value."""
    sketch = None if known is None else Sketch(known, tuple(clauses))
    return Entitlement(programme, person, None, missing=missing, known=sketch)


def absent(missing: Missing | str, unit: Unit = "yuan") -> Expression:
    """What is missing as it stands in a formula: by its name, without a value."""
    return leaf(None, unit, missing if isinstance(missing, str) else missing.key)


class Exclusion(NamedTuple):
    """A programme that is not paid because another one is: who may have what together."""

    programme: Programme
    person: str | None
    because: str
    source: Law


class Distance(NamedTuple):
    """How far a household is from the line, in fen a month.

    `income` is the household's income as stated, `ends_at` the income at which the entitlement ends
    (with the deductions as stated), `margin` how far below it is (negative: how much too high). `below` compares
    the income before it was rounded to the fen: a yearly one can be below the line by less than a fen.
    """

    income: int
    ends_at: int
    below: bool

    @property
    def margin(self) -> int:
        return self.ends_at - self.income


class Assessment(Answer):
    """The answer for one household in one month; `standing` is the line that the family falls under.

    It is immutable. Amounts, sums, notices and codes are there at once; where a plan gave them (`alike.py`), lines,
    exclusions, warnings, distance and standing are written when somebody first asks for one of them.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        """What comes out of it, in fen: with all its steps and sources it fills many screens."""
        lines = ", ".join(f"{' '.join(filter(None, whose))}={amount}" for *whose, amount in self.amounts)
        return f"Assessment({self.table!r}, {lines or 'no lines'}, total={self.total}, complete={self.complete})"

    @property
    def total(self) -> int | None:
        """Fen a month; None where a line's amount is not known: what is known of it is `known_total`."""
        return self.known_total if self.complete else None

    @property
    def known_total(self) -> int:
        """Fen a month over the lines whose amount is known; the total only if the answer is `complete`."""
        if self._found is not None:
            return self._found.known_total
        return sum(entitlement.amount for entitlement in self.lines if entitlement.amount is not None)

    @property
    def complete(self) -> bool:
        """Whether every line has an amount."""
        if self._found is not None:
            return self._found.outline.complete
        return all(entitlement.amount is not None for entitlement in self.lines)

    @property
    def basis(self) -> Basis | None:
        """The weakest basis of the amounts that are known; None where there is none."""
        if self._found is not None:
            return self._found.outline.basis
        return weakest_known(entitlement.basis for entitlement in self.lines if entitlement.amount is not None)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Every notice the answer rests on, each once, in order of use."""
        if self._found is not None:
            return self._found.outline.notices
        return _unique(notice for entitlement in self.lines for notice in entitlement.notices)

    @property
    def amounts(self) -> tuple[tuple[Programme, str | None, int | None], ...]:
        """The lines without their explanation: the programme, the person, fen a month."""
        if self._found is None:
            return tuple([(line.programme, line.person, line.amount) for line in self.lines])
        here = self._household
        lines = zip(self._found.outline.lines, self._found.amounts, strict=True)
        return tuple(
            [(programme, None if at is None else here.label(here.persons[at]), fen) for (programme, at), fen in lines]
        )

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the warnings, each once."""
        if self._found is not None:
            return self._found.outline.codes
        return tuple(dict.fromkeys(warning.code for warning in self.warnings))

    @property
    def payments(self) -> "tuple[tuple[Programme, Payment], ...]":
        """The payment that each line is part of, where a notice says how its programme is paid."""
        if self._found is not None:
            return self._found.outline.payments
        return tuple((line.programme, line.payment) for line in self.lines if line.payment is not None)

    @property
    def excluded(self) -> tuple[Programme, ...]:
        """The programme of each exclusion."""
        if self._found is not None:
            return self._found.outline.excluded
        return tuple(exclusion.programme for exclusion in self.exclusions)

    def amount(self, programme: Programme, person: str | None = None) -> int | None:
        """What one programme pays, in fen (of one person, if given); None if unknown; 0 if there is no such line."""
        return _sum([fen for name, label, fen in self.amounts if name == programme and person in (None, label)])

    def amount_of(self, programme: Programme, person: str | None) -> int | None:
        """What one line comes to, in fen: the household's own (`person` is None) or a person's; see `amount`."""
        return _sum([fen for *line, fen in self.amounts if line == [programme, person]])


def _sum(amounts: Iterable[int | None]) -> int | None:
    """What amounts come to, in fen; None where one is not known."""
    total = 0
    for amount in amounts:
        if amount is None:
            return None
        total += amount
    return total
