"""The shipped tables against facts.md, typed in a second time: every figure, and no other."""

from __future__ import annotations

import math
from fractions import Fraction
from pathlib import Path

import oracle
import pytest

from dibao_cli.rules.money import Rounding
from dibao_cli.rules.month import Month
from dibao_cli.rules.parameters import PARAMETERS, key_parts
from dibao_cli.rules.standards import Standards

JULYS = range(2017, 2026)


def expected() -> dict[str, dict[str, object]]:
    """Every figure of facts.md by key and month; None where a figure ends or is known to exist but was not found."""
    told: dict[str, dict[str, object]] = {}

    def tell(key: str, year: int, yuan: str | None) -> None:
        told.setdefault(key, {})[f"{year}-07"] = None if yuan is None else int(Fraction(yuan) * 100)

    for year, (urban, rural) in oracle.DIBAO.items():
        tell("dibao.urban", year, urban)
        tell("dibao.rural", year, rural)
        tell("dibao.rural@unified", year, urban)
    for year, (urban, institutional, dispersed, dispersed_unified) in oracle.TEKUN_BY_CARE.items():
        tell("tekun.urban", year, urban)
        tell("tekun.rural_institutional", year, institutional)
        tell("tekun.rural_dispersed", year, dispersed)
        tell("tekun.rural_dispersed@unified", year, dispersed_unified)
    for key in ("tekun.rural_institutional", "tekun.rural_dispersed", "tekun.rural_dispersed@unified"):
        tell(key, 2020, None)
    for year, (urban, rural) in oracle.TEKUN.items():
        tell("tekun.urban", year, urban)
        tell("tekun.rural", year, rural)
    for year, (institutional, dispersed) in oracle.ORPHAN.items():
        tell("orphan.institutional", year, institutional)
        tell("orphan.dispersed", year, dispersed)
    for tier, name in enumerate(oracle.TIERS):
        for year in range(2019, 2026):
            found = oracle.RETIREE.get(year)
            tell(f"retiree.{name}", year, found[tier] if found else None)
    return told | OTHERS


COVERED = ("dibao", "tekun")
OTHERS: dict[str, dict[str, object]] = {
    "single_person.income_limit": {"2020-01": 50000, "2021-07": 15000},
    "single_person.bound": {"2020-01": "at_most", "2021-07": "below"},
    "single_person.areas": {"2020-01": ("low_income_villages",), "2021-07": ("urban", "rural")},
    "single_person.grades": {
        "2020-01": ("grade_1", "grade_2"),
        "2021-07": ("grade_1", "grade_2", "grade_3_intellect_mental"),
    },
    "single_person.illness": {"2020-01": ("all", "most", "part"), "2021-07": ("all", "most", "part")},
    "single_person.asks": {
        "2020-01": ("property_test_met", "cannot_form_household"),
        "2021-07": ("property_test_met",),
    },
    "gradual_exit.months": {"2020-01": 12},
    "line.edge": {"2020-01": 12500, "2021-07": 15000},
    "elders.age_90": {"2014-01": 20000},
    "elders.age_100_follows": {"2014-01": "dibao.urban"},
    "minimum_wage.monthly": {"2018-01": 162000, "2019-11": 181000, "2021-11": 191000},
    **{
        f"minimum_wage.monthly@{district}": {"2018-01": 152000, "2019-11": 171000, "2021-11": None}
        for district in oracle.RURAL_A
    },
    "unsupported_child.follows": {"2020-01": "orphan.dispersed"},
    "uplift.age_60": {"2017-07": 1000},
    "uplift.age_70": {"2017-07": 2000},
    "uplift.age_80": {"2014-01": 4000},
    "uplift.work_injury": {"2017-07": 5000},
    "uplift.disability_severe": {"2017-07": 5000},
    "uplift.disability_lesser": {"2017-07": 2000},
    "uplift.illness_all": {"2017-07": 5000},
    "uplift.illness_most": {"2017-07": 2000},
    "uplift.minor": {"2017-07": 2000},
    "uplift.student": {"2017-07": 2000},
    "uplift.child_of_widowed": {"2017-07": 5000},
    "uplift.child_of_single_parent": {"2017-07": 3000},
    "uplift.child_of_multiple_birth": {"2017-07": 5000},
    "uplift.one_person_family": {"2017-07": 3000},
    "uplift.lost_only_child": {"2017-07": 3000},
    "price_subsidy.trigger_cpi": {"2019-05": 350},
    "price_subsidy.trigger_food": {"2019-05": 600},
    "price_subsidy.base": {"2019-05": "urban"},
    "price_subsidy.base_month": {"2019-05": "year_earlier"},
    "price_subsidy.rate": {"2019-05": "food"},
    "price_subsidy.multiplier": {"2019-05": 10000, "2020-03": 20000},
    "price_subsidy.covers": {
        "2019-05": ("dibao", "tekun"),
        "2020-03": ("dibao", "tekun", "orphan", "unsupported_child"),
    },
    "price_subsidy.rounding": {"2019-05": Rounding(50, "up", "before_multiplier")},
}


