"""A city that is not shipped, by the guide alone: five commands, and every key from `dibao standards keys`.

The city is Jinan (济南). Its figures are those of JN3 (tests/cities/research/cities.md): yzzsnet.com, 2022-07-28, a
copy of the notice; 爱济南, 2022-03-29; full care: m.shebao.southmoney.com, 2022-05.
"""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from conftest import Cli

SOURCE = "copy of the city's notice, yzzsnet.com/techan/153227.html, 2022-07-28"
RURAL = '{ near = { value = 995, note = "市中、槐荫、天桥、历城: rural = urban" } }'
FIGURES = {
    "dibao": {"urban": "995", "rural": "770", "rural_by_district": RURAL},
    "tekun": {
        "urban": "1492",
        "rural": "1356",
        "urban_by_district": "{ near = 1560 }",
        "rural_by_district": "{ near = 1560 }",
        "care_self": "255",
        "care_partly": "424",
        "care_wholly": "847",
    },
}
DISTRICTS = {"市中区": "shizhong", "槐荫区": "huaiyin", "天桥区": "tianqiao", "历城区": "licheng", "商河县": "shanghe"}


def described(draft: str) -> str:
    """The drafted `region.toml` with the city's names and districts."""
    text = draft.replace('name = { en = "", zh = "" }', 'name = { en = "Jinan", zh = "济南市" }')
    text = text.replace("# [groups]", "[groups]").replace(
        '# islands = { en = "island districts", zh = "海岛区县" }',
        'near = { en = "districts near the centre", zh = "市中、槐荫、天桥、历城" }',
    )
    head, _list, _entry = text.partition("[[district]]")
    entries = [
        f'[[district]]\nname = "{name}"\npinyin = "{pinyin}"\n' + ('groups = ["near"]\n' if name[-1] == "区" else "")
        for name, pinyin in DISTRICTS.items()
    ]
    return head + "\n".join(entries)


def filled(draft: str) -> str:
    """The drafted notice with what the city's notice says, and without the keys that it does not."""
    head = draft.partition("# Every key that")[0]
    for key, text in {
        "title": "济南市2022年社会救助标准",
        "issuer": "济南市民政局",
        "source": SOURCE,
        "basis": "reported",
    }.items():
        head = re.sub(rf'^{key} = ""', f'{key} = "{text}"', head, flags=re.MULTILINE)
    tables = [f"[{table}]\n" + "\n".join(f"{k} = {v}" for k, v in keys.items()) for table, keys in FIGURES.items()]
    return head + "\n" + "\n\n".join(tables) + "\n"


