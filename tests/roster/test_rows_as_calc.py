"""What `batch` says of a roster is what a caseworker gets who types each household's rows into `calc`.

The single cases are built here from the cells of the CSV, with nothing of the code that reads rosters: a row with
facts of a person is a `--person` with that person's own income, any other row adds to the household.
"""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import pytest
from conftest import Cli

FACTS = {
    "类别": "status",
    "养育方式": "care",
    "丧失能力项数": "abilities_lost",
    "档次": "tier",
    "年龄": "age",
    "残疾": "disability",
    "工伤等级": "work_injury",
    "重病": "illness",
    "学生": "student",
    "单亲情况": "parent",
    "多胞胎": "multiple_birth",
    "单人保": "single_person",
    "无法单独立户": "cannot_form_household",
}
OWN = {"月收入": "income", "年收入": "annual_income"}
HOUSEHOLD = {"城乡": "--area", "区县": "--district", "月份": "--month"}
YES_NO = {"低收入村": "--low-income-village", "财产符合": "--property-test-met", "失独": "--lost-only-child"}
HEADINGS = [
    *("户号", "称谓", *HOUSEHOLD, *YES_NO, "人口", *FACTS, *OWN),
    *("劳动收入", "扣减", "家庭月收入", "家庭年收入", "超标月份", "原低保金"),
]
AMOUNTS = (
    *(
        "dibao",
        "single_person",
        "gradual_exit",
        "uplift",
        "tekun",
        "tekun_care",
        "orphan",
        "unsupported_child",
        "child_hardship",
    ),
    *("retiree", "living_subsidy", "nursing_subsidy", "price_subsidy", "one_off"),
)
MONTHS = ("2018-03", "2019-07", "2020-03", "2020-06", "2020-07", "2020-08", "2021-09", "2023-09", "2025-08")
KEPT = ("特困", "孤儿")

Row = dict[str, str]


# a roster by chance


def roster(households: int, seed: int) -> list[Row]:
    """Rows of so many households, not all of which the rules believe."""
    chance = random.Random(seed)
    rows: list[Row] = []
    for number in range(households):
        shared = {"户号": f"H{number}", "城乡": chance.choice(("城市", "农村", "农村")), "月份": chance.choice(MONTHS)}
        shared["区县"] = chance.choice(("", "庄河市", "瓦房店", "中山区", "210213"))
        for name in YES_NO:
            shared[name] = chance.choice(("", "是", "是", "否") if name != "失独" else ("", "", "", "", "是"))
        whole = {
            "家庭月收入": chance.choice(("", "", "900", "1800.50")),
            "家庭年收入": chance.choice(("", "", "7000.01")),
        }
        alone = chance.random() < 0.2
        if chance.random() < 0.1:
            shared["超标月份"], whole["原低保金"] = "2020-05", "321.5"
        made = [{**shared, **_row(chance, alone)} for _n in range(1 if alone else chance.randint(1, 4))]
        if chance.random() < 0.15:
            made = _village_family(chance, shared)
        for n, row in enumerate(made, 1):
            row["称谓"] = str(n)
        made[chance.randrange(len(made))].update(whole)
        rows += made
    return rows


def _village_family(chance: random.Random, shared: Row) -> list[Row]:
    """A family above the line, with somebody who is included alone."""
    shared = {**shared, "城乡": "农村", "低收入村": "是", "财产符合": "是"}
    son = {"残疾": "肢体一级", "单人保": "是", "无法单独立户": "是", "年收入": chance.choice(("", "", "1000.01"))}
    son["月收入"] = chance.choice(("", "100", "500", "600"))
    family = {"人口": "2", "月收入": str(chance.randrange(2000, 3600)), "扣减": chance.choice(("", "", "90"))}
    return [{**shared, **family}, {**shared, **son}]


def _row(chance: random.Random, alone: bool) -> Row:
    row = _person(chance) if chance.random() < 0.75 else {"人口": chance.choice(("", "1", "2", "3"))}
    row["月收入"] = chance.choice(("", "0", "300", "500", "600.5", str(chance.randrange(3000))))
    row["年收入"] = chance.choice(("", "", "", "6000", "100.07", str(chance.randrange(20_000))))
    if row["月收入"] and chance.random() < 0.2:
        row["劳动收入"] = row["月收入"]
    if chance.random() < (0.1 if any(name in row.get("类别", "") for name in KEPT) and not alone else 0.3):
        row["扣减"] = str(chance.randrange(1, 400))
    return row


