"""Steps over rows: lines taken apart, read, and checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from . import duckdb_sql as db
from . import income_steps, signs
from .columns import AGE, AMOUNTS, HOUSEHOLD_AMOUNTS, ITEM_AMOUNTS, Columns
from .contributions import Stated
from .id_number import id_number_holds
from .limits import LONGEST_LINE
from .row_amounts import amounts_or_texts, in_fen, items_text, joined, odd, read
from .steps import EVERYTHING, Shown, listed
from .text_lines import CELL_END, CELLS_IN_PLACE, UNREADABLE
from .total_row import is_total

NO_TEXT = r"[\x02\x1e\x1f]"
"""Characters that no cell may hold, as in `rows`: they stand between cells or first in a line."""

NOT_BLANK = r"[^ ,;|\t\x1f]"
"""What a row holds that is no blank one."""

NUMBERS_TWICE = "SELECT id_number FROM split_rows WHERE id_number <> '' GROUP BY id_number HAVING count(*) > 1"
"""Identity numbers that stand on more than one row."""


def split_rows(columns: Columns, delimiter: str, bands: Sequence[int], shown: Shown = EVERYTHING) -> str:
    """Each line as texts: labels, facts of the household and of the person, amounts. Blank lines are no rows.

    `bands` are the ages at which bands start: in the text of a person's facts a plain age stands for its band.

    No column has a heading of the roster as its name, so that none can stand in for a step's own.
    """
    cell = {place: db.part_of("cell", place) for place in range(len(columns.headings))}
    faults = []
    if signs.MARKS in shown:
        faults.append(f"WHEN {db.starts_with('line', UNREADABLE)} THEN {db.after_mark('line', CELL_END, 1)}")
    if signs.TOTALS in shown:
        faults.append(f"WHEN {_total(columns, cell, delimiter)} THEN 'total_row'")
    faults.append(f"WHEN {db.number_of_parts('cell')} <> {len(columns.headings)} THEN 'ragged_line'")
    everywhere = "" if signs.MARKS in shown else delimiter
    return f"""
WITH cells AS ({cells_of_lines(columns, delimiter, "lines", shown)})
SELECT {listed(_texts(columns, cell, bands, f"CASE {' '.join(faults)} END", shown, everywhere))}
FROM cells"""


def cells_of_lines(columns: Columns, delimiter: str, lines: str, shown: Shown = EVERYTHING) -> str:
    """The lines that are no blank ones, with the list of their cells."""
    cells = db.split("line", delimiter)
    if signs.MARKS in shown:
        cells = f"""
           CASE WHEN {db.starts_with("line", CELL_END)} THEN {db.split(db.without_mark("line"), CELL_END)}
                WHEN {db.starts_with("line", UNREADABLE)} THEN {_unread_cells(columns)}
                ELSE {cells} END"""
    return f"""
    SELECT row, line, {cells} AS cell
    FROM {lines} WHERE {db.holds_other_than("line", f" ,;|{chr(9)}{delimiter}{CELL_END}")}
"""


def rows_of_table(columns: Columns, bands: Sequence[int], table: str) -> str:
    """The same from a `table` whose cells are apart already: a query of `row` and `cell_0`, `cell_1` … as texts.

    A cell without a value is a blank one.
    """
    cell = {place: f"cell_{place}" for place in range(len(columns.headings))}
    blank_if_none = ", ".join(f"coalesce({name}, '') AS {name}" for name in cell.values())
    line = f"concat_ws({db.characters(CELL_END)}, {', '.join(cell.values())})"
    fault = f"""CASE WHEN length(line) > {LONGEST_LINE} THEN 'line_too_long'
            WHEN {db.finds(f"concat_ws('', {', '.join(cell.values())})", NO_TEXT)} THEN 'wrong_bytes'
            WHEN {_total(columns, cell, CELL_END)} THEN 'total_row' END"""
    return f"""
