"""How a command ended, for whoever called it."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """The codes of the process; a signal that ends it gives 128 and its number, as Ctrl-C does here."""

    OK = 0
    WRONG_DATA = 1
    """The data, the tables or the system: also where some rows of a roster were rejected, or a check found an error."""
    WRONG_USAGE = 2
    """The command line."""
    INTERRUPTED = 130
