"""The command line that asks the same again: flags for a household and a question, as `calc` reads them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from typing import Any

from ..files.document import written
from ..files.households import flag_of
from ..rules.application import Application
from ..rules.month import Month
from ..show.household_record import household_record, question_record
from .option_groups import TableOptions


def equivalent(application: Application, month: Month, tables: TableOptions) -> list[str]:
    """The words of a `dibao calc` that gives the same answer; `tables` are the region, folders and values in use."""
    household = {**household_record(application.household), "month": str(month)}
    words = ["dibao", "calc"]
    for name, content in household.items():
        words += _words(flag_of((name,)), _texts(name, content))
    words += [word for name, content in question_record(application.question).items() for word in _asked(name, content)]
    return [*words, *_tables(tables)]


def of_file(file: str, tables: TableOptions) -> list[str]:
    """The words of a `dibao calc` of a household file with the same tables."""
    return ["dibao", "calc", *_tables(tables), *(("--",) if file.startswith("-") else ()), file]


def _tables(tables: TableOptions) -> Iterator[str]:
    yield from _words("--region", (tables.region,) if tables.region else ())
    yield from _words("--standards", tables.standards)
    yield from _words("--set", tables.set)


def _texts(name: str, content: Any) -> Iterator[str]:
    """What follows a flag, once for each time that it is given; a switch has nothing to follow."""
    if name in ("deductions", "incomes", "annual_incomes"):
        yield from (f"{reason}={amount}" for reason, amount in content.items())
    elif name == "persons":
        yield from map(_details, content)
    elif name == "gradual_exit":
        yield f"{content['since']}={content['last_allowance']}"
    else:
        yield written(content)


def _details(person: Mapping[str, object]) -> str:
    texts = []
    for name, content in person.items():
        fields = (
            {f"{name[:-1]}_{kind}": each for kind, each in content.items()}
            if isinstance(content, dict)
            else {name: content}
        )
        texts += [f"{field}={written(each)}" for field, each in fields.items()]
    return ",".join(texts) or "status=ordinary"


def _words(flag: str, texts: Any) -> Iterator[str]:
    """`--income 300`; switched on and off `--x` and `--no-x`; a text that looks like a flag is tied to its own."""
    for text in texts:
        if text in ("true", "false"):
            yield flag if text == "true" else flag.replace("--", "--no-", 1)
        elif text.startswith("-"):
            yield f"{flag}={text}"
        else:
            yield from (flag, text)


def _asked(name: str, content: Any) -> Iterator[str]:
    if name == "national_index":
        yield from ("--index", "national")
        return
    if name == "without":
        yield from (word for programme in content for word in ("--without", programme))
        return
    flag, _blank, index = flag_of((name,)).partition(" ")
    yield from (flag, f"{index}={written(content)}") if index else _words(flag, (written(content),))


def quoted(words: list[str]) -> str:
    """The words as one line to paste into the shell at hand."""
    if sys.platform == "win32":
        from subprocess import list2cmdline

        return list2cmdline(words)
    from shlex import join

    return join(words)
