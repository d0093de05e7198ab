"""The texts of answers that all formats for people share: titles, rows and remarks in the reader's language."""

from __future__ import annotations

from ..files.values import SET_BY_HAND
from ..rules.assessment import Assessment
from ..rules.dated import FROM_WHEN, in_force
from ..rules.month import Month
from ..words import _, in_language
from ..words.answers import AREAS, BASES, PROGRAMMES, STEPS, law_called
from ..words.notices import CHOICES
from .answer import Record


def title(record: Record, region_name: str) -> str:
    """`Dalian, 2020-07: urban, 3 members`."""
    from ..words.households import number_of_people  # rows do without

    household = record["household"]
    place = _("{region}, {month}: {area}, {number} member(s)", "{region}，{month}：{area}，{number} 人")
    return place.format(
        region=place_text(household, region_name),
        month=record["month"],
        area=_(*AREAS[household["area"]]),
        number=number_of_people(household),
    )


def place_text(household: Record, region_name: str) -> str:
    """`Dalian, 庄河市`: the city, with the district where one is stated."""
    district = household.get("district")
    if not district or district == region_name:
        return region_name
    return _("{city}, {district}", "{city}　{district}").format(city=region_name, district=district)


def named(name: str, content: str) -> str:
    """A name with what belongs to it: `Standard raised: +90.00`."""
    return _("{name}: {content}", "{name}：{content}").format(name=name, content=content)


def region_text(answer: Assessment) -> str:
    """The name of the region that an answer is for."""
    return in_language(answer.table.region.name)


def amount_text(line: Record) -> str:
    """The amount, or that nobody here knows it."""
    return line["amount"] if line["amount"] is not None else _("not known", "未知")


def basis_text(line: Record) -> str:
    return _(*BASES[line["basis"]]) if line["basis"] else ""


def programme_text(line: Record) -> str:
    name = _(*PROGRAMMES[line["programme"]])
    if not line["person"]:
        return name
    person = (
        line["person"] if not line["person"].isdigit() else _("{number}", "成员{number}").format(number=line["person"])
    )
    return _("{programme}, person {person}", "{programme}（{person}）").format(programme=name, person=person)


def step_text(step: Record) -> str:
    """A step with its name: `Income is below the standard: 1200.00 < 750.00 × 3 (yes)`."""
    return _("{name}: {formula}", "{name}：{formula}").format(name=_(*STEPS[step["name"]]), formula=_formula(step))


def step_parts(step: Record) -> tuple[str, str]:
    """The name of a step, with its colon, and its formula, for where both do not fit a line."""
    return _("{name}: {formula}", "{name}：{formula}").format(
        name=_(*STEPS[step["name"]]), formula=""
    ).rstrip(), _formula(step)


def shown_steps(line: Record) -> list[Record]:
    """The steps that stand under a line without `--explain`: the last, and a multiplication in force."""
    steps: list[Record] = line["steps"]
    names = [step["name"] for step in steps]
    multiplied = ["subsidy_a_person"] if "ordinary_subsidy" in names else []
    return [step for n, step in enumerate(steps, 1) if n == len(steps) or step["name"] in multiplied]


def _formula(step: Record) -> str:
    if "holds" not in step:
        return str(step["formula"])
    holds = _("yes", "是") if step["holds"] else _("no", "否")
    return _("{formula} ({holds})", "{formula}（{holds}）").format(formula=step["formula"], holds=holds)


def total_heading(record: Record) -> str:
    """`Total`, or what the sum leaves out."""
    total = _("Total", "合计") if record["complete"] else _("Known total", "已知部分合计")
    left_out = record.get("question", {}).get("without", ())
    if not left_out:
        return total
    programmes = [_(*PROGRAMMES[name]) for name in left_out]
    names = _(", ", "、").join(name[:1].lower() + name[1:] for name in programmes)
    return _("{total} without {programmes}", "{total}（不含{programmes}）").format(total=total, programmes=names)


def total_basis_text(record: Record) -> str:
    """The weakest basis of all amounts; empty where there is none."""
    return _(*BASES[record["basis"]]) if any(line["basis"] for line in record["lines"]) else ""


def distance_text(record: Record) -> str:
    """How far the household is from the line, as a sentence; empty if there is no line."""
    distance = record["distance"]
    if not distance:
        return ""
    if distance["below"] and distance["margin"] == "0.00":
        return _(
            "Dibao ends at an income of {ends_at} per month, less than a fen above the present income.",
            "月收入达到 {ends_at} 时不再享受低保，现收入与之相差不足一分。",
        ).format(**distance)
    if not distance["below"]:
        over = distance["margin"].removeprefix("-")
        return _(
            "Income is {over} per month too high: dibao begins below {ends_at}.",
            "家庭月收入超出 {over} 元：低于 {ends_at} 元方可享受低保。",
        ).format(over=over, ends_at=distance["ends_at"])
    return _(
        "Dibao ends at an income of {ends_at} per month, {margin} above the present {income}.",
        "家庭月收入达到 {ends_at} 元时不再享受低保，比目前的 {income} 元高出 {margin} 元。",
    ).format(**distance)


