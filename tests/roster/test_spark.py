"""A roster that Spark computes comes to what it comes to on the desk: every column of every result and every reject."""

from __future__ import annotations

import gzip
import itertools
import json
import logging
import os
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple
from unittest.mock import MagicMock

import duckdb
import pytest
from conftest import Cli, cli, needs_engine
from engine_tables import ALL_COLUMNS, Found, as_texts, computed, read_folder, read_rows, spoiled, store
from engine_tables import same as same_tables
from rosters import HEADINGS, as_csv, some
from spark_server import HOW_TO_HAVE_IT, MASTER, Spark, is_there, killed, started

from dibao_cli.files.folders import load_standards
from dibao_cli.roster import spark_partition
from dibao_cli.roster.result_steps import CASES
from dibao_cli.roster.run import Request
from dibao_cli.roster.spark_folder import Place, exchanged
from dibao_cli.roster.spark_lines import FILE, lines_of_files
from dibao_cli.roster.spark_session import not_started, problem_of, session
from dibao_cli.roster.spark_task import Refused, RosterFile, Task, packed
from dibao_cli.rules.problems import InputError, Problem


@pytest.fixture(scope="module")
def spark(request: pytest.FixtureRequest) -> Iterator[Spark]:
    """One Spark for all tests: to start it takes longer than all else."""
    needs_engine(request.config, is_there(), HOW_TO_HAVE_IT)
    with started() as run:
        yield run


def chain_types(task: Task, folder: Path) -> dict[str, str]:
    """The types of the answers of a block without rows, of which Spark makes the columns of all."""
    import pyarrow as pa

    chain, kinds = spark_partition.chain_of(task, folder), {"row": pa.int64(), "key": pa.int64(), "twice": pa.bool_()}
    nothing = {
        name: pa.array([], kinds.get(name, pa.string())) for name in ("row", "line", "id_number", "twice", "key")
    }
    spark_partition.tables_of(chain, task, pa.table(nothing))
    return {name: kind for name, kind, *_rest in chain.desk.engine.ask("DESCRIBE results")}


class Both(NamedTuple):
    """What the desk and Spark made of a roster: results by household, rejects by line."""

    desk: tuple[Found, Found]
    spark: tuple[Found, Found]


def both(dibao: Cli, spark: Spark, desk: Path, given: Path, *options: str, on_spark: tuple[str, ...] = ()) -> Both:
    """A roster as the desk has it, and the same as it is given to Spark."""
    folder = desk.parent
    results, rejects, out = folder / "results.ndjson", folder / "rejects.ndjson", folder / "out"
    options = (*ALL_COLUMNS, *options)
    here = dibao("batch", str(desk), *options, "-o", str(results), "--rejects", str(rejects))
    code, said = spark("batch", *MASTER, *on_spark, str(given), *options, "-o", str(out))
    assert code == here.code, said
    assert (
        next(line for line in said.splitlines() if "rows read" in line or "读入" in line)
        .partition("。共")[0]
        .split(";")[0]
        in here.err
    )
    return Both((read_rows(results), read_rows(rejects) if rejects.exists() else []), read_folder(out))


def same(made: Both) -> None:
    """Every column of every result and reject is the same. Results have their district besides, in a folder's name."""
    (desk, rejected), (found, refused) = made
    assert refused == rejected
    assert desk and set(found[0]) == {*desk[0], "district"}
    cells = [{name: row[name] for name in desk[0]} for row in found]
    assert sorted(cells, key=lambda row: str(row["household"])) == sorted(desk, key=lambda row: str(row["household"]))


def number_of(n: int) -> str:
    """An identity number that holds; see `files/id_number.py`."""
    text = f"21020419800101{n:03}"
    return text + "10X98765432"[sum(int(digit) * 2 ** (17 - place) for place, digit in enumerate(text)) % 11]


