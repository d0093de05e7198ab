"""`dibao ask`: an interview at the desk. Questions go to standard error, the result to standard output.

Plain lines, so that it works over SSH and in any console: nothing is drawn over, and no key but Enter is needed.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from ...files.fields import YES_NO
from ...files.household_writer import household_json, household_toml
from ...files.output import remark, write_result
from ...rules.application import Application
from ...rules.assessment import Assessment
from ...rules.money import plain, yuan
from ...rules.month import Month
from ...rules.problems import InputError, Problem
from ...rules.visible import visible
from ...show.household_record import household_record, question_record
from ...show.width import WIDEST, fold, in_ascii
from ...words import _
from ...words.answers import PROGRAMMES
from ..equivalent_command import equivalent, of_file, quoted
from ..exit_codes import ExitCode
from ..inputs import standards_asked, table_asked, this_month
from ..option_groups import OutputOptions, TableOptions
from ..options import OUTPUT, TABLES
from ..output import draws_boxes, show, terminal_width
from ..overwriting import refuse_overwriting
from .interview import Interview, PlacedQuestion, label, options, spoken
from .items import BEGIN, listed
from .keeper import KEPT, Keeper, KeptOptions

EXAMPLES = ("dibao ask", "dibao ask --set disability.nursing=120")
OPTIONS = (TABLES, KEPT, OUTPUT.only("explain", "lang"))

BACK = ("<", "＜", "back", "返回")
EXPLAIN = ("?", "？", "help", "帮助")


def run(tables: TableOptions, keeping: KeptOptions, output: OutputOptions) -> ExitCode:
    """Ask, show, and offer to print and save. Raises `InputError` where there is no terminal to ask at."""
    if not at_a_terminal():
        raise InputError(Problem("no_terminal"), usage=True)
    standards = standards_asked(tables)
    table_asked(standards, standards.region.default_month, tables.set)  # what is wrong with --set is said at once
    today = Month.parse(this_month())
    interview = Interview(standards.region, lambda month: table_asked(standards, month, tables.set), today=today)
    say(
        _(
            "Enter takes what stands in brackets. ? explains, < goes back, - is for none, Ctrl-C stops.",
            "直接回车即采用方括号中的内容；? 查看说明，< 返回上一题，- 表示无，Ctrl-C 中止。",
        )
    )
    keeper = Keeper(tables, keeping.fresh)
    try:
        interview = converse(keeper.resumed(interview, _agrees), keeper.keep)
        finish(interview, tables, output)
    except (EOFError, KeyboardInterrupt):
        sys.stderr.write("\n")
        keeper.interrupted()
        return ExitCode.INTERRUPTED
    except BaseException:
        keeper.interrupted()
        raise
    keeper.finished()
    return ExitCode.OK


def say(text: str, indent: int = 0, end: str = "\n") -> None:
    """Write to the person at the desk, each line folded to the width of the terminal."""
    width = min(terminal_width(), WIDEST) - 1
    lines = []
    for part in text.split("\n"):
        start = indent + len(part) - len(part.lstrip(" "))
        lines += fold(part, width, start, start + 2)
    text = "\n".join(lines)
    text = visible(text, keep="\n")
    sys.stderr.write((text if draws_boxes() else in_ascii(text)) + end)
    sys.stderr.flush()


def listen(prompt: str) -> str:
    """Ask for one line. Raises `EOFError` where the input ends."""
    say(f"{prompt} >" if prompt[-1:] != "\n" else f"{prompt}>", end=" ")
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return plain(line.encode("utf-8", "replace").decode().replace("\0", ""))


def converse(interview: Interview, keep: Callable[[Interview], None]) -> Interview:
    """Ask until nothing more matters and the person at the desk is content; every answer is kept."""
    shown = ""
    while True:
        current = interview.next()
        text = listen(
            prompt(interview, current)
            if current
            else _("That is all. Enter shows the result, < goes back.", "已询问完毕，回车显示结果，< 返回上一题")
        )
        if text.lower() in BACK:
            interview = interview.back()
        elif text.lower() in EXPLAIN:
            say(
                explanation(interview, current)
                if current
                else _(
                    "Ask for a household question by question, and show what it is entitled to.",
                    "逐项询问家庭情况，计算并显示应享受的救助待遇。",
                ),
                indent=2,
            )
        elif current is not None:
            interview = _answered(interview, current, text)
        elif not text:
            return interview
        keep(interview)
        growing = so_far(interview)
        if growing and growing != shown:
            say(growing, indent=2)
        shown = growing or shown


def _answered(interview: Interview, current: PlacedQuestion, text: str) -> Interview:
    """The interview with the answer in it, or as it was and said why."""
    try:
        return interview.answered(text)
    except InputError as refused:
        for problem in refused.problems:
            if problem.code == "unknown_choice":
                say(f"! {_choose(current, text)}", indent=2)
            else:
                complain(problem)
        return interview


def complain(problem: Problem) -> None:
    """Say what is wrong with an answer."""
    from ...words.problems import problem_sentence

    say(f"! {problem_sentence(problem)}", indent=2)


def _choose(current: PlacedQuestion, text: str) -> str:
    if current.question.field.kind == "yes_no":
        return _("Please answer yes or no.", "请回答“是”或“否”。")
    return _(
        "“{value}” is none of the choices. Type the number or the name of one.",
        "“{value}”不在选项之列，请输入选项的序号或名称。",
    ).format(value=text)


def prompt(interview: Interview, current: PlacedQuestion) -> str:
    """The question, its choices with their numbers, and what Enter takes."""
    lines = [_(*current.question.text).format(person=current.person)]
    if current.path == ("month",) and interview.today and interview.last_known < interview.today:
        lines[0] += _(
            " The newest standards on record are those to {last}; later months rest on them.",
            "现有最新标准适用至 {last}，此后月份仍按该标准核算。",
        ).format(last=interview.last_known)
    lines += [f"  {n} {label(current, code)}" for n, code in enumerate(options(current), 1)]
    if current.question.field.kind == "yes_no":
        lines[0] += _(" (yes/no)", "（是/否）")
    offered = interview.offered(current)
    taken = _otherwise(current) if offered in ("", "-") else spoken(current, offered)
    if options(current):
        lines.append(f"[{taken}]" if taken else "")
    elif taken:
        lines[0] += f" [{taken}]"
    return "\n".join(lines)


def _otherwise(current: PlacedQuestion) -> str:
    """What a blank answer means, in the reader's language."""
    otherwise = current.question.otherwise
    if isinstance(otherwise, tuple):
        return _(*otherwise)
    return label(current, otherwise) if otherwise in options(current) else otherwise


