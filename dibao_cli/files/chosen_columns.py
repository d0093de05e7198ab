"""Which columns of a result are written: those that `--columns` names, else the usual ones."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from ..rules.problems import InputError, Problem, nearest

ALL = "all"
"""What `--columns` calls every column."""


def names_chosen(
    names: Iterable[str], known: Sequence[str], usual: Sequence[str], called: Callable[[str], Collection[str]]
) -> list[str]:
    """The columns that `--columns` asks for, `all` being every one; the usual ones where it was not given.

    A column may be asked for by what it is `called` for people, too, in either language. Raises `InputError` for a
    name that the result has not.
    """
    chosen = [name if name in known else _by_heading(name, known, called) for name in names]
    wanted = [name for chosen in chosen for name in (known if chosen.lower() == ALL else (chosen,))] or [*usual]
    unknown = [name for name in wanted if name not in known]
    problems = [Problem("unknown_column", "--columns", name, details=_near(name, known)) for name in unknown]
    if problems:
        raise InputError(problems, usage=True)
    return list(dict.fromkeys(wanted))


def _by_heading(name: str, known: Sequence[str], called: Callable[[str], Collection[str]]) -> str:
    """The column with this heading, such as `total` for 合计; the name as it stands if none has it."""
    lowered = name.casefold()
    return next((each for each in known if lowered in map(str.casefold, called(each))), name)


def _near(name: str, known: Sequence[str]) -> dict[str, str]:
    near = nearest(name, known)
    return {"known": ", ".join(known), **({"nearest": near} if near else {})}
