"""How the three shells take a command line apart, as far as their rules bear on it; what they would change is refused.

cmd: blanks outside double quotes divide, single quotes are signs like any other (CommandLineToArgvW).
PowerShell: a bare word with a comma is a list, which a program gets as several arguments; a bare word that begins with
a dash is divided before a point or behind a colon.
"""

from __future__ import annotations

import re
import shlex

ARGUMENT = re.compile(r'(?:"[^"]*"|[^\s"])+')


class Changed(ValueError):
    """The shell would do something else with the line than hand it on."""


def bash(line: str) -> list[str]:
    """The arguments that bash, dash and zsh hand to the program."""
    _refuse(r"[|&;<>(){}$`*?~#!\\\[\]]", re.sub(r"'[^']*'|\"[^\"]*\"", "", line))
    _refuse(r"[$`!\\]", "".join(re.findall(r'"[^"]*"', line)))
    return shlex.split(line)


def cmd(line: str) -> list[str]:
    """The arguments that a program finds when cmd.exe was given the line."""
    _refuse(r"[|&<>^%]", re.sub(r'"[^"]*"', "", line))
    _refuse(r"%", line)
    return [word.replace('"', "") for word in ARGUMENT.findall(line)]


def powershell(line: str) -> list[str]:
    """The arguments that a program finds when PowerShell was given the line."""
    found: list[str] = []
    for word in re.findall(r"(?:'[^']*'|\"[^\"]*\"|[^\s\"'])+", line):
        bare = re.sub(r"'[^']*'|\"[^\"]*\"", "", word)
        _refuse(r"[|&;<>(){}$`#@]", bare)
        _refuse(r"[$`]", "".join(re.findall(r'"[^"]*"', word)))
        if bare.startswith("-") and re.search(r"[.:]", bare):
            raise Changed(f"PowerShell divides {word}")
        parts = word.split(",") if bare == word else [word]
        found += [re.sub(r"['\"]", "", part) for part in parts if part]
    return found


def _refuse(signs: str, text: str) -> None:
    if found := re.search(signs, text):
        raise Changed(f"{found[0]} means something to the shell: {text}")


SHELLS = {"bash": bash, "cmd": cmd, "PowerShell": powershell}
