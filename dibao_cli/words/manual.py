"""What the manual says besides the commands: exit codes, environment and files."""

from __future__ import annotations

from . import N_

HEADINGS = (
    N_("NAME"),
    N_("SYNOPSIS"),
    N_("OPTIONS"),
    N_("COMMANDS"),
    N_("EXIT STATUS"),
    N_("ENVIRONMENT"),
    N_("FILES"),
)

EXIT_CODES: dict[str, str] = {
    "0": N_("The result was written."),
    "1": N_("The data or a file is not right, or the result could not be written."),
    "2": N_("The command line is not right."),
    "130": N_("Interrupted (Ctrl-C)."),
    "143": N_("Ended by SIGTERM."),
    "129": N_("The terminal was closed (SIGHUP)."),
}

ENVIRONMENT: dict[str, str] = {
    "DIBAO_LANG": N_("The language, en or zh; otherwise LC_ALL, LC_MESSAGES and LANG tell it."),
    "DIBAO_REGION": N_("The region whose standards apply."),
    "DIBAO_FORMAT": N_("The output format."),
    "DIBAO_STANDARDS": N_("Folders of notices of your own, separated as in PATH."),
    "DIBAO_DEBUG": N_("1: show everything about a defect of the program. What is shown may hold personal data."),
    "NO_COLOR": N_("Never colour the output."),
    "FORCE_COLOR": N_("Colour the output even where it is not a terminal."),
    "COLUMNS": N_("The width to draw for."),
}

FILES: dict[str, str] = {
    "$XDG_CONFIG_HOME/dibao/config.toml": N_(
        "Your own settings: region, language, format and standards, never a rule. A flag comes first, then the environment, then this file."
    ),
}
