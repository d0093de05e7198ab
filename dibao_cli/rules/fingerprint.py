"""What an answer was computed from, so that it can be computed again years later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .assessment import Assessment
from .notice import Notice, Value, sha256_of


def standards_fingerprint(*answers: Assessment) -> str:
    """SHA-256 over the notices that answers rest on (name and content) and the values set by hand."""
    set_by_hand = {f"{key}={value.content!r}" for answer in answers for key, value in answer.table.overrides.items()}
    return _sha256((notice for answer in answers for notice in answer.notices), set_by_hand)


def fingerprint_of(used: Iterable[Notice], set_by_hand: Mapping[str, Value]) -> str:
    """The fingerprint of an answer that rests on these notices and values."""
    return _sha256(used, {f"{key}={value.content!r}" for key, value in set_by_hand.items()})


def _sha256(used: Iterable[Notice], overrides: Iterable[str]) -> str:
    notices = {f"{notice.id} {notice.sha256}" for notice in used}
    return sha256_of("\n".join([*sorted(notices), *sorted(overrides)]).encode())
