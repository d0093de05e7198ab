"""The beginning of a new notice: what it must say, and the figures in force as comments to put the new ones into."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ..files.document import quoted, toml_key
from ..files.kinds import as_toml
from ..files.schema import SCHEMAS
from ..rules.month import Month
from ..rules.parameters import BY_CATEGORY, ONE_OFF_STATUSES, PARAMETERS, TABLES, parts_of_key
from ..rules.standards import Standards
from ..words import _
from ..words.answers import BASES
from ..words.notices import NOTICE, choices_of
from .explanations import explanation


def notice_head(effective: Month, title: str, today: str) -> list[str]:
    """The tables that every notice begins with; what has to be filled in is empty, which the reader refuses."""

    def about(key: str) -> str:
        return f"# {_(*NOTICE[key][1])}"

    return [
        f"#:schema ./{SCHEMAS['notice']}",
        "[notice]",
        f"title = {quoted(title)}",
        'issuer = ""',
        f'# document = ""  {about("document")}',
        f"effective = {effective}-01",
        f"# until = {effective.plus(12)}-01  {about('until')}",
        f'source = ""  {about("source")}',
        f"checked = {today}  {about('checked')}",
        f'basis = ""  {about("basis")}',
        f"limitations = []  {about('limitations')}",
        "",
        "# "
        + _(
            "Sources that several figures refer to, by a name of your own: source = {name}.",
            "多个数值共用的来源可在此命名，再用 source = {name} 引用。",
        ).format(name='"A"'),
        "[sources]",
        f'# A = {{ en = "…, {today}", zh = "…，{today}", url = "https://…" }}',
    ]


def draft(standards: Standards, effective: Month, title: str, today: date) -> str:
    """A notice file that passes the checks once its source, its basis and at least one figure are filled in."""
    lines = [
        *notice_head(effective, title, today.isoformat()),
        "",
        "# "
        + _(
            "The figures in force on the eve of {day} follow as comments.", "以下以注释列出 {day} 前一日的现行数值。"
        ).format(day=f"{effective}-01"),
        "# "
        + _(
            "Take away the # and put in the new figure; what stays a comment holds on.",
            "去掉 # 并填入新数值；仍为注释的照旧执行。",
        ),
    ]
    for table in TABLES:
        lines += ["", *_table(standards, table, effective.plus(-1))]
    lines += [
        "",
        "# "
        + _(
            "A one-off payment, if there is one, is a table [one_off.NAME] with month, amount, per and statuses.",
            "一次性补助（如有）单列一表 [one_off.名称]，写明 month、amount、per 和 statuses。",
        ),
        "#   [one_off.NAME]",
        f'#   month = "{effective}"',
        "#   amount = 800",
        f'#   per = "household"  # {_("or", "或")} "person"',
        f"#   statuses = [{', '.join(map(quoted, ONE_OFF_STATUSES))}]",
    ]
    return "\n".join(lines) + "\n"


def _table(standards: Standards, table: str, month: Month) -> Iterator[str]:
    """One table with every key that it can hold."""
    yield f"[{table}]"
    stated = standards.keys()
    for key in PARAMETERS:
        if not key.startswith(f"{table}."):
            continue
        name, named = key.partition(".")[2], PARAMETERS[key].by_category
        value = standards.find(key, month)
        yield f"# {explanation('parameter', key)}"
        known = choices_of(PARAMETERS[key].choices)
        for first in range(0, len(known), 3):  # lines that can be read
            some = _(", ", "、").join(known[first : first + 3])
            yield "# " + (some if first else _("Choices: {known}", "可选值：{known}").format(known=some))
        if value:
            yield f"# {name} = {as_toml(value)}  # {_(*BASES[value.basis])}, {value.notice.effective}"
        else:
            yield f"# {name} ="
        tables: dict[str, dict[str, Any]] = {BY_CATEGORY: {}} if named else {}
        for split, found in ((parts_of_key(full).split, standards.find(full, month)) for full in stated):
            if split and found and parts_of_key(found.key).name == key:
                inner = tables.setdefault("".join(by for by, _part in split), {})
                for _by, part in split[:-1]:
                    inner = inner.setdefault(part, {})
                inner[split[-1][1]] = as_toml(found)
        yield from (f"# {name}{ends} = {_inline(content)}" for ends, content in tables.items())


def _inline(table: Mapping[str, Any]) -> str:
    """A table with tables in it, on one line."""
    parts = (
        f"{toml_key(name)} = {content if isinstance(content, str) else _inline(content)}"
        for name, content in table.items()
    )
    return f"{{ {', '.join(parts)} }}"
