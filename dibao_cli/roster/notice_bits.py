"""The set of notices that an answer rests on, as columns: two whole numbers of 63 bits each."""

from __future__ import annotations

from collections.abc import Iterable

NOTICES = ("notices", "further_notices")
"""The columns of the set of notices that an answer rests on: no engine but DuckDB has whole numbers of 128 bits."""

BITS_OF_A_WORD = 63


def words_of_bits(bits: int) -> tuple[int, ...]:
    """A set of notices as one whole number for each of `NOTICES`. Raises `OverflowError` where they do not hold it."""
    if bits >> BITS_OF_A_WORD * len(NOTICES):
        raise OverflowError("more notices than columns hold")
    return tuple(bits >> BITS_OF_A_WORD * n & (1 << BITS_OF_A_WORD) - 1 for n in range(len(NOTICES)))


def bits_of_words(words: Iterable[int]) -> int:
    """The set of notices that such columns hold."""
    return sum(word << BITS_OF_A_WORD * n for n, word in enumerate(words))