def explanation(interview: Interview, current: PlacedQuestion) -> str:
    """What `?` says."""
    districts = _(", ", "、").join(district.name for district in interview.region.districts)
    text = current.question.explanation(districts, _(", ", "、").join(interview.region.names.get("hardship", ())))
    month = interview.month
    return f"{text}\n{listed(month)}" if current.question.name == "incomes" and month else text


def so_far(interview: Interview) -> str:
    """The amount as it grows; empty until the income was asked for."""
    begun = ("income",) in interview.answers and interview.answers["income",] not in BEGIN
    answer = interview.assessed() if begun or ("incomes", 0) in interview.answers else None
    if answer is None:
        return ""
    unknown = dict.fromkeys(
        _(*PROGRAMMES[entitlement.programme]) for entitlement in answer.lines if entitlement.amount is None
    )
    text = _("= {total} yuan per month so far", "= 目前合计每月 {total} 元").format(total=yuan(answer.known_total))
    return text + (
        _("; not known: {programmes}", "；未知：{programmes}").format(programmes=_(", ", "、").join(unknown))
        if unknown
        else ""
    )


def finish(interview: Interview, tables: TableOptions, output: OutputOptions) -> None:
    """The result, the command line that asks the same again, and an offer to save the household."""
    application, answer = interview.described(), interview.assessed()
    assert answer is not None, "a household that can be described can be assessed"
    sys.stderr.write("\n")
    show(answer, application.question, output._replace(format="table"))
    sys.stdout.flush()
    command = quoted(equivalent(application, answer.month, tables))
    remark(
        f"\n{_('The same again:', '以下命令可重新得出同一结果：')}\n  {visible(command)}\n\n"
    )  # in one line, to be pasted
    offer_sheet(application, answer)
    offer_to_save(application, answer, tables)


def offer_sheet(application: Application, answer: Assessment) -> None:
    """Write the sheet to a file that the person names; over one that exists only after asking."""

    def write(file: str) -> None:
        show(answer, application.question, OutputOptions(format="html", output=file, quiet=True))
        remark(
            f"{_('Written. Open it in a browser to print it:', '已写入，用浏览器打开即可打印：')}\n  {visible(file)}\n"
        )

    _offered_file(
        _("Print the sheet? A file name, or Enter for no", "是否打印核算表？请输入文件名，直接回车则不打印"),
        write,
        lambda name: name if name.lower().endswith((".html", ".htm")) else f"{name}.html",
    )


def _offered_file(question: str, write: Callable[[str], None], named: Callable[[str], str] = str) -> None:
    """Ask for a file name until the file is written or nothing is typed."""
    while name := listen(question):
        file = named(os.path.expanduser(name))  # noqa: PTH111 - pathlib raises for a user whom the system does not know
        if os.path.lexists(file) and not _agrees(
            _("{file} exists. Write over it?", "{file} 已存在，是否覆盖？").format(file=file), False
        ):
            continue
        try:
            write(file)
        except InputError as refused:
            for problem in refused.problems:
                complain(problem)
            continue
        return


def offer_to_save(application: Application, answer: Assessment, tables: TableOptions) -> None:
    """Write the household to a file that the person names; over one that exists only after asking."""
    question = question_record(application.question)
    record = {"month": str(answer.month), **household_record(application.household)}
    record |= {"question": question} if question else {}

    def write(file: str) -> None:
        refuse_overwriting([("", file)], tables.standards)
        write_result(household_json(record) if file.endswith(".json") else household_toml(record), file)
        remark(
            f"{_('Saved. To compute it again:', '已保存。重新计算请运行：')}\n  {visible(quoted(of_file(file, tables)))}\n"
        )

    _offered_file(
        _(
            "Save the household to a file? Its name, or Enter for no",
            "是否将家庭情况保存为文件？请输入文件名，直接回车则不保存",
        ),
        write,
    )


def _agrees(question: str, default: bool) -> bool:
    """Whether the answer is yes; Enter takes the default, and anything else is no."""
    offered = _("yes", "是") if default else _("no", "否")
    text = listen(f"{question}{_(' (yes/no)', '（是/否）')} [{offered}]").lower()
    return default if not text else text in ("true", *YES_NO["true"])


def at_a_terminal() -> bool:
    """Whether somebody can be asked."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))
