"""When amounts are paid, as a record."""

from __future__ import annotations

from ..rules.payment import Payment


def payment_record(payment: Payment | None) -> dict[str, object] | None:
    """The payment that an amount is part of: by which period, for which months, in which month (null: nobody said)."""
    return payment and {
        "period": payment.period,
        "from": str(payment.first),
        "to": str(payment.last),
        "paid_in": payment.paid_in and str(payment.paid_in),
        "notice": payment.value.notice.id,
    }