@pytest.mark.thorough
def test_separated_values_in_any_state(dibao: Cli, spark: Spark, tmp_path: Path) -> None:
    """Persons of every kind, shuffled, with wrong cells; then lines that are none, and bytes that are no text."""
    rows = spoiled(some(40, 16, load_standards("dalian").region), 1 / 20, 16)
    for n, row in enumerate(rows):
        row["id_number"] = "" if n % 3 else number_of(n % 24) if n % 4 else "210204198001010011"
    text = as_csv(rows, [*HEADINGS, "id_number"]).encode().replace(b"\n", b"\r\n", 20)
    blank = b"," * len(HEADINGS)
    strange = (
        b'"Q ""1""",1,urban' + blank[3:],
        b'"a name\nof two lines",1,urban' + blank[3:],
        b'"never closed,1,urban' + blank[3:],
        b"H1,urban",
        b"",
        blank,
        b"W\xff,1,urban" + blank[3:],
        b"N\0,1,urban" + blank[3:],
        "小计,1,urban".encode() + blank[3:],
        b"LONG,1,urban" + blank[3:] + b"x" * 140_000,
        b"LAST,1,urban" + blank[3:],
    )
    file = tmp_path / "roster.csv"
    file.write_bytes(b"\xef\xbb\xbfa list of persons\n" + text + b"\n".join(strange))
    made = both(dibao, spark, file, file)
    same(made)
    codes = {row["code"] for row in made.spark[1]}
    assert {"ragged_line", "unclosed_quote", "wrong_bytes", "line_too_long", "id_number_twice", "total_row"} <= codes


@pytest.mark.thorough
def test_another_encoding_and_a_file_that_is_packed(dibao: Cli, spark: Spark, tmp_path: Path) -> None:
    rows = spoiled(some(5, 3, load_standards("dalian").region), 1 / 10, 3)
    file = tmp_path / "名单.txt.gz"
    file.write_bytes(gzip.compress(as_csv(rows).replace(",", ";").encode("gb18030")))
    same(both(dibao, spark, file, file, "--lang", "zh", "--keep", "lost_only_child"))


TYPED = """
    SELECT n // 3 AS household, 'urban' AS area,
           CAST(CASE WHEN n % 13 = 0 THEN 2.5 WHEN n % 4 = 0 THEN 2 END AS DOUBLE) AS members,
           CAST(n * 10.5 AS DECIMAL(9, 2)) AS income, DATE '2020-01-01' + INTERVAL (n // 3) MONTH AS month,
           CASE WHEN n = 50 THEN ['limb-2'] END AS disability, n = 20 AS student,
           CASE n WHEN 8 THEN 'tekun' || chr(10) WHEN 9 THEN chr(31) WHEN 10 THEN repeat('x', 140000) END AS status,
           CASE WHEN n % 5 = 0 THEN TIMESTAMPTZ '2020-01-31 20:00:00+00' END AS seen, n + 100 AS "no.", {part} AS part
    FROM range({first}, {last}) AS numbers(n)"""


@pytest.mark.thorough
def test_parquet_with_types_in_one_file_and_in_several(dibao: Cli, spark: Spark, tmp_path: Path) -> None:
    """A folder of files is read as if they stood one under the other, in the order of their names."""
    whole, folder = tmp_path / "whole.parquet", tmp_path / "folder"
    folder.mkdir()
    with duckdb.connect() as connection:
        for name, first, last in (("whole", 0, 60), ("folder/a", 0, 20), ("folder/b", 20, 21), ("folder/c", 21, 60)):
            query = TYPED.format(first=first, last=last, part="'one'")
            connection.execute(f"COPY ({query}) TO '{tmp_path / name}.parquet'")
    one = both(dibao, spark, whole, whole, "--keep", "seen,no.")
    same(one)
    assert {"wrong_type", "wrong_bytes", "line_too_long"} <= {row["code"] for row in one.spark[1]}
    several = both(dibao, spark, whole, folder, "--keep", "seen,no.")
    same(several)
    record = json.loads((tmp_path / "out" / "run.json").read_text("utf-8"))
    assert [(Path(each["file"]).name, each["rows_before"]) for each in record["files"]] == [
        ("a.parquet", 0),
        ("b.parquet", 20),
        ("c.parquet", 21),
    ]
    assert record["read"] == record["computed"] + record["rejected"] == 60
    numbered = spark(
        "batch", *MASTER, str(folder), "--row-number", "no.", "--map", "part=-", "-o", str(tmp_path / "out")
    )
    assert numbered[0] == 1, numbered[1]
    lines = [int(str(row["line"])) - 99 for row in read_folder(tmp_path / "out")[1]]
    assert lines == [int(str(row["line"])) for row in several.spark[1]]


