"""One input to the program: a command line, the files that it finds, its environment, and its standard input."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import import_module
from typing import NamedTuple

from dibao_cli.app import COMMANDS
from dibao_cli.commands.options import Option, options_of
from dibao_cli.files.fields import HOUSEHOLD

from . import hand, rosters
from .nasty import mutated, nasty, some


class Input(NamedTuple):
    """What the program is given. `kind` and the seed with which it was made say how to make it again."""

    kind: str
    arguments: tuple[str, ...]
    files: Mapping[str, bytes]
    environment: Mapping[str, str]
    stdin: bytes = b""


FORMATS = ("table", "json", "ndjson", "csv", "tsv", "markdown", "html")
HOUSEHOLD_TOML = (
    b'area = "urban"\nmembers = 2\nincome = 900\n[[persons]]\nstatus = "orphan"\ncare = "dispersed"\nage = 9\n'
)
FILES: dict[str, bytes] = {
    "household.toml": HOUSEHOLD_TOML,
    "household.json": b'{"area": "rural", "district": "\xe5\xba\x84\xe6\xb2\xb3", "members": 3, "income": 500}',
    "roster.csv": b"household,area,members,income\nA,urban,3,1200\nB,rural,2,300\nC,urban,x,1\n",
    "indices.csv": b"month,cpi,food\n2020-07,2.7,13.2\n",
    "own/2021-01-01-own.toml": (
        b'[notice]\ntitle = "Own"\neffective = 2021-01-01\nsource = "office, 2021-01-05"\n[dibao]\nurban = 777\n'
    ),
}
"""What lies in the working folder of every run."""


@lru_cache(maxsize=1)
def options_of_commands() -> Mapping[tuple[str, ...], tuple[Option, ...]]:
    """Every command with its options, from the program's own tables."""
    found: dict[tuple[str, ...], tuple[Option, ...]] = {}
    for name, entry in COMMANDS.items():
        module = import_module(entry.module)
        for inner, each in getattr(module, "COMMANDS", {"": entry}).items():
            found[(name, inner) if inner else (name,)] = options_of(import_module(each.module).OPTIONS)
    return found


VALUES: dict[str, tuple[str, ...]] = {
    **{name: hand.plausible(field) for name, field in HOUSEHOLD.items()},
    "deduct": ("medical=120", "school=99.50", "a=1,200"),
    "person": (
        "status=orphan,care=dispersed,age=9",
        "age=40,income=300",
        "disability=limb-1",
        "status=tekun,self_care=partly",
    ),
    "gradual_exit": ("2020-08=300", "2020-01=0"),
    "region": ("dalian", "dalian", "national", "../dalian"),
    "standards": ("own", "own", ".", "nowhere"),
    "set": ("dibao.rural=500", "disability.nursing=120", "dibao.rounding=1 up", "price_subsidy.bands=3:1/12"),
    "index": ("national", "indices.csv", "household.toml"),
    "cpi": ("4.3", "2020-03=4.3"),
    "food_cpi": ("18.3", "2020-03=18.3,2020-04=14.8"),
    "subsidy_rate": ("40", "0"),
    "sweep": ("income=0:3000:500", "members=1:5:1", "deduct=0:100:10"),
    "paid": ("2020-07=960", "2020-07=960,2020-08=1,080"),
    "format": FORMATS,
    "output": ("out.txt", "out.csv", "out.xlsx", "out.parquet", "-", "own/out.json", "household.toml", "none/out"),
    "rejects": ("rejects.csv", "roster.csv", "none/rejects.csv"),
    "encoding": ("utf-8", "gb18030", "utf-8-sig"),
    "lang": ("en", "zh"),
    "input_format": rosters.KINDS,
    "map": ("income=-", "members=income", "x=area"),
    "memory": ("1GB", "500MB", "0.1KB", "99999999999999999999999999TB"),
    "keep": ("*", "household", "members,income"),
    "what": ("roster",),
    "kind": ("household", "notice", "assessment", "roster"),
    "folder": ("own", ".", "household.toml"),
    "on": ("2026-07-01", "0001-01-01"),
    "households": ("1", "20"),
    "seed": ("1", "7"),
    "effective": ("2026-07-01", "2026-07-02"),
    "title": ("A notice",),
    "key": ("dibao", "dibao.rural", "dibao.rural_by_district.庄河"),
}
MONTHS = ("month", "from_", "to", "before", "after")
OUTPUTS = ("output", "rejects")
FILE_ARGUMENTS = (
    "household.toml",
    "household.json",
    "roster.csv",
    "answer.json",
    "indices.csv",
    "own",
    "-",
    "none.toml",
)


