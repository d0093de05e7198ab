"""An interview that is interrupted can go on: its answers are kept until it is finished, and offered again."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import NamedTuple

from ...files.ending import last_words
from ...files.output import remark
from ...files.unfinished import Unfinished, begin, unfinished
from ...rules.visible import visible
from ...words import _
from ..option_groups import TableOptions
from ..options import Group, Option
from .interview import Interview

VERSION = 1


class KeptOptions(NamedTuple):
    """What becomes of answers that were kept."""

    fresh: bool = False


KEPT = Group(
    KeptOptions,
    Option(
        "fresh",
        (
            "begin anew: what interrupted interviews left is deleted, and not offered again",
            "重新开始：删除此前中断的询问所保留的内容，不再提示继续",
        ),
        "switch",
    ),
)


def notes() -> tuple[str, ...]:
    """What the help says of the answers that are kept; the same for everybody, since pages are made of it."""
    return (
        _(
            "Until the interview is finished its answers are kept in ~/.local/state/dibao ($XDG_STATE_HOME/dibao; on Windows %LOCALAPPDATA%\\dibao), for you alone; then they are deleted. An interview that was interrupted goes on at the next start.",
            "询问结束之前，所填内容保留在 ~/.local/state/dibao（$XDG_STATE_HOME/dibao；Windows 为 %LOCALAPPDATA%\\dibao），仅本人可读，结束后删除。询问中断的，下次启动时可继续。",
        ),
    )


Agrees = Callable[[str, bool], bool]
"""From a question and what Enter takes to whether the answer is yes."""


class Keeper:
    """Keeps the answers of one interview. Where nothing can be kept the interview goes on without, and says so once."""

    def __init__(self, tables: TableOptions, fresh: bool) -> None:
        self.tables = tables
        self.fresh = fresh
        self._place: Unfinished | None = None
        self._kept: list[list[object]] = []
        self._impossible = False

    def resumed(self, interview: Interview, agrees: Agrees) -> Interview:
        """The interview with the answers of one that was interrupted, if there is one and the person wants them."""
        for earlier in unfinished():
            if not self.fresh and _region(earlier.content) not in (None, interview.region.id):
                earlier.let_go()
                continue
            again = None if self.fresh or self._place else interview.resumed(_answers(earlier.content))
            if self._place:
                earlier.let_go()  # an older one: for another time
            elif again is not None and again.answers and agrees(_question(earlier.content, again), True):
                self._place, self._kept, interview = earlier, again.kept(), again
            else:
                earlier.remove()  # not wanted, empty, or of another version
        return interview

    def keep(self, interview: Interview) -> None:
        """Keep what was answered so far."""
        answers = interview.kept()
        if self._impossible or answers == self._kept:
            return
        self._kept = answers
        saved = time.strftime("%Y-%m-%d %H:%M")
        content = {"version": VERSION, "region": interview.region.id, "saved": saved, "answers": answers}
        try:
            self._place = self._place or begin()
            self._place.keep(content)
            last_words(self._where())
        except OSError as error:
            self._impossible = True
            text = _(
                "The answers cannot be kept ({reason}): an interrupted interview will have to begin anew.",
                "无法保留所填内容（{reason}），中断后须重新填写。",
            )
            remark(f"  {text.format(reason=error.strerror or error)}\n")

    def interrupted(self) -> None:
        """Say where the answers are, and how to go on or to be rid of them."""
        remark(self._where())
        last_words("")

    def _where(self) -> str:
        if self._place is None or not self._kept:
            return ""
        text = _(
            "The answers so far are kept in {folder}, for you alone.\ndibao ask goes on with them, dibao ask --fresh deletes them.",
            "已填内容保留在 {folder}，仅本人可读。\n运行 dibao ask 可继续，运行 dibao ask --fresh 则删除。",
        )
        return f"{text.format(folder=visible(str(self._place.folder)))}\n"

    def finished(self) -> None:
        """Nothing is kept any more."""
        last_words("")
        if self._place is not None:
            self._place.remove()


def _region(content: object) -> str | None:
    region = content.get("region") if isinstance(content, dict) else None
    return region if isinstance(region, str) else None


def _answers(content: object) -> object:
    return content.get("answers") if isinstance(content, dict) and content.get("version") == VERSION else None


def _question(content: dict[str, object], again: Interview) -> str:
    text = _(
        "An interview of {saved} was interrupted after {number} answer(s). Go on with it? No deletes them.",
        "{saved} 的询问在填写 {number} 项后中断，是否继续？选“否”则删除已填内容。",
    )
    return text.format(saved=visible(str(content.get("saved", ""))[:20]), number=len(again.answers))
