"""What people write by hand: household files, notices, regions, settings, price indices, stored answers."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from dibao_cli.files.fields import CHANGE, GRADUAL_EXIT, HOUSEHOLD, PERSON, QUESTION, Field, by_name
from dibao_cli.rules.parameters import PARAMETERS, by_choice

from .nasty import nasty, some

ROOT = Path(__file__).parent.parent.parent
NOTICES = [
    file.read_text("utf-8") for file in sorted((ROOT / "standards" / "dalian").glob("*.toml")) if file.stem != "region"
]
REGION = (ROOT / "standards" / "dalian" / "region.toml").read_text("utf-8")

MONTHS = ("2017-08", "2019-07", "2020-02", "2020-06", "2020-07", "2021-01", "2023-09", "2026-01")
PLAUSIBLE: dict[str, tuple[str, ...]] = {
    "money": ("0", "300", "1200", "1200.50", "99999", "1,200", "１２００", "500元"),
    "count": ("0", "1", "2", "3", "4", "9", "17", "18", "40", "72", "100"),
    "yes_no": ("true", "false", "是", "no"),
    "month": MONTHS,
    "disability": ("limb-1", "speech-2", "精神二级", "mental-4", "智力 3"),
    "text": ("1", "mother", "中山区", "庄河", "zhuanghe", "210283"),
    "percents": ("18.3", "4.3%", "-1", "0"),
}


def plausible(field: Field) -> tuple[str, ...]:
    """What somebody would write in a field."""
    return PLAUSIBLE.get(field.kind) or tuple(by_choice(field.choices))


def household(chance: random.Random) -> dict[str, Any]:
    """The fields of a household file; most of them plausible."""
    told = _fields(chance, HOUSEHOLD, 6, chance.choice((0.0, 0.0, 0.05, 0.2)))
    if not {"area", *HOUSEHOLD["area"].aliases} & told.keys() and chance.random() < 0.97:
        told["area"] = chance.choice(("urban", "rural", "农村"))
    return told


def _fields(chance: random.Random, known: Mapping[str, Field], most: int, share: float) -> dict[str, Any]:
    fields = chance.sample(sorted(known), min(len(known), chance.randint(0, most)))
    told = {chance.choice((name, name, *known[name].aliases)): content(chance, known[name], share) for name in fields}
    if chance.random() < share / 3:
        told[chance.choice(sorted(by_name(known)))] = anything(chance)
    if chance.random() < share / 3:
        told[nasty(chance)] = anything(chance)
    return told


def content(chance: random.Random, field: Field, share: float) -> Any:
    """What stands in one field: in the given share of cases something nasty."""
    if chance.random() < share / 2:
        return anything(chance)
    inner = {"exit": GRADUAL_EXIT, "question": QUESTION}
    if field.kind == "persons":
        return [_fields(chance, PERSON, 5, share) for _ in range(chance.choice((0, 1, 1, 2, 3, 8)))]
    if field.kind == "changes":
        return [
            _fields(chance, CHANGE, 4, share) | {"from": some(chance, MONTHS, share)}
            for _ in range(chance.randint(0, 3))
        ]
    if field.kind in inner:
        return _fields(chance, inner[field.kind], 6, share)
    if field.kind == "amounts":
        return {
            some(chance, ("medical", "school"), share): _scalar(chance, PLAUSIBLE["money"], share)
            for _ in range(chance.choice((0, 1, 2, 30)))
        }
    if field.kind == "percents" and chance.random() < 0.4:
        return {
            some(chance, MONTHS, share): _scalar(chance, PLAUSIBLE["percents"], share)
            for _ in range(chance.randint(0, 3))
        }
    if field.kind == "choices" and chance.random() < 0.4:
        return [some(chance, plausible(field), share) for _ in range(chance.choice((0, 1, 2, 40)))]
    return _scalar(chance, plausible(field), share)


def _scalar(chance: random.Random, likely: tuple[str, ...], share: float) -> Any:
    text = some(chance, likely, share)
    if chance.random() < 0.5 and text.isascii() and text.isdecimal() and len(text) < 4000 and not text.startswith("0"):
        return int(text)
    return {"true": True, "false": False}.get(text, text) if chance.random() < 0.5 else text


def anything(chance: random.Random, depth: int = 0) -> Any:
    """A value of any type, sometimes deep, sometimes many."""
    kind = chance.randrange(9)
    if depth < 4 and kind == 0:
        return (
            [anything(chance, depth + 1) for _ in range(chance.choice((0, 1, 3, 120)))]
            if depth < 1
            else [nasty(chance)]
        )
    if depth < 4 and kind == 1:
        return {nasty(chance): anything(chance, depth + 1) for _ in range(chance.choice((0, 1, 3)))}
    if kind == 2:
        nested: Any = 1
        for _ in range(chance.choice((5, 31, 33, 200))):
            nested = [nested] if chance.random() < 0.5 else {"a": nested}
        return nested
    return chance.choice((nasty(chance), nasty(chance), True, None, 0, -1, 10**40, 1.5, float("inf"), [], {}, [[]]))


def as_json(told: Any) -> str:
    """JSON, with what JSON has no sign for written as Python does."""
    return json.dumps(told, ensure_ascii=False, default=str)


def as_toml(told: Mapping[str, Any], name: str = "") -> str:
    """TOML; keys and texts are quoted where they must be. Null, which TOML lacks, is left out."""
    lines = [f"{_key(key)} = {_value(each)}" for key, each in told.items() if each is not None and not _is_table(each)]
    for key, each in told.items():
        inner = f"{name}.{_key(key)}" if name else _key(key)
        if isinstance(each, dict):
            lines += [f"[{inner}]", as_toml(each, inner)]
        elif _is_table(each):
            for one in each:
                lines += [f"[[{inner}]]", as_toml(one, inner)]
    return "\n".join(lines)


def _is_table(each: Any) -> bool:
    return isinstance(each, dict) or (
        isinstance(each, list) and bool(each) and all(isinstance(one, dict) for one in each)
    )


def _key(name: str) -> str:
    return name if name.isascii() and name.replace("_", "").isalnum() else json.dumps(name, ensure_ascii=False)


def _value(each: Any) -> str:
    if isinstance(each, bool):
        return str(each).lower()
    if isinstance(each, list):
        return "[" + ", ".join(_value(one) for one in each if one is not None) + "]"
    if isinstance(each, dict):
        return "{" + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in each.items() if one is not None) + "}"
    return json.dumps(each, ensure_ascii=False) if isinstance(each, str) else str(each)


SCALARS = (
    *(
        "0",
        "-1",
        "1.005",
        "1e400",
        "nan",
        "-inf",
        "true",
        '""',
        '"x"',
        "[]",
        "{}",
        "[[]]",
        "[{}]",
        "{ a = 1 }",
        "500",
        "720.5",
    ),
    *(
        "0x" + "f" * 50,
        "0001-01-01",
        "9999-12-31",
        "2020-07-01",
        "2020-07-01T00:00:00Z",
        "12:00:00",
        "1_000",
        '"1/0"',
        "'''a\n[b]'''",
    ),
    *(
        "{ value = [] }",
        "{ value = 1, at_least = [] }",
        '{ value = 500, basis = "inferred", note = "1 × 2" }',
        "{ unit = [] }",
    ),
    *(
        "{ en = 5 }",
        "[{ from = [], share = [] }]",
        '[{ from = 3, share = "1/12" }]',
        '{ unit = 0.5, direction = "up" }',
    ),
    *(
        "{ month = [], amount = {}, statuses = [[]], per = {} }",
        "[{ code = [], because = [] }]",
        "[1, [2]]",
        '["dibao", "dibao"]',
    ),
    *(
        '"tekun.urban = 500*dibao.urban"',
        '"500*"',
        '"a = b"',
        '"' + "1" * 900 + '×"',
        "[" * 400,
        "{a=" * 200,
        "[" + " " * 2000,
        "a.b." * 40,
    ),
)
TABLES = (
    *sorted({key.partition(".")[0] for key in PARAMETERS}),
    "notice",
    "index",
    "one_off",
    "region",
    "groups",
    "check",
    "district",
)
NAMES = (
    *sorted(key.partition(".")[2] for key in PARAMETERS),
    *("title", "effective", "until", "checked", "basis", "repeals", "unknown", "acknowledged", "limitations", "source"),
    *(
        "rural_by_district",
        "2020-07",
        "2020-13",
        "issuer",
        "id",
        "name",
        "groups",
        "district",
        "check",
        "that",
        "from",
        "rounding",
    ),
    *(
        "default_month",
        "default_pair",
        "national",
        "pinyin",
        "code",
        "short",
        "region",
        "language",
        "format",
        "standards",
    ),
)


def lines_of_toml(chance: random.Random, source: str) -> str:
    """A real file with lines cut out, put in, or given another value."""
    lines = source.split("\n")
    for _ in range(chance.choice((1, 1, 2, 4))):
        place = chance.randrange(len(lines))
        what = chance.randrange(4)
        if what == 0:
            lines[place : place + chance.randint(1, 3)] = []
        elif what == 1:
            lines.insert(place, line_of_toml(chance))
        elif what == 2:
            lines[place] = f"{lines[place].partition('=')[0]}= {value_of_toml(chance)}"
        else:
            lines[place] = lines[place].replace("0", some(chance, ("1", "9", "00")), 1)
        lines = lines or [""]
    return "\n".join(lines)


def line_of_toml(chance: random.Random) -> str:
    """A line of its own: a header, a key with a value, or whatever."""
    header = f"[[{chance.choice(TABLES)}]]" if chance.random() < 0.3 else f"[{chance.choice(TABLES)}]"
    return chance.choice((header, f"{chance.choice(NAMES)} = {value_of_toml(chance)}", nasty(chance)))


def value_of_toml(chance: random.Random) -> str:
    """A value as TOML writes it, or something like it."""
    return chance.choice(SCALARS) if chance.random() < 0.7 else _value(anything(chance))


def changed(chance: random.Random, told: Any) -> Any:
    """A JSON document with one of its parts replaced, left out or put where it does not belong."""
    if isinstance(told, dict) and told and chance.random() < 0.85:
        key = chance.choice(sorted(told))
        what = chance.randrange(6)
        if what == 0:
            return {name: each for name, each in told.items() if name != key}
        if what == 1:
            return {**told, nasty(chance): anything(chance)}
        return {**told, key: changed(chance, told[key])}
    if isinstance(told, list) and told and chance.random() < 0.8:
        place = chance.randrange(len(told))
        return [*told[:place], changed(chance, told[place]), *told[place + 1 :]]
    if isinstance(told, str) and told[:1].isdecimal() and chance.random() < 0.5:
        return some(chance, (*PLAUSIBLE["money"], *MONTHS), 0.1)
    return anything(chance)
