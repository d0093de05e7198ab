"""Where the results and the rejects of a roster go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..files.output import write_note
from ..words import _
from .option_groups import OutputOptions
from .output import encoding_asked
from .roster_inputs import RowOptions

if TYPE_CHECKING:
    from ..roster.batch import Outputs


def outputs_asked(rows: RowOptions, output: OutputOptions, file: str) -> Outputs:
    """Where results and rejects go; the names that were not typed do no harm either. Raises `InputError`."""
    from ..roster.batch import Outputs, beside
    from ..roster.output_columns import format_asked as format_of_results
    from .overwriting import refuse_overwriting

    form = format_of_results(output.format, output.output, output.preferred_format)
    inside = form == "xlsx" and not rows.rejects and beside(output.output, "") is not None
    rejects = None if inside else rows.rejects or beside(output.output, ".rejects.csv")
    outputs = Outputs(output.output, form, rejects, encoding_of_rows(output, form), rows.strict, inside)
    typed = [("--output", output.output)] if output.output else []
    named = [("--rejects", rejects)] if rejects else []
    record = [(_("record of the run", "运行记录"), outputs.record)] if outputs.record else []
    refuse_overwriting([*typed, *named, *record], [file])
    tell_mismatch(outputs, output)
    return outputs


def encoding_of_rows(output: OutputOptions, form: str) -> str:
    """The encoding of results and rejects: beside XLSX a spreadsheet opens the rejects too. Raises `InputError`."""
    encoding = encoding_asked(output)
    return "utf-8-sig" if form == "xlsx" and encoding == "utf-8" and not output.encoding else encoding


def tell_mismatch(outputs: Outputs, output: OutputOptions) -> None:
    """Say which of the files of the last run into this place are not as that run left them."""
    from ..roster.record import not_of_the_run

    if outputs.record and not output.quiet:
        text = _(
            "This file is not as the run left it that {record} records: it was changed, or is of another run.",
            "此文件与 {record} 所记的那次运行写出的不一致：已被改动，或出自另一次运行。",
        )
        for stranger in not_of_the_run(outputs.record):
            write_note(f"{stranger}: {text.format(record=outputs.record)}")
