"""Values that programs stumble over."""

from __future__ import annotations

import random
from collections.abc import Sequence

BLANKS = (
    " ",
    "\t",
    "\u3000",
    "\xa0",
    "\u2003",
    "\u200b",
    "\ufeff",
    "\u2028",
    "\u2029",
    "\x0b",
    "\x0c",
    "\x85",
    "\n",
    "\r",
)
CONTROLS = ("\x00", "\x07", "\x08", "\x1b[31m", "\x1b]0;title\x07", "\x9b31m", "\x7f", "\x02", "\x1e", "\x1f", "\x1a")
BIDI = ("\u202e", "\u2066abc\u2069", "\u200f", "\u202d", "e\u0301", "👨‍👩‍👧", "\U000e0041", "\ufffe")
HALVES = ("\ud800", "\udcff", "a\udc80b", "\udfff")
NUMBERS = (
    *("0", "-0", "-1", "+1", "1", "00", "007", "1e5", "1e400", "1e-9", "nan", "inf", "-inf", "0x10", "1_000", "0b1"),
    *(
        "９９９",
        "１，２００",
        "−５",
        "٣",
        "²",
        "½",
        "一千",
        "1,200",
        "1,2,3",
        "1.005",
        "0.1",
        ".5",
        "5.",
        "1..2",
        "--1",
        "¥5",
        "5元/月",
    ),
    *(
        "99999999999",
        "100000000000",
        "1000000000.01",
        "9" * 15,
        "9" * 16,
        "9" * 50,
        "9" * 5000,
        "0" * 5000,
        "-" + "9" * 400,
    ),
    *(
        "0." + "0" * 900 + "1",
        "1" + ",000" * 300,
        "500*",
        "* 2",
        "1/0",
        "1/12",
        "3:1/12",
        "0.50 up",
        "0 up",
        "101",
        "131",
        "101%",
    ),
)
TEXTS = (
    *(
        "",
        "x",
        "%s",
        "%n",
        "{value}",
        "{0}",
        "{",
        "}",
        "$(x)",
        "`x`",
        "';--",
        "' OR 1=1",
        '"',
        "'",
        '"""',
        "'''",
        "\\",
        "\\n",
    ),
    *(
        "=1+1",
        "+cmd|'/c calc'!A0",
        "-2+3",
        "@SUM(A1)",
        '=HYPERLINK("x")',
        "<script>",
        "&amp;",
        "<!--",
        "|",
        "| a |",
        "**",
        "[x](y)",
    ),
    *(
        "../",
        "../../etc",
        "..",
        ".",
        "/",
        "/etc",
        "~",
        "~nosuchuser/x",
        "a/b",
        "a\\b",
        "CON",
        "NUL",
        "-",
        "--",
        "---",
        "-x",
        "#",
    ),
    *(
        "null",
        "None",
        "true",
        "false",
        "是",
        "否",
        "yes",
        "no",
        "urban",
        "农村",
        "特困",
        "orphan",
        "limb-2",
        "肢体二级",
        "庄河",
    ),
    *(
        "=",
        "a=",
        "=b",
        "a=b",
        "a=b=c",
        "income=0:3000:100",
        "status=orphan",
        "dibao.urban=5",
        "medical=120",
        ",",
        ",,",
        ";",
        "：",
    ),
    *(
        "a" * 2000,
        "-" * 3000,
        "一" * 500,
        "(" * 600,
        "[" * 600,
        "{" * 600,
        " " * 3000,
        ", " * 800,
        "a." * 300,
        "=" * 900,
        '"a": ' * 300,
    ),
)
DATES = (
    *(
        "2020-07",
        "2020-7",
        "202007",
        "2020/07",
        "2020年7月",
        "2020.7",
        "2020-13",
        "2020-00",
        "0000-00",
        "9999-12",
        "1899-12",
    ),
    *(
        "2199-12",
        "1900-01",
        "2020-07-01",
        "2020-02-30",
        "0001-01-01",
        "9999-12-31",
        "20200701",
        "now",
        "2020-07-01T00:00:00Z",
        "٢٠٢٠-٠٧",
    ),
)
POOL = (*BLANKS, *CONTROLS, *BIDI, *HALVES, *NUMBERS, *TEXTS, *DATES)


def nasty(chance: random.Random) -> str:
    """One value, two glued together, or one with something hidden in a plausible one."""
    value = chance.choice(POOL)
    glue = chance.random()
    if glue < 0.1:
        return value + chance.choice(POOL)
    if glue < 0.2:
        return chance.choice(("2020-07", "1200", "urban", "mother")) + chance.choice((*BLANKS, *CONTROLS, *BIDI))
    return value


def some(chance: random.Random, plausible: Sequence[str], share: float = 0.35) -> str:
    """A plausible value, or (in the given share of cases) a nasty one."""
    return nasty(chance) if not plausible or chance.random() < share else chance.choice(plausible)


def mutated(chance: random.Random, data: bytes) -> bytes:
    """Bytes with a few cut out, doubled, exchanged or put in; often nothing is changed."""
    for _ in range(chance.choice((0, 0, 0, 1, 1, 2, 5))):
        place, length = chance.randint(0, len(data)), chance.choice((1, 1, 2, 8, 60))
        kind = chance.randrange(5)
        part = data[place : place + length]
        if kind == 0:
            part = b""
        elif kind == 1:
            part = part * chance.choice((2, 3, 40))
        elif kind == 2:
            part = bytes(chance.randrange(256) for _ in part)
        elif kind == 3:
            part += chance.choice(POOL).encode("utf-8", "surrogatepass")
        else:
            part = bytes([byte ^ (1 << chance.randrange(8)) for byte in part[:1]]) + part[1:]
        data = data[:place] + part + data[place + length :]
    return data
