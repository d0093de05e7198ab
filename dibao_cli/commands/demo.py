"""`dibao demo roster`: a simulated city to try `batch` on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..files.output import write_note
from ..rules.money import yuan
from ..rules.problems import InputError, Problem, nearest
from ..words import _
from .exit_codes import ExitCode
from .inputs import standards_asked
from .option_groups import OutputOptions, TableOptions
from .options import LISTING, TABLES, Group, Option
from .output import deliver, encoding_asked
from .roster_inputs import request_for

if TYPE_CHECKING:
    from pathlib import Path

    from ..roster.demo import Published

EXAMPLES = (
    "dibao demo roster --households 1000 -o roster.csv",
    "dibao demo roster --households 5 --seed 2",
)


class DemoOptions(NamedTuple):
    """What to draw, how much of it, and from which number."""

    what: str | None = None
    households: str | None = None
    seed: str | None = None


DEMO = Group(
    DemoOptions,
    Option("what", ("what to draw: roster", "生成什么：roster（花名册）"), "file", "roster"),
    Option(
        "households",
        ("how many dibao households (default: 40056, as in Dalian in 2020)", "低保户数（默认 40056，同大连市2020年）"),
        metavar="N",
    ),
    Option(
        "seed",
        ("the same number draws the same roster (default: 1)", "随机种子，相同的数得到相同的花名册（默认 1）"),
        metavar="N",
    ),
)
OPTIONS = (DEMO, TABLES, LISTING.without("format", "columns"))
MOST_HOUSEHOLDS = 50_000_000


def run(demo: DemoOptions, tables: TableOptions, output: OutputOptions) -> ExitCode:
    """Draw a roster. Raises `InputError`."""
    from ..roster.demo import COLUMNS, HOUSEHOLDS, published, roster
    from ..roster.working import working_folder

    if demo.what != "roster":
        details = {"known": "roster", "nearest": nearest(demo.what or "", ["roster"])}
        raise InputError(Problem("unknown_choice", "demo", demo.what or "", details=details), usage=True)
    households = _count("--households", demo.households, HOUSEHOLDS)
    seed = _count("--seed", demo.seed, 1)
    encoding_asked(output)
    standards = standards_asked(tables)
    table = standards.on(standards.region.default_pair[0])
    rows = roster(households, seed, table)
    with working_folder() as folder:
        file = folder / "roster.csv"
        with file.open("w", encoding="utf-8", newline="") as out:
            out.write(",".join(COLUMNS) + "\n")
            for row in rows:
                out.write(",".join(row) + "\n")
        if not output.quiet:
            _say_how_near(file, tables, published(households))
        deliver(file.read_text("utf-8"), output)
    return ExitCode.OK


def _count(flag: str, text: str | None, default: int) -> int:
    if text is None:
        return default
    if not text.isascii() or not text.isdigit() or len(text) > 12 or not 1 <= int(text) <= MOST_HOUSEHOLDS:
        details = {"lowest": "1", "highest": str(MOST_HOUSEHOLDS)}
        raise InputError(Problem("out_of_range", flag, text, details=details), usage=True)
    return int(text)


def _say_how_near(file: Path, tables: TableOptions, totals: Published) -> None:
    """The totals of 2020, six months of each of the year's two tables, beside the published ones."""
    from ..roster.budget_effect import budget_effect

    request = request_for(str(file), tables)
    before, after = map(request.table_of, standards_asked(tables).region.default_pair)
    effect = budget_effect(request, before, after, lambda _rows, _part: None)
    write_note(
        _(
            "Every household is simulated (SIMULATED-…); no real person is described.",
            "每一户都是模拟的（SIMULATED-…），不涉及任何真实个人。",
        )
    )
    counts = (("dibao", totals.dibao_persons, totals.dibao_fen), ("tekun", totals.tekun_persons, totals.tekun_fen))
    for programme, persons, fen in counts:
        tally = effect.programmes.get(programme)
        if tally is None:
            continue
        drawn = 6 * (tally.before + tally.after)
        text = _(
            "{programme}: {persons} persons (published {published}), {drawn} yuan in the year (published {fen}), {part}",
            "{programme}：{persons} 人（公布 {published} 人），全年 {drawn} 元（公布 {fen} 元），{part}",
        )
        part = f"{(drawn - fen) * 1000 // fen / 10:+.1f}%"
        write_note(
            text.format(
                programme=programme,
                persons=tally.persons,
                published=persons,
                drawn=yuan(drawn),
                fen=yuan(fen),
                part=part,
            )
        )
