"""What DuckDB may do for a roster: nothing but with the files that it is given."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from dibao_cli.roster.database import LAST, LOCKED, connected
from dibao_cli.roster.duckdb_sql import quoted, quoted_pattern

FORBIDDEN = (
    "INSTALL httpfs",
    "LOAD httpfs",
    "INSTALL h3 FROM community",
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('{inside}/../outside.txt')",
    "SELECT * FROM read_text('{outside}')",
    "SELECT * FROM glob('/etc/*')",
    "SELECT * FROM 'https://example.org/x.parquet'",
    "COPY (SELECT 1) TO '{outside}'",
    "ATTACH '{outside}.db'",
    "EXPORT DATABASE '{outside}.d'",
    "CREATE PERSISTENT SECRET s (TYPE http)",
    "SELECT * FROM a_variable_of_python",
    *(f"SET {name} = true" for name in LOCKED),
    "SET enable_external_access = true",
    "SET allowed_directories = ['/']",
    "SET lock_configuration = false",
    "SET temp_directory = '/tmp'",
    "RESET enable_external_access",
    "PRAGMA enable_external_access",
)


@pytest.mark.parametrize("cursor", [False, True])
def test_a_query_reaches_no_other_file_no_extension_and_no_setting(cursor: bool, tmp_path: Path) -> None:
    a_variable_of_python = [1]
    inside, outside = tmp_path / "inside", tmp_path / "outside.txt"
    inside.mkdir()
    outside.write_text("private")
    connection = connected(folder=inside, memory="500MB")
    if cursor:  # as each worker has one
        connection = connection.cursor()
    for query in FORBIDDEN:
        with pytest.raises(duckdb.Error):
            connection.execute(query.format(inside=inside, outside=outside)).fetchall()
    assert a_variable_of_python
    assert sorted(path.name for path in tmp_path.iterdir()) == ["inside", "outside.txt"]
    connection.execute(f"COPY (SELECT 1 AS a) TO '{inside}/x.parquet'")
    assert connection.execute(f"SELECT * FROM '{inside}/x.parquet'").fetchall() == [(1,)]


def test_every_connection_has_all_settings(tmp_path: Path) -> None:
    for connection in (connected(), connected(reads=tmp_path / "x"), connected(folder=tmp_path)):
        for name, value in [*LOCKED.items(), *(setting.split(" = ") for setting in LAST)]:
            told = connection.execute("SELECT current_setting(?)", [name]).fetchone()
            assert told == (value == "true",), name


def test_a_file_may_be_read_where_it_is_the_one(tmp_path: Path) -> None:
    for name in ("one.parquet", "two.parquet"):
        duckdb.connect().execute(f"COPY (SELECT 1 AS a) TO '{tmp_path / name}'")
    connection = connected(reads=tmp_path / "one.parquet")
    assert connection.execute(f"SELECT * FROM read_parquet('{tmp_path}/one.parquet')").fetchall() == [(1,)]
    with pytest.raises(duckdb.Error):
        connection.execute(f"SELECT * FROM read_parquet('{tmp_path}/two.parquet')")


def test_nobody_else_opens_a_connection() -> None:
    package = Path(connected.__code__.co_filename).parent.parent
    found = [file.name for file in package.rglob("*.py") if "duckdb.connect(" in file.read_text("utf-8")]
    assert found == ["database.py"]


def test_names_with_signs_of_patterns_are_names(tmp_path: Path) -> None:
    (tmp_path / "ab.txt").write_text("other\n")
    for name in ("a*.txt", "a?.txt", "[ab].txt", "it's.txt", "{a,b}.txt"):
        file = tmp_path / name
        connection = connected(folder=tmp_path)
        connection.execute(f"COPY (SELECT 'own' AS a) TO {quoted(file)} (FORMAT csv, HEADER false)")
        assert file.read_text() == "own\n"
        assert connection.execute(f"SELECT content FROM read_text({quoted_pattern(file)})").fetchall() == [("own\n",)]
