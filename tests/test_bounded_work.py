"""Work grows with the length of an input and no faster: counted in steps of the program, never in seconds."""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from conftest import Cli
from fuzz.inputs import options_of_commands

from dibao_cli.files.document import Document, parse
from dibao_cli.files.fields import CHANGE, GRADUAL_EXIT, HOUSEHOLD, PERSON, QUESTION, Field, by_name
from dibao_cli.files.households import from_document
from dibao_cli.files.limits import LARGEST_FILE
from dibao_cli.files.loose_reader import LONGEST_TEXT
from dibao_cli.files.notice_head import NOTICE_KEYS
from dibao_cli.files.notices import read_notice
from dibao_cli.files.price_index_file import read_indices
from dibao_cli.files.regions import read_region
from dibao_cli.files.roster_fields import field_of, looks_like
from dibao_cli.rules.parameters import PARAMETERS
from dibao_cli.rules.problems import InputError, nearest, nearest_name
from dibao_cli.rules.standards import Standards
from dibao_cli.show.width import fold

PACKAGE = Path(__file__).parent.parent / "dibao_cli"

WORST = (
    "-",
    " ",
    "\u3000",
    "9",
    "9,",
    "1.",
    "一",
    "(",
    "（ ",
    "=",
    "a=",
    "=*",
    "a,",
    "+",
    "人",
    "级",
    "2级",
    "元",
    "1/",
    ":",
    "%",
    "\\",
    '"',
)
"""What searches that go back and try again stumble over, to be repeated."""


