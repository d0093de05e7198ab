"""How a process is ended from outside: Ctrl-C, SIGTERM and SIGHUP remove what was put aside, then end it at once.

No exception travels through the program for that. One that is raised in the middle of an import, in a destructor or
while threads are waited for is lost, or comes out as a traceback. The handler does the little that has to be done and
ends the process with `os._exit`, wherever it is; threads that compute end with it.
"""

from __future__ import annotations

import os
import sys
import time
from _thread import allocate_lock

TYPE_CHECKING = False  # this module comes first, and `typing` takes long
if TYPE_CHECKING:
    import signal
    from types import FrameType
    from typing import NoReturn
else:
    import _signal as signal  # the same without enumerations of all signals, for 5 million instructions

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))

_held = 0
_waiting = 0
_ending = allocate_lock()
_installed = False
_watched = False
_last_words = b""


def last_words(text: str) -> None:
    """What a person at the terminal is told if this process is ended; empty for nothing."""
    global _last_words
    _last_words = text.encode(getattr(sys.stderr, "encoding", None) or "utf-8", "replace")


def end_on_signals() -> None:
    """Have this process end on the signals, with the exit code 128 + the signal's number.

    A signal that whoever started the process has it ignore (`nohup`) stays ignored.
    """
    global _installed
    for each in SIGNALS:
        if signal.getsignal(each) != signal.SIG_IGN:
            signal.signal(each, _handler)
    _installed = True


def end_with_the_pipe() -> None:
    """The end of the other programs of a pipe is ours too."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def _handler(number: int, _frame: FrameType | None) -> None:
    global _waiting
    for each in SIGNALS:  # a second one ends it at once, whatever the first is doing
        if signal.getsignal(each) is _handler:
            signal.signal(each, signal.SIG_DFL)
    _waiting = number
    if not _held:
        _end(number)


def _end(number: int) -> NoReturn:
    """Tidy up and go. Only the first who comes here does it; the others wait for the end."""
    while not _ending.acquire(blocking=False):
        time.sleep(1)
    try:
        temporary = sys.modules.get("dibao_cli.files.temporary")
        if temporary is not None:
            temporary.remove_everything()
        if os.isatty(2):
            os.write(2, b"\n" + _last_words)  # the shell's next prompt has a line of its own
    finally:
        os._exit(128 + number)


class Held:
    """What is done `with Held():` is done to its end. A signal that comes meanwhile ends the process afterwards."""

    def __enter__(self) -> None:
        global _held
        _held += 1

    def __exit__(self, *_error: object) -> None:
        global _held
        _held -= 1
        if _waiting and not _held and _installed:
            _end(_waiting)


def watch() -> None:
    """Have a thread see to signals too, from now on: the main thread may be in a long query and not come to it."""
    global _watched
    if not _installed or _watched or os.name == "nt":
        return
    import threading

    _watched = True
    ours, theirs = os.pipe()
    os.set_blocking(theirs, False)
    signal.set_wakeup_fd(theirs, warn_on_full_buffer=False)
    threading.Thread(target=_listen, args=(ours,), daemon=True).start()


def _listen(pipe: int) -> None:
    import threading

    met = 0
    while True:
        number = os.read(pipe, 1)[0]
        if number not in SIGNALS or signal.getsignal(number) == signal.SIG_IGN:
            continue
        met += 1
        if met > 1:
            os._exit(128 + number)
        time.sleep(0.1)  # the main thread may well come to it itself
        threading.Thread(target=_end_when_free, args=(number,), daemon=True).start()


def _end_when_free(number: int) -> None:
    while _held:
        time.sleep(0.005)
    _end(number)
