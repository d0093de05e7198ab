"""`dibao standards`: the tables themselves. Each command has its own file."""

from ...words import N_

HELP = N_("The tables: list, show, compare and check the notices, or begin a new one.")
EXAMPLES = (
    "dibao standards list",
    "dibao standards show --month 2020-07",
    "dibao standards show dibao.rural --history",
    "dibao standards diff 2020-06 2020-07",
    "dibao standards check",
)
COMMANDS = {name: f"{__name__}.{name}" for name in ("list", "show", "diff", "check", "new")}
