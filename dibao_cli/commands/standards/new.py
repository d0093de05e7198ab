"""`dibao standards new`: begin a notice, with the figures in force as comments."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from ...files.folders import REGION_FILE
from ...files.output import STANDARD_OUTPUT, refusing, remark, write_new, write_result
from ...files.schema import SCHEMAS, schema_text
from ...rules.month import InvalidMonth, Month
from ...rules.problems import InputError, Problem
from ...rules.visible import visible
from ...show.draft import draft
from ...show.explanations import explanation
from ...words import _
from ..exit_codes import ExitCode
from ..inputs import loaded
from ..option_groups import OutputOptions, TableOptions
from ..options import TEXT, Group, Option
from .shared import LAYERS

EXAMPLES = ('dibao standards new 2026-07-01 --title "Standards from July 2026" -o -',)


class NoticeOptions(NamedTuple):
    """The notice to begin."""

    effective: str | None = None
    title: str | None = None
    from_: str | None = None


NOTICE = Group(
    NoticeOptions,
    Option(
        "effective", ("the first day on which it holds, such as 2026-07-01", "施行首日，如 2026-07-01"), "file", "DATE"
    ),
    Option("title", ("title of the document", "文件标题"), metavar="TEXT"),
    Option(
        "from_",
        (
            "begin another city with the keys that this region sets, without its figures; --output names its folder",
            "新建另一个城市：列出该地区设定的键而不含其数值；--output 指定其文件夹",
        ),
        metavar="REGION",
    ),
)
FILE = Group(
    OutputOptions,
    Option(
        "output",
        (
            "file to write (default: DATE-standards.toml here; - for standard output); with --from the city's folder",
            "写入的文件（默认：当前目录下的 日期-standards.toml；- 表示标准输出）；与 --from 同用时为城市的文件夹",
        ),
        metavar="FILE",
        short="-o",
        touches="writes",
    ),
    *TEXT.without("output").options,
)
OPTIONS = (NOTICE, FILE, LAYERS)


def run(options: NoticeOptions, output: OutputOptions, tables: TableOptions) -> ExitCode:
    """Write the file; never over one that exists. Raises `InputError`."""
    effective = first_of_month(options.effective)
    if options.from_:
        return _new_city(options.from_, options.title or "", effective, output, tables)
    standards = loaded(tables)
    text = draft(standards, effective, options.title or "", date.today())
    target = output.output or f"{effective}-01-standards.toml"
    if target == STANDARD_OUTPUT:
        write_result(text, None)
        return ExitCode.OK
    write_new(text, target)
    _write_schema(Path(target).parent)
    _tell(target, output)
    return ExitCode.OK


def _new_city(neighbour: str, title: str, effective: Month, output: OutputOptions, tables: TableOptions) -> ExitCode:
    """Write `region.toml`, if there is none, and the first notice into the folder of a city. Raises `InputError`."""
    from ...show.new_city import first_notice, region_draft

    standards = loaded(tables._replace(region=neighbour, region_origin="--from"))
    text = first_notice(standards, effective, title, date.today().isoformat())
    if output.output == STANDARD_OUTPUT:
        write_result(text, None)
        return ExitCode.OK
    if not output.output:
        raise InputError(Problem("needed_option", "--output"), usage=True)
    folder = Path(output.output)
    with refusing(str(folder)):
        folder.mkdir(parents=True, exist_ok=True)
    region = folder / REGION_FILE
    if not region.exists():
        write_new(region_draft(folder.resolve().name, effective), str(region))
    target = folder / f"{effective}-01-standards.toml"
    write_new(text, str(target))
    _write_schema(folder)
    _tell(str(target), output)
    return ExitCode.OK


def _write_schema(folder: Path) -> None:
    """For the editor, which the first line of a notice tells where to look."""
    schema = folder / SCHEMAS["notice"]
    if not schema.exists():
        write_new(schema_text("notice", explanation), str(schema))


def _tell(target: str, output: OutputOptions) -> None:
    if output.quiet:
        return
    message = _(
        "Written: {file}. Fill in what you know, delete the rest, then: dibao standards check {folder}",
        "已写入：{file}。请填写已知内容，删去其余，然后运行：dibao standards check {folder}",
    )
    remark(visible(message.format(file=target, folder=Path(target).parent)) + "\n")


def first_of_month(text: str | None) -> Month:
    """The month that begins on a typed day. Raises `InputError`."""
    if text is None:
        raise InputError(Problem("needed_field", "DATE"), usage=True)
    try:
        day = date.fromisoformat(text)
        month = Month(day.year, day.month)
    except (ValueError, InvalidMonth):
        raise InputError(Problem("not_a_date", "DATE", text), usage=True) from None
    if day.day != 1:
        raise InputError(Problem("not_first_of_month", "DATE", text), usage=True)
    return month
