"""An entry of a command table: where a command lives, and what it is for, known without importing it."""

from typing import NamedTuple

from ..words import Text


class Entry(NamedTuple):
    """The module of a command (or of a group, which states COMMANDS of its own), and its help in one sentence."""

    module: str
    help: Text
