"""What differs between a stored answer and the same question computed again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..rules.assessment import Assessment
from ..rules.case import AssessmentOptions
from ..words import _
from .answer import Record, record_of

Difference = tuple[str, str | None, str | None]

IN_WORDS = (
    "text",
    "kind",
    "possible",
    "title",
    "limitations",
    "note",
    "source",
    "law",
    "fingerprint",
    "notices",
    "newest",
)
"""Keys whose content changes with language or with every new notice, or is compared by fingerprint."""


class Replayed(NamedTuple):
    """The differences as (what, then, now), and in a sentence whether the answer is the same."""

    same: bool
    rows: list[Difference]
    verdict: str


def compare(stored: Mapping[str, object], answer: Assessment, question: AssessmentOptions) -> Replayed:
    """Compare amounts, steps and bases; then the notices by their SHA-256."""
    fresh = record_of(answer, question)
    then, now = _numbers(stored), _numbers(fresh)
    amounts = list(_differences("", then, _as_earlier(now) if "known_total" not in stored else now))
    notices = list(_notices(stored, fresh))
    if amounts:
        verdict = _(
            "The answer comes out differently: {number} difference(s).", "结果不一致：有 {number} 处不同。"
        ).format(number=len(amounts))
        if not notices:
            verdict += " " + _program(stored, fresh)
    elif notices:
        verdict = _(
            "The answer comes out the same, but a notice behind it has changed.", "结果一致，但所依据的标准文件有变动。"
        )
    else:
        verdict = _("The answer comes out the same, from the same notices.", "结果一致，所依据的标准文件也未变。")
    return Replayed(not amounts, [*notices, *amounts], verdict)


def _as_earlier(fresh: Record) -> Record:
    """An answer as it was before `known_total`: `total` was the sum of what is known, whether all of it was or not."""
    lines = [{name: value for name, value in line.items() if name != "estimate"} for line in fresh["lines"]]
    fields = {name: value for name, value in fresh.items() if name not in ("known_total", "possible")}
    return {**fields, "total": fresh["total"] or fresh["known_total"], "lines": lines}


def _program(stored: Mapping[str, Any], fresh: Mapping[str, Any]) -> str:
    then, now = (str(record["fingerprint"].get("program", "")) for record in (stored, fresh))
    if then == now:
        return _(
            "The notices are the same: the stored answer was changed, or the program.",
            "标准文件未变：可能是保存的结果被改动，或程序有变。",
        )
    return _(
        "The notices are the same; the program was {then} and is {now}.",
        "标准文件未变；当时的程序为 {then}，现为 {now}。",
    ).format(then=then, now=now)


def _numbers(content: object) -> Any:
    """The record without what is words."""
    if isinstance(content, Mapping):
        words = (*IN_WORDS, "formula") if "programme" in content else IN_WORDS  # that of a step has no words in it
        return {str(key): _numbers(each) for key, each in content.items() if key not in words}
    return [_numbers(each) for each in content] if isinstance(content, list) else content


def _differences(place: str, then: object, now: object) -> Iterator[Difference]:
    if isinstance(then, dict) and isinstance(now, dict):
        for key in dict.fromkeys((*then, *now)):
            yield from _differences(f"{place}.{key}" if place else key, then.get(key), now.get(key))
    elif isinstance(then, list) and isinstance(now, list):
        for n in range(max(len(then), len(now))):
            pair = (each[n] if n < len(each) else None for each in (then, now))
            yield from _differences(f"{place}[{n + 1}]", *pair)
    elif then != now:
        yield place, _plain(then), _plain(now)


def _plain(content: object) -> str | None:
    if isinstance(content, dict):
        return ", ".join(f"{key}={each}" for key, each in content.items() if isinstance(each, str))
    return None if content is None else str(content)


def _notices(stored: Mapping[str, Any], fresh: Mapping[str, Any]) -> Iterator[Difference]:
    """Notices that were changed, are no longer used, or are used now."""
    then, now = (
        {str(notice["id"]): str(notice.get("sha256", "")) for notice in record["notices"] if "id" in notice}
        for record in (stored, fresh)
    )
    for name in dict.fromkeys((*then, *now)):
        if then.get(name) != now.get(name):
            yield f"notice {name}", then.get(name), now.get(name)
