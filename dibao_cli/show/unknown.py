"""What is known of an amount that is not, as a record: its formula, and what the national index would give."""

from __future__ import annotations

from typing import Any

from ..rules.assessment import Entitlement
from ..rules.money import percent, yuan
from ..rules.notice import PriceIndex
from ..rules.unknown import Estimate
from ..words import in_language

Record = dict[str, Any]


def known_text(line: Entitlement) -> str | None:
    """What is known of an unknown amount: its formula, with what is missing named."""
    if line.known is None:
        return None
    from ..words.unknown import formula_text

    return formula_text(line.known)


def estimate_record(estimate: Estimate | None) -> Record | None:
    """What the national index would give, and how far off it was in each month in which the region's own is known."""
    return estimate and {
        "amount": yuan(estimate.amount),
        "month": str(estimate.month),
        "index": index_record(estimate.index),
        "deviations": [
            {
                "month": str(each.month),
                "own": yuan(each.own),
                "national": yuan(each.national),
                "percent": str(each.percent),
            }
            for each in estimate.deviations
        ],
    }


def index_record(index: PriceIndex) -> Record:
    """A price index with where it is from; `stated` if the caseworker gave it."""
    return {
        "cpi": None if index.cpi is None else percent(index.cpi),
        "food": None if index.food is None else percent(index.food),
        "basis": "inferred" if index.estimate else index.basis,
        "estimate": index.estimate,
        "source": in_language(index.notice.source) if index.notice else "stated",
    }
