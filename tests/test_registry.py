"""The registry of parameters and fields: nothing in it lacks a name, a meaning or a unit, and all agrees."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomli
from conftest import Cli
from hypothesis import given
from hypothesis import strategies as st

from dibao_cli.commands.completion import offers
from dibao_cli.commands.option_groups import TableOptions
from dibao_cli.files.document import parse_toml, quoted, toml_key
from dibao_cli.files.fields import GROUPS, INNER
from dibao_cli.files.folders import load_standards
from dibao_cli.files.households import read_facts
from dibao_cli.files.kind_schemas import KIND_SCHEMAS
from dibao_cli.files.kinds import KINDS, as_toml, content_text, example
from dibao_cli.files.notice_head import NOTICE_KEYS
from dibao_cli.files.notices import AMOUNT_KEYS, VALUE_KEYS, read_notice
from dibao_cli.files.roster_fields import FIELDS
from dibao_cli.files.schema import schema_text
from dibao_cli.files.values import content_from_text
from dibao_cli.rules.amounts import MONTHS, Amount, PaymentRule
from dibao_cli.rules.money import Rounding
from dibao_cli.rules.notice import Grade, Notice, OfClass, Value
from dibao_cli.rules.parameters import (
    AREAS,
    DIRECTIONS,
    ONE_OFF_PER,
    ONE_OFF_STATUSES,
    PARAMETERS,
    ROUNDING_WHEN,
    YES_NO,
    by_choice,
    key_parts,
)
from dibao_cli.rules.problems import InputError, Problem
from dibao_cli.rules.standards import Standards
from dibao_cli.show.explanations import explanation
from dibao_cli.words import fields as field_words
from dibao_cli.words import parameters as parameter_words
from dibao_cli.words import use_language
from dibao_cli.words.households import CHOICES as FIELD_CHOICES
from dibao_cli.words.notices import CHOICES, FIGURE, NOTICE, UNITS, law_text
from dibao_cli.words.problems import EXPECTED

NUMBERS = {"yuan", "percent", "factor", "count", "amounts", "incomes", "percents", "yuan_by_class", "percent_by_class"}
ROOT = Path(__file__).parent.parent


def test_every_parameter_has_a_name_and_a_meaning() -> None:
    assert list(parameter_words.PARAMETERS) == list(PARAMETERS)
    labels = [label for label, _ in parameter_words.PARAMETERS.values()]
    assert len(set(labels)) == len(labels)
    assert not [
        key for key, (label, meaning) in parameter_words.PARAMETERS.items() if not label[0] or meaning[0][-1] != "."
    ]


def test_every_field_has_a_name_and_a_meaning() -> None:
    for group, fields in GROUPS.items():
        assert set(fields) <= set(field_words.GROUPS[group]), group
    assert set(FIELDS) <= set(field_words.GROUPS["roster"])
    told = [texts for group in field_words.GROUPS.values() for texts in group.values()]
    assert not [texts for texts in told if not texts[0][0] or texts[1][0][-1] != "."]


def test_what_is_a_number_has_a_unit_and_every_unit_a_name() -> None:
    fields = [field for each in (FIELDS, *GROUPS.values()) for field in each.values()]
    kinds = [(of.kind, of.unit) for of in PARAMETERS.values()] + [(str(of.kind), of.unit) for of in fields]
    assert {kind for kind, unit in kinds if (kind in NUMBERS) != bool(unit)} == set()
    assert {unit for _, unit in kinds if unit} == set(UNITS)


def test_a_law_is_named_with_its_article_or_as_a_whole() -> None:
    laws = {of.law for of in PARAMETERS.values() if of.law}
    assert {law_text("民发〔2021〕57号 13"), law_text("特困人员认定办法")} <= set(map(law_text, laws))
    assert all(not article or article.isdecimal() for law in laws for article in law.split(" ")[1:])


def test_every_kind_has_a_name_and_every_choice_too() -> None:
    used: set[str] = {of.kind for of in PARAMETERS.values()}
    used |= {field.kind for each in (*GROUPS.values(), FIELDS) for field in each.values()}
    assert used == set(KINDS) == set(KIND_SCHEMAS) <= set(EXPECTED)
    assert set(INNER.values()) <= set(GROUPS)
    codes = {code for of in PARAMETERS.values() for code in of.choices}
    lists = (DIRECTIONS, ROUNDING_WHEN, ONE_OFF_PER, ONE_OFF_STATUSES, MONTHS, AREAS, YES_NO)
    assert codes.union(*lists) == set(CHOICES)
    for name, field in {**GROUPS["household"], **GROUPS["person"]}.items():
        if field.kind in ("choice", "choices", "disability"):
            assert set(field.choices) == set(FIELD_CHOICES[name])
            assert all(any(not s.isascii() for s in spellings) for spellings in field.choices.values()), name


def test_every_key_of_a_notice_has_a_meaning() -> None:
    assert set(NOTICE) == set(NOTICE_KEYS)
    assert set(FIGURE) == {*VALUE_KEYS, *AMOUNT_KEYS}


def test_every_example_is_understood_by_every_name(dalian: Standards) -> None:
    there = dalian.region._replace(names={"hardship": {"重病重残": ()}})
    for group, fields in GROUPS.items():
        for name, field in fields.items():
            if field.kind in INNER:
                continue
            for spelling in (name, *field.aliases):
                raw = parse_toml(f"{toml_key(spelling)} = {example(field)}", "a.toml").data
                told, problems = read_facts(raw, fields, lambda code, *_: Problem(code), there)
                assert (list(told), problems) == ([name] if told else [], []), f"{group}: {spelling}"
                assert told or name == "status"  # its example, the ordinary member, is no status


fen = st.integers(1, 10**9)
roundings = st.builds(
    lambda unit, direction: Rounding(unit, direction), st.integers(1, 10**5), st.sampled_from(list(DIRECTIONS))
)
by_the_year = st.builds(
    lambda fen, per, rounding: Amount(fen, per, rounding=rounding),
    fen,
    st.sampled_from(list(MONTHS)[1:]),
    st.none() | roundings,
)
shares = st.builds(
    lambda **told: Amount(**told),
    per=st.sampled_from(list(MONTHS)),
    share=st.integers(0, 100_000),
    of=st.sampled_from(["dibao", "minimum_wage.monthly", "tekun.care_self"]),
    when=st.sampled_from(["current", "year_earlier"]),
    plus=st.integers(0, 10**6),
    rounding=st.none() | roundings,
    as_factor=st.booleans(),
)


@st.composite
def payment_rules(draw: st.DrawFn) -> PaymentRule:
    period = draw(st.sampled_from(list(MONTHS)))
    return PaymentRule(
        period,  # type: ignore[arg-type]  # one of them
        draw(st.sampled_from([per for per in MONTHS if MONTHS[per] >= MONTHS[period]])),
        draw(st.lists(st.sampled_from(["dibao", "tekun", "orphan"]), unique=True).map(tuple)),
        draw(st.sampled_from(["", *AREAS])),
        draw(
            st.just(())
            | st.lists(st.integers(1, 12), min_size=12 // MONTHS[period], max_size=12 // MONTHS[period]).map(tuple)
        ),
        draw(st.booleans()),
    )


CONTENT: dict[str, st.SearchStrategy[object]] = {
    "yuan": fen | by_the_year | shares,
    "yuan_by_class": st.lists(
        st.tuples(st.sampled_from("ABC"), fen | by_the_year | shares), min_size=1, unique_by=lambda one: one[0]
    ).map(lambda told: tuple(OfClass(*one) for one in told)),
    "percent_by_class": st.lists(
        st.tuples(st.sampled_from("ABC"), st.integers(0, 10_000)), min_size=1, unique_by=lambda one: one[0]
    ).map(lambda told: tuple(OfClass(*one) for one in told)),
    "payment": st.lists(payment_rules(), min_size=1).map(tuple),
    "grades": st.lists(
        st.builds(
            Grade,
            st.sampled_from(["一档", "失能", "a b"]),
            st.sampled_from(["", "grade one"]),
            st.none() | st.tuples(st.integers(0, 3), st.integers(3, 6)),
        ),
        min_size=1,
        unique_by=lambda grade: grade.name,
    ).map(tuple),
    "percent": st.integers(0, 100_000),
    "factor": st.integers(0, 1_000_000),
    "count": st.integers(0, 9_999),
    "rounding": st.builds(
        Rounding, st.integers(1, 10**5), st.sampled_from(list(DIRECTIONS)), st.sampled_from(list(ROUNDING_WHEN))
    ),
    "bands": st.lists(
        st.tuples(st.integers(0, 10_000), st.integers(0, 999), st.integers(1, 999)),
        min_size=1,
        unique_by=lambda b: b[0],
    ).map(lambda bands: tuple(sorted(bands))),
}


@given(st.data())
def test_what_is_written_is_read_as_the_same(data: st.DataObject) -> None:
    """As text after `--set`, and as TOML in a notice, for every key."""
    standards = load_standards("dalian")
    key = data.draw(st.sampled_from(list(PARAMETERS)))
    parameter = PARAMETERS[key]
    codes = list(parameter.choices)
    content = data.draw(
        st.sampled_from(codes)
        if parameter.kind == "choice"
        else st.lists(st.sampled_from(codes), min_size=1, unique=True).map(tuple)
        if parameter.kind == "choices"
        else CONTENT[parameter.kind]
    )
    value = Value(key, content, standards.notices[0])  # type: ignore[arg-type]  # drawn by its kind
    assert content_from_text(key, content_text(value), "a") == content
    table, _, name = key.partition(".")
    text = f'[notice]\ntitle = "a"\neffective = 2020-07-01\nsource = "b"\n[{table}]\n{name} = {as_toml(value)}\n'
    [read] = read_notice(text.encode(), "a.toml", standards.region).values
    assert read.content == content


@given(st.text())
def test_any_text_and_key_is_written_as_toml(text: str) -> None:
    if text.isprintable():
        assert tomli.loads(f"{toml_key(text)} = {quoted(text)}") == {text: text}


@pytest.mark.parametrize("language", ["en", "zh"])
def test_schemas_explain_and_stay_small(dibao: Cli, language: str) -> None:
    for name in ("household", "notice", "roster", "assessment"):
        text = dibao("--lang", language, "schema", name).out
        assert len(text.encode()) < 110_000
    notice = dibao("--lang", language, "schema", "notice").out
    assert {"en": "Urban dibao standard", "zh": "城市低保标准"}[language] in notice
    assert len(schema_text("notice")) < len(notice)


def test_an_explanation_names_unit_and_law() -> None:
    assert explanation("household", "income").endswith("(yuan per month; 民发〔2021〕57号, art. 13)")
    assert explanation("parameter", "gradual_exit.months").endswith("(months)")
    use_language("zh")
    assert explanation("parameter", "dibao.urban").startswith("城市低保标准：")
    use_language("en")


# where people read keys and choices


@pytest.mark.parametrize("arguments", [("show", "tekun"), ("diff",), ("diff", "2020-02", "2020-03")], ids=" ".join)
def test_people_read_names_and_programs_read_keys(dibao: Cli, arguments: tuple[str, ...]) -> None:
    told = dibao("standards", *arguments, "-f", "tsv").out.splitlines()[1:]
    keys = [line.split("\t")[0] for line in told]
    assert keys
    assert {key_parts(key.replace("_by_district.", "@"))[0] for key in keys} <= set(PARAMETERS)
    table = dibao("--lang", "zh", "standards", *arguments, "-f", "markdown").out
    assert all(f"（{key}）" in table for key in keys)


def test_a_finding_and_a_refusal_name_the_key(dibao: Cli, tmp_path: Path) -> None:
    head = (
        '[notice]\ntitle = "a"\nissuer = "b"\neffective = 2026-07-01\nsource = "c, 2026-07-01"\nchecked = 2026-07-01\n'
    )
    (tmp_path / "2026-07-01-a.toml").write_text(head + '[dibao]\nurban = "x"\n', "utf-8")
    checked = dibao("--lang", "zh", "standards", "check", str(tmp_path))
    refused = dibao("--lang", "zh", "calc", "--area", "urban", "--standards", str(tmp_path))
    assert "城市低保标准（dibao.urban）" in checked.out
    assert "城市低保标准（dibao.urban）" in refused.err


def test_choices_are_listed_in_the_readers_language_in_words_that_are_understood(dibao: Cli) -> None:
    for group, flag in (("household", "--{}"), ("person", "--person")):
        for name, field in GROUPS[group].items():
            if field.kind not in ("choice", "choices"):
                continue
            told = (flag.format(name), "?") if group == "household" else ("--area", "urban", flag, f"{name}=?")
            error = dibao("--lang", "zh", "calc", *told).err
            labels = [FIELD_CHOICES[name][code][1] for code in field.choices]
            assert all(label in error for label in labels)
            assert list(map(by_choice(field.choices).get, labels)) == list(field.choices)
            assert ", ".join(field.choices) in dibao("calc", *told).err


def test_completion_says_what_a_key_and_a_field_are() -> None:
    assert ("dibao.urban=", "Urban dibao standard") in offers("set", TableOptions(), "dibao.ur")
    assert ("age=", "Age") in offers("person", TableOptions(), "ag")
    assert ("care=dispersed", "at home or in a family") in offers("person", TableOptions(), "care=d")
    use_language("zh")
    assert ("age=9,care=", "供养方式") in offers("person", TableOptions(), "age=9,car")
    use_language("en")


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_draft_explains_every_key_in_lines_that_can_be_reviewed(dibao: Cli, language: str, dalian: Standards) -> None:
    text = dibao("--lang", language, "standards", "new", "2026-07-01", "-o", "-").out
    use_language(language)
    assert all(f"# {explanation('parameter', key)}\n" in text for key in PARAMETERS)
    use_language("en")
    assert max(map(len, text.splitlines())) <= 200
    figures = [line.removeprefix("# ") for line in text.splitlines() if line.startswith("# ") and "  # " in line]
    assert len(figures) > 30
    assert tomli.loads(text)["sources"] == {}


# named sources

HEAD = '[notice]\ntitle = "a"\nissuer = "b"\neffective = 2026-07-01\nchecked = 2026-07-01\n'
SOURCES = """
[sources]
A4 = { en = "Daily copy, 2020-06-01", zh = "日报，转载，2020-06-01", url = "https://example.org/1" }
A10 = "Provincial notice of 2020-05-08"
"""


def notice_of(text: str, standards: Standards) -> tuple[Notice, dict[str, Value]]:
    found = read_notice(text.encode(), "a.toml", standards.region)
    return found.notice, {value.key: value for value in found.values}


def test_a_source_is_named_once_and_referred_to(dalian: Standards) -> None:
    figures = """
