"""A comparison: a record with fixed keys, and every format of it."""

from __future__ import annotations

from ..files.kinds import content_text
from ..rules.assessment import Assessment
from ..rules.case_path import ORDER
from ..rules.compare import Bounds, Comparison, Difference
from ..rules.decomposition import CAUSES, Part
from ..rules.money import percent, yuan
from ..rules.notice import Basis, Value, weakest
from ..rules.parameters import PARAMETERS, key_parts, written
from ..words import in_language
from ..words.comparison import cause_text
from .answer import Record, distance_record, notice_record, sum_record, summary_record
from .comparison_document import SUMS, comparison_document, sum_of
from .formats import Look, Presentation, Rows
from .household_record import household_record, question_record
from .labels import region_text
from .noted import noted_of
from .several import common_record, several_shown


def comparison_record(comparison: Comparison) -> Record:
    """The whole comparison. `difference` is after less before; a line's parts add up to it."""
    return {
        "before": side_record(comparison.before),
        "after": side_record(comparison.after),
        "lines": [difference_record(line, comparison) for line in comparison.lines],
        **sum_record("total_before", comparison.totals[0], comparison.complete),
        **sum_record("total_after", comparison.totals[1], comparison.complete),
        **sum_record("difference", comparison.amount, comparison.complete),
        "percent": None if comparison.share is None else percent(comparison.share).removesuffix("%"),
        "causes": {cause: yuan(amount) for cause, amount in comparison.causes.items()},
        "order": list(ORDER),
        "between": [
            {"event": "began" if each.began else "ended", **notice_record(each.notice)} for each in comparison.notices
        ],
        "inferred": [bounds_record(each) for each in comparison.inferred],
        **common_record((comparison.before, comparison.after)),
    }


def side_record(answer: Assessment) -> Record:
    """One side: its month, household and lines."""
    return {
        **summary_record(answer),
        "distance": distance_record(answer.distance),
        "household": household_record(answer.household),
        "question": question_record(answer.question),
    }


def difference_record(line: Difference, comparison: Comparison) -> Record:
    """One programme on both sides, with the parts of the difference."""
    return {
        "programme": line.programme,
        "person": line.person,
        "before": amount(line.before),
        "after": amount(line.after),
        "difference": amount(line.amount),
        "percent": None if line.share is None else percent(line.share).removesuffix("%"),
        "basis_before": _basis(comparison.before, line),
        "basis_after": _basis(comparison.after, line),
        "causes": {cause: yuan(amount) for cause, amount in line.causes.items()},
        "parts": [part_record(part) for part in line.parts],
    }


def amount(fen: int | None) -> str | None:
    return None if fen is None else yuan(fen)


def _basis(answer: Assessment, line: Difference) -> Basis | None:
    """The weakest basis of a line on one side; None where there is no line, or no amount."""
    bases = [
        one.basis
        for one in answer.lines
        if (one.programme, one.person) == (line.programme, line.person) and one.amount is not None
    ]
    return weakest(bases) if bases else None


def part_record(part: Part) -> Record:
    """One cause's part, with the figures that the step changed."""
    return {
        "cause": part.cause,
        "by": part.by,
        "amount": yuan(part.amount),
        "text": cause_text(part.cause, part.by, _direction(part)),
        "figures": [
            {
                "key": written((old or new).key),  # type: ignore[union-attr]  # one of the two is there
                "before": None if old is None else content_text(old),
                "after": None if new is None else content_text(new),
            }
            for old, new in part.values
        ],
    }


def _direction(part: Part) -> int:
    """1 where all the figures of a part rose, -1 where all fell, else 0."""
    changes = [_sign(old, new) for old, new in part.values]
    return changes[0] if changes and len(set(changes)) == 1 else 0


def _sign(old: Value | None, new: Value | None) -> int:
    if old is None or new is None or PARAMETERS[key_parts(old.key)[0]].kind != "yuan":
        return 0
    if old.fen is None or new.fen is None or old.fen == new.fen:
        return 0
    return 1 if new.fen > old.fen else -1


def bounds_record(bounds: Bounds) -> Record:
    """An inferred figure with its bounds, and the total difference at each of them."""
    value = bounds.value
    return {
        "key": written(value.key),
        "value": content_text(value),
        "sides": list(bounds.sides),
        "at_least": amount(value.at_least),
        "at_most": amount(value.at_most),
        "difference_at_least": amount(bounds.at_least),
        "difference_at_most": amount(bounds.at_most),
        "note": in_language(value.note) if value.note else None,
        "notice": value.notice.id,
    }


_COLUMNS = ("programme", "person", "before", "after", "difference", "percent", "basis_before", "basis_after")
_KNOWN = tuple(f"{name}_{side}" for name in ("formula", "estimate") for side in ("before", "after"))
COLUMNS = (*_COLUMNS, *CAUSES, "notes", *_KNOWN)


def comparison_rows(record: Record) -> Rows:
    """A row a line with a column a cause, and the total; the causes of a row add up to its difference."""
    rows = [
        [
            *(line[name] or "" for name in _COLUMNS),
            *_by_cause(line, line["difference"]),
            " ".join(noted_of(record, line)),
            *_known_of(record, line),
        ]
        for line in record["lines"]
    ]
    before, after = record["before"], record["after"]
    total = ["total" if record["complete"] else "known_total", "", *(sum_of(record, name) for name in SUMS)]
    total.append(record["percent"] or "")
    notes = ["incomplete"] if not record["complete"] else []
    bases = [before["basis"] or "", after["basis"] or ""]
    total += [*bases, *_by_cause(record, sum_of(record, "difference")), " ".join([*notes, *noted_of(record)])]
    return Rows(COLUMNS, rows, ([*total, *[""] * len(_KNOWN)],))


def _known_of(record: Record, line: Record) -> list[str]:
    """What is known of a line on each side, where its amount is not."""
    known = []
    for side in ("before", "after"):
        of = (each for each in record[side]["lines"] if (each["programme"], each["person"]) == _name(line))
        known.append(next(of, {"formula": None, "estimate": None}))
    formulas = [each["formula"] or "" for each in known]
    return [*formulas, *(each["estimate"]["amount"] if each["estimate"] else "" for each in known)]


def _name(line: Record) -> tuple[str, str | None]:
    return line["programme"], line["person"]


def _by_cause(line: Record, difference: str | None) -> list[str]:
    """The sum of every cause; blank where the difference is not known."""
    return [line["causes"].get(cause, "0.00") if difference is not None else "" for cause in CAUSES]


def comparison_shown(comparison: Comparison, look: Look) -> Presentation:
    """The comparison for every format."""
    region = region_text(comparison.before)
    return several_shown(
        comparison_record(comparison), lambda whole: [whole], comparison_rows, comparison_document, region, look
    )
