"""What may also apply, as a record. Nothing of it is in a total."""

from __future__ import annotations

from ..rules.assessment import Assessment
from ..rules.money import yuan
from ..words.possible import OPTIONS, question_text
from .worksheet_record import law_record

Record = dict[str, object]


def possible_records(answer: Assessment) -> list[Record]:
    """Each with the question that decides it, what it would bring in yuan, and the text that it rests on."""
    from ..rules.possible import possible

    return [
        {
            "code": one.code,
            "programme": one.programme,
            "person": one.person,
            "amount": _yuan(one.amount),
            "at_least": _yuan(one.at_least),
            "at_most": _yuan(one.at_most),
            "limit": _yuan(one.limit),
            "supposed": list(one.open),
            "question": question_text(one.code, one.person, _yuan(one.limit) or "", one.open),
            "option": OPTIONS.get(one.code),
            "law": law_record(one.law),
        }
        for one in possible(answer)
    ]


def _yuan(fen: int | None) -> str | None:
    return None if fen is None else yuan(fen)
