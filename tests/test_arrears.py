"""What is owed for months that were paid at the old rate."""

from __future__ import annotations

import csv
import io
import json

import pytest
from conftest import Cli
from hypothesis import given, settings
from hypothesis import strategies as st

from dibao_cli import Household, InputError, Month, Person, arrears
from dibao_cli.files.folders import load_standards
from dibao_cli.rules.notice import Notice, Value
from dibao_cli.rules.standards import Standards

STANDARDS = load_standards("dalian")
FAMILY = Household("urban", 3, income=120_000)
JULY = Month(2020, 7)


def test_the_raise_of_july_paid_in_november(dalian: Standards) -> None:
    found = arrears(FAMILY, dalian.on(JULY), "2020-10")
    assert [(str(m.month), m.owed, m.paid, m.difference) for m in found.months] == [
        ("2020-07", 105_000, 96_000, 9_000),
        ("2020-08", 105_000, 96_000, 9_000),
        ("2020-09", 105_000, 96_000, 9_000),
        ("2020-10", 105_000, 96_000, 9_000),
    ]
    assert (found.owed, found.paid, found.underpaid, found.overpaid) == (420_000, 384_000, 36_000, 0)


def test_an_overpaid_month_is_never_netted_away(dalian: Standards) -> None:
    found = arrears(FAMILY, dalian.on(JULY), "2020-08", {JULY: 110_000})
    assert (found.underpaid, found.overpaid) == (9_000, 5_000)
    assert [month.stated for month in found.months] == [True, False]


def test_the_old_rate_stays_the_old_rate_past_the_next_raise(dalian: Standards) -> None:
    found = arrears(FAMILY, dalian.on("2021-06"), "2021-07")
    assert [month.difference for month in found.months] == [0, 9_000]  # 750 still paid in July 2021, 780 owed


def test_what_is_known_of_the_old_rate_is_said_too(dalian: Standards) -> None:
    rural = arrears(Household("rural", 3, income=120_000), dalian.on(JULY), "2020-09")
    assert rural.basis == "inferred"
    assert {warning.code for answer in rural.old for warning in answer.warnings} == {
        "inferred_value",
        "assumed:district",
        "assumed:property",
    }


def test_price_subsidies_are_not_in_the_sums(dalian: Standards) -> None:
    found = arrears(FAMILY, dalian.on(JULY), JULY)
    assert {line.programme for month in found.months for line in month.lines} == {"dibao"}
    assert found.complete


def test_what_nobody_knows_is_left_out_of_both_sums(dalian: Standards) -> None:
    tekun = Household("urban", persons=(Person(status=("tekun",), self_care="wholly"),))
    found = arrears(tekun, dalian.on(JULY), JULY)
    assert not found.complete
    assert (found.owed, found.paid, found.basis) == (150_000, 145_000, "inferred")


def test_a_care_allowance_set_by_hand_counts_on_both_sides(dalian: Standards) -> None:
    """It stands in the old table too, for no notice there has one; a standard set by hand is the new one only."""
    tekun = Household("urban", persons=(Person(status=("tekun",), self_care="wholly"),))
    by_hand = Notice("--set", {"en": "set by hand"}, JULY)
    values = [Value("tekun.care_wholly", 60_000, by_hand), Value("tekun.urban", 160_000, by_hand)]
    found = arrears(tekun, dalian.on(JULY).overriding(values), JULY)
    assert (found.owed, found.paid) == (220_000, 205_000)


def test_no_old_table_is_needed_where_every_payment_is_stated(dalian: Standards) -> None:
    first = dalian.first_month
    assert arrears(FAMILY, dalian.on(first), first, {first: 70_000}).underpaid == 11_000  # 670 × 3 − 1200 = 810
    with pytest.raises(InputError):
        arrears(FAMILY, dalian.on(first), first)


@given(
    st.builds(
        lambda area, members, income: Household(area, members, income=income),
        st.sampled_from(["urban", "rural"]),
        st.integers(1, 6),
        st.integers(0, 500_000),
    ),
    st.dictionaries(st.integers(0, 17).map(JULY.plus), st.integers(0, 300_000), min_size=18, max_size=18),
)
@settings(max_examples=40, deadline=None)
def test_a_range_is_the_sum_of_its_months(household: Household, paid: dict[Month, int]) -> None:
    table = STANDARDS.on(JULY)
    whole = arrears(household, table, max(paid), paid)
    months = [arrears(household, table.at(month), month, {month: paid[month]}) for month in sorted(paid)]
    assert whole.months == tuple(month.months[0] for month in months)
    differences = [month.months[0].difference for month in months]
    if None in differences:  # a part of what is due is not known: no difference is claimed for the whole either
        assert (whole.underpaid, whole.overpaid) == (None, None)
        assert not whole.complete
        return
    assert whole.underpaid == sum(month.underpaid or 0 for month in months)
    assert whole.overpaid == sum(month.overpaid or 0 for month in months)
    assert whole.underpaid - whole.overpaid == whole.owed - whole.paid


