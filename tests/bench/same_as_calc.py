"""Compare `dibao batch` with `assess`, household by household, to the fen, over a large made-up roster.

    python tests/bench/same_as_calc.py                      200,000 rows of every programme and month, shuffled
    python tests/bench/same_as_calc.py --city 200000        so many households of the simulated city

Compared are every amount, the total, the basis, the codes of the warnings and the fingerprint.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "roster"))

from rosters import Made, as_csv, household_of, some

from dibao_cli.files.folders import load_standards
from dibao_cli.roster.batch import Outputs, batch
from dibao_cli.roster.demo import COLUMNS, roster
from dibao_cli.roster.fallback import row_of
from dibao_cli.roster.output_columns import AMOUNTS, REST
from dibao_cli.roster.run import Request
from dibao_cli.rules.assess import assess
from dibao_cli.rules.case import AssessmentOptions
from dibao_cli.rules.money import yuan
from dibao_cli.rules.month import Month

STANDARDS = load_standards("dalian", national=True)


def city(households: int) -> list[Made]:
    """Households of the simulated city, as `calc` would be told them."""
    made = []
    for row in roster(households, 1, STANDARDS.on("2020-06")):
        told = {name: text for name, text in zip(COLUMNS, row, strict=True) if text}
        described = {name: text for name, text in told.items() if name in ("area", "district", "income", "deductions")}
        if "status" in told:
            described["persons"] = [{"status": told["status"], "care": told["care"]}]
        else:
            described["members"] = int(told["members"])
        made.append(Made(told["household"], [told], {**described, "month": "2020-04"}))
    return made


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--rows", type=int, default=200_000)
    options.add_argument("--city", type=int, default=0)
    told = options.parse_args()
    question = AssessmentOptions(national_index=True, uplift=not told.city)
    made = city(told.city) if told.city else some(told.rows // 2, 7, STANDARDS.region)
    rows = [row for one in made for row in one.rows]
    random.Random(1).shuffle(rows)
    given = {"default_month": "2020-07"} | ({"month": "2020-04"} if told.city else {})
    with tempfile.TemporaryDirectory() as name:
        file, results = Path(name) / "roster.csv", Path(name) / "results.csv"
        file.write_text(as_csv(rows), "utf-8")
        outcome = batch(
            Request(str(file), STANDARDS.on, question, given, {}, written=("all",)),
            Outputs(str(results)),
            lambda _rows, _part: None,
        )
        with results.open(encoding="utf-8", newline="") as lines:
            found = {row["household"]: [row[name] for name in (*AMOUNTS, *REST)] for row in csv.DictReader(lines)}
    differ = [one for one in made if found.get(one.name) != expected(one, question)]
    for one in differ[:3]:
        print(one.described, found.get(one.name), expected(one, question), sep="\n")
    differences = len(differ)
    print(f"{outcome.read} rows, {outcome.rejected} rejected, {len(made)} households compared, {differences} differ")
    sys.exit(1 if differences or outcome.rejected else 0)


def expected(one: Made, question: AssessmentOptions) -> list[str]:
    household = household_of(one, STANDARDS.region)
    cells = row_of(one.name, 0, assess(household, STANDARDS.on(Month.parse(one.described["month"])), question))
    amounts = ["" if cells[name] is None else yuan(cells[name]) for name in AMOUNTS]
    return [*amounts, *(cells[name] or "" for name in REST)]


if __name__ == "__main__":
    main()
