"""`dibao` alone on a terminal: the interview is offered."""

from __future__ import annotations

import sys
from collections.abc import Callable

from ..words import _


def wanted() -> list[str] | None:
    """The arguments that `dibao` alone stands for: those of the interview, or of the help; None to stop."""
    from .ask.terminal import at_a_terminal, listen, say

    if not (at_a_terminal() and sys.stdout is not None and sys.stdout.isatty()):
        return []
    say(
        _(
            "dibao: what a household in need is entitled to, to the fen.",
            "dibao：核算困难家庭应享受的救助待遇，精确到分。",
        )
    )
    try:
        text = _answer(listen)
    except (EOFError, KeyboardInterrupt):
        sys.stderr.write("\n")
        return None
    if text in ("q", "quit", "exit", "退出", "n", "no", "否"):
        return None
    return ["--help"] if text else ["ask"]


def _answer(listen: Callable[[str], str]) -> str:
    return listen(
        _(
            "Enter begins to ask for a household, question by question (dibao ask). h shows the help, q stops.",
            "直接回车开始逐项询问（dibao ask）；h 查看帮助，q 退出。",
        )
    ).lower()