KEPT = Household("urban", persons=(Person(status=("tekun",), abilities_lost=5),))
"""A tekun person whose care allowance is due, of an amount that nobody here knows."""


def test_one_sum_against_an_unknown_part_is_no_difference(dalian: Standards) -> None:
    paid = {JULY: 174_000, JULY.plus(1): 150_000}
    found = arrears(KEPT, dalian.on(JULY), JULY.plus(2), paid)
    assert [month.difference for month in found.months] == [None, None, found.months[2].owed - found.months[2].paid]
    assert (found.underpaid, found.overpaid, found.complete) == (None, None, False)


def test_a_care_allowance_that_was_never_assessed_is_an_unknown_part(dalian: Standards) -> None:
    unassessed = KEPT._replace(persons=(Person(status=("tekun",)),))
    found = arrears(unassessed, dalian.on(JULY), JULY, {JULY: 174_000})
    assert (found.underpaid, found.overpaid, found.complete) == (None, None, False)


def test_no_difference_is_claimed_in_any_format(dibao: Cli) -> None:
    person = ("--area", "urban", "--person", "status=tekun,abilities_lost=5", "--from", "2020-07", "--to", "2020-07")
    given = ("arrears", *person, "--paid", "2020-07=1740")
    record = json.loads(dibao(*given, "-f", "json").out)
    for part in (record, record["months"][0]):
        assert (part["underpaid"], part["overpaid"], part["complete"]) == (None, None, False)
    for row in csv.DictReader(io.StringIO(dibao(*given, "-f", "csv").out)):
        assert (row["underpaid"], row["overpaid"]) == ("", "")
        assert row["notes"] == "incomplete missing:tekun.care_wholly"
    for form in ("table", "markdown", "html"):
        text = dibao(*given, "-f", form).out
        assert "240.00" not in text
        assert "No difference is claimed" in " ".join(text.split())


ARGUMENTS = ("arrears", "--area", "urban", "--members", "3", "--income", "1200", "--from", "2020-07")


def test_on_the_command_line(dibao: Cli) -> None:
    result = dibao(*ARGUMENTS, "--to", "2020-08", "--paid", "2020-08=1,080.00", "-f", "tsv", "--totals")
    assert result.code == 0
    assert result.out.splitlines() == [
        "month\tregion\towed\tpaid\tpaid_as\tunderpaid\toverpaid\tbasis\tnotes\tknown_owed\tknown_paid\tknown_underpaid\tknown_overpaid",
        "2020-07\tdalian\t1050.00\t960.00\told_standards\t90.00\t0.00\treported\tassumed:property\t\t\t\t",
        "2020-08\tdalian\t1050.00\t1080.00\tstated\t0.00\t30.00\tpublished\tassumed:property\t\t\t\t",
        "total\tdalian\t2100.00\t2040.00\t\t90.00\t30.00\treported\tassumed:property\t\t\t\t",
    ]


def test_an_overpayment_is_said_in_words(dibao: Cli) -> None:
    text = dibao(*ARGUMENTS, "--to", "2020-08", "--paid", "2020-08=1080", "-f", "markdown").out
    assert "Still owed: 90.00." in text
    assert "Paid too much: 30.00. It is not taken off what is owed" in text


def test_the_record_has_every_month_and_programme(dibao: Cli) -> None:
    record = json.loads(dibao(*ARGUMENTS, "--to", "2020-08", "-f", "json").out)
    assert record["underpaid"] == "180.00"
    assert record["months"][0]["lines"] == [
        {"programme": "dibao", "person": None, "owed": "1050.00", "paid": "960.00", "formula": None}
    ]
    lines = dibao(*ARGUMENTS, "--to", "2020-08", "-f", "ndjson").out.splitlines()
    assert [json.loads(line)["month"] for line in lines] == ["2020-07", "2020-08"]
