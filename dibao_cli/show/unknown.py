"""What is known of an amount that is not, as a record: its formula, and what the national index would give."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from ..rules.assessment import Entitlement
from ..rules.money import percent, yuan
from ..rules.notice import PriceIndex
from ..rules.parameters import INDICES
from ..rules.unknown import Estimate
from ..words import _, in_language
from .once import once

Record = dict[str, Any]


def known_text(entitlement: Entitlement) -> str | None:
    """What is known of an unknown amount: its formula, with what is missing named."""
    if entitlement.known is None:
        return None
    from ..words.unknown import formula_text

    return formula_text(entitlement.known)


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


@once
def index_record(index: PriceIndex) -> Record:
    """A price index with where it is from; `stated` if the caseworker gave it."""
    return {
        "cpi": None,
        "food": None,
        **{name: percent(rise) for name, rise in index.rises.items()},
        "basis": "inferred" if index.estimate else index.basis,
        "estimate": index.estimate,
        "source": in_language(index.notice.source) if index.notice else "stated",
    }


def known_texts(line: Record, above: Sequence[Record] = ()) -> tuple[str, ...]:
    """What stands under an amount that is not known: its formula, and what the national index would give.

    What stands under one of the lines `above` already is not said again.
    """
    from ..words.unknown import deviation_text, estimate_text, rises_text

    estimate = line["estimate"]
    shown_above = any(line["formula"] == each["formula"] for each in above)
    texts = [line["formula"]] if tells_more(line["formula"]) and not shown_above else []
    if estimate and any(each["estimate"] for each in above):
        sentence = _("By the national index {amount}: an estimate, as above", "按全国指数为 {amount}：属估算，同上")
        return (*texts, sentence.format(amount=estimate["amount"]))
    if estimate:
        index = estimate["index"]
        rises = rises_text({name: index[name] for name in INDICES if index.get(name)})
        off = [deviation_text(each["month"], int(each["percent"])) for each in estimate["deviations"]]
        texts.append(estimate_text(estimate["amount"], rises, off))
    return tuple(texts)


def tells_more(formula: str | None) -> bool:
    """Whether a formula says more than the name of what is missing, which the warning says: an amount, with its fen."""
    parts = (formula or "").split(".")
    return any(before[-1:].isdigit() and after[:2].isdigit() for before, after in pairwise(parts))


def sum_text(record: Record, name: str = "total") -> str:
    """A sum in a column of sums; of one that lacks something only that it is at least so much."""
    return str(record[name] if record[name] is not None else f"≥ {record[f'known_{name}']}")
