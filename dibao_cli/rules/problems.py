"""What is wrong with an input, as data: the words for it are chosen at the edge, in the reader's language."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

NOTHING: Mapping[str, str] = MappingProxyType({})
"""No details."""


class Problem(NamedTuple):
    """One thing that is wrong: a stable `code`, where it stands, the value found, and what helps.

    `place` is the field or key (`persons[2].age`, `dibao.rural`); `details` are the named pieces of
    the message, such as the nearest known name. A problem never carries a person's name.
    """

    code: str
    place: str = ""
    value: str = ""
    file: str = ""
    line: int = 0
    details: Mapping[str, str] = NOTHING

    def at(self, file: str, line: int = 0) -> "Problem":
        """The same problem, with the file and line where it was found."""
        return self._replace(file=file, line=line)


class InputError(ValueError):
    """Input that cannot be used, with all of its problems at once.

    `usage` is true where the command line itself is wrong (exit code 2) and false where the data
    are (exit code 1).
    """

    def __init__(self, problems: Iterable[Problem] | Problem, usage: bool = False) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        self.usage = usage
        super().__init__("; ".join(" ".join(filter(None, (p.code, p.place, p.value))) for p in self.problems))


LONGEST_GUESSED = 64
"""Characters of a word that a near one is looked for: comparing takes time with the product of the lengths."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like the given one, or an empty text if none is near."""
    from difflib import get_close_matches

    if len(word) > LONGEST_GUESSED:
        return ""
    cutoff = 0.5 if len(word) <= 3 else 0.6  # one of two Chinese characters wrong is still near
    matches = get_close_matches(word, [each for each in known if len(each) <= LONGEST_GUESSED], n=1, cutoff=cutoff)
    return matches[0] if matches else ""


_DECIDING = frozenset("自护不非无没未否勿全半大小多少重轻完部一二两三四五六七八九十百0123456789")
_DECIDING_WORDS = frozenset(("not", "no", "non", "cannot", "un", "low", "high", "without"))


def one_meant(word: str, spellings: Mapping[str, str]) -> str:
    """The one spelling that must have been meant, or an empty text: a hint must never lead the wrong way.

    `spellings` are known words with what they mean. Meant is one that is one character apart, unless that decides
    what the word says (a negation, a quantity, a digit), or that begins with what was typed; and only if all of
    those that come into question mean the same.
    """
    close = [known for known in spellings if _one_slip(word, known) or _begun(word, known)]
    return close[0] if len({spellings[known] for known in close}) == 1 else ""


def _begun(word: str, known: str) -> bool:
    least = 3 if word.isascii() else 2
    return len(word) >= least and known.startswith(word)


def _one_slip(word: str, known: str) -> bool:
    """Whether one character is wrong, missing or too many; of two one is half of what was said."""
    if min(len(word), len(known)) < 3 or abs(len(word) - len(known)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), min(len(word), len(known)))
    ends = zip(reversed(word[start:]), reversed(known[start:]), strict=False)
    same = next((n for n, (a, b) in enumerate(ends) if a != b), min(len(word), len(known)) - start)
    odd = word[start : len(word) - same], known[start : len(known) - same]
    return max(map(len, odd)) == 1 and not _DECIDING & set("".join(odd))


def nearest_name(word: str, names: Mapping[str, str]) -> str:
    """The name of a field that was likely meant: in English also with several slips, never the opposite."""
    meant = one_meant(word, names)
    if meant or not word.isascii():
        return meant
    near = nearest(word, (name for name in names if name.isascii()))
    if not near:
        return ""
    words, known = (name.lower().replace("-", "_").replace(" ", "_").split("_") for name in (word, near))
    decides = _DECIDING_WORDS & (set(words) ^ set(known)) or any(
        one in (f"un{other}", f"non{other}") for one in words + known for other in words + known
    )
    return "" if decides else near
