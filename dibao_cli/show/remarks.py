"""What must be read beside the amounts, in two kinds: what the caseworker must know or do, and how figures came about.

The second stands where every step is asked for, and on a page; elsewhere one line says how many there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..words import _
from .answer import Record
from .document import Notes
from .formats import Look
from .labels import heading, payment_texts, programme_text


def remarks(record: Record) -> list[str]:
    """What the caseworker must know or do about an answer."""
    texts = [exclusion_line(x) for x in record["exclusions"]]
    texts += [
        _("{programme}: {condition}.", "{programme}：{condition}。").format(
            programme=programme_text(line), condition=condition["text"]
        )
        for line in record["lines"]
        if line["amount"] is not None  # else the warning says what is not stated
        for condition in line["conditions"]
    ]
    texts += payment_texts(record["lines"])
    return list(dict.fromkeys([*texts, *warning_lines(record["warnings"], "action")]))


def derivations(record: Record) -> list[str]:
    """How the figures of an answer came about."""
    notes = {
        figure["key"]: figure["note"]
        for line in record["lines"]
        for figure in line["figures"]
        if figure["basis"] == "inferred" and "note" in figure
    }
    return warning_lines(record["warnings"], "derivation", notes)


def warning_lines(warnings: Sequence[Record], kind: str, notes: Mapping[str, str] | None = None) -> list[str]:
    """The warnings of one kind, each once."""
    return list(dict.fromkeys(warning_line(each, notes or {}) for each in warnings if each["kind"] == kind))


def notes_of(texts: Sequence[str], how: Sequence[str], look: Look) -> tuple[Notes, ...]:
    """Both kinds as sections; the second folded to one line unless every step is asked for."""
    shown = look.explain or look.on_page
    folded = [] if shown or not how else [_folded(len(how))]
    return (
        Notes(heading("remarks"), (*texts, *folded), "remarks"),
        Notes(heading("derivations"), tuple(how) if shown else (), "remarks"),
    )


def _folded(number: int) -> str:
    return _(
        "How the figures came about: {number} further note(s), shown by --explain.",
        "数值的由来：另有 {number} 条说明，加 --explain 显示。",
    ).format(number=number)


def warning_line(warning: Record, notes: Mapping[str, str]) -> str:
    """A warning; that of an inferred figure together with how it was inferred."""
    note = notes.get(warning["key"]) if warning["code"] == "inferred_value" else None
    return (
        _("{warning} How: {note}", "{warning}说明：{note}").format(warning=warning["text"], note=note)
        if note
        else str(warning["text"])
    )


def exclusion_line(exclusion: Record) -> str:
    person = _("Person {person}: ", "成员{person}：").format(person=exclusion["person"]) if exclusion["person"] else ""
    source = exclusion["source"]
    return f"{person}{exclusion['text']} [{source}]"
