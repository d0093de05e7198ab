"""Fifteen tasks at a caseworker's desk: what is typed, as help alone proposes it, and what must then be on the screen.

`before` are the attempts that it took at commit 9df32ca, as the review of that commit recorded them.
`tests/bench/desk_walk.py` walks both through real terminals; `test_desk.py` keeps what is typed now true.
"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import NamedTuple

ROSTER = (
    ("户主姓名", "户籍性质", "区县", "保障人口", "家庭月收入"),
    ("王某", "农村", "庄河市", "3", "500"),
    ("李某", "城市", "中山区", "4", "600"),
)
"""A roster as offices keep it, with headings that the program did not know once."""


class Task(NamedTuple):
    """`now` is one command line; `shows` are words of the screen, or of the file that it writes."""

    name: str
    shows: tuple[str, ...]
    now: str
    before: tuple[str, ...]
    answers: tuple[str, ...] = ()


DISABLED = "dibao calc --area 农村 --district 庄河市 --members 2 --income 300 --uplift --person"
SINGLE = "dibao calc --area 农村 --district 庄河市 --members 3 --income 9000"
EXIT = (
    "dibao calc --area 城市 --members 3 --income 2400 --low-income-village --month 2020-09 --gradual-exit 2020-08=300"
)
ORPHAN, RETIREE = "类别=孤儿,养育方式=散居", "dibao calc --area 城市 --person"
MIXED = "dibao calc --area 城市 --members 2 --income 900 --person"
VILLAGE = f"{SINGLE} --low-income-village --property-test-met --person"
FAMILY = "dibao calc --area 城市 --members 3 --income 1200"

TASKS = (
    Task("family of three in the city", ("1050.00",), FAMILY, (FAMILY,)),
    Task(
        "disabled child in Zhuanghe",
        ("1590.00",),
        f'{DISABLED} "残疾=肢体二级,年龄=9"',
        tuple(f'{DISABLED} "残疾={told},年龄=9"' for told in ("残疾儿童", "重度", "肢体二级")),
    ),
    Task(
        "extremely poor person",
        ("1500.00", "照料护理费"),
        'dibao calc --area 城市 --person "类别=特困,供养方式=集中,自理能力=失能"',
        tuple(
            f'dibao calc --area 城市 --person "类别=特困{told}"'
            for told in (",养育方式=集中,自理能力=全部丧失", ",自理能力=全护理")
        ),
    ),
    Task(
        "orphan with relatives",
        ("1500.00",),
        'dibao calc --area 城市 --person "类别=孤儿,养育方式=散居"',
        ('dibao calc --area 城市 --person "类别=孤儿,养育方式=散居"',),
    ),
    Task(
        "child in fact without support",
        ("1016.67",),
        'dibao calc --area 城市 --members 2 --income 800 --person "类别=事实无人抚养儿童,年龄=9"',
        tuple(
            f'dibao calc --area 城市 --members 2 --income 800 --person "类别={told},年龄=9"'
            for told in ("事实无人抚养", "事实无人抚养儿童")
        ),
    ),
    Task(
        "1960s retiree",
        ("503.00",),
        'dibao calc --area 城市 --person "类别=60年代精简退职职工,档次=四成"',
        tuple(
            f'dibao calc --area 城市 --person "类别=精简退职职工{told}"'
            for told in ("", ",tier=百分之四十", ",tier=40")
        ),
    ),
    Task(
        "mixed household",
        ("3600.00", "奶奶"),
        f'{MIXED} "编号=小明,类别=孤儿,供养方式=分散,年龄=9" --person "编号=奶奶,类别=特困"',
        (
            f'{MIXED} "{ORPHAN}" --person "类别=特困"',
            f'{MIXED} "编号=小明,{ORPHAN}" --person "编号=奶奶,类别=特困"',
        ),
    ),
    Task(
        "one person of a family above the line",
        ("合计 540.00", "单人保"),
        f'{VILLAGE} "编号=儿子,残疾=肢体一级,单人保=是,无法单独立户=是"',
        (
            f'{SINGLE} --person "残疾=肢体一级,单人保=是"',
            f'{SINGLE} --low-income-village --person "残疾=肢体一级,单人保=是"',
            f'{VILLAGE} "残疾=肢体一级,单人保=是"',
            f'{VILLAGE} "残疾=肢体一级,单人保=是,无法单独立户=是"',
        ),
    ),
    Task(
        "gradual exit, with the share that the office knows",
        ("合计 150.00",),
        f"{EXIT} --set gradual_exit.share=50% --set gradual_exit.months=6",
        (
            EXIT,
            f"{EXIT} --set gradual_exit.share=0.5",
            f"{EXIT} --set gradual_exit.share=50%",
            f"{EXIT} --set gradual_exit.share=50% --set gradual_exit.months=6",
        ),
    ),
    Task(
        "one-off aid of a month",
        ("一次性生活补助 800.00",),
        f"{FAMILY} --month 2020-01 --one-off",
        (f"{FAMILY} --month 2020-01 --one-off", f"{FAMILY} --month 2020-01 --one-off --set one_off.spring=800"),
    ),
    Task(
        "April 2020, doubled",
        ("615.00", "102.50 × 2 = 205.00"),
        f"{FAMILY} --month 2020-04 --food-cpi 14.8",
        (f"{FAMILY} --month 2020-04 --food-cpi 14.8", f"{FAMILY} --month 2020-04 --food-cpi 14.8 --explain"),
    ),
    Task(
        "the sheet to sign",
        ("<!DOCTYPE html>", "1050.00", "申请人"),
        f"{FAMILY} -o 核算表.html",
        (f"{FAMILY} -o 核算表.html", f"{FAMILY} -f html -o 核算表.html"),
    ),
    Task(
        "the interview",
        ("1050.00",),
        "dibao ask",
        ("dibao ask",),
        answers=("城市", "2020-07", "3", "1200"),
    ),
    Task(
        "a roster from Excel",
        ("1120.00", "2400.00"),
        "dibao batch 名册.xlsx -o 结果.csv --month 2020-07",
        (
            "dibao batch 名册.xlsx -o 结果.csv --month 2020-07",
            "dibao batch 名册.xlsx -o 结果.csv --month 2020-07 --map 户籍性质=城乡",
            "dibao batch 名册.xlsx -o 结果.csv --month 2020-07 --map 户籍性质=area",
            "dibao batch 名册.xlsx -o 结果.csv --month 2020-07 --map 户籍性质=area --map 保障人口=members",
        ),
    ),
    Task(
        "comparison and arrears",
        ("360.00",),
        "dibao arrears --area 城市 --members 3 --income 1200 --from 2020-07 --to 2020-10",
        ("dibao arrears --area 城市 --members 3 --income 1200 --from 2020-07 --to 2020-10",),
    ),
)


def words_of(line: str) -> list[str]:
    """The arguments of a line, without the program's name."""
    program, *words = shlex.split(line)
    assert program == "dibao"
    return words


def lay_out(folder: Path) -> None:
    """The roster that the tasks speak of."""
    import xlsxwriter  # type: ignore[import-untyped]  # has no types

    with xlsxwriter.Workbook(str(folder / "名册.xlsx")) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(ROSTER):
            sheet.write_row(number, 0, row)


def written(folder: Path, words: list[str]) -> str:
    """What a line has written to the file that it names."""
    if "-o" not in words:
        return ""
    file = folder / words[words.index("-o") + 1]
    return file.read_text("utf-8") if file.is_file() else ""