def as_given(text: str) -> str:
    """A text as a command line or an environment can have it: no NUL, and half characters only for single bytes."""
    return "".join(
        sign if not "\ud800" <= sign <= "\udfff" or sign in HALF_BYTES else "\udcff" for sign in text if sign != "\0"
    )


HALF_BYTES = frozenset(map(chr, range(0xDC80, 0xDD00)))


def value_of(chance: random.Random, choice: Option) -> str:
    """What is given to one option. What is written goes only where the run may write."""
    name = choice.name.removeprefix("after_").removeprefix("before_")
    likely = hand.MONTHS if name in MONTHS else VALUES.get(name, FILE_ARGUMENTS if choice.kind == "file" else ())
    value = some(chance, likely, 0.12)
    if name in OUTPUTS and value not in likely:
        value = value.replace("/", "_").replace("..", "__").replace("~", "_")
    if name == "households" and value.strip().isdecimal() and int(value.strip()[:12]) > 50:
        value = "50" if len(value) < 9 else value + "0" * 9  # more would only take time
    return as_given(value)


def flags(chance: random.Random, command: tuple[str, ...], share: float = 0.25) -> list[str]:
    """Some of the options of a command, with their values."""
    words: list[str] = []
    for choice in options_of_commands()[command]:
        wanted = 0.7 if choice.kind == "file" or choice.name in ("area", "members", "income") else share
        if chance.random() > wanted * chance.choice((0.2, 1)):
            continue
        if choice.kind == "file":
            value = value_of(chance, choice)
            words.insert(0, value)
        elif choice.kind in ("switch", "either"):
            words.append(choice.flag)
        else:
            for _ in range(chance.choice((1, 1, 1, 2)) if choice.kind == "many" else 1):
                value = value_of(chance, choice)
                words += chance.choice(([choice.flag, value], [f"{choice.flag}={value}"]))
    if chance.random() < 0.08:
        words.insert(chance.randint(0, len(words)), as_given(nasty(chance)))
    if chance.random() < 0.05 and words:
        words.pop(chance.randrange(len(words)))
    return words


def of_flags(chance: random.Random) -> Input:
    """Any command, with any of its options."""
    commands = [each for each in options_of_commands() if each != ("demo",)] * 4 + [("demo",)]
    command = chance.choice(commands)
    words = [*command, *flags(chance, command)]
    if chance.random() < 0.02:
        words = words[1:]
    if command == ("demo",) and "--households" not in " ".join(words):
        words += ["--households", "5"]
    stdin = chance.choice((b"", HOUSEHOLD_TOML, FILES["roster.csv"], answers()[0].encode()))
    return Input("flags", tuple(words), {"answer.json": answers()[0].encode()}, {}, mutated(chance, stdin))


def _with_file(chance: random.Random, kind: str, name: str, text: str, command: tuple[str, ...]) -> Input:
    data = (
        mutated(chance, text.encode("utf-8", "surrogatepass"))
        if chance.random() < 0.3
        else text.encode("utf-8", "replace")
    )
    words = [*command, *(("-f", chance.choice(("json", "json", *FORMATS))) if command[0] != "ask" else ())]
    if chance.random() < 0.2:
        words += ["--lang", "zh"]
    return Input(kind, tuple(words), {name: data}, {})


def of_toml(chance: random.Random) -> Input:
    """A household file in TOML."""
    command = chance.choice(
        (("calc", "household.toml"), ("compare", "household.toml"), ("arrears", "household.toml", "--to", "2020-09"))
    )
    return _with_file(chance, "household-toml", "household.toml", hand.as_toml(hand.household(chance)), command)


