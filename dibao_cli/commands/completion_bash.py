"""What bash needs besides Typer: it takes `status=orphan` for three words, and puts a blank after `status=`."""

from __future__ import annotations

import os
from typing import Any

SCRIPT = """
%(complete_func)s() {
    local IFS=$'\\n'
    COMPREPLY=( $( env COMP_WORDS="${COMP_WORDS[*]}" \\
                   COMP_CWORD=$COMP_CWORD \\
                   %(autocomplete_var)s=complete_bash $1 ) )
    [[ ${COMPREPLY[0]-} == *= ]] && compopt -o nospace 2>/dev/null
    return 0
}

complete -o default -F %(complete_func)s %(prog_name)s
"""
"""Typer's script, with a line more: after `status=` the next word follows at once."""


def teach_bash() -> None:
    """Give Typer the script, and where bash asks for words, read its line as it was typed."""
    from typer import _completion_shared

    _completion_shared._completion_scripts["bash"] = SCRIPT
    if os.environ.get("_DIBAO_COMPLETE") == "complete_bash":
        from typer._completion_classes import BashComplete

        read: Any = BashComplete.get_completion_args

        def completion_args(self: Any) -> tuple[list[str], str]:
            args, incomplete = read(self)
            words = rejoined([*args, incomplete])
            self.begun = words[-1].rpartition("=")[0] + "=" if "=" in words[-1] else ""
            return words[:-1], words[-1]

        BashComplete.get_completion_args = completion_args  # type: ignore[method-assign]  # the only way in
        BashComplete.format_completion = lambda self, item: str(item.value).removeprefix(self.begun)  # type: ignore[method-assign, attr-defined]  # as above


def rejoined(words: list[str]) -> list[str]:
    """The words as they were typed: bash has cut them at every equals sign."""
    whole: list[str] = []
    for word in words:
        if whole and (word == "=" or whole[-1].endswith("=")):
            whole[-1] += word
        else:
            whole.append(word)
    return whole
