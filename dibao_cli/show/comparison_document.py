"""A comparison as a document: both sides next to each other, each difference followed by its causes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..words import _
from ..words.answers import AREAS, BASES
from ..words.comparison import cause_text
from ..words.households import number_of_people
from ..words.notices import in_words
from ..words.parameters import spoken
from .answer import Record
from .document import Document, Notes, Table, sections
from .formats import Look
from .labels import amount_text, heading, named, notice_text, page_title, place_text, programme_text
from .plot import Bar, Bars
from .several import amount_columns, closing, steps_by_month, table_rows, unknown_notes

if TYPE_CHECKING:
    from .sheet import Sheet


def comparison_document(record: Record, region_name: str, look: Look) -> Document:
    """Both sides next to each other, each difference followed by its causes."""
    if look.on_page:
        from .paper import on_paper

        record = on_paper(record)
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
        page_title(look.on_page),
    )
    between = tuple(_between_text(each, look.explain) for each in record["between"])
    notes = sections(
        Notes("", tuple(_no_change(record))),
        Notes(_("Causes together", "各项原因合计"), tuple(_causes_together(record))),
        Notes(_("Notices between the two months", "两个月份之间的政策文件"), between),
        Notes(_("Inferred figures", "推算的数值"), tuple(map(_bounds_text, record["inferred"]))),
        unknown_notes([before, after]),
        *([steps_by_month([before, after])] if look.explain else []),
        *closing(record, look),
    )
    plots = (_plot(record),) if look.on_page else ()
    sheet = _sheet(record, look) if look.on_page else None
    return Document(_title(record, region_name), (table, *plots, *notes), sheet)


def _plot(record: Record) -> Bars:
    """A bar for each side of each programme whose amounts are known."""
    bars = (
        Bar(f"{programme_text(line)} {_side(side, other, name)}", int(line[key].replace(".", "")), line[key])
        for line in record["lines"]
        if line["before"] is not None and line["after"] is not None
        for key, side, other, name in _sides(record)
    )
    return Bars(_("Before and after", "变动前后"), tuple(bars))


def _sides(record: Record) -> tuple[tuple[str, Record, Record, str], ...]:
    before, after = record["before"], record["after"]
    return ("before", before, after, _("before", "变动前")), ("after", after, before, _("after", "变动后"))


def _sheet(record: Record, look: Look) -> Sheet:
    from .sheet import Corner, paid_in, payment_of, sheet_of

    after = record["after"]
    return sheet_of(
        _("Comparison of assistance", "社会救助待遇对比表"),
        Corner(_difference_heading(record), signed(sum_of(record, "difference")), heading("amount")),
        record,
        [(_side(side, other, name), side["household"], side["question"]) for _key, side, other, name in _sides(record)],
        payment_of(look.paper, [paid_in(after["month"], after["lines"])]),
        look.paper,
    )


SUMS = ("total_before", "total_after", "difference")


def sum_of(record: Record, name: str) -> str:
    """A sum, or that of what is known on both sides."""
    return str(record[name] if record["complete"] else record[f"known_{name}"])


def _difference_heading(record: Record) -> str:
    if record["complete"]:
        return _("Difference", "差额")
    return _("Difference of what is known", "差额（仅就已知部分）")


def _causes_together(record: Record) -> list[str]:
    """The sum of each cause; named as its parts are, where they are all named alike."""
    texts = []
    for cause, amount_ in record["causes"].items():
        names = {part["text"] for line in record["lines"] for part in line["parts"] if part["cause"] == cause}
        texts.append(named(names.pop() if len(names) == 1 else cause_text(cause, cause), signed(amount_)))
    return texts


def signed(text: str) -> str:
    """A difference with its sign; `not known` as it stands."""
    if not text[:1].isdigit() or not text.strip("0."):
        return text
    return f"+{text}"


def _percent(line: Record) -> str:
    return "" if line["percent"] is None else f"{signed(line['percent'])}%"


def _bases(line: Record) -> str:
    bases = [_(*BASES[basis]) for basis in (line["basis_before"], line["basis_after"]) if basis]
    return " / ".join(dict.fromkeys(bases))


def _part_row(part: Record) -> list[str]:
    figures = [_figure_text(figure) for figure in part["figures"]]
    text = named(part["text"], _(", ", "、").join(figures)) if figures else part["text"]
    return [f"  {text}", "", "", signed(part["amount"]), "", ""]


def _figure_text(figure: Record) -> str:
    """`Urban dibao standard (dibao.urban) from 720.00 to 750.00`; of a list only that it changed."""
    old, new = figure["before"], figure["after"]
    key = spoken(figure["key"])
    if "," in f"{old}{new}":
        return key
    if old is None or new is None:
        text = (
            _("{key}: {new} begins", "{key} {new} 起用") if old is None else _("{key}: {old} ends", "{key} {old} 停用")
        )
    else:
        text = _("{key} from {old} to {new}", "{key}由 {old} 变为 {new}")
    return text.format(key=key, old=in_words(old or ""), new=in_words(new or ""))


def _side(side: Record, other: Record, name: str) -> str:
    """The month of a side; where both have the same, which side it is."""
    month = str(side["month"])
    return month if month != other["month"] else f"{month} {name}"


def _title(record: Record, region_name: str) -> str:
    before, after = record["before"], record["after"]
    region = place_text(before["household"], region_name)
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
    income = household.get("income")
    otherwise = (
        _("item by item", "逐项填写") if household.keys() & {"incomes", "annual_incomes"} else _("not stated", "未说明")
    )
    return _("{area}, {number} member(s), income {income}", "{area}，{number} 人，收入{income}").format(
        area=_(*AREAS[household["area"]]),
        number=number_of_people(household),
        income=_("{amount}", " {amount} 元").format(amount=income) if income else otherwise,
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
    sides = _(", ", "、").join(
        {"before": _("before", "变动前"), "after": _("after", "变动后")}[side] for side in each["sides"]
    )
    if each["at_least"] is None or each["at_most"] is None:
        return _(
            "{key} = {value} ({sides}): inferred, no bounds are known.",
            "{key} = {value}（{sides}）：推算值，上下限不详。",
        ).format(key=spoken(each["key"]), value=in_words(each["value"]), sides=sides)
    return _(
        "{key} = {value} ({sides}): the difference is {low} at {at_least}, and {high} at {at_most}.",
        "{key} = {value}（{sides}）：若为 {at_least}，差额为 {low}；若为 {at_most}，差额为 {high}。",
    ).format(
        key=spoken(each["key"]),
        value=in_words(each["value"]),
        sides=sides,
        low=signed(each["difference_at_least"]),
        at_least=each["at_least"],
        high=signed(each["difference_at_most"]),
        at_most=each["at_most"],
    )
