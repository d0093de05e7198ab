"""An answer as a printed page says it: the same record with advice, keys and notation put into plain words.

`on_paper` changes texts only. Who it is for, what stands at the head and the foot, is in `sheet`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..words import Text, _
from ..words.paper import closed_up, named_alone, paper_text

FUNCTION = re.compile(r"\b(ceil|floor|round|max|min)\(")
ROUNDED: dict[str, Text] = {
    "ceil": ("{inner} rounded up to a multiple of {unit}", "{inner} 向上取到 {unit} 的整倍数"),
    "floor": ("{inner} rounded down to a multiple of {unit}", "{inner} 向下取到 {unit} 的整倍数"),
    "round": ("{inner} rounded to the nearest {unit}", "{inner} 四舍五入到 {unit}"),
}
CHOSEN: dict[str, Text] = {
    "max": ("the greatest of {parts}", "{parts} 中的最大者"),
    "min": ("the least of {parts}", "{parts} 中的最小者"),
}
NOT_BELOW_ZERO: Text = ("{inner}, not below 0", "{inner}（不低于 0）")
SOURCE_CODE = re.compile(r"(?<![A-Za-z0-9])([A-Z]\d{1,2})(?![A-Za-z0-9])")
"""`S0`: the number by which a source is listed."""


NUMBERED = re.compile(f"{SOURCE_CODE.pattern}[:：]\\s*")


def on_paper(record: object) -> Any:
    """A record with its texts as a page says them; everything else as it is."""
    return _changed(record, frozenset(SOURCE_CODE.findall(" ".join(_notes(record)))))


def _notes(content: object) -> Iterator[str]:
    """Every note on a figure: what may name a source by its number."""
    if isinstance(content, list):
        for each in content:
            yield from _notes(each)
    elif isinstance(content, Mapping):
        for name, each in content.items():
            if name == "note" and isinstance(each, str):
                yield each
            elif name == "notes" and isinstance(each, Mapping):
                yield from each.values()
            else:
                yield from _notes(each)


def _changed(content: object, numbers: frozenset[str]) -> Any:
    """The same; sources keep the `numbers` that some note names them by."""
    if isinstance(content, list):
        return [_changed(each, numbers) for each in content]
    if not isinstance(content, Mapping):
        return content
    changed = {named_alone(str(name)): _changed(each, numbers) for name, each in content.items()}
    if "formula" in changed and isinstance(changed["formula"], str):
        changed["formula"] = in_words(changed["formula"])
    if {"code", "text"} <= changed.keys() and "holds" not in changed:
        changed["text"] = paper_text(content)
    if isinstance(changed.get("key"), str):
        changed["key"] = named_alone(changed["key"])
    if isinstance(changed.get("source"), str):
        changed["source"] = NUMBERED.sub(lambda at: at[0] if at[1] in numbers else "", changed["source"])
    return changed


def in_words(formula: str) -> str:
    """A formula without function names: `ceil(690.00 × 14.8%, 0.50)` as `690.00 × 14.8% rounded up to …`."""
    match = FUNCTION.search(formula)
    if match is None:
        return formula
    end, parts = _arguments(formula, match.end())
    inner = _spoken(match[1], [in_words(part) for part in parts])
    before, after = formula[: match.start()], formula[end:]
    alone = not before.strip() and (not after or after.startswith(" = "))
    return closed_up(before + (inner if alone else _("({inner})", "（{inner}）").format(inner=inner))) + in_words(after)


def _spoken(name: str, parts: list[str]) -> str:
    if name in ROUNDED:
        return _(*ROUNDED[name]).format(inner=", ".join(parts[:-1]), unit=parts[-1])
    if name == "max" and len(parts) == 2 and parts[0] in ("0.00", "0"):
        return _(*NOT_BELOW_ZERO).format(inner=parts[1])
    return _(*CHOSEN[name]).format(parts=_(", ", "、").join(parts))


def _arguments(text: str, start: int) -> tuple[int, list[str]]:
    """Where the bracket that opened before `start` is closed, and what stands in it between commas."""
    parts: list[str] = []
    depth, begun = 1, start
    for place in range(start, len(text)):
        character = text[place]
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return place + 1, [*parts, text[begun:place].strip()]
        if character == "," and depth == 1:
            parts.append(text[begun:place].strip())
            begun = place + 1
    return len(text), [*parts, text[begun:].strip()]