WITH told AS (
    SELECT row, {blank_if_none}
    FROM ({table}) AS stored
), cells AS (
    SELECT row, {", ".join(cell.values())}, {line} AS line
    FROM told
)
SELECT {listed(_texts(columns, cell, bands, fault))}
FROM cells WHERE {db.finds("line", NOT_BLANK)}"""


def _total(columns: Columns, cell: Mapping[int, str], delimiter: str) -> str:
    labels = (columns.places.get(name) for name in ("household", "person"))
    return is_total("line", [cell[place] for place in labels if place is not None], delimiter)


def _texts(
    columns: Columns,
    cell: Mapping[int, str],
    bands: Sequence[int],
    fault: str,
    shown: Shown = EVERYTHING,
    delimiter: str = "",
) -> list[str]:
    """The columns of `split_rows`, from the SQL of each cell; a `delimiter` stands between those of every line."""
    trimmed = db.trimmed if signs.BLANKS in shown else str
    of = {name: cell[place] for name, place in columns.places.items()}
    household = (
        f"coalesce({trimmed(of['household'])}, '')" if "household" in of else "CAST(row AS VARCHAR)"
    )  # of ragged lines
    return [
        "row",
        f"{household} AS household",
        *(f"{trimmed(of[name]) if name in of else repr('')} AS {name}" for name in ("person", "id_number")),
        f"{joined(of[name] for name in columns.setting)} AS setting_text",
        f"{joined(_banded(of[name], bands) if name == AGE else of[name] for name in columns.kind)} AS kind_text",
        *([f"{db.years(of[AGE])} AS {AGE}"] if AGE in columns.kind else []),
        f"{fault} AS line_fault",
        *(f"{trimmed(of[name])} AS {name}_text" for name in columns.amounts if name not in columns.apart),
        *(
            [f"{items_text(columns, [trimmed(of[name]) for name in columns.apart], delimiter)} AS items_text"]
            if columns.apart
            else []
        ),
        *(f"{cell[place]} AS kept_{place}" for place in columns.kept),
    ]


def _unread_cells(columns: Columns) -> str:
    """The cells of an unreadable line: nothing but its household, as far as it could be told."""
    household = columns.places.get("household")
    return db.list_of(
        db.after_mark("line", CELL_END, 2) if n == household else "''" for n in range(len(columns.headings))
    )


def _banded(age: str, bands: Sequence[int]) -> str:
    """The age at which the band of a plain age starts; any other as it stands."""
    years = db.years(age)
    steps = "".join(f" WHEN {years} >= {start} THEN '{start}'" for start in sorted(bands, reverse=True))
    return f"CASE WHEN {age} = '' THEN ''{steps} ELSE {age} END"


def parsed_rows(columns: Columns, numbers_twice: str = "") -> str:
    """The amounts in fen, and what is wrong with the line before its facts are read (NULL where nothing is).

    An amount is NULL where none is stated, and where its text, which then stands beside it, is no plain number.
    """
    wrong = ["WHEN line_fault IS NOT NULL THEN line_fault"]
    if "household" in columns.places:
        wrong.append("WHEN household = '' THEN 'needed_field'")
    if "id_number" in columns.places:
        wrong.append(f"WHEN id_number <> '' AND NOT {id_number_holds('id_number')} THEN 'id_number_wrong'")
    if numbers_twice:
        wrong.append(f"WHEN id_number IN (SELECT id_number FROM {numbers_twice}) THEN 'id_number_twice'")
    each_row = [name for name in columns.amounts if name not in columns.apart]
    parts = [
        "row",
        "household",
        *(["person"] if "person" in columns.places else []),
        "setting_text",
        "kind_text",
        *([AGE] if AGE in columns.kind else []),
        f"CASE {' '.join(wrong)} END AS line_fault",
        *amounts_or_texts(each_row),
        *(["items_text"] if columns.apart else []),
        *(f"kept_{place}" for place in columns.kept),
    ]
    return f"""
WITH in_fen AS ({in_fen(each_row, "split_rows")})
SELECT {listed(parts)}
FROM in_fen"""


FAULTS = "faults"
"""What a block shows in which something may be wrong with a row."""

DESCRIBED = "described"
"""What a block shows in which a row may be of somebody who is described, or not of the family."""


_IN_PLACE = f"({', '.join(map(db.quoted, CELLS_IN_PLACE))})"
IN_COLUMNS = f"(line_fault IS NULL OR line_fault IN {_IN_PLACE})"
"""The rows whose cells are read: those of no other line are what their columns say."""


def rows_check(columns: Columns) -> str:
    """What `read_rows` has to hold; a look-up may tell of rows of an earlier block."""
    tables = ["facts_read", "kinds_read", *(["amounts_read"] if columns.amounts else [])]
    faults = " + ".join(f"(SELECT count(fault) FROM {name})" for name in tables)
    described = "described OR in_family <> members OR NOT income_counts OR only_as_a_whole"
    return f"""
SELECT (SELECT count(line_fault) FROM parsed_rows) + {faults} > 0 AS {FAULTS},
       (SELECT coalesce(bool_or({described}), false) FROM kinds_read) AS {DESCRIBED}"""


class _Rows(NamedTuple):
    """Columns of rows by their names: those that are kept, and those that follow from them; and look-ups to join."""

    kept: dict[str, str]
    derived: dict[str, str]
    joins: list[str]


def read_rows(columns: Columns, shown: Shown) -> str:
    """The facts by number, the amounts that Python read put in, and the number of the row's fault, if it has one.

    Nothing is kept that is the same in every row of the block: writing a column costs more than computing it.
    """
    rows = _rows(columns, shown)
    return f"""