def _person(chance: random.Random) -> Row:
    row = {"残疾": chance.choice(("", "肢体一级", "精神-3", "视力二级"))}
    row["重病"] = chance.choice(("", "", "部分丧失"))
    row["工伤等级"] = chance.choice(("", "", "", "5"))
    row["单亲情况"] = chance.choice(("", "", "", "丧偶"))
    row["多胞胎"] = chance.choice(("", "", "是"))
    kind = chance.choice(("", "", "特困", "孤儿", "特困+孤儿", "事实无人抚养儿童", "特困+事实无人抚养儿童", "精简退职"))
    child = "孤儿" in kind or "儿童" in kind
    row["年龄"] = chance.choice(("", str(chance.randrange(18) if child else chance.randrange(18, 99))))
    row["学生"] = chance.choice(("", "是")) if child else ""
    row["类别"] = kind
    if "孤儿" in kind:
        row["养育方式"] = chance.choice(("集中", "散居"))
    if "特困" in kind:
        row["丧失能力项数"] = chance.choice(("", "0", "2", "5"))
    if kind == "精简退职":
        row["档次"] = chance.choice(("全额", "40%"))
    if not kind and chance.random() < 0.6:
        row |= {"单人保": "是", "无法单独立户": chance.choice(("是", "是", ""))}
        row["残疾"] = row["残疾"] or "肢体二级"
    return {name: cell for name, cell in row.items() if cell} or {"年龄": "44"}


# the same households as a caseworker types them


def typed(rows: list[Row]) -> list[str]:
    """The flags of `calc` for a household's rows."""
    first = rows[0]
    flags = [part for name, flag in HOUSEHOLD.items() if first[name] for part in (flag, first[name])]
    for name, flag in YES_NO.items():
        if first[name]:
            flags.append(flag if first[name] == "是" else flag.replace("--", "--no-", 1))
    members = 0
    income, yearly, earned, deductions = (Decimal(0),) * 4
    for row in rows:
        facts = [f"{field}={row[name]}" for name, field in FACTS.items() if row[name]]
        if facts:
            own = [f"{field}={row[name]}" for name, field in OWN.items() if row[name]]
            flags += ["--person", ",".join([f"id={row['称谓']}", *facts, *own])]
        else:
            members += int(row["人口"] or 1)
            income += Decimal(row["月收入"] or 0)
            yearly += Decimal(row["年收入"] or 0)
        if not kept(row):  # what a person earns whom another scheme keeps is no part of the family's income
            earned += Decimal(row["劳动收入"] or 0)
        deductions += Decimal(row["扣减"] or 0)
        income += Decimal(row["家庭月收入"] or 0)
        yearly += Decimal(row["家庭年收入"] or 0)
    last = next((row["原低保金"] for row in rows if row["原低保金"]), "")
    if last:
        flags += ["--gradual-exit", f"{first['超标月份']}={last}"]
    told = (  # 0 is typed too where a cell says it: not stated is something else
        ("--income", income, ("月收入",), ("家庭月收入",)),
        ("--annual-income", yearly, ("年收入",), ("家庭年收入",)),
        ("--work-income", earned, (), ("劳动收入",)),
    )
    ordinary = [row for row in rows if not any(row[name] for name in FACTS)]
    for flag, amount, of_ordinary, of_all in told:
        cells = [row[name] for row in ordinary for name in of_ordinary]
        cells += [row[name] for row in rows if not (flag == "--work-income" and kept(row)) for name in of_all]
        flags += [flag, str(amount)] if any(cells) else []
    flags += ["--deduct", f"other={deductions}"] if deductions else []
    unsaid = len(rows) == 1 and not rows[0]["人口"] and bool(ordinary)
    return flags if unsaid else [*flags, "--members", str(members)]


def kept(row: Row) -> bool:
    """Whether another scheme than dibao supports the row's person."""
    return any(name in row["类别"].split("+") for name in KEPT)


def ambiguous(rows: list[Row]) -> str:
    """Why a caseworker who sees the rows would have to ask; empty if they are plain."""
    if not all(map(kept, rows)) and any(kept(row) and row["扣减"] for row in rows):
        return "whose_deduction"  # of somebody who is not of the dibao family beside it
    each_says = {row["人口"] for row in rows}
    return "members_on_each_row" if len(rows) > 1 and each_says == {str(len(rows))} else ""


def cells(answer: dict[str, object]) -> Row:
    """An answer of `calc` as the columns of `batch`."""
    lines: list[dict[str, str]] = answer["lines"]  # type: ignore[assignment]  # from JSON
    row = {}
    for programme in AMOUNTS:
        amounts = [line["amount"] for line in lines if line["programme"] == programme]
        row[programme] = "" if None in amounts else f"{sum(map(Decimal, amounts), Decimal('0.00'))}"
    warnings: list[dict[str, str]] = answer["warnings"]  # type: ignore[assignment]  # as above
    household: dict[str, str] = answer["household"]  # type: ignore[assignment]  # as above
    fingerprint: dict[str, str] = answer["fingerprint"]  # type: ignore[assignment]  # as above
    row["month"], row["area"], row["total"], row["known_total"], row["basis"] = (
        str(told or "")
        for told in (answer["month"], household["area"], answer["total"], answer["known_total"], answer["basis"])
    )
    row["warnings"] = " ".join(sorted({warning["code"] for warning in warnings}))
    row["fingerprint"] = fingerprint["standards"].removeprefix("sha256:")[:16]
    return row


