"""A hint never leads the wrong way, and what a message offers can be typed as it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pytest
from conftest import Cli

from dibao_cli.files.fields import HOUSEHOLD, OPPOSITES, PERSON, QUESTION, Field, by_name
from dibao_cli.files.households import read_field
from dibao_cli.rules.parameters import by_choice
from dibao_cli.rules.problems import InputError, nearest_name, one_meant
from dibao_cli.words import _, use_language
from dibao_cli.words.households import CHOICES

FIELDS: dict[str, Field] = {
    f"{place}.{name}": field
    for place, fields in (("household", HOUSEHOLD), ("person", PERSON), ("question", QUESTION))
    for name, field in fields.items()
    if field.choices and field.kind in ("choice", "choices", "yes_no")
}
NEGATIONS = ("不", "非", "没", "没有", "未", "不是", "not ", "non-", "un")


def hint(field: Field, text: str) -> str | None:
    """What is proposed for a text; None where it is understood as it stands."""
    try:
        read_field(field, text)
    except InputError as refused:
        return str(refused.problems[0].details.get("nearest", ""))
    return None


def distance(one: str, other: str) -> int:
    """The least number of signs to change, add or leave out (Levenshtein)."""
    row = list(range(len(other) + 1))
    for n, a in enumerate(one, 1):
        before, row = row, [n]
        for m, b in enumerate(other, 1):
            row.append(min(before[m] + 1, row[-1] + 1, before[m - 1] + (a != b)))
    return row[-1]


def misspellings(spelling: str, others: Mapping[str, str]) -> Iterator[str]:
    """Slips of the pen, and what lies between two choices: the beginning of the one with the end of the other."""
    for n in range(len(spelling)):
        yield spelling[:n] + spelling[n + 1 :]
        yield spelling[:n] + "口" + spelling[n + 1 :]
        yield spelling[:n] + "口口" + spelling[n + 1 :]
        yield spelling[:n] + "口" + spelling[n:]
    for other in others:
        middle = len(spelling) // 2
        yield spelling[:middle] + other[len(other) // 2 :]
        yield other[: len(other) // 2] + spelling[middle:]


@pytest.mark.parametrize("name", FIELDS)
def test_a_choice_is_proposed_only_for_one_slip_or_its_own_beginning(name: str) -> None:
    field = FIELDS[name]
    spellings = by_choice(field.choices)
    for spelling in spellings:
        for typed in misspellings(spelling, spellings):
            found = hint(field, typed)
            if not found:
                continue
            assert field.kind != "yes_no", (typed, found)
            assert found.startswith(typed.strip().lower()) or distance(typed.strip().lower(), found) == 1, (
                typed,
                found,
            )
            begun = {spellings[s] for s in spellings if s.startswith(typed)}
            assert begun <= {spellings[found]}, (typed, found)


@pytest.mark.parametrize("name", FIELDS)
def test_the_negation_of_a_choice_never_proposes_that_choice(name: str) -> None:
    field = FIELDS[name]
    spellings = by_choice(field.choices)
    for spelling, meaning in spellings.items():
        for negation in NEGATIONS:
            found = hint(field, negation + spelling)
            assert not found or spellings[found] != meaning, (negation + spelling, found)


def test_no_slip_turns_one_choice_into_another() -> None:
    """Every spelling of a choice, taken as a slip of another choice's, is left alone."""
    for name, field in FIELDS.items():
        spellings = by_choice(field.choices)
        for spelling, meaning in spellings.items():
            others = {other: code for other, code in spellings.items() if code != meaning}
            found = one_meant(spelling, others)
            assert not found or found.startswith(spelling), (name, spelling, found)


@pytest.mark.parametrize("fields", [HOUSEHOLD, PERSON, QUESTION], ids=["household", "person", "question"])
def test_no_field_is_proposed_for_its_opposite(fields: dict[str, Field]) -> None:
    names = by_name(fields)
    for spelling in names:
        for word in (
            *(n + spelling for n in NEGATIONS),
            spelling.replace("cannot_", ""),
            spelling.replace("low_", "high_"),
        ):
            found = nearest_name(word, names)
            assert not found or word == spelling or found != spelling, (word, found)
        for negated in ("无法", "不能", "不"):
            without = spelling.replace(negated, "")
            assert without == spelling or nearest_name(without, names) != spelling


def test_a_name_that_says_the_opposite_is_explained_and_never_read(dibao: Cli) -> None:
    for name, field in OPPOSITES.items():
        result = dibao("calc", "-", stdin=f'area = "urban"\n"{name}" = "否"\n[[persons]]\n"{name}" = "否"\n')
        assert (result.code, result.out) == (1, "")
        assert "[opposite_field]" in result.err
        aliases = {**PERSON, **HOUSEHOLD}[field].aliases
        assert any(own in result.err for own in (field, *aliases)), name


@pytest.mark.parametrize(
    ("typed", "person"),
    [
        ("类别=特困,自理能力=全部丧失", "wholly"),
        ("类别=特困,自理能力=半护理", "partly"),
        ("类别=事实无人抚养", "unsupported_child"),
    ],
)
def test_words_of_the_office_are_understood(dibao: Cli, typed: str, person: str) -> None:
    result = dibao("calc", "--area", "城市", "--person", typed, "-f", "json")
    assert f'"{person}"' in result.out


def test_a_word_that_is_no_field_is_not_taken_for_one(dibao: Cli) -> None:
    result = dibao("calc", "--area", "城市", "--person", "户主=张三")
    assert (result.code, "Did you mean" in result.err) == (2, False)


def test_what_a_chinese_message_offers_is_understood_when_typed() -> None:
    use_language("zh")
    try:
        for name, field in FIELDS.items():
            labels = CHOICES.get(name.split(".")[1], {})
            assert {_(*label): by_choice(field.choices).get(_(*label).lower()) for label in labels.values()} == {
                _(*label): code for code, label in labels.items()
            }
    finally:
        use_language("en")


@pytest.mark.parametrize(
    "person",
    [
        "类别=事实无人抚养儿童,养育方式=散居",
        "类别=精简退职",
        "类别=孤儿",
        "类别=亲友",
        "年龄=30,类别=孤儿,养育方式=散居",
    ],
)
def test_a_chinese_message_names_values_in_chinese(dibao: Cli, person: str) -> None:
    """Besides the option and the code in brackets, no English word stands in it."""
    result = dibao("calc", "--area", "城市", "--person", person, "--lang", "zh")
    assert result.code == 2
    text = result.err.replace("dibao:", "").replace("--person 1", "").rpartition("[")[0]
    assert not [word for word in text.split() if word.isascii() and any(sign.isalpha() for sign in word)], text


def test_a_missing_tier_names_the_tiers(dibao: Cli) -> None:
    assert "full, 70, 40, hardship" in dibao("calc", "--area", "urban", "--person", "status=retiree").err


@pytest.mark.parametrize(
    "roster",
    [
        b'{"area":"urban"}\n{"area":"rural"}\n',
        "户号,城乡,区县,月收入\n1,农村,庄河,300\n".encode(),
        "户号\t城乡\t月收入\n1\t农村\t300\n".encode("gb18030"),
        b"PK\x03\x04rest",
        b"PAR1rest",
    ],
    ids=["ndjson", "csv", "tsv", "xlsx", "parquet"],
)
def test_a_roster_in_place_of_a_household_is_known_as_one(dibao: Cli, roster: bytes) -> None:
    result = dibao("calc", "-", stdin=roster)
    assert (result.code, result.out) == (1, "")
    assert "dibao batch" in result.err and "[is_a_roster]" in result.err
