"""A comparison: a record with fixed keys, and every format of it."""

from __future__ import annotations

from ..files.kinds import content_text
from ..rules.assessment import Assessment
from ..rules.compare import Bounds, Comparison, Difference
from ..rules.decomposition import CAUSES, ORDER, Part
from ..rules.money import percent, yuan
from ..rules.parameters import PARAMETERS, key_parts, written
from ..rules.standards import Basis, Value, weakest
from ..words import _, in_language
from ..words.answers import AREAS, BASES
from ..words.comparison import cause_text
from .answer import (
    Record,
    distance_record,
    household_record,
    noted_of,
    notice_record,
    number_of_people,
    question_record,
    sum_record,
    summary_record,
)
from .document import Document, Notes, Table, sections
from .formats import Look, Presentation, Rows
from .labels import amount_text, heading, notice_text, programme_text, region_text
from .several import amount_columns, closing, common_record, several_shown, steps_by_month, table_rows, unknown_notes


def comparison_record(found: Comparison) -> Record:
    """The whole comparison. `difference` is after less before; a line's parts add up to it."""
    return {
        "before": side_record(found.before),
        "after": side_record(found.after),
        "lines": [difference_record(line, found) for line in found.lines],
        **sum_record("total_before", found.totals[0], found.complete),
        **sum_record("total_after", found.totals[1], found.complete),
        **sum_record("difference", found.amount, found.complete),
        "percent": None if found.share is None else percent(found.share).removesuffix("%"),
        "causes": {cause: yuan(amount) for cause, amount in found.causes.items()},
        "order": list(ORDER),
        "between": [
            {"event": "began" if each.began else "ended", **notice_record(each.notice)} for each in found.notices
        ],
        "inferred": [bounds_record(each) for each in found.inferred],
        **common_record((found.before, found.after)),
    }


def side_record(answer: Assessment) -> Record:
    """One side: its month, household and lines."""
    return {
        **summary_record(answer),
        "distance": distance_record(answer.distance),
        "household": household_record(answer.household),
        "question": question_record(answer.question),
    }


def difference_record(line: Difference, found: Comparison) -> Record:
    """One programme on both sides, with the parts of the difference."""
    return {
        "programme": line.programme,
        "person": line.person,
        "before": amount(line.before),
        "after": amount(line.after),
        "difference": amount(line.amount),
        "percent": None if line.share is None else percent(line.share).removesuffix("%"),
        "basis_before": _basis(found.before, line),
        "basis_after": _basis(found.after, line),
        "causes": {cause: yuan(amount) for cause, amount in line.causes.items()},
        "parts": [part_record(part) for part in line.parts],
    }


def amount(fen: int | None) -> str | None:
    return None if fen is None else yuan(fen)


def _basis(answer: Assessment, line: Difference) -> Basis | None:
    """The weakest basis of a line on one side; None where there is no line, or no amount."""
    bases = [
        one.basis
        for one in answer.lines
        if (one.programme, one.person) == (line.programme, line.person) and one.amount is not None
    ]
    return weakest(bases) if bases else None


def part_record(part: Part) -> Record:
    """One cause's part, with the figures that the step changed."""
    return {
        "cause": part.cause,
        "by": part.by,
        "amount": yuan(part.amount),
        "text": cause_text(part.cause, part.by, _direction(part)),
        "figures": [
            {
                "key": written((old or new).key),  # type: ignore[union-attr]  # one of the two is there
                "before": None if old is None else content_text(old),
                "after": None if new is None else content_text(new),
            }
            for old, new in part.values
        ],
    }


def _direction(part: Part) -> int:
    """1 where all the figures of a part rose, -1 where all fell, else 0."""
    changes = [_sign(old, new) for old, new in part.values]
    return changes[0] if changes and len(set(changes)) == 1 else 0


def _sign(old: Value | None, new: Value | None) -> int:
    if old is None or new is None or PARAMETERS[key_parts(old.key)[0]].kind != "yuan":
        return 0
    return 1 if new.number > old.number else -1


def bounds_record(bounds: Bounds) -> Record:
    """An inferred figure with its bounds, and the total difference at each of them."""
    value = bounds.value
    return {
        "key": written(value.key),
        "value": content_text(value),
        "sides": list(bounds.sides),
        "at_least": amount(value.at_least),
        "at_most": amount(value.at_most),
        "difference_at_least": amount(bounds.at_least),
        "difference_at_most": amount(bounds.at_most),
        "note": in_language(value.note) if value.note else None,
        "notice": value.notice.id,
    }


# to read


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
    before_sum, after_sum, difference = (_sum(record, each) for each in SUMS)
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


def _sum(record: Record, name: str) -> str:
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


# to hand on

_COLUMNS = ("programme", "person", "before", "after", "difference", "percent", "basis_before", "basis_after")
_KNOWN = tuple(f"{name}_{side}" for name in ("formula", "estimate") for side in ("before", "after"))
COLUMNS = (*_COLUMNS, *CAUSES, "notes", *_KNOWN)


def comparison_rows(record: Record) -> Rows:
    """A row a line with a column a cause, the total last; the causes of a row add up to its difference."""
    rows = [
        [
            *(line[name] or "" for name in _COLUMNS),
            *_by_cause(line, line["difference"]),
            " ".join(noted_of(record, line)),
            *_known_of(record, line),
        ]
        for line in record["lines"]
    ]
    before, after = record["before"], record["after"]
    total = ["total" if record["complete"] else "known_total", "", *(_sum(record, name) for name in SUMS)]
    total.append(record["percent"] or "")
    notes = ["incomplete"] if not record["complete"] else []
    bases = [before["basis"] or "", after["basis"] or ""]
    rows.append([*total, *bases, *_by_cause(record, _sum(record, "difference")), " ".join([*notes, *noted_of(record)])])
    rows[-1] += [""] * len(_KNOWN)
    return COLUMNS, rows


def _known_of(record: Record, line: Record) -> list[str]:
    """What is known of a line on each side, where its amount is not."""
    found = []
    for side in ("before", "after"):
        of = (each for each in record[side]["lines"] if (each["programme"], each["person"]) == _name(line))
        found.append(next(of, {"formula": None, "estimate": None}))
    formulas = [each["formula"] or "" for each in found]
    return [*formulas, *(each["estimate"]["amount"] if each["estimate"] else "" for each in found)]


def _name(line: Record) -> tuple[str, str | None]:
    return line["programme"], line["person"]


def _by_cause(line: Record, difference: str | None) -> list[str]:
    """The sum of every cause; blank where the difference is not known."""
    return [line["causes"].get(cause, "0.00") if difference is not None else "" for cause in CAUSES]


def comparison_shown(found: Comparison, look: Look) -> Presentation:
    """The comparison for every format."""
    region = region_text(found.before)
    return several_shown(
        comparison_record(found), lambda whole: [whole], comparison_rows, comparison_document, region, look
    )
