"""The effect of a change of tables on a roster, or one month of a roster summed up, in every format.

Column names and the names of parts are fixed for programs; people read them in their language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ..rules.compared_standards import ComparedStandard
from ..rules.money import yuan
from ..words import Text, _
from ..words.answers import AREAS, ASSUMED, BASES, PROGRAMMES
from ..words.comparison import CAUSES
from .document import Document, Notes, Row, Table, sections
from .formats import Look, Presentation, Rows
from .lists import column
from .plot import Bar, Bars

Tally = tuple[int, int, int, int | None, int | None, int]
"""Households, persons, of how many households a part is not known, fen before and after (None of a cause), and the difference; of one month its amount."""

YEAR = 12
MOST_BANDS = 24

COUNTED = ("part", "name", "households", "persons", "incomplete")
SUMS, SUMS_OF_ONE_MONTH = ("before", "after", "difference", "difference_a_year"), ("amount", "amount_a_year")


def columns_of(sums: Sequence[str]) -> tuple[str, ...]:
    """The columns of sums over a roster: counts, sums, and in place of a sum that lacks something what is known of it."""
    return (*COUNTED, *sums, *(f"known_{name}" for name in sums))


COLUMNS, COLUMNS_OF_ONE_MONTH = map(columns_of, (SUMS, SUMS_OF_ONE_MONTH))

TITLES: dict[str, Text] = {
    "total": ("All households, yuan per month", "全部家庭，元/月"),
    "outcome": ("Households by outcome", "按变化分的户数"),
    "programme": ("By programme", "按项目"),
    "cause": ("By programme and cause; the parts add up to the difference", "按项目和原因；各部分之和等于差额"),
    "place": ("By area and district", "按城乡和区市县"),
    "basis": ("By the weakest basis of a household's amounts", "按每户金额中最弱的依据"),
    "assumed": ("Households of whom something was not stated, and what was taken", "有未填事实的家庭，及核算时所按"),
    "band": ("Distribution: change in yuan per month, households", "分布：每月变化（元）与户数"),
    "amounts": ("Distribution: yuan per month, households", "分布：每月金额（元）与户数"),
}
NAMES: dict[str, Text] = {
    "all": ("all", "合计"),
    "up": ("paid more", "增加"),
    "newly_in": ("paid for the first time", "新纳入"),
    "unchanged": ("paid the same", "不变"),
    "down": ("paid less", "减少"),
    "newly_out": ("no longer paid", "不再享受"),
    "not_entitled": ("paid in neither month", "两月均不享受"),
    "urban": ("urban", "城市"),
    "rural": ("rural", "农村"),
    "none": ("no amount known", "金额均未知"),
    "in_one_sum": ("paid in one sum", "已发金额合为一笔"),
}


class Shown(NamedTuple):
    """What is shown: the months (`before` empty where one month is summed up), counts, and the parts."""

    before: str
    after: str
    read: int
    rejected: int
    unknown: Mapping[str, tuple[int, int]]
    parts: Mapping[str, Mapping[str, Tally]]
    standards: Sequence[ComparedStandard] = ()
    notes: Sequence[str] = ()


def outside_text() -> str:
    """Whom a roster cannot count."""
    return _(
        "Households that are not in the roster are not counted, also those that would be entitled for the first time.",
        "花名册以外的家庭未计入，包括可能新增的享受家庭。",
    )


def standard_text(standard: ComparedStandard) -> str:
    """`Standard, rural (普兰店区, 瓦房店市, 庄河市, no district stated): 540.00 → 600.00`."""
    places = [*standard.districts, *([_("no district stated", "未填区县")] if standard.without_district else [])]
    before, after = (_("not known", "未知") if fen is None else yuan(fen) for fen in (standard.before, standard.after))
    return _(
        "Dibao standard, {area} ({places}): {before} → {after}", "{area}低保标准（{places}）：{before} → {after}"
    ).format(area=_(*AREAS[standard.area]), places=_(", ", "、").join(places), before=before, after=after)


def effect_shown(shown: Shown, look: Look | None = None) -> Presentation:
    """The whole, for every format."""
    columns, seen = (COLUMNS, SUMS) if shown.before else (COLUMNS_OF_ONE_MONTH, SUMS_OF_ONE_MONTH)
    rows = [_row(shown, part, name, tally) for part, tallies in shown.parts.items() for name, tally in tallies.items()]
    return Presentation(
        record=_record(shown, columns, rows),
        parts=lambda: [dict(zip(columns, row, strict=True)) for row in rows],
        rows=lambda: Rows(columns, rows),
        document=lambda: _document(shown, seen[:-1] if look and _crowded(shown, look) else seen),
        remarks=lambda: [*map(standard_text, shown.standards), *shown.notes],
    )


WIDE_ENOUGH, LONGEST_BESIDE_A_YEAR = 100, len("999999.99")


def _crowded(shown: Shown, look: Look) -> bool:
    """Whether a terminal is too narrow for two sides, their difference and that of a year, which is twelve times as much."""
    tallies = [tally for part in shown.parts.values() for tally in part.values()]
    longest = max((len(yuan(tally[3] or 0)) for tally in tallies), default=0)
    wide = longest > LONGEST_BESIDE_A_YEAR or bool(shown.before and any(tally[2] for tally in tallies))
    return look.format == "table" and look.width < WIDE_ENOUGH and wide


def _row(shown: Shown, part: str, name: str, tally: Tally) -> list[str]:
    households, persons, incomplete, *sides, difference = tally
    cells = [*(sides if shown.before else ()), difference, difference * YEAR]
    return [part, name, str(households), str(persons), str(incomplete), *whole_or_known(cells, bool(incomplete))]


def whole_or_known(sums: Sequence[int | None], incomplete: bool) -> list[str]:
    """Sums of fen in their columns, or, where something is not known, in those that say so."""
    cells = ["" if fen is None else yuan(fen) for fen in sums]
    blank = [""] * len(cells)
    return [*blank, *cells] if incomplete else [*cells, *blank]


DIFFERENCES = ("difference", "difference_a_year", "underpaid", "overpaid")


def sum_cell(cells: Mapping[str, str], name: str) -> str:
    """A sum for people: of one that lacks something that it is at least so much, of a difference only what is known."""
    known = cells[f"known_{name}"]
    if not known:
        return cells[name]
    if known == yuan(0):
        return _("not known", "未知")
    return f"{known} *" if name in DIFFERENCES else f"≥ {known}"


def star_text() -> str:
    """What the mark of a difference of sums says that lack something."""
    return _("* only of what is known on both sides", "* 仅就两边均已知的部分")


def _record(shown: Shown, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, object]:
    record: dict[str, Any] = {"before": shown.before or None, "after": shown.after or None}
    record |= {"rows_read": shown.read, "rows_rejected": shown.rejected, **{part: [] for part in shown.parts}}
    for row in rows:
        numbers = dict(zip(columns[1:], row[1:], strict=True))
        counted = {name: int(numbers.pop(name)) for name in COUNTED[2:]}
        cells = {"name": numbers.pop("name"), **counted, **{name: cell for name, cell in numbers.items() if cell}}
        record[row[0]].append(cells)
    if shown.standards:
        record["standards"] = [_standard_record(standard) for standard in shown.standards]
    if shown.notes:
        record["notes"] = list(shown.notes)
    record["unknown_amounts"] = {name: {"before": old, "after": new} for name, (old, new) in shown.unknown.items()}
    return record


def _standard_record(standard: ComparedStandard) -> dict[str, Any]:
    amounts = {name: getattr(standard, name) for name in ("before", "after")}
    record = standard._asdict() | {name: None if fen is None else yuan(fen) for name, fen in amounts.items()}
    return {**record, "districts": list(standard.districts)}


# for people


def counts_text(shown: Shown) -> str:
    """How many rows were read, and how many of them are in no sum."""
    return _("{read} rows read, {rejected} rejected", "读入 {read} 行，退回 {rejected} 行").format(
        read=shown.read, rejected=shown.rejected
    )


def _document(shown: Shown, sums: Sequence[str]) -> Document:
    """The months and counts, a table for each part, the distribution, and what is in no sum."""
    months = f"{shown.before} → {shown.after}" if shown.before else shown.after
    counts = counts_text(shown)
    title = _("{name}: {content}", "{name}：{content}").format(name=months, content=counts) if months else counts
    blocks = [
        _bars(_(*TITLES["band" if shown.before else "amounts"]), tallies)
        if part == "band"
        else _table(shown, part, sums)
        for part, tallies in shown.parts.items()
        if tallies
    ]
    star = [star_text()] if shown.before and shown.unknown else []
    gaps = Notes("", (*star, *(_gap(name, old, new) for name, (old, new) in shown.unknown.items())))
    standards = Notes("", tuple(map(standard_text, shown.standards)))
    return Document(title, (*sections(standards), *blocks, *sections(gaps, Notes("", tuple(shown.notes)))))


def _table(shown: Shown, part: str, sums: Sequence[str]) -> Table:
    """A part; where everything of a cause is the difference, the two sides are left out. No outcome of nobody is shown."""
    sums = [name for name in sums if part != "cause" or name not in ("before", "after")]
    columns = columns_of(SUMS if shown.before else SUMS_OF_ONE_MONTH)
    tallies = shown.parts[part].items()
    rows = [
        dict(zip(columns, _row(shown, part, name, tally), strict=True))
        for name, tally in tallies
        if tally[0] or part != "outcome"
    ]
    return table_of_sums(_(*TITLES[part]), rows, sums)


def table_of_sums(title: str, rows: Sequence[Mapping[str, str]], sums: Sequence[str]) -> Table:
    """Names, households, persons and these sums of a part."""
    counts = ("households", "persons")
    return Table(
        tuple(column(name, (*counts, *sums)) for name in ("name", *counts, *sums)),
        tuple(
            Row((part_name(row["name"]), *(row[name] for name in counts), *(sum_cell(row, name) for name in sums)))
            for row in rows
        ),
        title,
    )


def part_name(name: str) -> str:
    """A name of a part in the reader's language: `dibao:standard_changed`, `urban 中山区`."""
    known = NAMES | PROGRAMMES | CAUSES | BASES | ASSUMED
    if name in ASSUMED:
        return _(*ASSUMED[name])
    if ":" in name:
        programme, cause = name.split(":")
        return _("{name}: {content}", "{name}：{content}").format(name=_(*known[programme]), content=_(*known[cause]))
    return " ".join(_(*known.get(word, (word, word))) for word in name.split(" "))


def _gap(programme: str, before: int, after: int) -> str:
    text = _(
        "{programme}: unknown for {number} households, and in no sum.",
        "{programme}：有 {number} 户金额未知，未计入任何合计。",
    )
    return text.format(programme=_(*PROGRAMMES[programme]), number=max(before, after))


def _bars(title: str, bands: Mapping[str, Tally]) -> Bars:
    """A bar a band, as long as its households are many; bands at the end are put together if there are many."""
    counts = [(name, tally[0]) for name, tally in bands.items()]
    if len(counts) > MOST_BANDS:
        rest = counts[MOST_BANDS - 1 :]
        first, last = rest[0][0].partition("..")[0], rest[-1][0].partition("..")[2]
        counts = [*counts[: MOST_BANDS - 1], (f"{first}..{last}", sum(number for _name, number in rest))]
    return Bars(title, tuple(Bar(name, number, str(number)) for name, number in counts))
