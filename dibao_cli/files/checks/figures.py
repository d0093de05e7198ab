"""A figure by itself: whether it is believed, and whether what is said about it agrees with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...rules.amounts import Amount
from ...rules.money import WHOLE, round_quotient, yuan
from ...rules.parameters import PARAMETERS, key_parts, share_below_one_percent, written
from ...rules.problems import Problem
from ..kinds import KINDS, content_text
from .subject import Reviewed


def inferred_without_note(reviewed: Reviewed) -> Iterator[Problem]:
    """A figure that was inferred, and no word how."""
    for file, value in reviewed.values():
        if value.basis == "inferred" and not value.note:
            yield file.problem("inferred_without_note", written(value.key))


def bounds_without_doubt(reviewed: Reviewed) -> Iterator[Problem]:
    """Bounds for a figure that is stated to be found in a document."""
    for file, value in reviewed.values():
        if value.basis != "inferred" and (value.at_least is not None or value.at_most is not None):
            yield file.problem("bounds_without_doubt", written(value.key), value.basis)


def note_contradicts_figure(reviewed: Reviewed) -> Iterator[Problem]:
    """A note that states a calculation whose result is a yuan or more away from the figure."""
    for file, value in reviewed.values():
        if PARAMETERS[key_parts(value.key)[0]].kind != "yuan" or not isinstance(value.content, int):
            continue
        calculations = [found for text in value.note.values() for found in _calculations(text)]
        off = [(formula, fen) for formula, fen in calculations if abs(value.number - fen) >= 100]
        for formula, fen in off[:1]:  # the other language says the same
            details = {"formula": formula, "amount": yuan(fen)}
            yield file.problem("note_contradicts_figure", written(value.key), yuan(value.number), **details)


# Each part has a longest length: a search that gives up must have cost no more than that at each place.
_NUMBER = r"(?<!\d)(\d[\d,]{0,15}(?:\.\d{1,9})?)(?!\d)"
_YEAR = r"\b(?:19|20)\d\d\b"
_ASIDE = r"\s{0,9}(?:[(（][^)）]{0,99}[)）])?\s{0,9}"
_TIMES = re.compile(rf"{_NUMBER}{_ASIDE}[×*]\s{{0,9}}(?:[^\d×÷;.。；]|{_YEAR}){{0,99}}?(?!{_YEAR}){_NUMBER}")
_DIVIDED = re.compile(rf"{_NUMBER}{_ASIDE}÷\s{{0,9}}{_NUMBER}")
_FOLD = re.compile(rf"{_NUMBER}\s{{0,9}}元?{_ASIDE}的\s{{0,9}}{_NUMBER}\s{{0,9}}倍")


def _calculations(text: str) -> Iterator[tuple[str, int]]:
    """Products and quotients in a note (`2.0 × the urban standard, 720`; `720的2倍`; `580 ÷ 1.07`), in fen."""
    for pattern, divides in ((_TIMES, False), (_FOLD, False), (_DIVIDED, True)):
        for match in pattern.finditer(text):
            (a, scale_a), (b, scale_b) = _exact(match[1]), _exact(match[2])
            if not divides:
                yield match[0], round_quotient(a * b * 100, scale_a * scale_b)
            elif b:
                yield match[0], round_quotient(a * scale_b * 100, scale_a * b)


def _exact(number: str) -> tuple[int, int]:
    """`1.07` as (107, 100)."""
    whole, _, fraction = number.replace(",", "").partition(".")
    return int(whole + fraction), 10 ** len(fraction)


def not_believed(reviewed: Reviewed) -> Iterator[Problem]:
    """A figure of the wrong order: yuan for fen, a share for a percentage, a slipped point."""
    for file, value in reviewed.values():
        parameter = PARAMETERS[key_parts(value.key)[0]]
        plausible = parameter.plausible or KINDS[parameter.kind].plausible
        number = value.fen
        if isinstance(value.content, Amount) and value.content.share is not None:
            number, plausible = value.content.share, (100, 10 * WHOLE)  # of another figure, 1 % to ten times
        if number is None or plausible is None:
            continue
        lowest, highest = plausible
        if not lowest <= number <= highest or share_below_one_percent(value.key, number):
            yield file.problem("not_believed", written(value.key), content_text(value))