def all_keys(standards: Standards) -> tuple[str, ...]:
    return standards.keys()


def test_every_figure_of_the_facts_stands_in_the_tables_and_no_other(dalian: Standards) -> None:
    found = {
        key: {str(value.notice.effective): value.content for value in dalian.history(key)} for key in all_keys(dalian)
    }
    assert found == expected()


PUBLISHED = {  # the figures of the client's own source, S0
    "dibao.urban": 750,
    "dibao.rural": 540,
    "tekun.urban": 1500,
    "tekun.rural": 975,
    "orphan.institutional": 2250,
    "orphan.dispersed": 1500,
    "single_person.income_limit": 5,
}
INFERRED = {
    ("dibao.rural", "2019-07"),
    ("tekun.rural_institutional", "2019-07"),
    ("tekun.rural_dispersed", "2019-07"),
    ("tekun.rural_dispersed@unified", "2019-07"),
    ("gradual_exit.months", "2020-01"),
    ("tekun.urban", "2019-07"),
    ("orphan.institutional", "2019-07"),
    ("orphan.dispersed", "2019-07"),
    *((f"retiree.{tier}", f"{year}-07") for tier in oracle.TIERS for year in (2019, 2022, 2023, 2024)),
    ("unsupported_child.follows", "2020-01"),
    ("price_subsidy.rounding", "2019-05"),
}


TERMS_OF_2020 = {f"single_person.{name}" for name in ("bound", "areas", "grades", "illness", "asks")}
"""S0 as well."""


def test_the_basis_of_every_figure_is_that_of_the_facts(dalian: Standards) -> None:
    for key in all_keys(dalian):
        for value in dalian.history(key):
            since = str(value.notice.effective)
            from_the_client = since in ("2020-07", "2020-01") and (key in PUBLISHED or key in TERMS_OF_2020)
            basis = "inferred" if (key, since) in INFERRED else "published" if from_the_client else "reported"
            assert value.gone or value.basis == basis, (key, since)


def test_the_rural_standard_of_2019_says_between_what_it_lies(dalian: Standards) -> None:
    value = dalian.find("dibao.rural", Month(2019, 7))
    assert value is not None
    assert (value.number, value.at_least, value.at_most) == (50000, 47000, 50900)
    assert "470" in value.note["en"]


def number(dalian: Standards, key: str, year: int) -> Fraction:
    value = dalian.find(key, Month(year, 7))
    assert value is not None
    return Fraction(value.number, 100)


@pytest.mark.parametrize("year", [year for year in JULYS if year != 2019])
def test_tekun_in_the_city_is_twice_the_dibao_standard(dalian: Standards, year: int) -> None:
    assert number(dalian, "tekun.urban", year) == 2 * number(dalian, "dibao.urban", year)


@pytest.mark.parametrize("year", range(2020, 2026))
def test_tekun_in_the_country_is_1_3_times_the_urban_standard_up_to_the_yuan(dalian: Standards, year: int) -> None:
    assert number(dalian, "tekun.rural", year) == math.ceil(number(dalian, "dibao.urban", year) * Fraction(13, 10))


@pytest.mark.parametrize("year", range(2019, 2026))
def test_an_orphan_in_an_institution_has_three_times_the_urban_standard(dalian: Standards, year: int) -> None:
    assert number(dalian, "orphan.institutional", year) == 3 * number(dalian, "dibao.urban", year)


RAISES = {2020: "1.07", 2021: "1.075", 2022: "1.05", 2023: "1.075"}


def test_each_raise_of_the_retirees_is_rounded_up_to_the_yuan(dalian: Standards) -> None:
    for year, raised_by in RAISES.items():
        for tier in oracle.TIERS:
            raised = number(dalian, f"retiree.{tier}", year - 1) * Fraction(raised_by)
            assert number(dalian, f"retiree.{tier}", year) == math.ceil(raised), (tier, year)


def test_tekun_of_2019_are_not_twice_and_differ_by_care(dalian: Standards) -> None:
    assert number(dalian, "tekun.urban", 2019) == 1450
    note = dalian.history("tekun.rural_institutional")[-2].note
    assert "940" in note["en"] and "940" in note["zh"]
    assert dalian.find("tekun.rural_institutional", Month(2020, 7)) is None


@pytest.mark.parametrize("year", range(2018, 2026))
def test_standards_never_fall(dalian: Standards, year: int) -> None:
    for key in ("dibao.urban", "dibao.rural", "tekun.urban"):
        assert number(dalian, key, year) > number(dalian, key, year - 1)