@pytest.mark.thorough
def test_a_month_that_is_a_time_is_the_same_month_wherever_it_is_read(dibao: Cli, spark: Spark, tmp_path: Path) -> None:
    """Points in time are told by China's clock, those in the old INT96 too; what has no zone is what it says."""
    import pyarrow as pa
    from pyarrow import parquet

    moments = [datetime(2020, 1, 31, 15, 59, 59), datetime(2020, 1, 31, 16), datetime(2020, 2, 29, 23), None]
    there, here = ["2020-01", "2020-02", "2020-03", ""], ["2020-01", "2020-01", "2020-02", ""]
    kinds = {"utc": pa.timestamp("us", "UTC"), "own": pa.timestamp("ms", "Asia/Tokyo"), "bare": pa.timestamp("us")}
    cells = {name: pa.array(moments, kind) for name, kind in kinds.items()}
    days = pa.array([moment and moment.date() for moment in moments])
    places = {"household": pa.array(range(4)), "area": pa.array(["urban"] * 4), "members": pa.array([1] * 4)}
    file = tmp_path / "roster.parquet"
    for old in (False, True):
        table = pa.table({**places, **cells, "day": days, "month": cells["utc"]})
        parquet.write_table(table, file, use_deprecated_int96_timestamps=old)
        zone = ("--conf", "spark.sql.session.timeZone=America/New_York")
        made = both(dibao, spark, file, file, "--keep", ",".join((*kinds, "day")), on_spark=zone)
        same(made)
        found = {name: [row[name] for row in made.desk[0]] for name in (*kinds, "day", "month")}
        bare = there if old else here
        assert found == {"utc": there, "own": there, "bare": bare, "day": here, "month": [*there[:3], "2020-07"]}


@pytest.mark.thorough
def test_separated_values_in_several_files_are_numbered_through(dibao: Cli, spark: Spark, tmp_path: Path) -> None:
    rows = spoiled(some(12, 4, load_standards("dalian").region), 1 / 5, 4)
    whole, folder = tmp_path / "whole.csv", tmp_path / "folder"
    (folder / "deeper").mkdir(parents=True)
    whole.write_text(as_csv(rows), "utf-8")
    (folder / "1.csv").write_text("a title\n" + as_csv(rows[:9]), "utf-8")
    (folder / "deeper" / "2.csv").write_text(as_csv(rows[9:]), "gb18030")
    made = both(dibao, spark, whole, folder)
    shifted = [int(str(row["line"])) - (1 if int(str(row["line"])) < 12 else 2) for row in made.spark[1]]
    assert shifted == [int(str(row["line"])) for row in made.desk[1]]
    for row in (*made.desk[1], *made.spark[1]):
        row["line"] = row["reason"] = None  # which names lines too
    same(made)
    (folder / "3.csv").write_text(as_csv(rows[9:]).replace("age", "old"), "utf-8")
    code, said = spark("batch", *MASTER, str(folder), "-o", str(tmp_path / "out"))
    assert (code, "[headings_differ]" in said) == (1, True)


@pytest.mark.thorough
def test_what_is_asked_of_a_whole_roster_is_asked_of_all_partitions(spark: Spark, tmp_path: Path) -> None:
    """Each refusal is one that no partition could come to by itself; and nothing is written."""
    out = tmp_path / "out"
    file = tmp_path / "roster.csv"

    def refused(text: str, *options: str) -> str:
        file.write_text(text, "utf-8")
        code, said = spark("batch", *MASTER, str(file), *options, "-o", str(out))
        assert code == 1 and not out.exists(), said
        assert sorted(path.name for path in tmp_path.iterdir()) == ["roster.csv"]
        return said

    assert "[no_members_column]" in refused("household,area\n1,urban\n2,urban\n3,rural\n")
    assert "[roster_assumed]" in refused("household,area,members\n1,urban,2\n2,urban,3\n", "--strict")
    assert "[not_stopped]" in refused("household,area,members\n1,urban,2\n2,moon,3\n", "--strict")
    assert "[no_area_column]" in refused("household\n1\n")
    assert "[no_heading]" in refused("")
    file.unlink()
    code, said = spark("batch", *MASTER, str(file), "-o", str(out))
    assert (code, "[no_such_file]" in said) == (1, True)