SELECT {listed(f"{part} AS {name}" for name, part in rows.kept.items())}
FROM parsed_rows
LEFT JOIN facts_read ON facts_read.setting_text = parsed_rows.setting_text
LEFT JOIN kinds_read ON kinds_read.kind_text = parsed_rows.kind_text
{" ".join(rows.joins)}"""


def checked_rows(columns: Columns, shown: Shown) -> str:
    """The same rows with every column that later steps read."""
    derived = _rows(columns, shown).derived
    return f"""
SELECT {listed(["*", *(f"{part} AS {name}" for name, part in derived.items())])}
FROM read_rows"""


def _rows(columns: Columns, shown: Shown) -> _Rows:
    """`stated` are the amounts that a row states, as the bits of `Stated`."""
    faults, joins = ["facts_read.fault", "kinds_read.fault"], []
    fen, items, stated = {}, {}, {}
    for name in columns.amounts:
        amount = f"parsed_rows.{name}"
        if name in columns.apart:
            faults += [f"stated_items.{name}_fault"] if odd(name) in shown else []
            continue
        if odd(name) in shown:
            amount, fault, join = read(name, "parsed_rows")
            faults.append(fault)
            joins.append(join)
        if name in columns.items:  # NULL where nothing is stated
            items[name] = amount
            continue
        stated[name] = f"{amount} IS NOT NULL"  # 0 is stated, a blank is not
        fen[name] = f"coalesce({amount}, 0)"
    found = income_steps.of_a_row(items) if columns.items else {}
    if columns.apart:
        joins.append("LEFT JOIN stated_items ON of_row = row")
        found = {name: f"coalesce(stated_items.{name}, {of_none})" for name, of_none in found.items()}
    if found:
        stated |= {name: found.pop(name) for name in ("items", "items_received")}
    bits = [f"CASE WHEN coalesce(counted, true) THEN {Stated.COUNTED.value} ELSE 0 END"]
    bits += [
        f"CASE WHEN {holds} THEN {Stated[name.upper()].value} ELSE 0 END"
        for name, holds in stated.items()
        if name.upper() in Stated.__members__
    ]
    kept = {
        "row": "row",
        "household": "household",
        "facts": "facts",
        "kind": "kind",
        **({AGE: f"parsed_rows.{AGE}"} if AGE in columns.kind else {}),
        "alike": "kinds_read.alike",
        **fen,
        **items,
        **{f"{name}_stated": holds for name, holds in stated.items() if name in HOUSEHOLD_AMOUNTS},
        "members": "coalesce(members, 0)",
        "stated": " + ".join(bits),
    }
    nothing = {name: "0" for name in AMOUNTS if name not in ITEM_AMOUNTS and name not in columns.amounts}
    derived, amounts = dict(nothing), nothing | fen
    whole = {
        "in_family": ("coalesce(in_family, 0)", "members"),
        "income_counts": ("coalesce(income_counts, true)", "true"),
        "described": ("coalesce(described, false)", "false"),
        "only_as_a_whole": ("coalesce(only_as_a_whole, false)", "false"),
        "apart": ("coalesce(apart, false)", "false"),
        "earns": (f"NOT coalesce(income_counts, true) AND {income_steps.earns(amounts, found)}", "false"),
    }
    if found:
        may_be, is_not = whole["only_as_a_whole"]
        whole["only_as_a_whole"] = (f"{may_be} OR {found.pop('items_by_month')}", is_not)
        kept |= {**found, "agrees": income_steps.agrees(amounts, found)}
    for name, (may_be, is_not) in whole.items():
        if DESCRIBED in shown or (columns.items and name == "only_as_a_whole"):
            kept[name] = may_be
        else:
            derived[name] = is_not
    if FAULTS in shown:
        faults.insert(0, "line_faults.fault")
        joins.append("LEFT JOIN line_faults ON line_faults.line_fault = parsed_rows.line_fault")
        if AGE in columns.kind:
            own = "faults_by_age"
            faults[faults.index("kinds_read.fault")] = f"coalesce({own}.fault, kinds_read.fault)"
            alike = f"{own}.kind_text = parsed_rows.kind_text AND {own}.{AGE} = parsed_rows.{AGE}"
            joins.append(f"LEFT JOIN {own} ON {alike}")
        of_the_line = f"CASE WHEN parsed_rows.line_fault NOT IN {_IN_PLACE} THEN"  # whatever its cells may look like
        kept["fault"] = f"{of_the_line} line_faults.fault ELSE coalesce({', '.join(faults)}) END"
        numbers = f"nullif(concat_ws(' ', {', '.join(faults)}), '')"
        kept["fault_numbers"] = f"{of_the_line} CAST(line_faults.fault AS VARCHAR) ELSE {numbers} END"
    else:
        derived |= {"fault": "CAST(NULL AS INTEGER)", "fault_numbers": "CAST(NULL AS VARCHAR)"}
    labelled = "person" in columns.places
    (kept if labelled else derived)["person"] = "person" if labelled else "''"
    return _Rows(kept, derived, joins)
