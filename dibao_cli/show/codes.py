"""Codes with what they mean, in every format."""

from __future__ import annotations

from collections.abc import Sequence

from ..words import _
from ..words.codes import KINDS, WHAT_IT_DOES, Explained
from .document import Column, Document, Notes, Row, Table, sections
from .formats import Presentation, Rows

COLUMNS = ("code", "kind", "says", "means", "way_out", "example")


def _record(one: Explained) -> dict[str, str]:
    means = _(*WHAT_IT_DOES[one.kind])
    cells = (one.code, one.kind, one.says, means, one.way_out, one.example)
    return dict(zip(COLUMNS, cells, strict=True))


def code_shown(one: Explained) -> Presentation:
    """One code, for every format."""
    record = _record(one)
    return Presentation(
        record=record,
        parts=lambda: [record],
        rows=lambda: Rows(COLUMNS, [[*record.values()]]),
        document=lambda: _document(one),
    )


def _document(one: Explained) -> Document:
    title = _("{code} ({kind})", "{code}（{kind}）").format(code=one.code, kind=_(*KINDS[one.kind]))
    return Document(
        title,
        sections(
            Notes("", (one.says,)),
            Notes(_("What it does", "影响"), (_(*WHAT_IT_DOES[one.kind]),)),
            Notes(_("The way out", "处理办法"), (one.way_out,) if one.way_out else ()),
            Notes(_("A command that prints it", "会给出此代码的命令"), (one.example,) if one.example else ()),
        ),
    )


def codes_shown(every: Sequence[Explained]) -> Presentation:
    """All of them, for every format."""
    records = [_record(one) for one in every]
    return Presentation(
        record=records,
        parts=lambda: records,
        rows=lambda: Rows(COLUMNS, [[*record.values()] for record in records]),
        document=lambda: _list(every),
    )


def _list(every: Sequence[Explained]) -> Document:
    """A table a kind, with what that kind of code does."""
    columns = (Column(_("Code", "代码")), Column(_("Text", "内容"), prose=True))
    tables = []
    for kind, name in KINDS.items():
        rows = tuple(Row((one.code, one.says)) for one in every if one.kind == kind)
        title = _(*name)
        tables.append(Table(columns, rows, title[:1].upper() + title[1:], _(*WHAT_IT_DOES[kind]), keys=True))
    return Document("", tuple(tables))