@pytest.mark.thorough
def test_a_folder_of_an_earlier_run_is_replaced_and_no_other(spark: Spark, tmp_path: Path) -> None:
    out, file = tmp_path / "out", tmp_path / "roster.csv"
    file.write_text("household,area,members\n1,urban,2\n", "utf-8")
    assert spark("batch", *MASTER, str(file), "-o", str(out))[0] == 0
    file.write_text("household,area,members\n1,urban,2\n2,urban,2\n", "utf-8")
    new, left = (
        tmp_path / ".out.dibao-new-1",
        tmp_path / ".out.dibao-new-2",
    )  # of a run that goes on, and of a killed one
    for folder in (new, left):
        (folder / "results").mkdir(parents=True)
    os.utime(left, (time.time() - 25 * 3600,) * 2)
    assert spark("batch", *MASTER, str(file), "-o", f"file://{out}")[0] == 0
    assert len(read_folder(out)[0]) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == [new.name, "out", "roster.csv"]
    assert not [path for path in out.rglob("*") if path.name.startswith((".", "_"))]
    (out / "run.json").unlink()
    code, said = spark("batch", *MASTER, str(file), "-o", str(out))
    assert (code, "[folder_exists]" in said) == (1, True)
    assert len(read_folder(out)[0]) == 2


@pytest.mark.thorough
def test_a_file_system_that_is_not_the_desks_own(spark: Spark, tmp_path: Path) -> None:
    """Where folders cannot change places in one step, one is renamed after the other, and the old one put back."""
    within = "viewfs://elsewhere/tmp/" + tmp_path.relative_to(tempfile.gettempdir()).as_posix()
    file, out = tmp_path / "roster.csv", tmp_path / "out"
    for households in (1, 2):
        file.write_text("household,area,members\n" + "".join(f"{n},urban,2\n" for n in range(households)), "utf-8")
        code, said = spark("batch", *MASTER, f"{within}/roster.csv", "-o", f"{within}/out")
        assert code == 0, said
        assert len(read_folder(out)[0]) == households
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.endswith(".crc")) == ["out", "roster.csv"]
    out.rename(tmp_path / ".out.dibao-old-1")  # where a run was killed that had come as far as this
    file.write_text("household,area\n1,urban\n2,urban\n", "utf-8")
    assert "[no_members_column]" in spark("batch", *MASTER, f"{within}/roster.csv", "-o", f"{within}/out")[1]
    assert len(read_folder(out)[0]) == 2
    for place in (f"{within}/out/results", f"{within}", f"{within}/roster.csv"):
        code, said = spark("batch", *MASTER, f"{within}/out" if "results" in place else within, "-o", place)
        assert (code, "[same_file]" in said) == (2, True), said


@pytest.mark.thorough
def test_a_row_for_each_programme_and_person(dibao: Cli, spark: Spark, tmp_path: Path) -> None:
    rows = spoiled(some(8, 9, load_standards("dalian").region), 0, 9)
    file, lines, out = tmp_path / "roster.csv", tmp_path / "lines.ndjson", tmp_path / "out"
    file.write_text(as_csv(rows), "utf-8")
    for options in (("--lines",), ("--explain",)):
        here = dibao("batch", str(file), "--one-person-per-row", *options, "-o", str(lines))
        code, said = spark("batch", *MASTER, str(file), "--one-person-per-row", *options, "-o", str(out))
        assert code == here.code == 0, said
        desk = read_rows(lines)
        found = [{name: row[name] for name in desk[0]} for row in read_folder(out)[0]]
        assert sorted(map(str, found)) == sorted(map(str, desk))


