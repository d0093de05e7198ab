"""Findings about notices: as the lines that editors and people read, and as a list for every other format."""

from __future__ import annotations

from collections.abc import Sequence

from ..files.checks import Finding
from ..rules.visible import visible
from ..words import _, in_language
from ..words.findings import SEVERITIES
from ..words.problems import place_text, problem_sentence
from .lists import Listing, Record

COLUMNS = ("severity", "code", "file", "line", "key", "value", "message", "because")
ON_SCREEN = ("severity", "file", "line", "key", "message")


def finding_line(finding: Finding) -> str:
    """`file:line: severity: key: what is wrong and the way out [code]`."""
    problem = finding.problem
    where = f"{problem.file}:{problem.line}" if problem.line else problem.file
    parts = (where, _(*SEVERITIES[finding.severity]), place_text(problem))
    text = visible(f"{': '.join(filter(None, parts))}: {problem_sentence(problem)} [{problem.code}]")
    if finding.because:
        text += "\n  " + visible(
            _("Acknowledged: {because}", "已确认：{because}").format(because=in_language(finding.because))
        )
    return text


def listing_of(findings: Sequence[Finding]) -> Listing:
    """The findings as a list."""
    return Listing(COLUMNS, [_row(finding) for finding in findings], ON_SCREEN, ("line",))


def _row(finding: Finding) -> Record:
    problem = finding.problem
    return {
        "severity": finding.severity,
        "code": problem.code,
        "file": problem.file,
        "line": str(problem.line) if problem.line else None,
        "key": problem.place,
        "value": problem.value,
        "message": problem_sentence(problem),
        "because": in_language(finding.because) if finding.because else None,
    }


def summary(findings: Sequence[Finding]) -> str:
    """How many findings of each kind there are."""
    number = {severity: sum(one.severity == severity for one in findings) for severity in SEVERITIES}
    return _(
        "{error} error(s), {warning} warning(s), {acknowledged} acknowledged.",
        "错误 {error} 个，警告 {warning} 个，已确认 {acknowledged} 个。",
    ).format(**number)
