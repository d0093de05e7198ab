"""Notices and what they set: values, price indices, one-off payments, each with how well founded it is."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple, Union

from .amounts import Amount, PaymentRule, PaymentRules
from .money import TO_THE_FEN, Rounding
from .month import Month
from .parameters import INDICES
from .problems import NOTHING

Basis = Literal["published", "reported", "inferred", "stated"]
BASES: tuple[Basis, ...] = ("published", "reported", "inferred", "stated")
"""From the best founded to the weakest of what documents say; `stated` comes last.

`stated` is what the user put in a document's place (`--set`, `--cpi`, `--subsidy-rate` …). It is not weaker evidence,
it is none of ours: an answer that rests on it says so before anything else.
"""

_PLACE = {basis: place for place, basis in enumerate(BASES)}

NOTICE_BASES: tuple[Basis, ...] = BASES[:3]
"""What a notice may say of its figures."""

Note = Mapping[str, str]
"""A text in both languages: `{"en": …, "zh": …}`; a text given once stands for both."""

Bands = tuple[tuple[int, int, int], ...]
"""(from this rise in hundredths of a per cent, numerator, denominator of the share paid), rising."""

NO_SHARE = (0, 0)
"""In the place of a share: from this rise on no band says what is paid."""


class OfClass(NamedTuple):
    """A figure of the households of one class (A/B/C, by the name that the notice gives it)."""

    name: str
    content: "int | Amount"


ByClass = tuple[OfClass, ...]


class Grade(NamedTuple):
    """A grade of self-care as a notice names it, with its name in English and how many of six abilities are lost in it.

    `lost` is the lowest and the highest number; None where the notice goes by something else.
    """

    name: str
    en: str = ""
    lost: tuple[int, int] | None = None


Grades = tuple[Grade, ...]
"""In the order of the notice."""


def class_name(text: str) -> str:
    """A class as it is compared: `a`, `A` and `A类` are one."""
    return text.strip().removesuffix("类").upper()


Content = Union[int, Amount, str, tuple[str, ...], Bands, PaymentRules, ByClass, Grades, Rounding, None]  # noqa: UP007 - 3.10


def weakest(bases: Iterable[Basis]) -> Basis:
    """The least well founded of several; `published` if there are none."""
    return max(bases, key=_PLACE.__getitem__, default="published")


def weakest_known(bases: Iterable[Basis | None]) -> Basis | None:
    """The least well founded of several; None where there is none at all, for a sum of nothing rests on nothing."""
    known = [basis for basis in bases if basis is not None]
    return weakest(known) if known else None


NOTICE_WARNINGS = ("undated_rule", "old_rule", "caution")
"""The codes of the warnings that a notice may give: its text is of unknown date, is no longer in force, or else."""


class Caution(NamedTuple):
    """What a reader of any answer that rests on a notice must know, from a month on (`since`) or always."""

    code: str
    text: Note
    since: Month | None = None


@lru_cache(maxsize=1024)
def sha256_of(content: bytes) -> str:
    """The SHA-256 of the content of a file, computed once: every answer names the notices that it rests on."""
    from hashlib import sha256  # opens OpenSSL, 3 ms: only where a fingerprint is shown

    return sha256(content).hexdigest()


class Notice(NamedTuple):
    """A document that sets standards: who issued it, from when to when it holds, where it was read.

    `id` is its file within its folder (`dalian/2020-07-01-standards.toml`), `file` where that was read,
    `content` what it holds.
    """

    id: str
    title: Note
    effective: Month
    until: Month | None = None
    issuer: str = ""
    document: str = ""
    source: Note = NOTHING
    checked: str = ""
    basis: Basis = "published"
    limitations: tuple[Note, ...] = ()
    cautions: tuple[Caution, ...] = ()
    content: bytes = b""
    file: str = ""

    def __repr__(self) -> str:
        """Its name: what it holds may be long."""
        return f"Notice({self.id!r})"

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file."""
        return sha256_of(self.content)


