"""Rules as SQL come to the same as rules over whole numbers, and DuckDB's known traps are stepped around."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dibao_cli import roster
from dibao_cli.roster.batch import print_sql
from dibao_cli.roster.columns import FIELDS
from dibao_cli.roster.run import Request
from dibao_cli.roster.sql import FLOOR_DIVIDE, column, sql
from dibao_cli.rules import children, dibao, local_practice
from dibao_cli.rules.arithmetic import Number, at_least, not_, quotient, where
from dibao_cli.rules.case import AssessmentOptions
from dibao_cli.rules.household import MOST_MEMBERS
from dibao_cli.rules.money import LARGEST_FEN, Direction, Rounding, round_quotient
from dibao_cli.rules.standards import Standards

CONNECTION = duckdb.connect()
CONNECTION.execute(FLOOR_DIVIDE)

FEN = st.integers(0, LARGEST_FEN)


def in_sql(rule: Number, **values: int) -> int:
    """What the SQL of a rule gives for a row."""
    row = ", ".join(f"{value}::BIGINT AS {name}" for name, value in values.items())
    ((found,),) = CONNECTION.execute(f"SELECT {sql(rule)} FROM (SELECT {row})").fetchall()
    return int(found)


@given(
    FEN, st.integers(1, MOST_MEMBERS), FEN, FEN, st.sampled_from([1, 12]),
    st.sampled_from(["up", "down", "half_up"]), st.sampled_from([1, 10, 100, 50]),
)  # fmt: skip
def test_the_allowance_is_the_same(
    standard: int, members: int, income: int, deductions: int, months: int, direction: Direction, unit: int
) -> None:
    rounding = Rounding(unit, direction)

    def rule(standard: Number, members: Number, income: Number, deductions: Number) -> Number:
        countable = dibao.countable_income(income, deductions, 0, months)
        return dibao.allowance(standard, members, countable, months, None, rounding)

    over_columns = rule(column("standard"), column("members", "count"), column("income"), column("deductions"))
    values = {"standard": standard, "members": members, "income": income, "deductions": deductions}
    assert in_sql(over_columns, **values) == rule(*values.values())


@given(FEN, st.integers(1, MOST_MEMBERS), FEN, FEN)
def test_the_childs_difference_is_the_same(allowance: int, members: int, standard: int, gets: int) -> None:
    def rule(allowance: Number, members: Number, standard: Number, gets: Number) -> Number:
        return children.unsupported_child_allowance(standard, children.share_of_dibao(allowance, members) + gets)

    names = ("allowance", "members", "standard", "gets")
    values = dict(zip(names, (allowance, members, standard, gets), strict=True))
    assert in_sql(rule(*(column(name) for name in names)), **values) == rule(*values.values())


@given(
    st.integers(-(10**15), 10**15),
    st.integers(1, 1200),
    st.sampled_from(["up", "down", "half_up"]),
    st.integers(1, 500),
)
def test_division_rounds_below_zero_as_above(a: int, b: int, direction: Direction, unit: int) -> None:
    rounding = Rounding(unit, direction)
    assert in_sql(quotient(column("a"), column("b"), rounding), a=a, b=b) == round_quotient(a, b, rounding)


@given(FEN, st.integers(0, 10**5), FEN)
def test_the_largest_products_do_not_overflow(income: int, share: int, limit: int) -> None:
    rule = local_practice.work_deduction(column("income"), column("share", "percent"), column("ceiling"))
    values = {"income": income * MOST_MEMBERS, "share": share, "ceiling": limit}
    assert in_sql(rule, **values) == local_practice.work_deduction(income * MOST_MEMBERS, share, limit)


def test_a_condition_that_is_not_known_counts_as_not_met() -> None:
    rule = where(not_(column("a") < 5), 1, at_least(2, column("b")))
    ((found,),) = CONNECTION.execute(f"SELECT {sql(rule)} FROM (SELECT NULL::BIGINT AS a, 7::BIGINT AS b)").fetchall()
    assert found == 7


def test_an_amount_in_yuan_is_an_exact_decimal_and_no_double() -> None:
    ((kind, text),) = CONNECTION.execute(
        "SELECT typeof(v), v::VARCHAR FROM (SELECT (109)::DECIMAL(15, 0) * 0.01::DECIMAL(3, 2) AS v)"
    ).fetchall()
    assert (kind, text) == ("DECIMAL(18,2)", "1.09")


@pytest.mark.parametrize("name", ["row", "household", "fault", "allowance", "cell", "lines"])
def test_no_heading_stands_in_for_a_step_of_the_query(name: str, tmp_path: object) -> None:
    from dibao_cli.roster.columns import find_columns
    from dibao_cli.roster.row_steps import split_rows

    columns = find_columns(["area", name, "income"])
    assert f'"{name}"' not in split_rows(columns, ",", (0, 18))


@pytest.fixture
def printed(tmp_path: Path, dalian: Standards) -> str:
    """The whole chain for a roster that has every column, as `--print-sql` shows it."""
    (tmp_path / "roster.csv").write_text(",".join(FIELDS) + "\n", "utf-8")
    request = Request(
        str(tmp_path / "roster.csv"), dalian.on, AssessmentOptions(uplift=True), {"default_month": "2020-07"}, {}
    )
    return print_sql(request)


def test_the_printed_chain_runs_as_it_stands(printed: str) -> None:
    connection = duckdb.connect()
    connection.execute("CREATE TEMP TABLE lines (row BIGINT, line VARCHAR)")
    connection.execute(printed)
    assert connection.execute("SELECT count(*) FROM results").fetchall() == [(0,)]
    assert connection.execute("SELECT count(*) FROM rejects").fetchall() == [(0,)]


def test_its_steps_come_in_the_order_in_which_they_are_read(printed: str) -> None:
    made = re.findall(r"CREATE TEMP (?:TABLE|VIEW) (\w+)", printed)
    steps = ("parsed_rows", "checked_rows", "households", "dibao", "person_totals", "amounts", "results", "rejects")
    assert [name for name in made if name in steps] == list(steps)
    assert len(set(made)) == len(made)
    for n, (name, text) in enumerate(zip(made, re.split(r"CREATE TEMP (?:TABLE|VIEW) \w+", printed)[1:], strict=True)):
        read = set(re.findall(r"(?:FROM|JOIN) (\w+)", text.split(";")[0])) & set(made)
        assert read <= set(made[:n]), name


def test_steps_keep_to_what_other_engines_understand(printed: str) -> None:
    for word in ("UPDATE ", " USING ", "FILTER ", "EXCLUDE ", " BY NAME", "ANTI JOIN", "::"):
        found = [line for line in printed.splitlines() if word in line]
        assert not found, (word, found[:3])


OF_DUCKDB_ONLY = (
    r"::[A-Z]", r"FILTER \((?!WHERE)", r"\bEXCLUDE\b", r"\* REPLACE", r"BY NAME", r"(ANTI|SEMI|ASOF) JOIN", r"QUALIFY",
    r"BY ALL",
    r"\bunnest\(", r"\blist_\w+\(", r"regexp_\w+\(", r"\bcontains\(", r"starts_with\(\w+,", r"string_split\(",
    r"array_to_string\(", r" FOR \w+ IN ", r"[\w}]\[[\d:]+\] ", r"\bhash\(", r"HUGEINT", r"read_csv", r" >> ", r" // ",
    r"UBIGINT", r"\bATTACH\b",
)  # fmt: skip
"""What steps must not say: another engine has no such words, or others. They have names in `duckdb_sql.py`."""

STEPS = (
    "row_steps", "household_steps", "income_steps", "amount_steps", "result_steps", "cause_path", "budget_effect",
    "output_columns", "delimited_cells", "arrears", "arrears_totals", "regroup", "id_number",
)  # fmt: skip


@pytest.mark.parametrize("module", STEPS)
def test_what_is_duckdbs_own_has_a_name_in_one_module(module: str) -> None:
    tree = ast.parse((Path(roster.__file__).parent / f"{module}.py").read_text("utf-8"))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    found = [(word, text) for word in OF_DUCKDB_ONLY for text in texts if re.search(word, text)]
    assert not found, found[:3]