def of_json(chance: random.Random) -> Input:
    """A household file in JSON."""
    command = chance.choice(
        (("calc", "household.json"), ("compare", "household.json"), ("calc", "household.json", "--explain"))
    )
    text = hand.as_json(hand.household(chance))
    if chance.random() < 0.04:
        depth = chance.choice((31, 32, 33, 600, 800, 950, 20_000))
        text = text[:-1] + ', "income": ' + chance.choice(("[", '{"a":')) * depth + "1" + "]" * depth + "}"
    return _with_file(chance, "household-json", "household.json", text, command)


OVER_STANDARDS = (
    ("standards", "check", "own"),
    ("standards", "list", "--standards", "own"),
    ("standards", "show", "--standards", "own"),
    ("standards", "diff", "--standards", "own"),
    ("calc", "--area", "rural", "--members", "2", "--month", "2021-03", "--standards", "own"),
)


def of_notice(chance: random.Random) -> Input:
    """A notice in a folder of one's own."""
    text = hand.lines_of_toml(chance, chance.choice((*hand.NOTICES, FILES["own/2021-01-01-own.toml"].decode())))
    if chance.random() < 0.2:
        text = "\n".join(hand.line_of_toml(chance) for _ in range(chance.randint(0, 12)))
    return _with_file(chance, "notice", "own/2021-01-01-own.toml", text, chance.choice(OVER_STANDARDS))


def of_region(chance: random.Random) -> Input:
    """A region of one's own."""
    text = hand.lines_of_toml(chance, hand.REGION)
    return _with_file(chance, "region", "own/region.toml", text, chance.choice(OVER_STANDARDS))


def of_settings(chance: random.Random) -> Input:
    """The user's settings."""
    told = {
        name: some(chance, VALUES.get(name, ("zh", "en")), 0.3)
        for name in ("region", "language", "format", "standards")
        if chance.random() < 0.5
    }
    text = hand.lines_of_toml(chance, hand.as_toml(told)) if chance.random() < 0.5 else hand.as_toml(told)
    command = chance.choice((("config",), ("calc", "--area", "urban"), ("standards", "list")))
    made = _with_file(chance, "settings", "settings/dibao/config.toml", text, command)
    return made._replace(
        environment={"XDG_CONFIG_HOME": "settings"}, arguments=made.arguments if chance.random() < 0.5 else command
    )


VARIABLES: dict[str, tuple[str, ...]] = {
    "DIBAO_REGION": ("dalian", "../dalian"),
    "DIBAO_LANG": ("zh", "en"),
    "DIBAO_FORMAT": FORMATS,
    "DIBAO_STANDARDS": ("own", "own:own", "nowhere"),
    "LANG": ("zh_CN.UTF-8", "C", "de_DE"),
    "LC_ALL": ("zh_CN.GB18030", ""),
    "COLUMNS": ("80", "1", "0", "-5", "200", "99999999999"),
    "TERM": ("dumb", "xterm"),
    "NO_COLOR": ("1",),
    "FORCE_COLOR": ("1",),
    "XDG_CONFIG_HOME": ("settings", "none"),
}


def of_environment(chance: random.Random) -> Input:
    """The environment of a plain command."""
    told = {}
    for name in chance.sample(sorted(VARIABLES), chance.randint(1, 4)):
        told[name] = as_given(some(chance, VARIABLES[name], 0.5))
    command = chance.choice(
        (("config",), ("calc", "--area", "urban"), ("calc", "--area", "农村", "-f", "table"), ("standards", "list"))
    )
    return Input("environment", command, {}, told)


