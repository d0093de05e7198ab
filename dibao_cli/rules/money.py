"""Money and percentages, read and written exactly.

Inside the program an amount is a whole number of fen (1/100 yuan), a percentage a whole number of
hundredths of a per cent (15.8 % is 1580), a factor a whole number of ten-thousandths (2 is 20000).
No float ever touches any of them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

Direction = Literal["up", "down", "half_up"]

WHOLE = 10_000
"""The whole of something in the unit of percentages and factors: 100.00 %, or 1.0000."""

LARGEST_FEN = 10**11
"""One thousand million yuan: above any amount a household can have, low enough for 64-bit sums."""

_FULL_WIDTH = str.maketrans(
    "\uff10\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff0e\uff0c\uff0d\u2212\uff05\u3000\xa0",
    "0123456789.,--%  ",
)
_BEFORE_AMOUNT = ("\xa5", "\uffe5", "rmb", "cny")
_AFTER_AMOUNT = ("元", "圆", "yuan", "rmb", "cny")


class ParseError(ValueError):
    """A text is not the number it should be; `reason` is a stable code for the message.

    Reasons: `not_a_number`, `negative`, `too_precise`, `too_large`.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Rounding(NamedTuple):
    """How an exact quotient becomes fen: to multiples of `unit` (fen), in one direction."""

    unit: int = 1
    direction: Direction = "half_up"
    when: Literal["before_multiplier", "after_multiplier"] = "before_multiplier"


TO_THE_FEN = Rounding()


def plain(text: str) -> str:
    """Text as typed or pasted, with full-width digits and characters made ordinary and blanks stripped."""
    return text.strip() if text.isascii() else text.translate(_FULL_WIDTH).strip()


def _decimal(text: str, places: int) -> int:
    """The number times 10**places, exactly. Raises `ParseError`; the sign is kept."""
    negative, digits = text.startswith("-"), text.removeprefix("-")
    whole, point, fraction = digits.partition(".")
    whole = _ungrouped(whole)
    if not _all_digits(whole) or (point and not _all_digits(fraction)):
        raise ParseError("not_a_number")
    fraction = fraction.rstrip("0")
    if len(fraction) > places:
        raise ParseError("too_precise")
    if len(whole) > 15:
        raise ParseError("too_large")
    number = int(whole + fraction.ljust(places, "0"))
    return -number if negative else number


def _all_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def _ungrouped(whole: str) -> str:
    """`1,200` as `1200`; empty where the groups are not of three digits, which is no number."""
    if "," not in whole:
        return whole
    first, *rest = whole.split(",")
    return first + "".join(rest) if 1 <= len(first) <= 3 and all(len(group) == 3 for group in rest) else ""


def _without_currency(text: str) -> str:
    """The number in `¥1,200` or `1200元/月`."""
    if text[:1].isdigit() and text[-1:].isdigit():  # as in nearly every notice: nothing stands before or after it
        return text
    lower = text.lower().removesuffix("/月")
    for currency in _BEFORE_AMOUNT:
        lower = lower.removeprefix(currency)
    for currency in _AFTER_AMOUNT:
        lower = lower.removesuffix(currency)
    return lower.strip()


def parse_yuan(text: str) -> int:
    """Fen from a text in yuan: `1200`, `1,200.50`, `1200元`, full-width digits.

    Raises `ParseError` for anything else, for a negative amount, for more than two decimals and
    above `LARGEST_FEN`.
    """
    fen = _decimal(_without_currency(plain(text)), 2)
    if fen < 0:
        raise ParseError("negative")
    if fen > LARGEST_FEN:
        raise ParseError("too_large")
    return fen


def parse_percent(text: str) -> int:
    """Hundredths of a per cent from `15.8` or `15.8%`; may be negative (prices can fall).

    Raises `ParseError` beyond two decimals or beyond 1000 %.
    """
    hundredths = _decimal(plain(text).removesuffix("%").rstrip(), 2)
    if abs(hundredths) > 10 * WHOLE:
        raise ParseError("too_large")
    return hundredths


def parse_share(text: str) -> int:
    """Hundredths of a per cent that are not below 0. Raises `ParseError`."""
    hundredths = parse_percent(text)
    if hundredths < 0:
        raise ParseError("negative")
    return hundredths


def parse_factor(text: str) -> int:
    """Ten-thousandths from a factor such as `2` or `1.2`. Raises `ParseError`."""
    factor = _decimal(plain(text), 4)
    if factor < 0:
        raise ParseError("negative")
    if factor > 100 * WHOLE:
        raise ParseError("too_large")
    return factor


def yuan(fen: int) -> str:
    """An amount in yuan with two decimals: `105000` is `1050.00`. A number that is recorded writes itself."""
    if type(fen) is not int and hasattr(fen, "in_yuan"):
        text: str = fen.in_yuan()
        return text
    if fen < 0:
        return f"-{yuan(-fen)}"
    digits = str(fen) if fen >= 100 else f"{fen:03d}"
    return f"{digits[:-2]}.{digits[-2:]}"


def _shortest(number: int, places: int) -> str:
    sign = "-" if number < 0 else ""
    whole, fraction = divmod(abs(number), 10**places)
    digits = f"{fraction:0{places}d}".rstrip("0")
    return f"{sign}{whole}.{digits}" if digits else f"{sign}{whole}"


@lru_cache(maxsize=1024)
def percent(hundredths: int) -> str:
    """A percentage as people write it: `1580` is `15.8%`."""
    return _shortest(hundredths, 2) + "%"


@lru_cache(maxsize=1024)
def factor(ten_thousandths: int) -> str:
    """A factor as people write it: `20000` is `2`."""
    return _shortest(ten_thousandths, 4)


def round_quotient(numerator: int, denominator: int, rounding: Rounding = TO_THE_FEN) -> int:
    """numerator ÷ denominator in multiples of the rounding's unit, computed in whole numbers."""
    unit, divisor = rounding.unit, denominator * rounding.unit
    if rounding.direction == "up":
        return -(-numerator // divisor) * unit
    if rounding.direction == "down":
        return numerator // divisor * unit
    return (2 * numerator + divisor) // (2 * divisor) * unit
