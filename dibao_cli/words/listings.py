"""Headings of lists. The column names of CSV, TSV and JSON never change with language."""

from __future__ import annotations

from . import Text

HEADINGS: dict[str, Text] = {
    "effective": ("From", "起"),
    "since": ("From", "起"),
    "until": ("Until", "止"),
    "title": ("Title", "标题"),
    "basis": ("Basis", "依据类别"),
    "checked": ("Checked", "核对日期"),
    "short": ("Notice", "标准文件"),
    "source": ("Source", "来源"),
    "key": ("Key", "键"),
    "value": ("Figure", "数值"),
    "change": ("Change", "变化"),
    "change_percent": ("Change %", "变化百分比"),
    "before": ("Before", "之前"),
    "after": ("After", "之后"),
    "what": ("What", "内容"),
    "then": ("Then", "当时"),
    "now": ("Now", "现在"),
    "severity": ("Severity", "级别"),
    "code": ("Code", "代码"),
    "file": ("File", "文件"),
    "line": ("Line", "行"),
    "message": ("Message", "说明"),
    "name": ("", ""),
    "households": ("Households", "户数"),
    "persons": ("Persons", "人数"),
    "owed": ("Owed", "应发"),
    "paid": ("Paid", "已发"),
    "underpaid": ("Still owed", "应补发"),
    "overpaid": ("Paid too much", "多发"),
    "difference": ("Difference", "差额"),
    "difference_a_year": ("A year", "全年差额"),
    "amount": ("Yuan/month", "元/月"),
    "setting": ("Setting", "设置"),
    "set_to": ("Value", "值"),
    "origin": ("Set by", "来源"),
    "amount_a_year": ("Yuan/year", "元/年"),
}
