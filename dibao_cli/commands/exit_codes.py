"""How a command ended, for whoever called it."""

from __future__ import annotations

TYPE_CHECKING = False  # this module comes first, and `typing` takes long, as `enum` does
if TYPE_CHECKING:
    from typing import ClassVar


class ExitCode(int):
    """The codes of the process; a signal that ends it gives 128 and its number, as Ctrl-C does here."""

    OK: ClassVar[ExitCode]
    WRONG_DATA: ClassVar[ExitCode]
    """The data, the tables or the system: also where some rows of a roster were rejected, or a check found an error."""
    WRONG_USAGE: ClassVar[ExitCode]
    """The command line."""
    INTERRUPTED: ClassVar[ExitCode]


ExitCode.OK, ExitCode.WRONG_DATA, ExitCode.WRONG_USAGE, ExitCode.INTERRUPTED = map(ExitCode, (0, 1, 2, 130))
