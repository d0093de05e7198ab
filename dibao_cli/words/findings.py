"""What `standards check` finds: one sentence a code, with the value and the way out."""

from __future__ import annotations

from . import N_

SEVERITIES: dict[str, str] = {
    "error": N_("error"),
    "warning": N_("warning"),
    "acknowledged": N_("acknowledged"),
}

FINDINGS: dict[str, str] = {
    "no_issuer": N_("The issuer is missing. Add issuer."),
    "sets_nothing": N_("The notice sets no figure. Fill one in, or remove the file."),
    "name_and_date_differ": N_("It holds from {value}, but the file is named {name}. Correct one of them."),
    "far_ahead": N_("It begins in {value}, more than a year from now. Check the year."),
    "source_without_date": N_("The source “{value}” has no day. Add the day on which it appeared, such as 2020-06-01."),
    "source_unused": N_(
        'Nothing refers to the source “{value}”. Refer to it with source = "{value}", or leave it out.'
    ),
    "not_checked": N_(
        "The date of the last comparison with the source is missing. Compare the figures and add checked = DATE."
    ),
    "checked_long_ago": N_(
        "The figures were last compared with the source on {value}, over a year ago. Compare them again and renew the date."
    ),
    "checked_in_the_future": N_("{value} is in the future. Correct the date."),
    "inferred_without_note": N_("The figure is inferred, and nothing says how. Add a note with the calculation."),
    "bounds_without_doubt": N_(
        "Bounds belong to an inferred figure; this one is {value}. Leave them out, or correct the basis."
    ),
    "note_contradicts_figure": N_(
        "The note says “{formula}”, which is {amount}, but the figure is {value}. Correct one of them."
    ),
    "not_believed": N_("{value} is implausible. Check the decimal point and the unit."),
    "drop": N_("{value} is less than the {before} of {since}. Check the figure; standards seldom fall."),
    "steep_rise": N_("{value} is {rise} more than the {before} of {since}. Check the figure."),
    "overlap": N_("It replaces the figure of {other} before that ends ({until}). Check both dates."),
    "gap": N_(
        "No figure is in force from {until} until {next}. Correct a date, or state the missing figure as unknown."
    ),
    "ends_nothing": N_("{value} was not in force, so there is nothing to repeal. Leave it out, or correct the key."),
    "ratio_broken": N_("In {month} the ratio “{ratio}” does not hold: {due} is due, {value} is stated."),
    "rule_incomplete": N_("The rule of the price subsidy has no {value}, so no amount is known. State it."),
    "no_bands": N_("The rate goes by bands, and there are none. State price_subsidy.bands, or another rate."),
    "trigger_below_bands": N_(
        "A rise of {value} makes the subsidy due, but the first band begins at {lowest}. Add a lower band, or correct the trigger."
    ),
    "acknowledged_in_vain": N_("“{value}” is acknowledged but not found. Remove the entry."),
    # errors that only tables have
    "not_plain_key": N_(
        "“{value}” is not allowed here (column {column}). Put Chinese keys in quotation marks, and write the plain characters = , . and quotation marks."
    ),
    "number_in_quotes": N_("“{value}” is in quotation marks. Write the number without them."),
    "unknown_source": N_("No source is named “{value}” in [sources]. Name it there, or correct the name."),
    "unknown_name": N_("There is no key “{value}”."),
    "spelled_twice": N_("“{value}” already means {other}. Each spelling belongs to one district."),
    "not_a_ratio": N_("“{value}” is not a ratio. Write it as tekun.urban = 2 * dibao.urban."),
    "history_of_what": N_("Name the key whose history is wanted, such as dibao.rural."),
    "exists_already": N_("The file is there already and stays as it is. Choose another with -o."),
    "not_an_answer": N_("This is not an answer of dibao calc -f json: {reason}."),
    "no_such_schema": N_("There is no schema of “{value}”. Known: {known}."),
}
