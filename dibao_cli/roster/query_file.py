"""The whole query as one file, with all that Python looked up for a roster, for an engine that stands elsewhere.

The file reads a table of texts with the roster's headings and makes the results and the rejects. It holds for the
roster that it was made from: before it answers it looks whether the table says anything that the roster did not
say, and stops if it does, so that no row goes missing in silence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sqlglot import exp

from .. import __version__
from ..rules.dated import RULES
from ..rules.notice import Notice
from ..words import _, in_language
from ..words.answers import PROGRAMMES, law_called
from .chain import answering, reading
from .dialects import Dialect, type_in
from .duckdb_sql import number_of_parts, numbered_lines, part_of, quoted, quoted_name, starts_with
from .engine import Columns, DuckDB, Row
from .plan import Counts
from .row_steps import cells_of_lines
from .run import Request, Run
from .steps import EVERYTHING, Lookup
from .stored import Answered, answered
from .text_lines import UNREADABLE
from .worker import Worker
from .working import working_folder

CELLS = "roster_cells"
"""What the chain reads: the rows, with their cells as texts by their place."""


class Names(NamedTuple):
    """What the tables of a file are called: the one it reads, with its column of row numbers, and those it makes."""

    table: str = "roster"
    row: str = "line"
    results: str = "results"
    rejects: str = "rejects"


class QueryFile(NamedTuple):
    """The text, what it came to on the desk, and how many lines of the roster no table of cells can hold."""

    text: str
    counts: Counts
    left_out: int


class Recorder:
    """DuckDB, with all that it is told written down in the words of another engine."""

    def __init__(self, engine: DuckDB, dialect: Dialect) -> None:
        self.engine = engine
        self.dialect = dialect
        self.statements: list[str] = []
        self._types: dict[str, Columns] = {}
        self.run, self.drop = engine.run, engine.drop  # what is no step is the desk's own
        self.ask, self.ask_rows, self.number = engine.ask, engine.ask_rows, engine.number

    def keep(self, name: str, select: str) -> None:
        self.engine.keep(name, select)
        self.statements.append(self.dialect.kept(name, self.dialect.say(select)))

    def view(self, name: str, select: str) -> None:
        self.engine.view(name, select)
        self.statements.append(f"CREATE OR REPLACE TEMP VIEW {name} AS\n{self.dialect.say(select)}")

    def make(self, table: str, columns: Columns) -> None:
        self.engine.make(table, columns)
        self._types[table] = {name: type_in(kind, self.dialect) for name, kind in columns.items()}

    def put(self, table: str, columns: Iterable[str], rows: Iterable[Row]) -> None:
        """Every such table is filled once, as the roster is one block."""
        names, kept = tuple(columns), list(rows)
        self.engine.put(table, names, kept)
        values = [f"({', '.join(_literal(row[name], self.dialect) for name in names)})" for row in kept]
        self.statements += self.dialect.looked_up(table, {name: self._types[table][name] for name in names}, values)


def query_file(request: Request, dialect: Dialect, names: Names) -> QueryFile:
    """The query for a roster as a file. Raises `InputError`."""
    with working_folder() as folder:
        run = Run(request, folder, workers=1)
        engine = DuckDB(run.database)
        left_out = _lines_as_cells(run, engine)
        recorder = Recorder(engine, dialect)
        headings = run.columns.headings
        found = answered(recorder, request, headings, f"SELECT * FROM {CELLS}", request.file, of_any_block=True)
        parts = [
            *dialect.opening,
            f"CREATE OR REPLACE TEMP VIEW {CELLS} AS\n{_cells_of_table(headings, names, dialect)}",
            *recorder.statements,
            f"{_remark(WHY_COVERED)}{dialect.say(_not_covered(found.worker))}",
            f"CREATE TABLE {quoted_path(names.results, dialect.name)} AS\n{dialect.say(found.results)}",
            f"CREATE TABLE {quoted_path(names.rejects, dialect.name)} AS\n{dialect.say(found.rejects)}",
            *dialect.closing,
        ]
        return QueryFile(_heading(found, names) + ";\n\n".join(parts) + ";\n", found.counts, left_out)


def quoted_path(name: str, engine: str) -> str:
    """The name of a table, with its schema or its database if it has one, as an engine quotes it."""
    parts = (exp.to_identifier(part, quoted=True).sql(engine) for part in name.split("."))
    return ".".join(parts)


def _lines_as_cells(run: Run, engine: DuckDB) -> int:
    """All lines of the roster as `CELLS`; how many are none, because they do not come apart into so many cells."""
    file = run.folder / "lines.txt"
    engine.run("CREATE TEMP TABLE all_lines (row BIGINT, line VARCHAR)")
    for block in run.source.blocks(run.columns):
        file.write_bytes(block.text)
        engine.run(f"INSERT INTO all_lines {numbered_lines(file, block.first_line)}")
    width = len(run.columns.headings)
    cells = ", ".join(f"{part_of('cell', n)} AS cell_{n}" for n in range(width))
    engine.run(f"CREATE TEMP TABLE split AS {cells_of_lines(run.columns, run.plan.dialect.delimiter, 'all_lines')}")
    sound = f"{number_of_parts('cell')} = {width} AND NOT {starts_with('line', UNREADABLE)}"
    engine.run(f"CREATE TEMP TABLE {CELLS} AS SELECT row, {cells} FROM split WHERE {sound}")
    return engine.number(f"SELECT count(*) FROM split WHERE NOT ({sound})")


def _cells_of_table(headings: Sequence[str], names: Names, dialect: Dialect) -> str:
    cells = [f"CAST({quoted_name(heading)} AS VARCHAR) AS cell_{n}" for n, heading in enumerate(headings)]
    number = f"CAST({quoted_name(names.row)} AS BIGINT) AS row"
    table = quoted_path(names.table, "duckdb")
    return dialect.say(f"SELECT {', '.join([number, *cells])} FROM {table}")


WHY_COVERED = (
    "What the table says must all have been looked up: this stops with “not covered” where the roster that this "
    "file was made from did not say it. Then make the file again from a roster that does.",
    "表中的各种写法都必须已有解读：若有生成本文件所用花名册中没有的写法，在此以“not covered”中止；"
    "请用含有该写法的花名册重新生成本文件。",
)


def _not_covered(worker: Worker) -> str:
    """A query that fails where a key has no answer: a text in the place of a number is an error in every engine."""
    look_ups = {}
    for part in (*reading(worker.plan), *answering(worker.plan)):
        if isinstance(part, Lookup):
            has_row = f"SELECT {', '.join(part.key)} FROM {part.name}"
            without = worker.known_keys(part.name) - set(worker.engine.ask(has_row))
            has_none = [f"SELECT {', '.join(map(_plain, key))}" for key in sorted(without)]
            look_ups[part.name] = (part.keys(EVERYTHING), " UNION ALL ".join([has_row, *has_none]))
    one_by_one = "SELECT household FROM cases UNION ALL SELECT household FROM household_faults"
    look_ups["assessed"] = ("SELECT household FROM whole_households", one_by_one)
    each = [
        f"SELECT '{n:02} {name}' AS what FROM"
        f" (SELECT * FROM ({wanted}) AS wanted EXCEPT SELECT * FROM ({known}) AS known) AS {name}_missing"
        for n, (name, (wanted, known)) in enumerate(look_ups.items())
    ]
    verdict = "CASE WHEN count(*) = 0 THEN '0' ELSE 'not covered: ' || min(what) END"
    return f"SELECT CAST({verdict} AS INTEGER) AS not_covered FROM ({' UNION ALL '.join(each)}) AS missing"


def _plain(value: object) -> str:
    return "NULL" if value is None else quoted(value) if isinstance(value, str) else str(value)


def _literal(value: object, dialect: Dialect) -> str:
    """A value as SQL that can be read: characters between cells are named."""
    if not isinstance(value, str):
        return str(exp.convert(value).sql(dialect.name))
    parts = re.split("([\x00-\x1f])", value)
    pieces = [
        f"chr({ord(part)})" if n % 2 else str(exp.Literal.string(part).sql(dialect.name))
        for n, part in enumerate(parts)
    ]
    return " || ".join(part for part in pieces if len(pieces) == 1 or part != "''") or "''"


def _heading(found: Answered, names: Names) -> str:
    """What the file is, by which program and which notices, in comments."""
    notices: list[Notice] = list(found.worker.plan.shares.notices.things)
    lines = [
        _(
            "The entitlements of a roster, made by dibao {version}.", "花名册的待遇核算，由 dibao {version} 生成。"
        ).format(version=__version__),
        _(
            "It reads the table {table} (its headings as columns of text, and a column {row} that numbers the rows), "
            "and makes the tables {results} and {rejects}.",
            "读取表 {table}（以花名册表头为列名的文本列，另有行号列 {row}），生成表 {results} 和 {rejects}。",
        ).format(**names._asdict()),
        _(
            "It names households where they were computed one by one: keep it as you keep the roster.",
            "逐户核算的家庭在文件中列有户名：请与花名册同样保管。",
        ),
        *(
            _("Standards: sha256:{fingerprint}", "标准指纹：sha256:{fingerprint}").format(fingerprint=each)
            for each in found.fingerprints
        ),
        *(
            f"{notice.id} ({notice.effective}): {in_language(notice.title)} {notice.document}"
            f" {in_language(notice.source)} sha256:{notice.sha256}"
            for notice in sorted(notices, key=lambda notice: notice.id)
        ),
    ]
    return "".join(_comment(line) for line in (*lines, *_articles()))


def _articles() -> Iterator[str]:
    """The State's rule of each programme with its article and months; of a local one its notice is the text."""
    for programme, rules in RULES.items():
        for rule in rules:
            if rule.law is not None:
                law = law_called(in_language(rule.law.name), rule.law.document, rule.law.article, full=True)
                since = rule.since and _(" from {month}", "，自 {month} 起").format(month=rule.since)
                until = rule.until and _(" through {month}", "，至 {month}").format(month=rule.until)
                name = _("{name}: {content}", "{name}：{content}").format(name=_(*PROGRAMMES[programme]), content=law)
                yield f"{name}{since or ''}{until or ''}"


def _remark(pair: tuple[str, str]) -> str:
    return _comment(_(*pair))


def _comment(text: str) -> str:
    """One line of comment, whatever the text holds."""
    return f"-- {' '.join(text.split())}\n"
