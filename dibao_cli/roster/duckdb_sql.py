"""What is DuckDB's own in the chain, kept together: another engine has to say these things in its own words.

The steps themselves (`row_steps`, `household_steps`, `amount_steps`, `result_steps`) are SQL that other engines
understand, and so are `cause_path`, `budget_effect`, `output_columns` and `delimited_cells`, apart from what they take
from here, from `sql` (whole-number division) and from `id_number`. A test lists what they must not say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

PLAIN_AMOUNT = r"[0-9]{1,9}(\.[0-9]{1,2})?"
"""What SQL itself takes for an amount; whatever else may be one is read by `money.parse_yuan`."""


PLAIN_AGE = "[1-9]?[0-9]"
"""What SQL itself takes for an age; whatever else may be one is read with the other facts of a person."""


def quoted(text: object) -> str:
    """A text as SQL. The only place where a quotation mark is doubled."""
    return "'" + str(text).replace("'", "''") + "'"


def quoted_pattern(path: Path | str) -> str:
    """A path as SQL, for a file that is read: DuckDB takes such a name for a pattern."""
    return quoted(re.sub(r"[*?\[]", lambda match: f"[{match[0]}]", str(path)))


def quoted_name(name: str) -> str:
    """The name of a column as SQL, whatever it is made of."""
    return '"' + name.replace('"', '""') + '"'


def characters(text: str) -> str:
    """A text of control characters as SQL that can be read."""
    return " || ".join(f"chr({ord(each)})" for each in text)


# lines, and the cells of a line


def lines_of(file: Path) -> str:
    """A table function over the lines of a clean file, in order, blank ones included."""
    return (
        f"read_csv({quoted_pattern(file)}, hive_partitioning = false, columns = {{'line': 'VARCHAR'}}, "
        "delim = chr(2), quote = '', escape = '', header = false, auto_detect = false, max_line_size = 8388608)"
    )


def numbered_lines(file: Path, first: int) -> str:
    """The lines of a file with their numbers."""
    return f"SELECT row_number() OVER () + {first - 1} AS row, line FROM {lines_of(file)}"


def starts_with(text: str, beginning: str) -> str:
    return f"starts_with({text}, {characters(beginning)})"


def repeated(text: str, times: int) -> str:
    return f"repeat({characters(text)}, {times})"


def ends_with(text: str, ending: str, times: int) -> str:
    """Whether a text ends with another so many times over."""
    return f"ends_with({text}, {repeated(ending, times)})"


def begins_with_any(text: str, beginnings: str) -> str:
    """Whether the first character of a text is one of these."""
    return f"unicode({text}) IN ({', '.join(str(ord(each)) for each in beginnings)})"


def without_mark(line: str) -> str:
    """A line without its first character."""
    return f"{line}[2:]"


def after_mark(line: str, end: str, place: int) -> str:
    """A cell, from 1, of a line that begins with a mark of one character."""
    return nth_part(without_mark(line), end, place)


NEAR = 100
"""Up to this place a cell is found quicker by a pattern that stops at it than by taking the whole line apart."""


def nth_part(text: str, separator: str, place: int) -> str:
    """A part of a text, from 1; blank where there are fewer."""
    if place > NEAR:
        return f"split_part({text}, {characters(separator)}, {place})"
    end = f"\\x{{{ord(separator):x}}}"
    return f"regexp_extract({text}, '^(?:[^{end}]*{end}){{{place - 1}}}([^{end}]*)', 1)"


def split(text: str, separator: str) -> str:
    """The list of the parts of a text."""
    return f"string_split({text}, {characters(separator)})"


def list_of(parts: Iterable[str]) -> str:
    return f"[{', '.join(parts)}]"


def part_of(cells: str, place: int) -> str:
    """A part of a list, from 0."""
    return f"{cells}[{place + 1}]"


def number_of_parts(cells: str) -> str:
    return f"len({cells})"


def holds_other_than(text: str, blanks: str) -> str:
    """Whether a text holds a character that is none of these: mostly the first tells."""
    first = ", ".join(str(ord(each)) for each in sorted(set(blanks)))
    return f"(unicode({text}) NOT IN ({first}, -1) OR regexp_matches({text}, {characters('[^' + blanks + ']')}))"


def trimmed(text: str) -> str:
    """A text without the blanks round it: every Unicode blank, which elsewhere must be named."""
    return f"trim({text})"


def fen(text: str) -> str:
    """The fen of an amount in yuan; NULL of what is no plain number. Most cells of most columns are blank."""
    amount = f"CAST(CAST({text} AS DECIMAL(11, 2)) * 100 AS BIGINT)"
    return f"CASE WHEN {text} = '' THEN NULL WHEN {matches(text, PLAIN_AMOUNT)} THEN {amount} END"


def years(text: str) -> str:
    """The whole years of a plain age; NULL of what is none. Most cells are blank."""
    return f"CASE WHEN {text} = '' THEN NULL WHEN {matches(text, PLAIN_AGE)} THEN CAST({text} AS INTEGER) END"


def finds(text: str, pattern: str) -> str:
    """Whether a part of a text is of a pattern."""
    return f"regexp_matches({text}, {quoted(pattern)})"


def matches(text: str, pattern: str) -> str:
    """Whether the whole of a text is of a pattern."""
    return f"regexp_full_match({text}, {quoted(pattern)})"


def contains(text: str, part: str) -> str:
    """Whether a text holds another."""
    return f"contains({text}, {part})"


def yuan(fen_of: str) -> str:
    """Fen as an exact number of yuan with two decimals."""
    return f"CAST({fen_of} AS DECIMAL(15, 0)) * CAST(0.01 AS DECIMAL(3, 2))"


# lists


def each_of(element: str, name: str, parts: str) -> str:
    """A list of what an expression makes of every element of another, in which it is called `name`."""
    return f"[{element} FOR {name} IN {parts}]"


def together(parts: str, separator: str) -> str:
    """The elements of a list as one text."""
    return f"array_to_string({parts}, {quoted(separator)})"


def words_of(text: str) -> str:
    """The list of the words of a text."""
    return f"string_split({text}, ' ')"


# tables


def all_columns_but(others: Mapping[str, str]) -> str:
    """Every column, some of them with another value."""
    return f"* REPLACE ({', '.join(f'{value} AS {name}' for name, value in others.items())})"


def attached(store: str, name: str) -> str:
    """A database in a file (or in memory), under a name."""
    return f"ATTACH {quoted(store)} AS {name}"


# sets

HASH = "UBIGINT"
"""The type of `short_hash`."""


def holds_bit(bits: str, place: int) -> str:
    """1 if a set of bits holds a place, else 0."""
    return f"({bits} >> {place} & 1)"


def set_of_numbers(number: str) -> str:
    """The different numbers of a group as a text, in order: most groups have one."""
    several = f"array_to_string(list_sort(list_distinct(list({number}))), ' ')"
    return f"CASE WHEN min({number}) = max({number}) THEN CAST(min({number}) AS VARCHAR) ELSE {several} END"


def short_hash(text: str) -> str:
    return f"hash({text})"


def whole_quotient(number: str, divisor: int) -> str:
    """How often a divisor goes into a number that is not negative."""
    return f"({number}) // {divisor}"


def nth_of(texts: Sequence[str], number: str) -> str:
    """The text at a place, from 0; NULL below 0."""
    cases = " ".join(f"WHEN {n} THEN {quoted(text)}" for n, text in enumerate(texts))
    return f"CASE {number} {cases} END"


def place_in(texts: Sequence[str], text: str) -> str:
    """The place of a text, from 0; -1 where it is none of them."""
    cases = " ".join(f"WHEN {quoted(each)} THEN {n}" for n, each in enumerate(texts))
    return f"CASE {text} {cases} ELSE -1 END"


def chosen_words(text: str, name: str, condition: str) -> str:
    """Those words of a text that meet a condition, in which a word is called `name`: each once, in order."""
    return f"array_to_string(list_sort(list_distinct([{name} FOR {name} IN {words_of(text)} IF {condition}])), ' ')"


def each_word(text: str) -> str:
    """A row for each of the words of a text."""
    return f"unnest({words_of(text)})"