def steps(run: Callable[[], object]) -> int:
    """How many lines run of the program and of Python's own library; what is refused has been read too."""
    count = 0

    def trace(frame: FrameType, event: str, _ignored: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace if event != "call" or "site-packages" not in frame.f_code.co_filename else None

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    except InputError:
        pass
    finally:
        sys.settrace(before)
    return count


def grows_no_faster_than_its_length(run: Callable[[int], object], length: int, allowed: int = 500) -> bool:
    """Whether twice the length takes at most twice the steps (and a few more, which do not depend on it)."""
    run_once = steps(lambda: run(length))
    return steps(lambda: run(2 * length)) <= 2.1 * run_once + allowed


def filled(unit: str, length: int, end: str = "x") -> str:
    """A text of that length, which fails at its very end."""
    return (unit * (length // len(unit) + 1))[: length - len(end)] + end


# each field, key and option


def fields() -> Iterator[tuple[str, Callable[[str], Mapping[str, object]], Field]]:
    """Every field with the household that a text of it makes."""
    for name, field in HOUSEHOLD.items():
        yield name, lambda text, name=name: {"area": "urban", name: text}, field  # type: ignore[misc]  # name is bound
    for name, field in PERSON.items():
        yield name, lambda text, name=name: {"area": "urban", "persons": [{name: text}]}, field  # type: ignore[misc]
    for table, known in (("gradual_exit", GRADUAL_EXIT), ("question", QUESTION)):
        for name, field in known.items():
            yield name, lambda text, name=name, table=table: {"area": "urban", table: {name: text}}, field  # type: ignore[misc]
    for name, field in CHANGE.items():
        yield name, lambda text, name=name: {"area": "urban", "change": [{"from": "2020-01", name: text}]}, field  # type: ignore[misc]


@pytest.mark.thorough
def test_every_field_of_a_household_is_read_in_time_of_its_length(dalian: Standards) -> None:
    for name, household, field in fields():
        for unit in WORST:
            for end in ("x", ""):

                def read(length: int, unit: str = unit, end: str = end, household: Any = household) -> None:
                    from_document(Document("f", "", household(filled(unit, length, end))), dalian.region)

                assert grows_no_faster_than_its_length(read, LONGEST_TEXT // 2), (name, field.kind, unit)


def test_a_field_of_a_million_signs_costs_no_more_than_one_of_a_thousand(dalian: Standards) -> None:
    for _name, household, _field in fields():

        def read(length: int, household: Any = household) -> None:
            from_document(Document("f", "", household(filled("- ", length))), dalian.region)

        steps(lambda: read(1_001))  # what is imported at the first time counts for neither
        assert steps(lambda: read(1_000_000)) <= steps(lambda: read(1_001)) + 10


@pytest.mark.thorough
def test_every_key_of_a_notice_is_read_in_time_of_its_length(dalian: Standards) -> None:
    head = '[notice]\ntitle = "a"\neffective = 2020-01-01\nsource = "s"\n'
    places = [head + f"{key} = " for key in NOTICE_KEYS if key not in ("title", "effective", "source")]
    places += [head + f"[{key.partition('.')[0]}]\n{key.partition('.')[2]} = " for key in PARAMETERS]
    places += [head + '[index]\n"2020-01" = ', head + "[one_off.a]\nmonth = ", head + "[dibao]\nrural_by_district = "]
    for place in places:
        for unit in ("-", " ", "9,", "a=", "一"):

            def read(length: int, place: str = place, unit: str = unit) -> None:
                read_notice(f'{place}"{filled(unit, length)}"\n'.encode(), "a.toml", dalian.region)

            assert grows_no_faster_than_its_length(read, 2_000, allowed=2_000), (place, unit)


def test_a_ratio_of_a_region_is_read_in_time_of_its_length() -> None:
    for unit in ("=", "a=", "*", "a*", "2*", " ", "9", "×=", "= "):

        def read(length: int, unit: str = unit) -> None:
            text = f'[region]\nid = "a"\nname = "b"\n[[check]]\nthat = "{filled(unit, length)}"\nfrom = "2020-01"\n'
            read_region(text, "region.toml")

        assert grows_no_faster_than_its_length(read, 5_000, allowed=2_000), unit


@pytest.mark.thorough
def test_every_option_is_read_in_time_of_its_length(dibao: Cli) -> None:
    """By the command that has it first; an option of several commands is read by one function."""
    first = {
        c.name: (command, c) for command, choices in reversed(list(options_of_commands().items())) for c in choices
    }
    for command, choice in first.values():
        if choice.kind in ("switch", "either") or choice.name in ("output", "rejects"):
            continue

        def run(length: int, choice: Any = choice, command: Any = command) -> None:
            text = filled("1,=a ", length)
            told = (text,) if choice.kind == "file" else (f"{choice.flag}={text}",)
            assert dibao(*command, *told).code in (0, 1, 2)

        assert grows_no_faster_than_its_length(run, 4_000, allowed=4_000), (command, choice.name)


def test_a_heading_is_understood_in_time_of_its_length() -> None:
    for unit in (*WORST, "a(b)"):
        for end in ("x", ")"):
            for read in (field_of, looks_like):
                assert grows_no_faster_than_its_length(lambda n, u=unit, e=end: read(filled(u, n, e)), 20_000), unit  # type: ignore[misc]  # noqa: B023


def test_no_near_word_is_looked_for_where_none_can_be() -> None:
    assert nearest("dibao.rurla", PARAMETERS) == "dibao.rural"
    assert nearest("area " * 50_000, PARAMETERS) == ""
    assert steps(lambda: nearest("a" * 1_000_000, PARAMETERS)) < 10
    for unit in ("a_", "a-", " ", "income", "收入", "_"):
        assert grows_no_faster_than_its_length(lambda n, u=unit: nearest_name(filled(u, n), by_name(HOUSEHOLD)), 5_000)  # type: ignore[misc]
    assert nearest("area", ["area" + "x" * 100_000, "aera"]) == "aera"


# each file as a whole


def shapes(length: int) -> dict[str, str]:
    """Texts of about that length that are many of something."""
    count = length // 12
    return {
        "blanks after a bracket": "[" + " " * length,
        "brackets": "[" * length,
        "brackets of a value": "x = " + "[" * length,
        "keys": "".join(f"k{n} = 1\n" for n in range(count)),
        "few unknown keys": "".join(f"membres_{n} = 1\n" for n in range(min(count, 4_000))),
        "long keys": "".join(f"{'k' * 90}{n} = 1\n" for n in range(length // 100)),
        "dotted keys": "".join(f"{'a.' * 30}k{n} = 1\n" for n in range(length // 70)),
        "one dotted key": "a." * (length // 2) + "b = 1",
        "one dotted header": "[" + "a." * (length // 2) + "b]",
        "persons": "[[persons]]\n" * count,
        "wrong persons": "".join(f"[[persons]]\nx{n} = 1\n" for n in range(length // 20)),
        "tables": "".join(f"[t{n}]\n" for n in range(count)),
        "lines": "\n" * length,
        "blanks": " " * length,
        "signs": "=" * length,
        "digits": "x = " + "9" * length,
        "an open quotation": 'x = "' + "a" * length,
        "escapes": 'x = "' + "\\\\" * (length // 2) + '"',
        "entries": "x = [" + "1, " * (length // 3) + "]",
        "an inline table": "x = {" + ", ".join(f"a{n} = 1" for n in range(length // 14)) + "}",
        "indices": "[index]\n" + "".join(f"k{n} = {{ cpi = 1 }}\n" for n in range(min(length // 22, 4_000))),
        "JSON, deep": '{"a":' * (length // 5),
        "JSON, blanks": "{" + " " * length + "}",
        "JSON, blanks of a key": '{"' + " " * length + '": 1}',
        "JSON, keys": "{" + ",".join(f'"k{n}": 1' for n in range(count)) + "}",
        "JSON, unknown keys": "{" + ",".join(f'"membres_{n}": 1' for n in range(min(count, 4_000))) + "}",
        "JSON, halves": '{"a": "' + "\\ud83d" * (length // 6) + '"}',
        "JSON, deductions": '{"area": "urban", "deductions": {'
        + ",".join(f'"k{n}": "x"' for n in range(min(count, 4_000)))
        + "}}",
        "JSON, statuses": '{"area": "urban", "persons": [{"status": ["x"' + ',"orphna"' * min(count, 4_000) + "]}]}",
        "CSV, an open quotation": 'month,cpi\n"' + "a" * length,
        "CSV, one cell": "month,cpi\n2020-07," + "1" * length,
        "CSV, headings": "month" + ",x" * (length // 2),
        "CSV, rows": "month,cpi,food\n" + "2020-07,1,1\n" * count,
    }


READERS: dict[str, Callable[[str, Standards], object]] = {
    "household": lambda text, dalian: from_document(parse(text, "f"), dalian.region),
    "notice": lambda text, dalian: read_notice(text.encode(), "f", dalian.region),
    "region": lambda text, _dalian: read_region(text, "f"),
    "indices": lambda text, _dalian: read_indices(text, "f"),
}


@pytest.mark.thorough
@pytest.mark.parametrize("reader", READERS)
def test_every_file_is_read_in_time_of_its_length(reader: str, dalian: Standards) -> None:
    for name in shapes(0):
        read = READERS[reader]
        assert grows_no_faster_than_its_length(lambda n, name=name: read(shapes(n)[name], dalian), 6_000, 6_000), name  # type: ignore[misc]  # noqa: B023


@pytest.mark.thorough
@pytest.mark.parametrize("reader", READERS)
def test_every_file_of_the_largest_size_is_read_or_refused(reader: str, dalian: Standards) -> None:
    """What is no Python is not counted above; were it not linear, this would not end."""
    for name, text in shapes(LARGEST_FILE // 8).items():
        try:
            READERS[reader](text, dalian)
        except InputError as refused:
            assert len(refused.problems) <= 101, name


# regular expressions

LINEAR = {
    "commands/input_kinds.py": 1,  # one sign
    "files/file_names.py": 2,  # one sign; a longest length, from the beginning
    "show/xlsx.py": 1,  # a number from its beginning, each part of other signs than the next
    "words/codes.py": 1,  # one sign
    "files/delimited.py": 1,  # a number from its beginning, each part of other signs than the next
    "files/temporary.py": 2,  # fixed length
    "files/unfinished.py": 1,  # fixed length
    "roster/database.py": 1,  # digits, blanks, two or three letters, from the beginning
    "roster/duckdb_sql.py": 1,  # one sign
    "roster/plain_rows.py": 4,  # from the beginning, or up to the next quotation mark or bracket
    "roster/query_file.py": 1,  # one sign
    "roster/working.py": 1,  # one class of signs with nothing after it
    "show/text_table.py": 1,  # two signs
    "files/letters.py": 1,  # up to the next brace of either kind
    "show/paper.py": 3,  # names of functions; a letter and two digits, with or without a colon behind
    "words/paper.py": 3,  # an option of forty letters; two months; one sign between two others
    "words/parameters.py": 1,  # each part has a longest length
    "words/problems.py": 1,  # one class of signs with nothing after it
    "files/checks/figures.py": 3,  # each part has a longest length
    "files/checks/notices.py": 1,  # at the beginning of a name, of fixed length
    "files/checks/sources.py": 2,  # fixed length; one sign
    "files/document.py": 1,  # fixed length
    "files/loose_reader.py": 1,  # one character
    "files/households.py": 1,  # one sign
    "files/kinds.py": 1,  # one sign
    "files/bands.py": 1,  # blanks, then up to six digits, twice: where it fails it has nothing to try again
    "files/places.py": 1,  # up to the next quotation mark or sign, from where the last part ended
    "files/roster_fields.py": 2,  # tried again at each place, but only of headings of a hundred characters
    "roster/rows.py": 1,  # one sign
    "roster/signs.py": 2,  # one sign; a word
    "rules/rebuilt.py": 1,  # digits behind a mark of sixteen characters
    "roster/workbook.py": 2,  # up to the next quotation mark or bracket, of a thousand characters; fixed length
    "roster/columns.py": 1,  # one sign
    "roster/spark_session.py": 7,  # of what Java writes: words, and from the beginning of a line or of all on
    "roster/spark_task.py": 1,  # between two marks that only we write
    "roster/parsed_texts.py": 2,  # from the beginning; blanks after a digit, up to the next sign; two digits
}
"""How many regular expressions each file has, and why they are never tried again at each sign of a long text.

A new one needs the same look: no two repetitions beside each other that take the same signs (`.+?[-\\s]*`), and
none that may begin anywhere (`search`, `sub`, `finditer`) and run on before it fails.
"""


def test_every_regular_expression_was_looked_at() -> None:
    found: dict[str, int] = {}
    for file in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            if (
                isinstance(called, ast.Attribute)
                and isinstance(called.value, ast.Name)
                and called.value.id == "re"
                and called.attr != "escape"
            ):
                name = file.relative_to(PACKAGE).as_posix()
                found[name] = found.get(name, 0) + 1
    assert found == LINEAR


def test_notes_are_searched_for_calculations_in_time_of_their_length() -> None:
    """Ten kilobytes of what would be tried again at each sign; were it so, this would take minutes."""
    from dibao_cli.files.checks.figures import _calculations

    for unit in ("1", "1,", " ", "(", "1×", "1 ", "1(", "× ", "1×2020 ", "2 × a", "元", "1的", "的 ", "(1", "÷", "1÷"):
        list(_calculations(filled(unit, 10_000)))
    assert list(_calculations("2.0 × the urban standard, 720; 720的2倍; 580 ÷ 1.07, 1,200 (a month) * 2")) == [
        ("2.0 × the urban standard, 720", 144_000),
        ("1,200 (a month) * 2", 240_000),
        ("720的2倍", 144_000),
        ("580 ÷ 1.07", 54_206),
    ]


@pytest.mark.thorough
def test_a_word_of_any_length_is_folded_in_time_of_its_length() -> None:
    for unit in ("a", "一", "a/", "（", "\u0301", "👨‍👩‍👧", "，"):
        assert grows_no_faster_than_its_length(lambda n, unit=unit: fold(unit * n, 60, 2, 4), 3_000), unit  # type: ignore[misc]
    assert fold("a" * 130, 60, 2, 4) == ["  " + "a" * 58, "    " + "a" * 56, "    " + "a" * 16]
    assert fold("see https://a.b/" + "c" * 70, 40) == ["see", "https://a.b/", "c" * 40, "c" * 30]
