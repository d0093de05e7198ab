"""The beginning of a new notice: what it must say, and the figures in force as comments to put the new ones into."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..files.schema import SCHEMAS
from ..rules.contents import content_text
from ..rules.keys import BY_DISTRICT, KEYS, TABLES, key_parts
from ..rules.money import Rounding
from ..rules.month import Month
from ..rules.standards import Standards, Value
from ..words import _


def draft(standards: Standards, effective: Month, title: str, today: date) -> str:
    """A notice file that passes the checks once its source and at least one figure are filled in."""
    comments = {
        "document": _("the document's number"),
        "until": _("only if it ends: the first day on which it no longer holds"),
        "source": _("where the figures were read, with the day of its appearance"),
        "basis": _("published, reported or inferred"),
        "limitations": _("what the source does not say"),
    }
    lines = [
        f"#:schema ./{SCHEMAS['notice']}",
        "[notice]",
        f"title = {quoted(title)}",
        'issuer = ""',
        f'# document = ""  # {comments["document"]}',
        f"effective = {effective}-01",
        f"# until = {effective.plus(12)}-01  # {comments['until']}",
        f'source = ""  # {comments["source"]}',
        f"checked = {today.isoformat()}",
        f'basis = "published"  # {comments["basis"]}',
        f"limitations = []  # {comments['limitations']}",
        "",
        "# " + _("The figures in force on the eve of {day} follow as comments.").format(day=f"{effective}-01"),
        "# " + _("Take away the # and put in the new figure; what stays a comment holds on."),
    ]
    for table in TABLES:
        lines += ["", *_table(standards, table, effective.plus(-1))]
    lines += [
        "",
        "# " + _("A one-off payment, if there is one, is a table [one_off.NAME] with month, amount, per and statuses."),
    ]
    return "\n".join(lines) + "\n"


def _table(standards: Standards, table: str, month: Month) -> Iterator[str]:
    """One table with every key that it can hold."""
    yield f"[{table}]"
    stated = standards.keys()
    for key in KEYS:
        if not key.startswith(f"{table}."):
            continue
        name = key.partition(".")[2]
        value = standards.find(key, month)
        yield f"# {name} = {as_toml(value)}  # {value.basis}, {value.notice.effective}" if value else f"# {name} ="
        by_place = (standards.find(full, month) for full in stated if full.startswith(f"{key}@"))
        places = [f"{_place(key_parts(each.key)[1])} = {as_toml(each)}" for each in by_place if each]
        if places:
            yield f"# {name}{BY_DISTRICT} = {{ {', '.join(places)} }}"


def as_toml(value: Value) -> str:
    """A figure as a notice states it."""
    content, kind = value.content, KEYS[key_parts(value.key)[0]].kind
    if isinstance(content, Rounding):
        unit = _short(content_text(value).split()[0])
        return f"{{ unit = {unit}, direction = {quoted(content.direction)}, when = {quoted(content.when)} }}"
    if isinstance(content, int):
        return _short(content_text(value).removesuffix("%"))
    if kind == "bands":
        parts = (part.split(":") for part in content_text(value).split(","))
        return "[" + ", ".join(f"{{ from = {low}, share = {quoted(share)} }}" for low, share in parts) + "]"
    if isinstance(content, tuple):
        return "[" + ", ".join(quoted(str(each)) for each in content) + "]"
    return quoted(str(content))


def _place(name: str) -> str:
    """A district's or group's name as a TOML key: without quotation marks only if it is plain."""
    return name if name.isascii() and name.replace("_", "").isalnum() else quoted(name)


def _short(number: str) -> str:
    return number.removesuffix(".00")


def quoted(text: str) -> str:
    """A TOML string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(sign if sign.isprintable() else f"\\u{ord(sign):04X}" for sign in escaped) + '"'
