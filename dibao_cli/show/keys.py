"""Every key that a notice or `region.toml` may set: meaning, unit, whether it is needed, what holds without it, example."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..files.document import quoted, toml_key
from ..files.kinds import KINDS
from ..rules.parameters import BY_CATEGORY, PARAMETERS, TABLES
from ..words import _, region_keys
from ..words.notices import choices_of, law_text, unit
from ..words.parameters import label, meaning
from ..words.problems import EXPECTED
from ..words.region_keys import RegionKey, heading
from ..words.unset import needed, unset_text
from .lists import Record

COLUMNS = ("key", "name", "meaning", "unit", "needed", "unset", "example", "law")
REGION_TABLES = tuple(region_keys.TABLES)
GROUPS_OF_KEYS = (*TABLES, *REGION_TABLES)


def key_records(names: Iterable[str] = ()) -> Iterator[Record]:
    """The keys of some tables (all if none is named), or single keys of a notice."""
    wanted = tuple(names)
    for key in PARAMETERS:
        if not wanted or key in wanted or key.partition(".")[0] in wanted:
            yield _of_notice(key)
    for table, keys in region_keys.TABLES.items():
        if not wanted or table in wanted:
            yield from (_of_region(table, name, key) for name, key in keys.items())


def example_of(key: str) -> str:
    """A line of TOML that sets a key in its table: `urban = 1200.50`."""
    of, name = PARAMETERS[key], key.partition(".")[2]
    codes = list(of.choices)
    content = KINDS[of.kind].example
    if of.kind == "choice":
        content = quoted(codes[0])
    elif of.kind == "choices":
        content = "[" + ", ".join(map(quoted, codes[:2])) + "]"
    if of.by_category:
        named = "一档" if of.names == "self_care" else "A类"
        return f"{name}{BY_CATEGORY} = {{ {toml_key(named)} = {content} }}"
    return f"{toml_key(name)} = {content}"


def _of_notice(key: str) -> Record:
    of = PARAMETERS[key]
    text = meaning(key)
    if of.choices:
        known = _(", ", "、").join(choices_of(of.choices))
        text = _("{sentence} One of {known}", "{sentence}可选值：{known}").format(sentence=text, known=known)
    return {
        "key": key,
        "name": label(key),
        "meaning": text,
        "unit": unit(of.unit) or _(*EXPECTED[of.kind]),
        "needed": _("yes", "是") if needed(key) else _("no", "否"),
        "unset": unset_text(key),
        "example": example_of(key),
        "law": law_text(of.law),
    }


def _of_region(table: str, name: str, key: RegionKey) -> Record:
    return {
        "key": f"{heading(table)} {name}",
        "name": _(*key.name),
        "meaning": _(*key.meaning),
        "unit": _(*EXPECTED[key.kind]),
        "needed": _("yes", "是") if key.needed else _("no", "否"),
        "unset": _(*key.unset),
        "example": f"{name} = {key.example}",
        "law": "",
    }
