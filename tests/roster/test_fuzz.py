"""Whatever bytes a roster is made of: no traceback, and read = computed + rejected."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from conftest import Cli
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

HEADINGS = st.sampled_from(
    (
        "household",
        "户编号",
        "area",
        "城乡",
        "income",
        "月收入(元)",
        "members",
        "人口",
        "person",
        "status",
        "age",
        "month",
    )
) | st.sampled_from(
    ("district", "残疾", "deductions", "年收入", "note", "", "=1+1", 'a"b', "household_income", "row", "line", "fault")
)
CELLS = st.one_of(
    st.sampled_from(
        [
            "urban",
            "农村",
            "",
            "1",
            "3",
            "1,200",
            "１２００",
            "-5",
            "abc",
            "2020-07",
            "1999-01",
            "特困",
            "orphan",
            "limb-2",
        ]
    )
    | st.sampled_from(
        ['"', '""', '"a', 'a"b', "\x00", "\x1e", "\x1f", "\ufeff", "'", "=x", "99999999999999999999", "1e5", "💰"]
    ),
    st.text(max_size=6),
)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "latin-1"])


@st.composite
def rosters(draw: st.DrawFn) -> bytes:
    sign = draw(st.sampled_from([",", "\t", ";"]))
    headings = draw(st.lists(HEADINGS, min_size=1, max_size=8))
    if draw(st.booleans()):
        headings[0] = "area"
    rows = draw(
        st.lists(st.lists(CELLS, min_size=len(headings) - draw(st.integers(0, 1)), max_size=len(headings)), max_size=6)
    )
    end = draw(st.sampled_from(["\n", "\r\n", "\r"]))
    text = end.join(sign.join(row) for row in [headings, *rows]) + draw(st.sampled_from(["", end]))
    data = text.encode(draw(ENCODINGS), "replace")
    place = draw(st.integers(0, len(data)))
    return data[:place] + draw(st.binary(max_size=3)) + data[place:]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.one_of(rosters(), st.binary(max_size=60)))
@example(data=b"")
@example(data=b"\xff\xfe")
@example(data=b"area\n")
@example(data=b"\n\narea,members\n\nurban,2\n")
@example(data=b'area,members\n"urban",2\n"urban\n",3\n"\n')
@example(data=b"area,household,district\nurban,urban,urban\nurban,urban,\x020")
@example(data=b"area,household\nurban,\nurban,A\nurban,A")
def test_no_bytes_break_a_run(data: bytes, dibao: Cli, tmp_path: Path) -> None:
    roster, results, rejects = (tmp_path / name for name in ("roster.csv", "results.csv", "rejects.csv"))
    roster.write_bytes(data)
    for old in (results, rejects):
        old.unlink(missing_ok=True)
    result = dibao("batch", str(roster), "-o", str(results), "--rejects", str(rejects))
    assert "defect" not in result.err, result.err
    assert "Traceback" not in result.err
    if result.code == 2 or not results.exists():
        assert result.err
        return
    counts = re.search(r"(\d+) rows read = (\d+) computed \+ (\d+) rejected; (\d+) households", result.err)
    assert counts, result.err
    read, computed, rejected, households = map(int, counts.groups())
    assert read == computed + rejected
    assert result.code == (1 if rejected else 0)
    assert len(rows_of(results)) == households
    lines = [row["line"] for row in rows_of(rejects)] if rejects.exists() else []
    assert len(lines) == len(set(lines)) == rejected


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))