def test_a_city_by_the_guide_takes_five_commands(dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = dibao("standards", "new", "2022-01-01", "--from", "shenyang", "-o", "jinan")  # 1
    assert (made.code, made.out) == (0, "")
    folder = tmp_path / "jinan"
    region, notice = folder / "region.toml", folder / "2022-01-01-standards.toml"
    assert {file.name for file in folder.iterdir()} == {region.name, notice.name, "notice.schema.json"}
    assert not re.search(
        r"\d{3,}\.?\d* *$", re.sub(r"#.*|\d{4}-\d{2}-\d{2}", "", notice.read_text("utf-8")), re.MULTILINE
    )

    keys = {row["key"] for row in csv.DictReader(dibao("standards", "keys", "-f", "csv").out.splitlines())}  # 2
    named = {f"{table}.{name.removesuffix('_by_district')}" for table, told in FIGURES.items() for name in told}
    assert named <= keys

    refused = dibao("standards", "check", "jinan")  # 3: as it is, nothing of it is taken
    assert refused.code == 1
    region.write_text(described(region.read_text("utf-8")), "utf-8")
    refused = dibao("standards", "check", "jinan")
    assert {"needed_key", "unknown_choice"} <= set(re.findall(r"\[(\w+)\]$", refused.out, re.MULTILINE))
    open_lines = [n for n, line in enumerate(notice.read_text("utf-8").splitlines(), 1) if line.endswith('= "?"')]
    told = {int(n) for n in re.findall(r"2022-01-01-standards\.toml:(\d+): error", refused.out)}
    assert set(open_lines) <= told  # each key that is open, whatever its kind
    assert open_lines

    notice.write_text(filled(notice.read_text("utf-8")), "utf-8")
    checked = dibao("standards", "check", "jinan", "--strict")  # 4
    assert checked.code == 0, checked.out
    assert "Retirees" in checked.out or "retiree" in checked.out.lower()  # what is left out is told
    assert "dibao.urban" not in checked.out

    asked = ("--area", "rural", "--members", "2", "--income", "500", "-f", "json")
    near = json.loads(dibao("calc", "--standards", "jinan", "--district", "Tianqiao District", *asked).out)  # 5
    assert (near["region"], near["lines"][0]["amount"], near["basis"]) == ("jinan", "1490.00", "reported")
    far = json.loads(dibao("calc", "--standards", "jinan", "--district", "商河", *asked).out)
    assert far["lines"][0]["amount"] == "1040.00"
    cared = ("--area", "urban", "--district", "市中", "--person", "status=tekun,self_care=partly", "-f", "json")
    kept = json.loads(dibao("calc", "--standards", "jinan", *cared).out)
    assert {line["programme"]: line["amount"] for line in kept["lines"]} == {"tekun": "1560.00", "tekun_care": "424.00"}


@pytest.mark.parametrize("neighbour", ["dalian", "hefei", "shenyang"])
def test_whatever_stays_open_is_refused(
    neighbour: str, dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert dibao("standards", "new", "2022-01-01", "--from", neighbour, "-o", "jinan").code == 0
    region, notice = (tmp_path / "jinan" / name for name in ("region.toml", "2022-01-01-standards.toml"))
    region.write_text(described(region.read_text("utf-8")), "utf-8")
    lines = notice.read_text("utf-8").splitlines()
    refused = {int(n) for n in re.findall(r"standards\.toml:(\d+): error", dibao("standards", "check", "jinan").out)}
    assert [line for n, line in enumerate(lines, 1) if line.endswith('= "?"') and n not in refused] == []


def test_a_second_notice_begins_in_the_folder_of_the_city_and_the_region_is_kept(
    dibao: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert dibao("standards", "new", "2022-01-01", "--from", "hefei", "-o", "jinan").code == 0
    region = (tmp_path / "jinan" / "region.toml").read_text("utf-8")
    assert dibao("standards", "new", "2023-01-01", "--from", "hefei", "-o", "jinan").code == 0
    assert (tmp_path / "jinan" / "region.toml").read_text("utf-8") == region
    again = dibao("standards", "new", "2023-01-01", "--from", "hefei", "-o", "jinan")
    assert (again.code, again.out) == (1, "")


def test_a_neighbour_that_nobody_has_and_a_missing_folder_are_refused(dibao: Cli) -> None:
    nobody = dibao("standards", "new", "2022-01-01", "--from", "nowhere", "-o", "x")
    assert (nobody.code, nobody.out) == (2, "")
    assert "--from" in nobody.err
    assert dibao("standards", "new", "2022-01-01", "--from", "hefei").code == 2


def test_the_check_of_a_region_tells_programme_by_programme_what_is_left_out(dibao: Cli) -> None:
    rows = json.loads(dibao("standards", "check", "--region", "hefei", "-f", "json", "--on", "2026-11-26").out)
    left = {row["key"]: (row["value"] or "").split() for row in rows if row["severity"] == "left_out"}
    assert "retiree.full" in left["retiree"]
    assert left["disability"] == ["disability.living"]
    assert "dibao" not in left
    whole = json.loads(dibao("standards", "check", "-f", "json", "--on", "2026-11-26").out)
    assert [row for row in whole if row["severity"] == "left_out"] == []
