"""The law a second time: fractions straight from its text and from facts.md, importing nothing of the program.

Amounts are yuan a month as `Fraction`. Slow, plain and written by hand, so that a mistake here and the same
mistake in the rules are unlikely to meet.
"""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

RURAL_A = ("普兰店区", "瓦房店市", "庄河市")
RURAL_B = ("中山区", "西岗区", "沙河口区", "甘井子区", "旅顺口区", "金州区", "长海县")

# year of July: dibao urban, dibao Rural A (Rural B: the urban one), from facts.md part 1
DIBAO = {
    2017: ("670", "450"),
    2018: ("690", "470"),
    2019: ("720", "500"),
    2020: ("750", "540"),
    2021: ("780", "580"),
    2022: ("850", "660"),
    2023: ("925", "745"),
    2024: ("972", "805"),
    2025: ("1011", "846"),
}
TEKUN = {
    2020: ("1500", "975"),
    2021: ("1560", "1014"),
    2022: ("1700", "1105"),
    2023: ("1850", "1203"),
    2024: ("1944", "1264"),
    2025: ("2022", "1315"),
}
TEKUN_BY_CARE = {  # urban, rural institutional, rural dispersed A, rural dispersed B
    2017: ("1340", "810", "460", "700"),
    2018: ("1380", "900", "620", "900"),
    2019: ("1450", "965", "665", "965"),
}
ORPHAN = {  # institutional, dispersed
    2019: ("2160", "1440"),
    2020: ("2250", "1500"),
    2021: ("2340", "1605"),
    2022: ("2550", "1710"),
    2023: ("2775", "2497.5"),
    2024: ("2916", "2644"),
    2025: ("3033", "2771"),
}
RETIREE = {  # full, 70 %, 40 %, hardship; 2022 and 2023 are the province's
    2019: ("542", "507", "470", "434"),
    2020: ("580", "543", "503", "465"),
    2021: ("624", "584", "541", "500"),
    2022: ("656", "614", "569", "525"),
    2023: ("706", "661", "612", "565"),
    2024: ("706", "661", "612", "565"),
    2025: ("798", "746", "692", "638"),
}
TIERS = ("full", "70", "40", "hardship")


def standards_year(year: int, month: int) -> int:
    """The July from which the standards of a month hold; the last known one holds on."""
    return min(year if month >= 7 else year - 1, 2025)


def to_the_fen(yuan: Fraction) -> Fraction:
    return Fraction(floor(yuan * 100 + Fraction(1, 2)), 100)


def dibao_standard(year: int, month: int, area: str, district: str | None) -> Fraction:
    urban, rural = DIBAO[standards_year(year, month)]
    low = area == "rural" and (district is None or district in RURAL_A)
    return Fraction(rural if low else urban)


RECEIVED = ("business", "farming", "property", "transfer", "support_received")
PAID = ("income_tax", "social_insurance", "support_paid")


def income_of_items(monthly: dict[str, Fraction], annual: dict[str, Fraction]) -> Fraction:
    """What one person's items come to a month, before what is paid exceeds it (民发〔2021〕57号 art. 13).

    Wages are net of the costs of employment, never below 0; what is not named here is no income.
    """

    def amount(kind: str) -> Fraction:
        return monthly.get(kind, Fraction(0)) + annual.get(kind, Fraction(0)) / 12

    wages = max(Fraction(0), amount("wage") - amount("work_costs"))
    return wages + sum(map(amount, RECEIVED)) - sum(map(amount, PAID))


def dibao(
    standard: Fraction,
    members: int,
    income: Fraction,
    deductions: Fraction,
    annual: Fraction = Fraction(0),
    property_met: bool | None = None,
) -> Fraction:
    """The gap between per-capita income and the standard, times the members; only strictly below it (N2 art. 27).

    Nothing where property is stated as not met: a condition for every family (N1 art. 9); not stated changes nothing.
    """
    if property_met is False:
        return Fraction(0)
    counted = max(Fraction(0), income + annual / 12 - deductions)
    per_capita = counted / members
    if not per_capita < standard:
        return Fraction(0)
    return to_the_fen((standard - per_capita) * members)


def tekun(year: int, month: int, area: str, district: str | None, care: str) -> Fraction:
    july = standards_year(year, month)
    if july in TEKUN:
        return Fraction(TEKUN[july][0 if area == "urban" else 1])
    urban, institutional, dispersed_a, dispersed_b = TEKUN_BY_CARE[july]
    if area == "urban":
        return Fraction(urban)
    if care == "institutional":
        return Fraction(institutional)
    return Fraction(dispersed_a if district is None or district in RURAL_A else dispersed_b)


