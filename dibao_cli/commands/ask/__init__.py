"""`dibao ask`, an interview at the desk.

`terminal` talks, `interview` decides what is asked next, `household` and `person` hold the questions.
"""

from .keeper import notes
from .terminal import EXAMPLES, OPTIONS, run

__all__ = ["EXAMPLES", "OPTIONS", "notes", "run"]
