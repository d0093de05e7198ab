"""Which columns of a result are written: those that `--columns` names, else the usual ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..rules.problems import InputError, Problem, nearest

ALL = "all"
"""What `--columns` calls every column."""


def names_chosen(names: Iterable[str], known: Sequence[str], usual: Sequence[str]) -> list[str]:
    """The columns that `--columns` asks for, `all` being every one; the usual ones where it was not given.

    Raises `InputError` for a name that the result has not.
    """
    wanted = [name for chosen in names for name in (known if chosen.lower() == ALL else (chosen,))] or [*usual]
    unknown = [name for name in wanted if name not in known]
    problems = [Problem("unknown_column", "--columns", name, details=_near(name, known)) for name in unknown]
    if problems:
        raise InputError(problems, usage=True)
    return list(dict.fromkeys(wanted))


def _near(name: str, known: Sequence[str]) -> dict[str, str]:
    near = nearest(name, known)
    return {"known": ", ".join(known), **({"nearest": near} if near else {})}
