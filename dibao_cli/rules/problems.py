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


class Refused(ValueError):
    """Input that cannot be used, with all of its problems at once.

    `usage` is true where the command line itself is wrong (exit code 2) and false where the data
    are (exit code 1).
    """

    def __init__(self, problems: Iterable[Problem] | Problem, usage: bool = False) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        self.usage = usage
        super().__init__("; ".join(" ".join(filter(None, (p.code, p.place, p.value))) for p in self.problems))


LONGEST_GUESSED = 64
"""Signs of a word that a near one is looked for: comparing takes time with the product of the lengths."""


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that is most like the given one, or an empty text if none is near."""
    from difflib import get_close_matches

    if len(word) > LONGEST_GUESSED:
        return ""
    cutoff = 0.5 if len(word) <= 3 else 0.6  # one of two Chinese characters wrong is still near
    found = get_close_matches(word, [each for each in known if len(each) <= LONGEST_GUESSED], n=1, cutoff=cutoff)
    return found[0] if found else ""
