"""What an answer was computed from, so that it can be computed again years later."""

from __future__ import annotations

from .assessment import Assessment


def standards_fingerprint(*answers: Assessment) -> str:
    """SHA-256 over the notices that answers rest on (name and content) and the values set by hand."""
    from hashlib import sha256  # opens OpenSSL, 3 ms: only where a fingerprint is shown

    notices = sorted({f"{notice.id} {notice.sha256}" for answer in answers for notice in answer.notices})
    overrides = sorted(
        {f"{key}={value.content!r}" for answer in answers for key, value in answer.table.overrides.items()}
    )
    return sha256("\n".join([*notices, *overrides]).encode()).hexdigest()
