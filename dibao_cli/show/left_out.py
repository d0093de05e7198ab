"""What the newest table of a region leaves out, programme by programme: nobody knows those amounts."""

from __future__ import annotations

from typing import NamedTuple

from ..rules.parameters import GENERAL, GRADES, KINDS_OF_CARE, PARAMETERS, TABLES, key_parts
from ..rules.standards import Standards
from ..words import Text, _
from ..words.answers import PROGRAMMES
from ..words.parameters import spoken
from ..words.unset import needed

TABLE_NAMES: dict[str, Text] = {
    **PROGRAMMES,
    "disability": ("Disability subsidies", "残疾人两项补贴"),
    "line": ("Lines above dibao", "低保边缘家庭和低收入家庭的认定线"),
    "payment": ("When it is paid", "发放周期"),
    "elders": ("Elders' allowance", "高龄津贴"),
    "minimum_wage": ("Minimum wage", "最低工资"),
}


class LeftOut(NamedTuple):
    """A programme with the keys that it needs and that nobody set; `unknown` are those known to exist but not found.

    `nothing` says that no key of the programme is set at all.
    """

    table: str
    keys: tuple[str, ...]
    unknown: tuple[str, ...]
    nothing: bool


BY_NOTICES_GRADES = tuple(f"tekun.care{kind}" for kind in ("", *KINDS_OF_CARE))
"""What a city with grades of its own sets in the place of the four."""


def left_out(standards: Standards) -> list[LeftOut]:
    """By programme, in the month from which the newest of the yearly standards holds."""
    month, stated = standards.newest_month, standards.keys()
    in_force = {key_parts(key)[0] for key in stated if standards.find(key, month)}
    general = {key: [one for one, of in GENERAL.items() if of == key] for key in PARAMETERS}
    general |= {f"tekun.care_{grade}": [*general[f"tekun.care_{grade}"], *BY_NOTICES_GRADES] for grade in GRADES}
    found = []
    for table in TABLES:
        keys = [key for key in PARAMETERS if key.startswith(f"{table}.") and not PARAMETERS[key].recorded]
        lacking = [key for key in keys if needed(key) and not {key, *general[key]} & in_force]
        nothing = bool(keys) and not in_force.intersection(keys)
        if lacking or nothing:
            unknown = tuple(key for key in lacking if standards.state(key, month) == "unknown")
            found.append(LeftOut(table, tuple(lacking), unknown, nothing))
    return found


def left_out_text(one: LeftOut) -> str:
    """The programme and the keys, with those apart that are known to exist."""
    keys = [spoken(key) for key in one.keys if key not in one.unknown]
    parts = [_(", ", "、").join(keys)] if keys else []
    if one.unknown:
        text = _("known to exist, not found: {keys}", "有规定但未查到：{keys}")
        parts.append(text.format(keys=_(", ", "、").join(map(spoken, one.unknown))))
    if one.nothing and not one.unknown:
        parts = [_("nothing is set", "均未设定")]
    return _("{name}: {content}", "{name}：{content}").format(
        name=_(*TABLE_NAMES[one.table]), content=_("; ", "；").join(parts)
    )


def heading_text(standards: Standards) -> str:
    """What the list says, above it."""
    return _("Left out in {month}, so that what needs it is not known:", "{month} 未设定、因而相关金额未知的：").format(
        month=standards.newest_month
    )