[dibao]
urban = { value = 1, source = "A4" }
rural = { value = 1, source = ["A4", "A10"] }
minimum = { value = 1, source = "a text of its own, 2020-06-01" }
"""
    notice, values = notice_of(HEAD + 'source = "A10"\n' + SOURCES + figures, dalian)
    a4 = {
        "en": "A4: Daily copy, 2020-06-01, https://example.org/1",
        "zh": "A4：日报，转载，2020-06-01，https://example.org/1",
    }
    assert notice.source == {"en": "A10: Provincial notice of 2020-05-08", "zh": "A10：Provincial notice of 2020-05-08"}
    assert values["dibao.urban"].source == a4
    assert values["dibao.rural"].source["en"] == f"{a4['en']}; {notice.source['en']}"
    assert values["dibao.rural"].source["zh"] == f"{a4['zh']}；{notice.source['zh']}"
    assert values["dibao.minimum"].source == dict.fromkeys(("en", "zh"), "a text of its own, 2020-06-01")


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ('"A5"', "unknown_source"),
        ('["A4", "A5"]', "unknown_source"),
        ("[]", "needed_key"),
        ("[1]", "wrong_type"),
        ("1", "wrong_type"),
    ],
)
def test_a_source_that_is_not_named_is_an_error(source: str, code: str, dalian: Standards) -> None:
    with pytest.raises(InputError) as refused:
        notice_of(f"{HEAD}source = {source}\n{SOURCES}[dibao]\nurban = 1\n", dalian)
    assert [problem.code for problem in refused.value.problems] == [code]


def test_without_named_sources_a_single_word_is_a_text(dalian: Standards) -> None:
    notice, _values = notice_of(f'{HEAD}source = "A5"\n[dibao]\nurban = 1\n', dalian)
    assert notice.source == {"en": "A5", "zh": "A5"}
