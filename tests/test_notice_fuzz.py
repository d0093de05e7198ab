"""Whatever stands in a notice or a region file: it is read or refused with file and line, never a traceback."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dibao_cli.files.checks import findings
from dibao_cli.files.checks.reviewed import Reviewed
from dibao_cli.files.document import parse
from dibao_cli.files.folders import Layer, assembled
from dibao_cli.files.notices import read_notice
from dibao_cli.files.regions import read_region
from dibao_cli.rules.parameters import PARAMETERS
from dibao_cli.rules.problems import Refused
from dibao_cli.rules.standards import Standards
from dibao_cli.show.findings import finding_line
from dibao_cli.words.problems import problem_text

ROOT = Path(__file__).parent.parent
NOTICES = [file.read_text("utf-8") for file in (ROOT / "standards" / "dalian").glob("2*.toml")]
REGION = (ROOT / "standards" / "dalian" / "region.toml").read_text("utf-8")

SCALARS = st.sampled_from(
    [
        *("0", "-1", "1.005", "1e400", "nan", "-inf", "true", '""', '"x"', "[]", "{}", "[[]]", "[{}]", "{ a = 1 }"),
        *(
            "0x" + "f" * 50,
            "0001-01-01",
            "9999-12-31",
            "2020-07-01T00:00:00Z",
            "12:00:00",
            "1_000",
            '"1/0"',
            "'''a\n[b]'''",
        ),
        *(
            "{ value = [] }",
            "{ value = 1, at_least = [] }",
            "{ unit = [] }",
            "{ en = 5 }",
            "[{ from = [], share = [] }]",
        ),
        *("{ month = [], amount = {}, statuses = [[]], per = {} }", "[{ code = [], because = [] }]", "[1, [2]]"),
    ]
)
NAMES = st.sampled_from(
    [
        *(key.partition(".")[2] for key in PARAMETERS),
        *("title", "effective", "until", "checked", "basis", "repeals", "unknown", "acknowledged", "limitations"),
        *("rural_by_district", "2020-07", "2020-13", "source", "issuer", "id", "groups", "district", "check", "that"),
    ]
)
TABLES = st.sampled_from(
    ["notice", "dibao", "index", "one_off", "price_subsidy", "region", "groups", "check", "district"]
)
HEADERS = st.builds(lambda name, many: f"[[{name}]]" if many else f"[{name}]", TABLES, st.booleans())
LINES = st.one_of(st.builds("{} = {}".format, NAMES, SCALARS), HEADERS, st.text(max_size=20))


@st.composite
def mutated(draw: st.DrawFn, sources: list[str]) -> str:
    """A real file with lines cut out, put in, or given another value."""
    lines = draw(st.sampled_from(sources)).split("\n")
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(lines) - 1))
        what = draw(st.sampled_from(["cut", "put", "value"]))
        if what == "cut":
            lines[place : place + draw(st.integers(1, 3))] = []
        elif what == "put":
            lines.insert(place, draw(LINES))
        else:
            lines[place] = f"{lines[place].partition('=')[0]}= {draw(SCALARS)}"
        lines = lines or [""]
    return "\n".join(lines)


def well_told(refused: Refused, file: str) -> None:
    """Every problem has its file, its line and a sentence."""
    assert refused.problems
    for problem in refused.problems:
        assert problem.file == file
        assert problem.line >= 1
        assert len(problem_text(problem)) > len(file) + 5


@settings(max_examples=300, deadline=None)
@given(text=mutated(NOTICES) | st.lists(LINES, max_size=12).map("\n".join))
def test_a_notice_is_read_or_refused(text: str, dalian: Standards) -> None:
    try:
        read = read_notice(text.encode(), "a.toml", dalian.region, "x/a.toml")
    except Refused as refused:
        well_told(refused, "a.toml")
        return
    standards = assembled(dalian.region, [Layer(Path("x"), (read,))])
    for finding in findings(Reviewed((read,), standards, date(2026, 11, 23))):
        assert finding_line(finding)


@settings(max_examples=200, deadline=None)
@given(text=mutated([REGION]) | st.lists(LINES, max_size=12).map("\n".join))
def test_a_region_is_read_or_refused(text: str) -> None:
    try:
        read_region(text, "region.toml")
    except Refused as refused:
        well_told(refused, "region.toml")


@pytest.mark.parametrize("text", ["rural = " + "[" * 5000, '{"area": ' + "[" * 200_000], ids=["TOML", "JSON"])
def test_text_nested_without_end_is_refused_with_its_file(text: str) -> None:
    """In whichever words: the versions of tomli differ in whether they count the depth."""
    with pytest.raises(Refused) as refused:
        parse(text, "deep")
    assert refused.value.problems[0].file == "deep"
    assert refused.value.problems[0].code in ("not_toml", "not_json")