class Value(NamedTuple):
    """One figure of one notice. `content` is fen, hundredths of a per cent, a choice … by its key's kind.

    `content` is None where a notice ends a figure (`gone` is `repealed`) or where a new figure is known
    to exist but was not found (`gone` is `unknown`).
    """

    key: str
    content: Content
    notice: Notice
    basis: Basis = "published"
    note: Note = NOTHING
    source: Note = NOTHING
    at_least: int | None = None
    at_most: int | None = None
    gone: Literal["", "repealed", "unknown"] = ""

    @property
    def number(self) -> int:
        """The content as a whole number. Raises `TypeError` for a value of another kind."""
        if not isinstance(self.content, int):
            raise TypeError(f"{self.key} is not a number")
        return self.content

    @property
    def fen(self) -> int | None:
        """An amount in fen a month, to the fen, to be looked at beside others; None for a share of another figure."""
        if isinstance(self.content, Amount):
            return self.content.fen_a_month
        return self.content if isinstance(self.content, int) else None

    @property
    def by_class(self) -> ByClass:
        """The content as figures by class; none for a value of another kind."""
        content = self.content if isinstance(self.content, tuple) else ()
        return tuple(each for each in content if isinstance(each, OfClass))

    def of_class(self, name: str) -> "Value | None":
        """The figure of one class as a value of its own, if there is such a class."""
        amount = next((each for each in self.by_class if class_name(each.name) == class_name(name)), None)
        return None if amount is None else self._replace(content=amount.content)

    @property
    def grades(self) -> Grades:
        """The content as grades of self-care; none for a value of another kind."""
        content = self.content if isinstance(self.content, tuple) else ()
        return tuple(each for each in content if isinstance(each, Grade))

    @property
    def names(self) -> dict[str, tuple[str, ...]]:
        """The names that the content gives, of grades or of classes, each with its other spellings."""
        return {
            **{each.name: (each.en,) if each.en else () for each in self.grades},
            **{each.name: () for each in self.by_class},
        }

    @property
    def payment_rules(self) -> PaymentRules:
        """The content as rules of payment; none for a value of another kind."""
        content = self.content if isinstance(self.content, tuple) else ()
        return tuple(rule for rule in content if isinstance(rule, PaymentRule))

    @property
    def text(self) -> str:
        """The content as a choice. Raises `TypeError` for a value of another kind."""
        if not isinstance(self.content, str):
            raise TypeError(f"{self.key} is not a choice")
        return self.content

    @property
    def bands(self) -> Bands:
        """The content as bands; none for a value of another kind."""
        content = self.content if isinstance(self.content, tuple) else ()
        return tuple(band for band in content if type(band) is tuple)  # type: ignore[misc]  # named tuples are no bands

    @property
    def codes(self) -> tuple[str, ...]:
        """The content as a list of codes; none for a value of another kind."""
        content = self.content if isinstance(self.content, tuple) else ()
        return tuple(code for code in content if isinstance(code, str))

    @property
    def rounding(self) -> Rounding:
        """The content as a rounding rule; to the fen for a value of another kind."""
        return self.content if isinstance(self.content, Rounding) else TO_THE_FEN


class PriceIndex(NamedTuple):
    """Year-on-year rises of prices in a month, by index (`INDICES`), in hundredths of a per cent; None if not known.

    `estimate` marks an index of another area put in the place of the region's own; without a notice it is the
    user's.
    """

    cpi: int | None = None
    food: int | None = None
    notice: Notice | None = None
    basis: Basis = "stated"
    estimate: bool = False
    low_income: int | None = None
    low_income_food: int | None = None
    grain: int | None = None

    @property
    def rises(self) -> dict[str, int]:
        """The rises that are known, by index."""
        stated = ((name, getattr(self, name)) for name in INDICES)
        return {name: rise for name, rise in stated if rise is not None}

    def having(self, rises: Mapping[str, int | None]) -> "PriceIndex":
        """The same with these rises, by index."""
        return self._replace(**rises)  # type: ignore[arg-type]  # the names of the fields

    def over(self, other: "PriceIndex") -> "PriceIndex":
        """The other with these rises in the place of its own."""
        return other.having(self.rises)


class OneOff(NamedTuple):
    """A one-off payment (一次性生活补助) that a notice sets for one month, a person or a household (fen)."""

    name: str
    month: Month
    amount: int
    per: Literal["person", "household"]
    statuses: tuple[str, ...]
    notice: Notice
    basis: Basis = "published"
