"""The same rows one by one and through every engine: every column of every result and every reject.

    python tests/bench/same_as_calc.py                           100,000 rows: DuckDB, PostgreSQL and Spark
    python tests/bench/same_as_calc.py --rows 1000 --engine postgres

Half of the households are of the simulated city (`dibao demo roster`), half of every programme and ten months
(`tests/roster/rosters.py`); persons are shuffled, and 2 % of the rows have a wrong cell. What `dibao batch` makes of
the file is compared with `assess` for each household of which no row is wrong, all 22 columns; what PostgreSQL makes
of the same rows as a table, and Spark of the same file, is compared with what `dibao batch` made of the file, all 22
columns of the results and all 6 of the rejects. Exit code 1 if one differs.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "roster"))

import psycopg
from engine_tables import ALL_COLUMNS, TABLES, Desk, Found, Rows, ask, read_folder, read_rows, spoiled, store
from postgres_server import server
from rosters import Made, as_csv, household_of, some
from spark_server import MASTER

from dibao_cli.files.folders import load_standards
from dibao_cli.roster.demo import COLUMNS, roster
from dibao_cli.roster.fallback import row_of
from dibao_cli.roster.output_columns import AMOUNTS, KNOWN
from dibao_cli.rules.assess import assess
from dibao_cli.rules.case import AssessmentOptions
from dibao_cli.rules.money import yuan
from dibao_cli.rules.month import Month

STANDARDS = load_standards("dalian", national=True)
QUESTION = AssessmentOptions(national_index=True)
BATCH = [sys.executable, "-m", "dibao_cli", "batch", "--index", "national", *ALL_COLUMNS, "-q"]


def city(households: int) -> list[Made]:
    """Households of the simulated city, as `calc` would be told them."""
    made = []
    for row in roster(households, 1, STANDARDS.on("2020-06")):
        told = {name: text for name, text in zip(COLUMNS, row, strict=True) if text} | {"month": "2020-04"}
        described = {name: text for name, text in told.items() if name in ("area", "district", "income", "month")}
        if "deductions" in told:
            described["deductions"] = {"other": told["deductions"]}
        if "status" in told:
            described["persons"] = [{"status": told["status"], "care": told["care"]}]
        else:
            described["members"] = int(told["members"])
        made.append(Made(told["household"], [told], described))
    return made


def mixed(rows: int) -> list[Made]:
    """So many rows: half of the city, half of every kind."""
    of_city = city(rows * 40_056 // 53_056 // 2)
    wanted = rows - len(of_city)
    kinds = some(wanted * 100 // 184 + 50, 7, STANDARDS.region)
    while sum(len(one.rows) for one in kinds) > wanted:
        kinds.pop()
    return [*of_city, *kinds]


def on_the_desk(rows: Rows, folder: Path) -> Desk:
    file, results, rejects = folder / "roster.csv", folder / "results.ndjson", folder / "rejects.ndjson"
    file.write_text(as_csv(rows), "utf-8")
    run([*BATCH, str(file), "-o", str(results), "--rejects", str(rejects)])
    return Desk(file, rows, read_rows(results), read_rows(rejects))


def in_postgres(desk: Desk) -> tuple[Found, Found]:
    with server() as made, psycopg.connect(made.connect, autocommit=True) as connection:
        store(connection, desk.rows)
        run([*BATCH, "--engine", "postgres", "--connect", made.connect, *TABLES])
        tables = ("SELECT * FROM people.paid", "SELECT * FROM people.paid_rejects ORDER BY line")
        results, rejects = (ask(connection, query) for query in tables)
        return results, rejects


def in_spark(desk: Desk) -> tuple[Found, Found]:
    """Its results have their district besides, in a folder's name."""
    out = desk.file.parent / "out"
    run([*BATCH, *MASTER, str(desk.file), "-o", str(out)])
    results, rejects = read_folder(out)
    return [{name: row[name] for name in desk.results[0]} for row in results], rejects


ENGINES: dict[str, Callable[[Desk], tuple[Found, Found]]] = {"postgres": in_postgres, "spark": in_spark}


def run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1) or "error" in done.stderr:
        sys.exit(done.stderr)


def one_by_one(made: Made) -> dict[str, str | None]:
    """The answer of `assess` for a household, in the columns of a result."""
    month = STANDARDS.on(Month.parse(made.described["month"]))
    cells = row_of(made.name, 0, assess(household_of(made, STANDARDS.region), month, QUESTION))
    cells |= {name: yuan(cells[name]) for name in AMOUNTS if cells[name] is not None}
    return {name: cells[name] or None for name in KNOWN}


def by_household(found: Found) -> dict[str | None, dict[str, str | None]]:
    return {row["household"]: row for row in found}


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    reader.add_argument("--rows", type=int, default=100_000)
    reader.add_argument("--engine", nargs="*", choices=ENGINES, default=list(ENGINES))
    reader.add_argument("--seed", type=int, default=1)
    told = reader.parse_args()
    made = mixed(told.rows)
    rows = spoiled(made, 0.02, told.seed)
    now = {str(row) for row in rows}
    touched = {one.name for one in made if any(str(row) not in now for row in one.rows)}
    differences = 0
    with tempfile.TemporaryDirectory() as name:
        desk = on_the_desk(rows, Path(name))
        print(
            f"{len(rows):,} rows of {len(made):,} households:",
            f"{len(desk.results):,} results, {len(desk.rejects):,} rejects",
        )
        found = by_household(desk.results)
        whole = [one for one in made if one.name not in touched]
        differ = [one for one in whole if found.get(one.name) != one_by_one(one)]
        for one in differ[:3]:
            print(one.described, found.get(one.name), one_by_one(one), sep="\n")
        print(f"assess: {len(whole):,} households, {len(differ)} differ")
        differences += len(differ)
        for engine in told.engine:
            results, rejects = ENGINES[engine](desk)
            theirs = by_household(results)
            wrong = [name for name in {*found, *theirs} if found.get(name) != theirs.get(name)]
            wrong_rejects = [pair for pair in zip(desk.rejects, rejects, strict=False) if pair[0] != pair[1]]
            for name in wrong[:3]:
                print(found.get(name), theirs.get(name), sep="\n")
            for pair in wrong_rejects[:3]:
                print(*pair, sep="\n")
            count = len(wrong) + len(wrong_rejects) + abs(len(rejects) - len(desk.rejects))
            print(f"{engine}: {len(results):,} results, {len(rejects):,} rejects, {count} differ")
            differences += count
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