@lru_cache(maxsize=1)
def answers() -> tuple[str, ...]:
    """Stored answers of the program itself."""
    import io
    import sys

    from dibao_cli.__main__ import run
    from dibao_cli.words import use_language

    found = []
    lines = (
        ("--area", "urban", "--members", "3", "--income", "1200"),
        (
            "--area",
            "rural",
            "--district",
            "庄河",
            "--person",
            "status=orphan,care=dispersed,age=9",
            "--set",
            "dibao.rural=500",
        ),
        (
            "--area",
            "urban",
            "--month",
            "2020-04",
            "--food-cpi",
            "14.8",
            "--uplift",
            "--one-off",
            "--deduct",
            "medical=120",
        ),
    )
    stdout, stderr = sys.stdout, sys.stderr
    for line in lines:
        sys.stdout = out = io.StringIO()
        sys.stderr = io.StringIO()
        try:
            assert run(["calc", *line, "-f", "json"]) == 0
        finally:
            sys.stdout, sys.stderr = stdout, stderr
            use_language("en")
        found.append(out.getvalue())
    return tuple(found)


def of_answer(chance: random.Random) -> Input:
    """A stored answer, for `replay`."""
    told = json.loads(chance.choice(answers()))
    for _ in range(chance.choice((0, 0, 1, 1, 2, 3))):
        told = hand.changed(chance, told)
    command = chance.choice((("replay", "answer.json"), ("replay", "answer.json", "--standards", "own")))
    return _with_file(chance, "answer", "answer.json", hand.as_json(told), command)


def of_index(chance: random.Random) -> Input:
    """A file of price indices."""
    share = chance.choice((0, 0, 0.1, 0.3))
    rows = [
        [some(chance, hand.MONTHS, share), some(chance, ("4.3", "-1", ""), share), some(chance, ("18.3", ""), share)]
        for _ in range(chance.randint(0, 6))
    ]
    if chance.random() < 0.5:
        headings = [
            "month",
            some(chance, ("cpi", "food", "居民消费价格涨幅"), 0.1),
            some(chance, ("food", "食品价格涨幅"), 0.1),
        ]
        text = "\n".join(",".join(row) for row in (headings, *rows))
    else:
        text = hand.as_toml(
            {
                "index": {
                    row[0]: {"cpi": row[1], "food": hand.anything(chance) if chance.random() < share else 1.5}
                    for row in rows
                }
            }
        )
    made = _with_file(
        chance,
        "index",
        "indices.csv",
        text,
        ("calc", "--area", "urban", "--index", "indices.csv", "--from", "2020-02", "--to", "2020-07"),
    )
    return made


def of_roster(chance: random.Random) -> Input:
    """A roster in one of the formats."""
    kind = chance.choice(rosters.KINDS)
    name = f"roster.{kind}"
    command = chance.choice((("batch",), ("batch",), ("batch",), ("compare",)))
    words = [*command, name, *chance.choice(([], ["--one-person-per-row"]))]
    if command == ("batch",):
        words += chance.choice(
            (
                [],
                ["-o", "results.csv"],
                ["-o", "results.json"],
                ["-o", "results.xlsx"],
                ["-o", "results.parquet"],
                ["--summary"],
            )
        )
        words += chance.choice(
            ([], [], ["--keep", "*"], ["--lines"], ["--explain"], ["--strict"], ["-f", "ndjson"], ["--lang", "zh"])
        )
    return Input(f"roster-{kind}", tuple(words), {name: rosters.roster(chance, kind)}, {})


KINDS: dict[str, tuple[int, Callable[[random.Random], Input]]] = {
    "flags": (30, of_flags),
    "household-toml": (16, of_toml),
    "household-json": (16, of_json),
    "notice": (12, of_notice),
    "region": (6, of_region),
    "settings": (4, of_settings),
    "environment": (4, of_environment),
    "answer": (6, of_answer),
    "index": (3, of_index),
    "roster": (3, of_roster),
}
"""Each way in, with its share of a run in per cent: a roster takes twenty times as long as a household."""


def made(seed: int, number: int, kind: str | None = None) -> Input:
    """The input of that number in the run of that seed: always the same one."""
    chance = random.Random(f"{seed}/{number}")
    chosen = kind or chance.choices(list(KINDS), [share for share, _maker in KINDS.values()])[0]
    return KINDS[chosen][1](random.Random(f"{seed}/{number}/{chosen}"))