def orphan(year: int, month: int, care: str) -> Fraction | None:
    found = ORPHAN.get(standards_year(year, month))
    return None if found is None else Fraction(found[0 if care == "institutional" else 1])


def retiree(year: int, month: int, tier: str) -> Fraction | None:
    found = RETIREE.get(standards_year(year, month))
    return None if found is None else Fraction(found[TIERS.index(tier)])


def price_subsidy(year: int, month: int, cpi: Fraction, food: Fraction) -> Fraction:
    """One covered person's flat amount (P1; P2 for the doubling); indices in per cent."""
    if cpi < Fraction("3.5") and food < 6:
        return Fraction(0)
    base = Fraction(DIBAO[standards_year(year - 1, month)][0])
    raw = max(Fraction(0), base * food / 100)
    rounded = Fraction(ceil(raw * 2), 2)
    return rounded * 2 if (2020, 3) <= (year, month) <= (2020, 6) else rounded


def children_get_price_subsidy(year: int, month: int) -> bool:
    return (2020, 3) <= (year, month) <= (2020, 6)


def unsupported_child(year: int, month: int, family_dibao: Fraction, members: int) -> Fraction | None:
    """The dispersed orphan's standard less the child's part of the family's dibao (N4, from 2020)."""
    standard = orphan(year, month, "dispersed")
    if standard is None or (year, month) < (2020, 1):
        return None
    return max(Fraction(0), standard - to_the_fen(family_dibao / members))


def single_person(
    year: int,
    month: int,
    standard: Fraction,
    rural: bool,
    family_income: Fraction,
    size: int,
    own_income: Fraction,
    disability: tuple[str, int] | None,
    illness: str | None,
    village: bool | None,
    property_met: bool | None,
    no_household: bool | None,
) -> Fraction | str | None:
    """One person of a family above the line alone: the amount, None where that depends on what nobody said.

    Of 2020 (S0; through June 2021): rural, a low-income village, at most 5 times the standard. From July 2021
    (N3 art. 8, N6): town and country, below 1.5 times. "no rule" before 2020.
    """
    if year < 2020:
        return "no rule"
    old = (year, month) <= (2021, 6)
    if old and not rural:
        return Fraction(0)
    kind, grade = disability or ("", 9)
    needs_help: bool | None = grade <= 2 or illness in ("all", "most", "part")
    if not old and kind in ("intellect", "mental") and grade == 3:
        needs_help = True
    if not needs_help and (illness is None or disability is None):
        needs_help = None
    per_head = family_income / size
    conditions = [
        per_head <= 5 * standard if old else per_head < standard * 3 / 2,
        property_met,
        needs_help,
        own_income < standard,
    ]
    if old:
        conditions += [village, no_household]
    if False in conditions:
        return Fraction(0)
    return None if None in conditions else standard - own_income


def gradual_exit_is_over(months_since: int) -> bool:
    """At most a year (B4)."""
    return months_since > 12


def spring_festival_aid(year: int, month: int, dibao_household: bool, persons: int) -> Fraction:
    """800 for the household on dibao, 800 for each extremely poor person or orphan (F1, S0; inferred)."""
    if (year, month) not in ((2020, 1), (2021, 2)):
        return Fraction(0)
    return Fraction(800) * (persons + dibao_household)


def uplift_share(
    age: int | None,
    disability: tuple[str, int] | None,
    illness: str | None,
    work_injury: int | None,
    student: bool,
    parent: str | None,
    multiple_birth: bool,
    family_size: int,
    lost_only_child: bool,
) -> int:
    """The highest share in per cent that applies to a member of a dibao family (B1); 0 if none does."""
    shares = [0]
    if age is not None:
        shares.append(40 if age >= 80 else 20 if age >= 70 else 10 if age >= 60 else 20 if age < 18 else 0)
    if work_injury in (1, 2, 3, 4):
        shares.append(50)
    if disability:
        kind, grade = disability
        if kind in ("sight", "limb", "intellect", "mental"):
            shares.append({1: 50, 2: 50, 3: 20, 4: 0}[grade])
        if kind in ("hearing", "speech") and grade in (1, 2):
            shares.append(20)
    shares.append({"all": 50, "most": 20}.get(illness or "", 0))
    if student:
        shares.append(20)
    if student or (age is not None and age < 18):
        shares.append({"widowed": 50, "single": 30}.get(parent or "", 0))
        shares.append(50 if multiple_birth else 0)
    if family_size == 1 or lost_only_child:
        shares.append(30)
    return max(shares)
