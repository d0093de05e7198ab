"""The beginning of another city: its `region.toml` and first notice, with the structure of a neighbour's and no figure of it.

What has to be filled in is marked `"?"`, which no key takes: the check refuses the file until it is filled in or deleted.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..files.document import quoted
from ..rules.month import Month
from ..rules.parameters import PARAMETERS, TABLES, key_parts, parts_of_key
from ..rules.standards import Standards
from ..words import _, in_language
from ..words.notices import choices_of
from .draft import notice_head
from .explanations import explanation

OPEN = '"?"'


def region_draft(name: str, effective: Month) -> str:
    """`region.toml` of a city: refused until its names are filled in."""
    return (
        "\n".join(
            [
                "# " + _("All keys: dibao standards keys region", "全部键：dibao standards keys region"),
                "[region]",
                f"id = {quoted(name)}",
                'name = { en = "", zh = "" }',
                f'default_month = "{effective}"',
                f'default_pair = ["{effective.plus(-1)}", "{effective}"]',
                'national = "national"',
                "",
                "# "
                + _("A group of districts that share figures, if there is one:", "标准相同的区县可归为一组（如有）："),
                "# [groups]",
                '# islands = { en = "island districts", zh = "海岛区县" }',
                "",
                "# "
                + _(
                    "Each district; short, pinyin, code and groups may be left out:",
                    "逐一列出区县；short、pinyin、code、groups 可不填：",
                ),
                "[[district]]",
                'name = ""',
                'short = ""',
                'pinyin = ""',
                'code = ""',
                "groups = []",
            ]
        )
        + "\n"
    )


def first_notice(neighbour: Standards, effective: Month, title: str, today: str) -> str:
    """The first notice of a city: what the neighbour's newest table sets, each key open."""
    name = in_language(neighbour.region.name)
    lines = [
        *notice_head(effective, title, today),
        "",
        "# "
        + _(
            "Every key that {name} sets, without its figure. {open} is refused: fill it in, or delete the key.",
            "{name}设定的全部键，不含其数值。{open} 不予接受：请填写，或删去该键。",
        ).format(name=name, open=OPEN),
        "# " + _("All keys: dibao standards keys", "全部键：dibao standards keys"),
    ]
    for table in TABLES:
        keys = list(_open(neighbour, table))
        lines += ["", f"[{table}]", *keys] if keys else []
    return "\n".join(lines) + "\n"


def _open(neighbour: Standards, table: str) -> Iterator[str]:
    month = neighbour.newest_month
    stated = neighbour.keys()
    set_here = [key for key in stated if key.startswith(f"{table}.") and neighbour.find(key, month)]
    for key in dict.fromkeys(key_parts(full)[0] for full in set_here):
        of, name = PARAMETERS[key], key.partition(".")[2]
        splits = dict.fromkeys(
            tuple(by for by, _part in parts_of_key(full).split) for full in set_here if key_parts(full)[0] == key
        )
        yield f"# {explanation('parameter', key)}"
        known = choices_of(of.choices)
        for first in range(0, len(known), 3):
            some = _(", ", "、").join(known[first : first + 3])
            yield "# " + (some if first else _("Choices: {known}", "可选值：{known}").format(known=some))
        if key in set_here:
            yield f"{name} = {OPEN}"
        for split in filter(None, splits):
            yield f"# {name}{''.join(split)} = {'{ … = ' * len(split)}{OPEN}{' }' * len(split)}"
