"""`dibao standards list`: which notices there are."""

from __future__ import annotations

from pathlib import Path

from ...rules.notice import Notice
from ...show.lists import Listing, Record
from ...words import in_language
from ..exit_codes import ExitCode
from ..inputs import loaded
from ..option_groups import OutputOptions, TableOptions
from ..options import LISTING
from .shared import LAYERS, keys_asked, show_listing

EXAMPLES = ("dibao standards list", "dibao standards list -f markdown")
OPTIONS = (LAYERS, LISTING)

COLUMNS = ("effective", "until", "title", "issuer", "basis", "checked", "figures", "source", "notice", "folder")
ON_SCREEN = ("effective", "until", "title", "source", "checked", "short")


def run(tables: TableOptions, output: OutputOptions) -> ExitCode:
    """List the notices in the order of their dates. Raises `InputError`."""
    standards = loaded(tables)
    stated: dict[str, int] = {}
    for key in keys_asked(standards, None):
        for value in standards.history(key):
            stated[value.notice.id] = stated.get(value.notice.id, 0) + (not value.gone)
    rows = [_row(notice, stated.get(notice.id, 0)) for notice in standards.notices]
    show_listing(Listing(COLUMNS, rows, ON_SCREEN, right=("figures",)), output)
    return ExitCode.OK


def _row(notice: Notice, figures: int) -> Record:
    return {
        "effective": str(notice.effective),
        "until": str(notice.until) if notice.until else None,
        "title": in_language(notice.title),
        "issuer": notice.issuer,
        "basis": notice.basis,
        "checked": notice.checked or None,
        "figures": str(figures),
        "source": in_language(notice.source),
        "notice": notice.id,
        "folder": str(Path(notice.file).parent),
        "short": Path(notice.file).stem,
    }
