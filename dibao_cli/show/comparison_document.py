"""A comparison as a document: both sides next to each other, each difference followed by its causes."""

from __future__ import annotations

from ..words import _
from ..words.answers import AREAS, BASES
from ..words.comparison import cause_text
from .answer import (
    Record,
    number_of_people,
)
from .document import Document, Notes, Table, sections
from .formats import Look
from .labels import amount_text, heading, notice_text, programme_text
from .several import amount_columns, closing, steps_by_month, table_rows, unknown_notes


def comparison_document(record: Record, region_name: str, look: Look) -> Document:
    """Both sides next to each other, each difference followed by its causes."""
    before, after = record["before"], record["after"]
    rows = []
    for line in record["lines"]:
        cells = [line["before"], line["after"], line["difference"]]
        shown = [amount_text({"amount": cell}) for cell in cells]
        rows.append([programme_text(line), *shown[:2], signed(shown[2]), _percent(line), _bases(line)])
        rows += [_part_row(part) for part in line["parts"]]
    name = heading("total" if record["complete"] else "known")
    before_sum, after_sum, difference = (sum_of(record, each) for each in SUMS)
    bases = _bases({"basis_before": before["basis"], "basis_after": after["basis"]})
    columns = [
        heading("programme"),
        _side(before, after, _("before", "变动前")),
        _side(after, before, _("after", "变动后")),
    ]
    columns += [_("Difference", "差额"), _("Per cent", "增减"), heading("basis")]
    table = Table(
        amount_columns(columns),
        table_rows(rows, [[name, before_sum, after_sum, signed(difference), _percent(record), bases]]),
    )
    between = tuple(_between_text(each, look.explain) for each in record["between"])
    notes = sections(
        Notes("", tuple(_no_change(record))),
        Notes(_("Causes together", "各项原因合计"), tuple(_causes_together(record))),
        Notes(_("Notices between the two months", "两个月份之间的政策文件"), between),
        Notes(_("Inferred figures", "推算的数值"), tuple(map(_bounds_text, record["inferred"]))),
        unknown_notes([before, after]),
        *([steps_by_month([before, after])] if look.explain else []),
        *closing(record, look.explain),
    )
    return Document(_title(record, region_name), (table, *notes))


SUMS = ("total_before", "total_after", "difference")


def sum_of(record: Record, name: str) -> str:
    """A sum, or that of what is known on both sides."""
    return str(record[name] if record["complete"] else record[f"known_{name}"])


def _causes_together(record: Record) -> list[str]:
    """The sum of each cause; named as its parts are, where they are all named alike."""
    texts = []
    for cause, amount_ in record["causes"].items():
        names = {part["text"] for line in record["lines"] for part in line["parts"] if part["cause"] == cause}
        texts.append(f"{names.pop() if len(names) == 1 else cause_text(cause, cause)}: {signed(amount_)}")
    return texts


def signed(text: str) -> str:
    """A difference with its sign; `not known` as it stands."""
    if not text[:1].isdigit() or not text.strip("0."):
        return text
    return f"+{text}"


def _percent(line: Record) -> str:
    return "" if line["percent"] is None else f"{signed(line['percent'])}%"


def _bases(line: Record) -> str:
    told = [_(*BASES[basis]) for basis in (line["basis_before"], line["basis_after"]) if basis]
    return " / ".join(dict.fromkeys(told))


def _part_row(part: Record) -> list[str]:
    figures = [_figure_text(figure) for figure in part["figures"]]
    text = f"{part['text']}: {', '.join(figures)}" if figures else part["text"]
    return [f"  {text}", "", "", signed(part["amount"]), "", ""]


def _figure_text(figure: Record) -> str:
    """`dibao.urban 720.00 > 750.00`; of a list only that it changed."""
    old, new = figure["before"] or "-", figure["after"] or "-"
    return figure["key"] if "," in old + new else f"{figure['key']} {old} > {new}"


def _side(side: Record, other: Record, name: str) -> str:
    """The month of a side; where both have the same, which side it is."""
    month = str(side["month"])
    return month if month != other["month"] else f"{month} {name}"


def _title(record: Record, region_name: str) -> str:
    before, after = record["before"], record["after"]
    region = before["household"].get("district") or region_name
    people = [_people(side["household"]) for side in (before, after)]
    if people[0] == people[1]:
        return _("{region}, {before} against {after}: {people}", "{region}：{before} 与 {after} 对比，{people}").format(
            region=region, before=before["month"], after=after["month"], people=people[0]
        )
    return _(
        "{region}, {before} ({people_before}) against {after} ({people_after})",
        "{region}：{before}（{people_before}）与 {after}（{people_after}）对比",
    ).format(
        region=region,
        before=before["month"],
        after=after["month"],
        people_before=people[0],
        people_after=people[1],
    )


def _people(household: Record) -> str:
    return _("{area}, {number} member(s), income {income}", "{area}，{number} 人，收入 {income} 元").format(
        area=_(*AREAS[household["area"]]),
        number=number_of_people(household),
        income=household.get("income") or _("not stated", "未说明"),
    )


def _no_change(record: Record) -> list[str]:
    """What is said in one sentence about a comparison in which nothing changed."""
    same = all(line["difference"] == "0.00" and not line["parts"] for line in record["lines"])
    return [_("Nothing changed.", "没有变化。")] if same else []


def _between_text(each: Record, explain: bool) -> str:
    month = each["effective"] if each["event"] == "began" else each["until"]
    text = notice_text(each) if explain else each["title"]
    template = (
        _("{month} began: {notice}", "{month} 开始执行：{notice}")
        if each["event"] == "began"
        else _("{month} ended: {notice}", "{month} 终止执行：{notice}")
    )
    return template.format(month=month, notice=text)


def _bounds_text(each: Record) -> str:
    sides = ", ".join({"before": _("before", "变动前"), "after": _("after", "变动后")}[side] for side in each["sides"])
    if each["at_least"] is None or each["at_most"] is None:
        return _(
            "{key} = {value} ({sides}): inferred, no bounds are known.",
            "{key} = {value}（{sides}）：推算值，上下限不详。",
        ).format(key=each["key"], value=each["value"], sides=sides)
    return _(
        "{key} = {value} ({sides}): the difference is {low} at {at_least}, and {high} at {at_most}.",
        "{key} = {value}（{sides}）：若为 {at_least}，差额为 {low}；若为 {at_most}，差额为 {high}。",
    ).format(
        key=each["key"],
        value=each["value"],
        sides=sides,
        low=signed(each["difference_at_least"]),
        at_least=each["at_least"],
        high=signed(each["difference_at_most"]),
        at_most=each["at_most"],
    )