@pytest.mark.thorough
def test_the_query_as_a_file_runs_in_spark(dibao: Cli, spark: Spark, tmp_path: Path) -> None:
    rows = spoiled(some(12, 16, load_standards("dalian").region), 1 / 10, 16)
    with pytest.MonkeyPatch.context() as patch:
        desk = computed(rows, tmp_path, cli(patch))
    query = tmp_path / "query.sql"
    names = ("--table", "default.roster", "--row-number", "line", "--into", "default.paid")
    made = dibao("sql", str(desk.file), *names, *ALL_COLUMNS, "--engine", "spark", "-o", str(query))
    assert made.code == 0, made.err
    table = tmp_path / "roster.parquet"
    with duckdb.connect() as connection:
        store(connection, rows)
        connection.execute(f"COPY people.roster TO '{table}' (FORMAT parquet)")
        code, said = spark("RUN", str(query), str(table), str(tmp_path / "out"))
        assert code == 0, said
        for name in ("paid", "paid_rejects"):
            connection.execute(f"CREATE TABLE people.{name} AS FROM read_parquet('{tmp_path}/out/{name}/*.parquet')")
        same_tables(desk, connection)


@pytest.mark.thorough
def test_the_query_as_a_file_stops_in_spark_at_what_it_was_not_made_for(
    dibao: Cli, spark: Spark, tmp_path: Path
) -> None:
    file, query, table = tmp_path / "roster.csv", tmp_path / "query.sql", tmp_path / "roster.parquet"
    file.write_text("household,area\n1,urban\n", "utf-8")
    names = ("--table", "default.roster", "--into", "default.paid", "--one-person-per-row")
    assert dibao("sql", str(file), *names, "--engine", "spark", "-o", str(query)).code == 0
    duckdb.execute(f"COPY (SELECT '1' AS household, 'rural' AS area, 2 AS line) TO '{table}'")
    code, said = spark("RUN", str(query), str(table), str(tmp_path / "out"))
    assert code == 1 and "not covered" in said and "facts_read" in said, said


@pytest.mark.thorough
def test_a_run_that_is_killed_while_it_writes_leaves_the_old_results(spark: Spark, tmp_path: Path) -> None:
    """At any moment, and the other kinds of kills: `tests/bench/spark_killed.py`."""
    out, roster = tmp_path / "out", tmp_path / "roster.csv"
    roster.write_text("household,area,members\n1,urban,2\n", "utf-8")
    code, said = spark("batch", *MASTER, str(roster), "-o", str(out))
    assert code == 0, said
    roster.write_text("household,area,members\n1,urban,2\n2,urban,2\n", "utf-8")
    for kind in ("Java", "driver by SIGKILL"):
        left = killed(kind, roster, out, lambda _seconds: any(tmp_path.glob(".out.dibao-new-*/results")))
        assert (left.sent, left.households, left.code) == (True, 1, 1 if kind == "Java" else -9), left
        assert left.beside == [], kind
        assert ("[spark_ended]" in left.err) == (kind == "Java"), left.err
        assert len(left.err.splitlines()) <= 1


def test_options_that_do_not_go_with_an_engine_are_refused(dibao: Cli) -> None:
    for engine, flags in (
        ("spark", ("--summary", "--headings=zh", "--rejects=x.csv", "--encoding=utf-8", "--connect=x", "--format=csv")),
        ("postgres", ("--master=yarn", "--conf=a=b", "--strict")),
    ):
        for flag in flags:
            done = dibao("batch", "roster.csv", "--engine", engine, "-o", "out", flag)
            assert (done.code, "[not_together]" in done.err) == (2, True), (flag, done.err)
    for flag in ("--master=yarn", "--conf=a=b", "--row-number=n"):
        done = dibao("batch", "roster.csv", flag)
        assert (done.code, "[needs_engine]" in done.err) == (2, True), flag
    assert "[needed_option]" in dibao("batch", "roster.csv", "--engine", "spark").err
    assert "[not_name_equals_value]" in dibao("batch", "x", "--engine", "spark", "-o", "out", "--conf", "x").err


