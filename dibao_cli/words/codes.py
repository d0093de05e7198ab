"""What every code that the program prints means: drawn from the tables that the messages themselves are made of.

Only what those tables do not say stands here: what each kind of code does to a result, why, and how a code comes about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

from . import Text, _
from .answers import BASES, CONDITIONS, MISSING, PROGRAMMES, STATED_BY, WARNINGS, unit_text
from .comparison import CAUSES
from .findings import FINDINGS
from .problems import TEXTS

Kind = Literal["error", "finding", "warning", "note", "missing", "condition", "basis", "cause"]

KINDS: dict[Kind, Text] = {
    "error": ("error", "错误"),
    "finding": ("finding in a notice", "标准文件检查结果"),
    "warning": ("warning", "提示"),
    "note": ("note of a row", "行内备注"),
    "missing": ("something that nobody knows, or stated", "未知或未填的内容"),
    "condition": ("condition", "条件"),
    "basis": ("basis of a figure", "数值依据"),
    "cause": ("cause of a difference", "差额原因"),
}

WHAT_IT_DOES: dict[Kind, Text] = {
    "error": (
        "The input is refused: nothing is computed and nothing is written, for a figure that was guessed would be a wrong figure. The exit code is 1 where the data are wrong and 2 where the command line is. In a roster only the household is refused: its rows go to the rejects, and the others are computed.",
        "拒绝计算，不写出任何结果：猜测得出的金额就是错误的金额。数据有误时退出码为 1，命令行有误时为 2。花名册中只退回该户，其余各户照常核算。",
    ),
    "finding": (
        "`dibao standards check` says it of a notice. An error stops every computation with it; a warning does not, and is acknowledged in the file itself, with the reason.",
        "由 `dibao standards check` 在检查标准文件时给出。错误须改正后方可核算；提示不影响核算，可在文件中写明理由予以确认。",
    ),
    "warning": (
        "The amounts stand, and this must be known beside them. It is under “Please note”, in `warnings` of JSON and on standard error beside rows. `--strict` refuses what rests on inferred, missing or out-of-date figures, or on what nobody stated.",
        "金额照常列出，但须同时注意此项。见“注意事项”、JSON 的 `warnings`，或数据行之外的标准错误。加 `--strict` 时，凡依据推算、缺失、过期数值或未填事实的结果一律拒绝。",
    ),
    "note": (
        "It stands in the column `notes` (of a roster: `warnings`) of CSV and TSV.",
        "见 CSV、TSV 的 `notes` 列（花名册为 `warnings` 列）。",
    ),
    "missing": (
        "The amount is not known, which is never 0: the line has no amount, is in no sum, and the total is called incomplete.",
        "金额未知，绝不当作 0：该项不列金额，不计入合计，合计注明不完整。",
    ),
    "condition": (
        "A programme is paid only where it is met. With a question mark it was not stated: then the amount is open, not refused.",
        "符合此条件才发放。带问号表示未说明：金额待定，并非不符合。",
    ),
    "basis": (
        "It says how sure a figure is. A line has the weakest basis of the figures that it rests on, a total that of its lines.",
        "说明数值的可靠程度。每一项取其所依据数值中最弱的依据，合计取各项中最弱的依据。",
    ),
    "cause": (
        "A part of the difference between two answers. The parts of a line add up to its difference, to the fen.",
        "两次核算差额中的一部分。各部分之和与差额分毫不差。",
    ),
}

WITHOUT_CODE: dict[str, Text] = {
    "published": (
        "Found in the city's own notice or release, or in the newspaper article that the project began with (S0).",
        "见于市级文件、部门发布，或本项目最初的来源（S0，报纸报道）。",
    ),
    "reported": ("Found in a copy of a third party, or in a news report.", "见于第三方转载或新闻报道。"),
    "inferred": (
        "Worked out, for instance from a ratio that holds in the years around it; the note says how, and the bounds how far off it may be.",
        "由其他数值推算得出，如由前后年份成立的比例推算；说明中写明推算方法和上下限。",
    ),
    "stated": (
        "Given by the user (--set, --subsidy-rate, --cpi, --food-cpi): nobody has checked it.",
        "由使用者提供（--set、--subsidy-rate、--cpi、--food-cpi），未经核实。",
    ),
    "incomplete": (
        "The total is of what is known only: a line of it is not known. It is at least that much.",
        "合计只含已知部分：其中有金额未知的项目。实际金额不低于此数。",
    ),
    "rejected_row": (
        "With --strict: this row of the roster is not computed, so nothing is. {reason}",
        "使用 --strict 时，花名册的这一行不能核算，因此不写出任何结果。{reason}",
    ),
    "usage": ("The command line cannot be read: {reason}", "无法读取命令行：{reason}"),
}
"""What those codes mean of which no message says it."""

NOTES: dict[str, Text] = {
    "missing:…": (
        "What follows is not known, so the amount is not: a key of the tables, or index for the price index. `dibao explain missing:index`.",
        "冒号后的内容未知，故金额未知：为标准表的键，index 指物价指数。例：`dibao explain missing:index`。",
    ),
    "inferred:…": ("The figure of this key is inferred, not found in a document.", "此键的数值为推算值，未见于文件。"),
    "paid:…": (
        "When the amount of a programme is paid, by a notice: by which period, and in which month (? where no notice says it).",
        "该项目金额按文件规定的发放周期和发放月份（? 表示文件未规定）。",
    ),
    "override:…": ("The figure of this key was set by hand (--set).", "此键的数值由人工设定（--set）。"),
    "condition:…": (
        "This condition is not met; with a question mark it was not stated.",
        "不符合此条件；带问号表示未说明。",
    ),
    "assumption:…": (
        "The amount rests on this reading of the rules, which no legal text settles.",
        "金额依据对规定的这一解读，未查到明文规定。",
    ),
    "excluded:…": (
        "The programme (of that person) is not paid because of the scheme that is named last.",
        "因最后所列的制度，该项目（该成员）不予发放。",
    ),
}
"""The notes that name something after their colon."""

EXAMPLES: dict[str, str] = {
    "no_such_file": "dibao calc family.toml",
    "no_members": "dibao calc --area urban --members 0",
    "unknown_ending": "dibao calc --area urban -o answer.xslx",
    "ending_contradicts": "dibao calc --area urban -o answer.csv -f html",
    "ending_not_here": "dibao calc --area urban -o answer.parquet",
    "unknown_column": "dibao calc --area urban --columns totl",
    "unknown_format": "dibao calc --area urban -f exel",
    "needs_output_file": "dibao calc --area urban -f xlsx",
    "needed_field": "dibao calc --members 3",
    "needed_option": "dibao arrears --area urban --from 2020-07",
    "not_a_number": "dibao calc --area urban --income much",
    "negative": "dibao calc --area urban --income -5",
    "too_precise": "dibao calc --area urban --income 0.001",
    "not_a_count": "dibao calc --area urban --members x",
    "out_of_range": "dibao demo roster --households 0",
    "not_a_month": "dibao calc --area urban --month 2020-13",
    "unknown_choice": "dibao calc --area suburb",
    "unknown_district": "dibao calc --area rural --district nowhere",
    "one_off_by_hand": "dibao calc --area urban --set one_off.festival=800",
    "unknown_key": "dibao calc --area urban --set dibao.rurla=500",
    "unknown_region": "dibao calc --area urban --region atlantis",
    "before_first_table": "dibao calc --area urban --month 2010-01",
    "not_name_equals_value": "dibao calc --area urban --deduct medical",
    "stated_twice": 'dibao calc --area urban --deduct "medical=1" --deduct "medical=2"',
    "needed": 'dibao calc --area urban --person "status=retiree"',
    "contradiction": 'dibao calc --area urban --person "status=tekun,care=dispersed,age=9,tier=40"',
    "not_a_disability": 'dibao calc --area urban --person "disability=severe"',
    "unknown_field": 'dibao calc --area urban --person "stauts=tekun"',
    "not_a_sweep": "dibao calc --area urban --sweep income=0",
    "not_together": "dibao calc --area urban --from 2020-01 --to 2020-02 --month 2020-01",
    "months_exchanged": "dibao compare --area urban --before 2020-07 --after 2020-06",
    "months_reversed": "dibao calc --area urban --from 2020-07 --to 2020-06",
    "needs_roster": "dibao batch",
    "no_such_option": "dibao calc --incom 3",
    "no_such_command": "dibao clac",
    "unexpected_argument": "dibao calc family.toml other.toml",
    "stray_details": 'dibao calc --area urban --person "status=orphan" "care=dispersed"',
    "no_such_schema": "dibao schema answer",
    "strict": "dibao calc --area urban --strict",
    "assumed:income": "dibao calc --area urban --members 3",
    "assumed:members": "dibao calc --area urban --income 0",
    "assumed:month": "dibao calc --area urban --members 1 --income 0",
    "assumed:property": "dibao calc --area urban --members 3 --income 1200",
    "assumed:district": "dibao calc --area rural --members 3 --income 1200",
    "override": "dibao calc --area urban --set dibao.urban=800",
    "inferred_value": "dibao calc --area rural --members 1 --month 2020-06",
    "missing": "dibao calc --area urban --month 2020-07",
    "stated_index": "dibao calc --area urban --month 2020-04 --food-cpi 14.8",
    "stated_rate": "dibao calc --area urban --month 2020-04 --subsidy-rate 102.50",
    "estimate": "dibao calc --area urban --month 2020-04 --index national",
    "annual_income_divided": "dibao calc --area urban --annual-income 1000",
    "care_not_assessed": 'dibao calc --area urban --person "status=tekun"',
    "stale_table": "dibao calc --area urban --month 2099-01",
    "published": "dibao calc --area urban --members 3 --income 1200",
    "reported": "dibao calc --area urban --members 3 --income 1200 --month 2021-07",
    "inferred": "dibao calc --area rural --members 1 --income 0 --month 2020-06",
    "stated": "dibao calc --area urban --set dibao.urban=800",
    "incomplete": "dibao calc --area urban --month 2020-07 -f csv --totals",
    "standard_changed": "dibao compare --area urban --members 3 --income 1200",
    "income_changed": "dibao compare --area urban --members 3 --income 1200 --after-income 1500",
    "missing:index": "dibao calc --area urban --month 2020-07 -f csv",
}
"""A command line that has the code printed. A test runs them all."""


class Explained(NamedTuple):
    """A code with its kind, what its message says, what else is to be known, and a command line that prints it."""

    code: str
    kind: Kind
    says: str
    example: str = ""
    way_out: str = ""


def known_codes() -> dict[str, Explained]:
    """Every code, in the language in use, by kind and then in the order of the tables."""
    explanations: dict[str, Explained] = {}

    def add(kind: Kind, texts: Mapping[str, Text]) -> None:
        for code, text in texts.items():
            if code not in explanations:
                explanations[code] = Explained(code, kind, plain(text), EXAMPLES.get(code, ""), _stated_by(code))

    add("finding", FINDINGS)
    add("error", {code: WITHOUT_CODE.get(code, text) for code, text in TEXTS.items() if code not in FINDINGS})
    add("warning", WARNINGS)
    add("basis", {code: _joined(BASES[code], WITHOUT_CODE[code]) for code in BASES})
    add("note", {"incomplete": WITHOUT_CODE["incomplete"], **NOTES})
    add("missing", {f"missing:{key}": text for key, text in MISSING.items()})
    add("condition", {f"condition:{code}": text for code, text in CONDITIONS.items()})
    add("cause", CAUSES)
    order = {kind: n for n, kind in enumerate(KINDS)}
    return dict(sorted(explanations.items(), key=lambda item: order[item[1].kind]))


def _joined(name: Text, meaning: Text) -> Text:
    return f"{name[0]}. {meaning[0]}", f"{name[1]}：{meaning[1]}"


def plain(text: Text) -> str:
    """A message in the language in use, with single braces around what the program fills in."""
    return _(*text).replace("{{", "{").replace("}}", "}")


def _stated_by(code: str) -> str:
    option = STATED_BY.get(code)
    return _("State it with {option}.", "可用 {option} 填写。").format(option=option) if option else ""


def explained(code: str) -> Explained | None:
    """A code, or one with what it names: `missing:disability.living`, `override:dibao.urban=800`, `[not_a_month]`."""
    known = known_codes()
    name = code.strip().strip("[]")
    if name in known:
        return known[name]
    kind, colon, rest = name.partition(":")
    if kind in PROGRAMMES and rest.startswith("paid:"):
        kind, rest = "paid", kind
    about = re.split("[=:]", rest)[0].removesuffix("?")
    if colon and kind == "condition" and f"condition:{about}" in known:
        return known[f"condition:{about}"]._replace(code=name)
    if colon and kind == "assumption" and about in known:
        return known[about]._replace(code=name)
    general = known.get(f"{kind}:…")
    named = _named(about) if colon else ""
    if not general or not named:
        return None
    supply = _(
        "Supply it with --set {key}={unit}, or in a folder of your own (--standards).",
        "可用 --set {key}={unit} 提供，或写入自备标准文件夹（--standards）。",
    )
    way_out = supply.format(key=about, unit=unit_text(about)) if kind == "missing" else general.way_out
    return general._replace(code=name, says=f"{general.says} {named}", way_out=way_out)


def _named(about: str) -> str:
    """What a key or a programme is, which stands after the colon of a note."""
    from ..rules.parameters import PARAMETERS, key_parts
    from .parameters import label, meaning

    if about in PROGRAMMES:
        return f"{about}: {_(*PROGRAMMES[about])}"
    base = key_parts(about)[0]
    if base not in PARAMETERS:
        return ""
    return f"{about}: {label(about)}. {meaning(about)}"
