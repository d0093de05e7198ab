"""What an answer was computed from, so that it can be computed again years later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .assessment import Assessment
from .standards import Notice, Value


def standards_fingerprint(answer: Assessment) -> str:
    """SHA-256 over the notices that an answer rests on (name and content) and the values set by hand."""
    return fingerprint_of(answer.notices, answer.table.overrides)


def fingerprint_of(used: Iterable[Notice], set_by_hand: Mapping[str, Value]) -> str:
    """The fingerprint of an answer that rests on these notices and values."""
    from hashlib import sha256  # opens OpenSSL, 3 ms: only where a fingerprint is shown

    notices = sorted(f"{notice.id} {notice.sha256}" for notice in used)
    overrides = sorted(f"{key}={value.content!r}" for key, value in set_by_hand.items())
    return sha256("\n".join([*notices, *overrides]).encode()).hexdigest()