@pytest.mark.thorough
def test_blocks_hold_households_whole(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    needs_engine(request.config, is_there(), HOW_TO_HAVE_IT)
    import pyarrow as pa

    monkeypatch.setattr(spark_partition, "ROWS_OF_A_BLOCK", 4)
    keys = [1, 1, 2, 3, 3, 3, 3, 3, 3, 3, 4, 5, 5, 5, 6]
    batches = [pa.record_batch({"key": pa.array(keys[n : n + 3], pa.int64())}) for n in range(0, len(keys), 3)]
    made = [block.column("key").to_pylist() for block in spark_partition.blocks(batches)]
    assert [key for block in made for key in block] == keys
    assert all(not set(one) & set(other) for one, other in itertools.combinations(made, 2))
    assert len(made) > 2


@pytest.mark.thorough
def test_a_partition_in_many_blocks_comes_to_what_its_file_comes_to(
    request: pytest.FixtureRequest, dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What an executor does, in this process: the program goes from block to block with what it knows."""
    needs_engine(request.config, is_there(), HOW_TO_HAVE_IT)
    import pyarrow as pa

    rows = spoiled(some(30, 5, load_standards("dalian").region), 1 / 20, 5)
    desk = computed(rows, tmp_path, dibao)
    asked: list[Request] = []

    def not_here(request: Request, _wanted: object) -> None:
        asked.append(request)
        raise InputError(Problem("no_heading"))

    monkeypatch.setattr("dibao_cli.roster.spark_run.computed", not_here)
    dibao("batch", *MASTER, str(desk.file), *ALL_COLUMNS, "-o", str(tmp_path / "out"))
    heading, *lines = desk.file.read_bytes().splitlines()
    files = {7: RosterFile(str(desk.file), heading=1)}
    task = Task(asked[0], tuple(heading.decode().split(",")), ",", files, "en")
    columns = chain_types(task, tmp_path)
    assert columns == {name: CASES[name] for name in columns}  # whatever a block shows: here it shows nothing
    sent = packed(task)
    given = pa.record_batch({"line": pa.array([heading, *lines]), FILE: pa.array([7] * (len(lines) + 1))})
    read = pa.Table.from_batches(lines_of_files(sent, [given]))
    numbers = {name: n for n, name in enumerate(dict.fromkeys(read.column("household").to_pylist()))}
    keys = pa.array([numbers[name] for name in read.column("household").to_pylist()])
    table = read.append_column("key", keys).append_column("twice", pa.nulls(len(keys), pa.bool_())).sort_by("key")
    monkeypatch.setattr(spark_partition, "ROWS_OF_A_BLOCK", 8)
    found = [each for batch in spark_partition.answered(sent, table.to_batches(7)) for each in batch.to_pylist()]
    results = as_texts([each["results"] for each in found if each["results"]])
    cells = [{name: row[name] for name in desk.results[0]} for row in results]
    assert sorted(cells, key=str) == sorted(desk.results, key=str)
    rejects = as_texts([each["rejects"] for each in found if each["rejects"]])
    assert sorted(rejects, key=lambda row: int(str(row["line"]))) == desk.rejects
    assert sum(each["account"] is not None for each in found) > 3


def test_two_folders_change_places(tmp_path: Path) -> None:
    for name in ("old", "new"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if exchanged(tmp_path / "new", tmp_path / "old"):
        assert (tmp_path / "old" / "new").exists() and (tmp_path / "new" / "old").exists()
    assert not exchanged(tmp_path / "new", tmp_path / "missing")


@pytest.mark.parametrize("step", range(5))
def test_where_java_ends_while_results_are_put_in_place_nobody_says_that_nothing_was_written(step: int) -> None:
    """Elsewhere than on local disks it is a look, two renames and a removal."""
    system, target, done = MagicMock(), MagicMock(), itertools.count()

    def answer(*_paths: object) -> bool:
        if next(done) >= step:
            raise ConnectionRefusedError
        return True

    steps = (system.cancelDeleteOnExit, system.exists, system.rename, system.delete)
    for each in steps:
        each.side_effect = answer
    target.toUri().getScheme.return_value = "hdfs"
    place = Place(SimpleNamespace(at=lambda _name: (system, target), jvm=MagicMock()), "hdfs://there/out")  # type: ignore[arg-type]  # as Java answers
    with pytest.raises(InputError) as raised:
        place.put()
    assert [problem.code for problem in raised.value.problems] == ["spark_ended_placing"]
    place.discard()  # nor does what cannot be taken away hide it


def test_why_spark_did_not_start_is_told() -> None:
    usual = "WARNING: Using incubator modules: jdk.incubator.vector\nUsing Spark's default log4j profile: x\n"
    wrong = 'Exception in thread "main" org.apache.spark.SparkException: Master must either be yarn or start with spark'
    for log, code, reason in (
        (f"{usual}", "spark_ended", None),
        ("", "spark_ended", None),
        ("JAVA_HOME is not set", "needs_java", "JAVA_HOME is not set"),
        (f"{usual}Error: Could not create it.", "needs_java", "Error: Could not create it"),
        (usual + wrong, "spark_refused", "Master must either be yarn or start with spark"),
    ):
        problem = not_started(log, "local[2]")
        assert (problem.code, problem.details.get("reason")) == (code, reason)


@pytest.mark.thorough
def test_what_is_logged_beside_spark_is_not_shown(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    needs_engine(request.config, is_there(), HOW_TO_HAVE_IT)
    monkeypatch.setattr("logging.root.handlers", [])
    monkeypatch.setattr("pyspark.java_gateway.launch_gateway", lambda *_told: 1 / 0)
    with pytest.raises(InputError), session(None, {}, tmp_path):
        pass
    logging.error("Exception while sending command.")
    assert capsys.readouterr().err == ""


def test_of_what_java_says_the_cause_is_told() -> None:
    trace = """An error occurred while calling o1.collect.
: org.apache.spark.SparkException: Job aborted due to stage failure
\tat org.apache.spark.Some.thing(Some.scala:1)
Caused by: java.io.IOException: No space left on device
\tat java.base/java.io.FileOutputStream.writeBytes(Native Method)"""
    (problem,) = problem_of(RuntimeError(trace), "roster").problems
    assert (problem.code, problem.details["reason"]) == ("spark_failed", "No space left on device")
    trace = """An error occurred while calling o1.load.
: java.net.ConnectException: Call From desk to name:8020 failed: Connection refused; For more details see: here
Caused by: java.net.ConnectException: Connection refused"""
    (problem,) = problem_of(RuntimeError(trace), "roster").problems
    assert problem.details["reason"].startswith("Call From desk to name:8020")
    ended = (
        (ConnectionRefusedError("[Errno 111] Connection refused"), "Java"),
        (RuntimeError("An error occurred while calling o95.collectToPython"), "Java"),
        (
            RuntimeError(": SparkException: Python worker exited unexpectedly (crashed)\nCaused by: EOFException"),
            "Python",
        ),
        (RuntimeError(": IOException: Broken pipe\n\tat org.apache.spark.api.python.PythonRunner(x)"), "Python"),
    )
    for error, what in ended:
        (problem,) = problem_of(error, "roster").problems
        assert (problem.code, problem.value) == ("spark_ended", what)
    forbidden = problem_of(RuntimeError("AccessControlException: Permission denied: user=me"), "out", "unwritable_file")
    assert [(each.code, each.file) for each in forbidden.problems] == [("unwritable_file", "out")]
    lacks = problem_of(RuntimeError("x\nModuleNotFoundError: No module named 'duckdb'\n"), "roster").problems
    assert [(each.code, each.value) for each in lacks] == [("executor_lacks", "duckdb")]
    refused = Refused(InputError(Problem("endless_line", file="名单", details={"highest": "64 MB"})))
    assert problem_of(RuntimeError(f"…{refused}…"), "roster").problems == (
        Problem("endless_line", file="名单", details={"highest": "64 MB"}),
    )
