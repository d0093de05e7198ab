"""The options of a printed page: which one, in whose wording, and the day of the decision."""

from ..files.fields import HOUSEHOLD
from ..files.households import read_field
from ..rules.application import Application
from ..rules.problems import InputError, Problem, nearest
from .option_groups import PaperOptions
from .options import OUTPUT_GROUP, Group, Option

TEMPLATES = ("sheet", "decision")

PAPER = Group(
    PaperOptions,
    Option(
        "template",
        (
            "the page of -f html: sheet (the calculation, default) or decision (the decision letter)",
            "-f html 的页面：sheet（核算表，默认）或 decision（决定通知书）",
        ),
        metavar="NAME",
        group=OUTPUT_GROUP,
    ),
    Option(
        "decision",
        (
            "day of the decision, such as 2020-07-15: dibao is paid from the month after it",
            "决定日期，如 2020-07-15；低保金自次月起发放",
        ),
        metavar="DATE",
        group=OUTPUT_GROUP,
    ),
    Option(
        "letters",
        ("folder with the office's own wording of letters", "存放本单位通知书文字的文件夹"),
        metavar="FOLDER",
        group=OUTPUT_GROUP,
        touches="reads",
    ),
)


def template_asked(paper: PaperOptions) -> str:
    """Which page is asked for. Raises `InputError` for one that there is not."""
    name = (paper.template or "sheet").strip().lower()
    if name not in TEMPLATES:
        details = {"known": ", ".join(TEMPLATES), "nearest": nearest(name, TEMPLATES)}
        raise InputError(Problem("unknown_choice", "--template", name, details=details), usage=True)
    return name


def with_decision(application: Application, paper: PaperOptions) -> Application:
    """The application with the day of the decision that was typed. Raises `InputError`."""
    if paper.decision is None:
        return application
    try:
        day = read_field(HOUSEHOLD["decision"], paper.decision)
    except InputError as refused:
        problems = [problem._replace(place="--decision") for problem in refused.problems]
        raise InputError(problems, usage=True) from None
    return application._replace(paper=application.paper._replace(decision=day or ""))
