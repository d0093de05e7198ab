"""In Chinese mode a person meets no English word that has a Chinese one.

What may stand there is listed: names of the program, of formats and of systems; what is typed (options, commands, the
codes of choices and keys, which stand in brackets behind their Chinese name); file names, addresses and fingerprints.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import Cli
from test_sheet import HOUSEHOLD
from test_words import PAIRS

from dibao_cli.app import application, walk
from dibao_cli.rules.parameters import PARAMETERS
from dibao_cli.rules.problems import Problem
from dibao_cli.words import use_language
from dibao_cli.words.findings import FINDINGS
from dibao_cli.words.problems import TEXTS, problem_text

NAMES = {
    *(
        "dibao",
        "dibao.pyz",
        "CPI",
        "Excel",
        "Ctrl-C",
        "SHA",
        "SIGTERM",
        "PATH",
        "TMPDIR",
        "LANG",
        "LC_ALL",
        "LC_MESSAGES",
    ),
    *(
        "DIBAO_DEBUG",
        "DIBAO_LANG",
        "BOM",
        "UTF",
        "GB",
        "MB",
        "GBK",
        "pip",
        "pipx",
        "uv",
        "Schema",
        "PowerShell",
        "bash",
    ),
    *("zsh", "fish", "Python", "Unix", "Windows", "SQL", "COLUMNS", "NO_COLOR", "FORCE_COLOR", "DuckDB", "WPS", "PM"),
    *("PostgreSQL", "postgres", "PGPASSWORD"),
    *("Spark", "Java", "JAVA_HOME", "local", "yarn", "host", "spark.executor.memory", "spark.pyspark.python"),
}
"""Of programs, systems, settings and units."""

FORMATS = {
    *(
        "csv",
        "tsv",
        "json",
        "ndjson",
        "xlsx",
        "parquet",
        "html",
        "markdown",
        "table",
        "toml",
        "txt",
        "gz",
        "zst",
        "jsonl",
    ),
    *("utf", "sig", "gb", "gbk", "out.xlsx", "out.html"),
}

TYPED = {
    *(
        "en",
        "zh",
        "now",
        "all",
        "codes",
        "national",
        "sheet",
        "decision",
        "roster",
        "household",
        "notice",
        "assessment",
    ),
    *(
        "income",
        "members",
        "deduct",
        "cpi",
        "food",
        "month",
        "index",
        "low_income",
        "low_income_food",
        "grain",
        "total",
    ),
    *("basis", "tekun", "not_a_month", "assumed", "dibao.rural", "dibao.urban", "tekun.urban", "dalian", "explain"),
    *("price_subsidy.bands", "price_subsidy.triggers", "of", "value", "name", "granted", "zhuanghe"),
    *("install", "people.roster", "people.entitlements", "people.entitlements_rejects", "results_rejects"),
}
"""What a command line or a notice takes as it stands: there is no other word to type, or it stands for an example."""

NOTICE_KEYS = {"source", "sources", "amount", "per", "statuses", "one_off", "month", "notice"}
"""Keys of the file that `standards new` writes, in its own comments."""

NOTICE_KEYS |= {part for key in PARAMETERS for part in (key, *key.split("."))} | {
    "announced",
    "per_point",
    "short",
    "pinyin",
    "code",
    "groups",
}
ABOUT_NOTICES = ("show/draft", "show/new_city", "words/findings", "words/notices", "words/unset")
"""The texts for who writes notices, whose keys have one name."""

APART = (
    r"[“\"][^”\"]*[”\"]",  # what was typed
    r"https?://\S+|\b[\w-]+(?:\.[\w-]+)+/\S*",  # addresses
    r"[\w./-]+\.(?:toml|csv|xlsx|json|html|txt|md|tsv|pyz)\b",  # files
    r"[~%$][\w.%~]*[/\\][\w./\\%]*",  # folders
    r"sha256:[0-9a-f]*|\b[0-9a-f]{16,}\b",
    r"`[^`]*`|\[--[^\]]*\]",  # to be typed
    r"（[^（）]*）|\([^()]*\)",  # behind a Chinese name
    r"--set\s+[\w.]+(?:=\S*)?",
    r"(?<![\w-])--?[a-zA-Z][\w-]*(?:[=/][^\s，。；、）]*)?",  # options
    r"\{[^{}]*\}|\$\w+",
)
WORD = re.compile(r"[A-Za-z][A-Za-z_.-]*[A-Za-z]")


def english(text: str, *more: str) -> list[str]:
    """The words of a text that have no business in it."""
    for part in APART:
        text = re.sub(part, " ", text)
    allowed = {word.lower() for word in (*NAMES, *FORMATS, *TYPED, *more, *COMMANDS)}
    text = re.sub("|".join(sorted(map(re.escape, NOTICES), key=len, reverse=True)), " ", text)
    return [word for word in WORD.findall(text) if word.strip(".").lower() not in allowed]


NOTICES = {file.stem for file in (Path(__file__).parent.parent / "standards").rglob("*.toml")}
"""The names of the files of notices, by which lists name them."""
COMMANDS = {word for name, _command in walk(application()) for word in name.split()}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "h.toml").write_text(HOUSEHOLD.replace('id = "B"', 'id = "乙"'), "utf-8")
    (tmp_path / "名册.csv").write_text("户编号,城乡,人口,月收入\n1,城市,3,1200\n2,农村,x,300\n", "utf-8")
    return tmp_path


def test_every_text_in_chinese_is_in_chinese() -> None:
    found = {}
    for _english, chinese, where in PAIRS:
        more = NOTICE_KEYS if where.startswith(ABOUT_NOTICES) else set()
        if words := english(chinese, *more):
            found[where] = (words, chinese)
    assert found == {}


@pytest.mark.parametrize("code", TEXTS)
def test_every_error_is_in_chinese(code: str) -> None:
    """With Chinese put in for its pieces, and in the place of a field."""
    pieces = set(re.findall(r"\{(\w+)\}", TEXTS[code][1])) - {"value"}
    details = {name: {"expected": "yuan", "warning": "stale_table"}.get(name, "甲") for name in pieces}
    if code in ("strict", "letter"):
        details = {"warning": "assumed:income"}
    use_language("zh")
    try:
        text = problem_text(Problem(code, "月收入", "乙", details=details))
    finally:
        use_language("en")
    more = NOTICE_KEYS if code in FINDINGS else set()
    assert english(text.removesuffix(f"[{code}]"), *more) == []


def test_every_help_is_in_chinese(dibao: Cli) -> None:
    found = {}
    for name, command in walk(application()):
        out = dibao("--lang", "zh", *name.split(), "--help", env={"COLUMNS": "100"}).out
        metavars = {word for p in command.params for word in WORD.findall(str(p.metavar or p.name))}
        text = out.partition("示例")[0].replace("\n", "")  # examples are typed, and tested as such
        if words := english(text, *metavars, *(word.lower() for word in metavars), "OPTIONS", "COMMAND", "ARGS"):
            found[name] = words
    assert found == {}


SHOWN = {
    "a card": ("calc", "h.toml", "--month", "2020-07", "--uplift", "--explain", "-f", "table"),
    "a card of what is not known": ("calc", "--area", "rural", "--person", "status=tekun", "--one-off", "-f", "table"),
    "set by hand": ("calc", "h.toml", "--month", "2027-01", "--set", "dibao.urban=900", "-f", "table"),
    "months": ("calc", "h.toml", "--from", "2020-01", "--to", "2020-12", "--index", "national", "-f", "table"),
    "a sweep": ("calc", "h.toml", "--month", "2020-07", "--sweep", "income=0:3000:500", "-f", "table"),
    "a comparison": ("compare", "h.toml", "-f", "table", "--explain"),
    "arrears": ("arrears", "h.toml", "--from", "2020-07", "--to", "2020-10", "-f", "table", "--explain"),
    "a sheet": ("calc", "h.toml", "--month", "2020-07", "-f", "markdown"),
    "a roster": ("batch", "名册.csv", "--headings", "zh", "-f", "csv"),
    "a summary": ("batch", "名册.csv", "--summary", "-f", "table"),
    "a budget": ("compare", "名册.csv", "-f", "table"),
    "standards list": ("standards", "list", "-f", "table"),
    "standards show": ("standards", "show", "--month", "2020-07", "-f", "table"),
    "standards history": ("standards", "show", "dibao.rural", "--history", "-f", "table"),
    "standards diff": ("standards", "diff", "2019-07", "2020-07", "-f", "table"),
    "standards check": ("standards", "check", "--all", "-f", "markdown"),
    "config": ("config", "-f", "table"),
}


@pytest.mark.parametrize("command", SHOWN.values(), ids=SHOWN)
def test_what_is_shown_is_in_chinese(dibao: Cli, place: Path, command: tuple[str, ...]) -> None:
    result = dibao("--lang", "zh", *command, env={"COLUMNS": "400", "XDG_CONFIG_HOME": str(place / "config")})
    assert result.out
    text = re.sub(r"\[[a-z_:]+\]$", "", result.err, flags=re.MULTILINE) + result.out
    assert english(text) == []


def test_a_replay_names_what_differs_in_chinese(dibao: Cli, place: Path) -> None:
    stored = dibao("calc", "h.toml", "--month", "2020-07", "-f", "json").out
    result = dibao(
        "--lang",
        "zh",
        "replay",
        "-",
        "-f",
        "table",
        stdin=stored.replace("720.00", "721.00").replace("750.00", "760.00"),
    )
    assert "（lines[1]." in result.out
    assert english(result.out + result.err) == []


@pytest.mark.parametrize(
    ("arguments", "listed"),
    [
        (("--sweep", "x=1:2:1"), "收入（income）、人数（members）、扣减额（deduct）"),
        (("--template", "x"), "核算表（sheet）、决定通知书（decision）"),
        (("--without", "x"), "价格临时补贴（price_subsidy）、一次性生活补助（one_off）"),
        (("--person", "status=x"), "特困人员、孤儿、事实无人抚养儿童"),
        (("--income", "x=1"), "工资性收入、经营净收入"),
    ],
)
def test_choices_are_listed_in_chinese(dibao: Cli, arguments: tuple[str, ...], listed: str) -> None:
    assert listed in dibao("--lang", "zh", "calc", "--area", "城市", *arguments).err


def test_fields_and_choices_may_be_typed_in_chinese(dibao: Cli, place: Path) -> None:
    roster = "编号,户籍类型,口数\n1,城市,3\n"
    told = ("--map", "编号=户编号", "--map", "户籍类型=城乡", "--map", "口数=人口")
    assert dibao("--lang", "zh", "batch", "-", *told, "-f", "csv", stdin=roster).code == 0
    for each in (("--sweep", "收入=0:900:300"), ("--person", "类别=共同生活的家庭成员"), ("--index", "全国")):
        assert dibao("--lang", "zh", "calc", "--area", "城市", "--members", "1", *each).code == 0
    assert "分类施保" in dibao("--lang", "zh", "calc", "--help").out
    household = '"城乡" = "城市"\n"人口" = 1\n["核算要求"]\n"分类施保" = "是"\n'
    assert dibao("calc", "-", stdin=household).code == 0