DISTRICTS = {
    "中山区": "210202",
    "西岗区": "210203",
    "沙河口区": "210204",
    "甘井子区": "210211",
    "旅顺口区": "210212",
    "金州区": "210213",
    "普兰店区": "210214",
    "长海县": "210224",
    "瓦房店市": "210281",
    "庄河市": "210283",
}


def test_the_districts_have_their_codes_and_their_kind_of_rural_standard(dalian: Standards) -> None:
    assert {district.name: district.code for district in dalian.region.districts} == DISTRICTS
    assert {d.name for d in dalian.region.districts if not d.groups} == set(oracle.RURAL_A)
    assert {d.name for d in dalian.region.districts if d.groups == ("unified",)} == set(oracle.RURAL_B)
    for district in dalian.region.districts:
        assert district.name.startswith(district.short)
        assert all(dalian.region.district(spelling) is district for spelling in district.spellings)


def test_prices_on_record(dalian: Standards) -> None:
    own = {str(month): (index.cpi, index.food) for month, index in dalian.indices.items()}
    assert own == {
        "2018-02": (450, 570),
        "2018-04": (350, 470),
        "2019-05": (260, 680),
        "2019-10": (300, 1340),
        "2020-02": (380, 1580),
        "2021-07": (160, 130),
        "2021-08": (160, 0),
        "2022-02": (120, -260),
    }
    national = (
        "5.4/20.6 5.2/21.9 4.3/18.3 3.3/14.8 2.4/10.6 2.5/11.1 2.7/13.2 2.4/11.2 1.7/7.9 0.5/2.2 -0.5/-2.0 0.2/1.2"
    )
    pairs = [tuple(int(Fraction(rise) * 100) for rise in told.split("/")) for told in national.split()]
    found = {str(month): (index.cpi, index.food) for month, index in dalian.national.items()}
    assert found.pop("2019-10") == (380, 1550)
    assert found == {f"2020-{n:02d}": pair for n, pair in enumerate(pairs, 1)}


def test_the_doubling_ends_by_itself(dalian: Standards) -> None:
    multipliers = {month: dalian.find("price_subsidy.multiplier", Month.parse(month)) for month in MULTIPLIERS}
    assert {month: value and value.number for month, value in multipliers.items()} == MULTIPLIERS


MULTIPLIERS = {"2020-02": 10000, "2020-03": 20000, "2020-06": 20000, "2020-07": 10000, "2025-07": 10000}


def test_what_nobody_knows_of_dalian_is_not_set(dalian: Standards) -> None:
    absent = ("gradual_exit.share", "disability.", "tekun.care_", "dibao.minimum", "dibao.rounding", "dibao.work_")
    assert not [key for key in all_keys(dalian) if key.startswith(absent)]


def test_the_aid_at_spring_festival_is_reported_for_two_years_and_inferred_for_two(dalian: Standards) -> None:
    found = {(str(one.month), one.per, one.statuses, one.amount, one.basis) for one in dalian.one_offs}
    assert found == {
        (month, per, statuses, amount, basis)
        for month, basis in (
            ("2020-01", "inferred"),
            ("2021-02", "inferred"),
            ("2024-02", "reported"),
            ("2026-02", "reported"),
        )
        for per, statuses, amount in (
            ("household", ("dibao",), 80000),
            ("person", ("tekun", "orphan"), 80000),
            ("household", ("edge",), 56000),
        )
    }


def test_the_notice_of_july_2020_bears_its_own_title(dalian: Standards) -> None:
    value = dalian.find("dibao.urban", Month(2020, 7))
    assert value is not None
    assert value.notice.title["zh"] == (
        "关于提高城乡居民最低生活保障、特困人员基本生活、孤儿基本生活养育和60年代精简退职职工生活补助标准的通知"
    )
    assert value.notice.source["zh"].startswith("S0")


def test_every_notice_names_its_source_and_when_it_was_checked(dalian: Standards) -> None:
    for notice in dalian.notices:
        assert notice.source and notice.checked and notice.title["en"] and notice.title["zh"]
        assert notice.limitations
    assert all(key_parts(key)[0] in PARAMETERS for key in all_keys(dalian))


LONGEST_LINE = 160
"""Characters: a line of a notice that a reviewer can read beside the one before it."""


def test_no_line_of_a_shipped_notice_is_too_long_to_review() -> None:
    """A long text stands in several lines, each ending in a backslash."""
    files = sorted((Path(__file__).parent.parent / "standards").rglob("*.toml"))
    long = {
        f"{file.parent.name}/{file.name}:{number}": len(line)
        for file in files
        for number, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        if len(line) > LONGEST_LINE
    }
    assert len(files) > 40
    assert long == {}
