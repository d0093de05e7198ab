"""An answer as one printable page: what goes into the file, and what the family takes home.

Self-contained: nothing is loaded from anywhere, and there is no script. Every text that comes from a household,
a notice or a caseworker is escaped. The page states no date of its own, so that the same answer gives the same page.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from ..words import _, language
from ..words.households import household_facts
from .answer import Record
from .page_style import CSS
from .text import (
    amount_text,
    basis_text,
    distance_text,
    heading,
    law_text,
    notice_text,
    programme_text,
    remarks,
    step_parts,
    timing_texts,
    title,
    total_basis_text,
    total_heading,
)
from .width import cells

WIDE = 44
"""A fact wider than this, in columns of a terminal, has a line of the sheet to itself."""


def page(record: Record, region_name: str) -> str:
    """The answer as a whole HTML document in the language in use, always with every step."""
    name = title(record, region_name)
    body = [
        _header(record, name),
        section(_("Household"), _facts(record)),
        section(_("Calculation"), _table(record)),
        section(heading("remarks"), points(_remarks(record))),
        section(heading("sources"), points(map(notice_text, record["notices"]), "points sources")),
        _signatures(),
        _footer(record),
    ]
    return document(name, body)


def document(name: str, body: Iterable[str]) -> str:
    """A whole page of its own: nothing is loaded from anywhere."""
    code = "zh-CN" if language() == "zh" else "en"
    return (
        f'<!DOCTYPE html>\n<html lang="{code}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(name)}</title>\n<style>{CSS}</style>\n</head>\n"
        f"<body>\n<main>\n{''.join(body)}</main>\n</body>\n</html>\n"
    )


def _header(record: Record, name: str) -> str:
    basis = total_basis_text(record)
    return (
        f"<header>\n<div><h1>{escape(_('Calculation of assistance'))}</h1>\n<p>{escape(name)}</p></div>\n"
        f'<div class="total"><span>{escape(total_heading(record))}</span><strong>{escape(record["total"])}</strong>'
        f"<span>{escape(heading('amount'))}{_basis_after(basis, record['basis'] or '')}</span></div>\n</header>\n"
    )


def _basis_after(text: str, basis: str) -> str:
    return f' · <b class="{escape(basis)}">{escape(text)}</b>' if text else ""


def section(name: str, content: str) -> str:
    """A part of a page under its heading; nothing where there is no content."""
    return f"<section>\n<h2>{escape(name)}</h2>\n{content}</section>\n" if content else ""


def _facts(record: Record) -> str:
    facts = household_facts(record["household"], record["question"])
    return f"<dl>\n{''.join(_fact(name, text) for name, text in facts)}</dl>\n"


def _fact(name: str, text: str) -> str:
    kind = ' class="wide"' if cells(name + text) > WIDE else ""
    return f"<div{kind}><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>\n"


def _table(record: Record) -> str:
    """The amounts with their basis, and under each programme its steps."""
    heads = [heading(name) for name in ("programme", "amount", "basis")]
    rows = [_row(line) for line in record["lines"]]
    total = _cells(escape(total_heading(record)), record["total"], total_basis_text(record), record["basis"] or "")
    distance = distance_text(record)
    return (
        f'<table>\n<thead><tr><th>{escape(heads[0])}</th><th class="amount">{escape(heads[1])}</th>'
        f"<th>{escape(heads[2])}</th></tr></thead>\n<tbody>\n{''.join(rows)}</tbody>\n"
        f"<tfoot>{total}</tfoot>\n</table>\n" + (f"<p>{escape(distance)}</p>\n" if distance else "")
    )


def _row(line: Record) -> str:
    steps = "".join(_step(step) for step in line["steps"])
    law = law_text(line, full=True)
    steps += f"<li>{escape(law)}</li>" if law else ""
    name = escape(programme_text(line)) + (f'<ul class="steps">{steps}</ul>' if steps else "")
    return _cells(name, amount_text(line), basis_text(line), line["basis"] or "", known=line["amount"] is not None)


def _cells(name: str, amount: str, basis: str, kind: str, known: bool = True) -> str:
    return (
        f'<tr><td>{name}</td><td class="amount{"" if known else " unknown"}">{escape(amount)}</td>'
        f'<td class="{escape(kind)}">{escape(basis)}</td></tr>\n'
    )


def _step(step: Record) -> str:
    name, formula = step_parts(step)
    return f'<li>{escape(name)} <span class="formula">{escape(formula)}</span></li>'


def _remarks(record: Record) -> list[str]:
    """The remarks, and where a formula rounds, how its notation is read."""
    formulas = "".join(step["formula"] for line in record["lines"] for step in line["steps"])
    rounds = any(f"{word}(" in formulas for word in ("ceil", "floor", "round"))
    reading = _("ceil(x, u) is x rounded up to a multiple of u, floor down, round to the nearest.")
    return remarks(record) + timing_texts(record) + ([reading] if rounds else [])


def points(texts: Iterable[str], kind: str = "points") -> str:
    """A list, each text escaped."""
    points = "".join(f"<li>{escape(text)}</li>\n" for text in texts)
    return f'<ul class="{kind}">\n{points}</ul>\n' if points else ""


def _signatures() -> str:
    places = (_("Caseworker"), _("Checked by"), _("Applicant"), _("Date"))
    return f'<div class="signatures">{"".join(f"<div>{escape(place)}</div>" for place in places)}</div>\n'


def _footer(record: Record) -> str:
    bases = _(
        "Basis: published = in the city's own notice or release, or in this program's first source, a newspaper "
        "article; reported = in the press or a third party's copy; inferred = computed, not found in a document; "
        "stated = given by the user."
    )
    proof = _("Computed by {program}. Standards: {standards}. This sheet is a calculation, not a decision.")
    texts = (bases, proof.format(**record["fingerprint"]))
    return f'<footer class="small">{"".join(f"<p>{escape(text)}</p>" for text in texts)}</footer>\n'