def read(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def households_of(file: Path) -> Iterator[tuple[str, list[Row]]]:
    for name, rows in groupby(read(file), key=lambda row: row["户号"]):
        yield name, list(rows)


SET = {
    "dibao.minimum": "45",
    "dibao.work_deduction_share": "25",
    "dibao.work_deduction_limit": "300",
    "gradual_exit.months": "12",
    "gradual_exit.share": "50",
    "single_person.share": "90",
    "tekun.care_self": "20",
    "tekun.care_partly": "300",
    "tekun.care_wholly": "900",
    "disability.living": "80",
    "disability.nursing": "70",
    "orphan.dispersed": "1600",
}

QUESTIONS = {
    "plain": (),
    "classified relief and the national index": ("--uplift", "--index", "national"),
    "an announced subsidy and every figure that is not on record": (
        *("--uplift", "--subsidy-rate", "50.5"),
        *(part for key, value in SET.items() for part in ("--set", f"{key}={value}")),
    ),
}


@pytest.mark.parametrize(
    "question",
    [
        pytest.param(name, marks=[pytest.mark.thorough] * (name != "classified relief and the national index"))
        for name in QUESTIONS
    ],
)
def test_every_column_is_what_calc_says_of_the_rows(question: str, dibao: Cli, tmp_path: Path) -> None:
    file, results, rejects = (tmp_path / name for name in ("roster.csv", "results.csv", "results.rejects.csv"))
    with file.open("w", encoding="utf-8", newline="") as written:
        writer = csv.DictWriter(written, HEADINGS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(roster(110, sorted(QUESTIONS).index(question)))
    dibao("batch", str(file), "--columns", "all", "-o", str(results), *QUESTIONS[question])
    found = {row.pop("household"): row for row in read(results)}
    refused = {row["household"]: row["code"] for row in read(rejects)} if rejects.exists() else {}
    for name, rows in households_of(file):
        if ambiguous(rows):
            assert refused[name] in (ambiguous(rows), "household_rejected"), name
            continue
        single = dibao("calc", *typed(rows), *QUESTIONS[question], "-f", "json")
        if single.code:
            assert name in refused, (typed(rows), single.err)
            continue
        assert found[name] == cells(json.loads(single.out)), (typed(rows), rows)
    assert len(found) > 60
    assert {"whose_deduction"} <= set(refused.values())


ALONE = "--area 农村 --district 庄河市 --month 2020-08 --low-income-village --property-test-met"


@pytest.mark.parametrize(
    ("own", "amount"),
    [
        ({"月收入": "500"}, "40.00"),
        ({"月收入": "600"}, "0.00"),
        ({"年收入": "6000"}, "40.00"),
        ({"月收入": "500", "年收入": "480"}, "0.00"),
        ({}, "540.00"),
    ],
)
def test_a_person_included_alone_has_an_income_of_their_own(own: Row, amount: str, dibao: Cli, tmp_path: Path) -> None:
    """N3 and L1: the standard less the person's own income; the family's is only measured against the limit."""
    shared = {"户号": "A", "城乡": "农村", "区县": "庄河市", "月份": "2020-08", "低收入村": "是", "财产符合": "是"}
    son = {**shared, "称谓": "son", "残疾": "肢体一级", "单人保": "是", "无法单独立户": "是", **own}
    family = {**shared, "称谓": "parents", "人口": "2", "月收入": "2400"}
    with (tmp_path / "roster.csv").open("w", encoding="utf-8", newline="") as written:
        writer = csv.DictWriter(written, HEADINGS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows([family, son])
    [row] = csv.DictReader(
        dibao("batch", str(tmp_path / "roster.csv"), "--columns", "all", "-f", "csv", "-q").out.splitlines()
    )
    facts = "id=son,disability=limb-1,single_person=yes,cannot_form_household=yes"
    told = ",".join([facts, *(f"{OWN[name]}={value}" for name, value in own.items())])
    single = dibao("calc", *ALONE.split(), "--members", "2", "--income", "2400", "--person", told, "-f", "json")
    assert row["single_person"] == amount
    assert cells(json.loads(single.out))["single_person"] == amount


@pytest.mark.parametrize("column", ["月收入", "年收入"])
@pytest.mark.parametrize("lines", [(), ("--lines",)], ids=["together", "one by one"])
def test_the_income_of_somebody_kept_by_another_scheme_makes_the_dibao_inferred(
    column: str, lines: tuple[str, ...], dibao: Cli, tmp_path: Path
) -> None:
    text = f"户号,城乡,人口,类别,{column}\nA,城市,2,,600\nA,城市,,特困,900\n"
    (tmp_path / "roster.csv").write_text(text, "utf-8")
    out = dibao("batch", str(tmp_path / "roster.csv"), "--month", "2020-07", "-f", "csv", "-q", *lines).out
    rows = list(csv.DictReader(out.splitlines()))
    assert {row["basis"] for row in rows if row.get("programme", "dibao") == "dibao"} == {"inferred"}