def payment_texts(lines: list[Record]) -> list[str]:
    """When the amounts are paid that are not paid month by month, and with which other months."""
    paid: dict[tuple[str, str, str, str], list[str]] = {}
    for line in lines:
        payment = line["payment"]
        if (
            payment
            and line["amount"]
            and (payment["from"] != payment["to"] or payment["paid_in"] not in (None, payment["from"]))
        ):
            key = (payment["period"], payment["from"], payment["to"], payment["paid_in"] or "")
            paid.setdefault(key, []).append(programme_text(line))
    return [
        payment_text(_(", ", "、").join(names), period, first, last, paid_in)
        for (period, first, last, paid_in), names in paid.items()
    ]


def payment_text(name: str, period: str, first: str, last: str, paid_in: str) -> str:
    """`Dibao: paid by the quarter, for 2020-01 to 2020-03, in 2020-03.`"""
    details = {"name": name, "period": _(*CHOICES[period]), "first": first, "last": last, "paid_in": paid_in}
    text = (
        _("{name}: paid {period}, for {first} to {last}", "{name}：{period}发放，所属月份 {first} 至 {last}")
        if first != last
        else _("{name}: paid {period}, for {first}", "{name}：{period}发放，所属月份 {first}")
    )
    text += (
        _(", in {paid_in}.", "，于 {paid_in} 发放。")
        if paid_in
        else _("; in which month is not on record.", "；发放月份没有记录。")
    )
    return text.format(**details)


def law_text(line: Record, full: bool) -> str:
    """The text that a line's rule rests on: `Rule: Measures for … (民发〔2012〕220号), art. 27`; empty without one.

    Not `full`, the number goes for the name where there is one.
    """
    law = line["law"]
    return _("Rule: {name}", "依据：{name}").format(name=law_number(law, full)) if law else ""


def law_number(law: Record, full: bool = False) -> str:
    """A text by its number (or its name with the number) and the article."""
    return law_called(law["name"], law["document"], law["article"], full)


def timing_texts(record: Record) -> list[str]:
    """From when what is paid is paid, on the sheets that people keep."""
    texts = []
    paid = {line["programme"] for line in record["lines"] if line["amount"] not in (None, "0.00")}
    if paid & {"dibao", "single_person"}:
        rule = in_force(FROM_WHEN, Month.parse(record["month"]))
        number, article = (rule.law.document, rule.law.article) if rule and rule.law else ("", "")
        texts.append(
            _(
                "Dibao is paid from the month after the decision ({number}, art. {article}).",
                "低保金自批准（确认）之日的下月起发放（{number}第{article}条）。",
            ).format(number=number, article=article)
        )
    if "price_subsidy" in paid:
        texts.append(
            _(
                "{month} is the month of the price index: its price subsidy is paid a month later.",
                "{month} 为价格指数所属月份，其价格临时补贴在次月发放。",
            ).format(month=record["month"])
        )
    return texts


def notice_text(notice: Record) -> str:
    """A notice with the month from which it holds and where it was read."""
    if notice["source"] == SET_BY_HAND:
        return str(notice["title"])
    until = _(" until {until}", "，至 {until} 前").format(until=notice["until"]) if notice["until"] else ""
    return _(
        "{title} (from {effective}{until}). {source}. Checked {checked}.",
        "{title}（{effective} 起{until}）。来源：{source}。核对日期：{checked}。",
    ).format(
        title=notice["title"],
        effective=notice["effective"],
        until=until,
        source=notice["source"],
        checked=notice["checked"],
    )


def short_notice_text(notice: Record) -> str:
    """A notice with the month from which it holds."""
    if notice["source"] == SET_BY_HAND:
        return str(notice["title"])
    return _("{title} (from {effective})", "{title}（{effective} 起）").format(
        title=notice["title"], effective=notice["effective"]
    )


def fingerprint_text(record: Record) -> str:
    return f"{record['fingerprint']['program']}, {record['fingerprint']['standards'][:23]}"


def page_title(on_page: bool) -> str:
    """The title of the table of amounts, where a page has other tables and lists around it."""
    return _("Calculation", "核算过程") if on_page else ""


def heading(name: str) -> str:
    """The headings of answers."""
    return {
        "programme": _("Programme", "项目"),
        "amount": _("Yuan/month", "元/月"),
        "basis": _("Basis", "依据类别"),
        "total": _("Total", "合计"),
        "known": _("Known total", "已知部分合计"),
        "remarks": _("Please note", "注意事项"),
        "derivations": _("How the figures came about", "数值的由来"),
        "steps": _("Steps", "计算步骤"),
        "sources": _("Sources", "政策依据"),
    }[name]
