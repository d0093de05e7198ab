"""Each problem's text: what is wrong, with the value, and the way out. The codes are stable."""

from __future__ import annotations

import re

from ..rules.parameters import TABLES
from ..rules.problems import Problem
from ..rules.visible import visible
from . import N_, _
from .findings import FINDINGS

TEXTS: dict[str, str] = {
    # files
    "no_such_file": N_("There is no such file. Check the path."),
    "no_such_folder": N_("There is no such folder. Check the path."),
    "unreadable_file": N_("The file cannot be read: {reason}."),
    "unwritable_file": N_("The file cannot be written: {reason}. What was there before is unchanged."),
    "unwritable_output": N_("The output cannot be written: {reason}."),
    "packed_already": N_("A file in the format {value} is packed already. Leave {ending} out of its name."),
    "system_error": N_("System error: {reason}."),
    "not_a_plain_file": N_(
        "This is not an ordinary file (perhaps a pipe or a device), so it is not opened. Take it out of the folder."
    ),
    # limits
    "file_too_large": N_(
        "The file is larger than {highest} bytes, the most that is read. Look whether it is the right one, or divide it."
    ),
    "too_many_levels": N_(
        "Tables and lists are nested more than {highest} deep. Write them flat; nothing here needs ten."
    ),
    "too_many_entries": N_("{number} entries are too many here; the most is {highest}. Put several into one."),
    "too_many_files": N_(
        "{number} notices are too many for one folder; the most is {highest}. Divide them, and name each folder with --standards."
    ),
    "too_many_problems": N_(
        "There are more faults than these {highest}; reading stopped here. Correct them, and look whether it is the right file."
    ),
    "too_long": N_(
        "The value is longer than {highest} characters, which nothing here is. Look for a missing separator."
    ),
    "half_character": N_("The text has half a character in it, which cannot be shown or written. Type it again."),
    "not_text": N_("The file is neither UTF-8 nor GB18030 text. Save it as UTF-8."),
    "not_toml": N_("This is not TOML: {reason} (column {column})."),
    "not_json": N_("This is not JSON: {reason} (column {column})."),
    "not_an_object": N_('A household in JSON is one object: {{"area": "urban", …}}.'),
    "terminal_input": N_("Standard input is a terminal. Give a file, or pipe a household in."),
    "no_terminal": N_(
        "This asks questions and needs a terminal. In a script, use dibao calc with flags or a household file."
    ),
    # numbers
    "not_a_number": N_("“{value}” is not an amount. Write digits, such as 1200 or 1200.50."),
    "not_whole_fen": N_("{value} is not a whole number of fen. Give an int: 1200.50 yuan are 120050."),
    "negative": N_("“{value}” is below 0. Amounts must not be negative."),
    "too_precise": N_(
        "“{value}” is finer than a fen (a percentage: finer than a hundredth). Round it to two decimals."
    ),
    "too_large": N_("“{value}” is too large to be an amount here."),
    "not_a_count": N_("“{value}” is not a whole number."),
    "out_of_range": N_("{value} is not possible here. It must be from {lowest} to {highest}."),
    "not_a_month": N_("“{value}” is not a month. Write it as 2020-07."),
    "not_a_date": N_("“{value}” is not a date. Write it as 2020-07-01, without quotation marks."),
    "not_a_disability": N_("“{value}” is not a disability. Write kind and grade, such as limb-2. Kinds: {known}."),
    # fields and choices
    "unknown_field": N_("There is no such field."),
    "not_a_field": N_("“{value}” is not a field."),
    "stated_twice": N_("{other} is stated twice. Leave one out."),
    "unknown_choice": N_("“{value}” is not one of the choices: {known}."),
    "wrong_type": N_("A {expected} is expected here."),
    "wrong_type_found": N_("A {expected} is expected here, not “{value}”."),
    "needed_field": N_("Required, and not stated."),
    "needed_area": N_("Required: urban (城市) or rural (农村)."),
    "needed": N_("Required for status={status}: one of {known}."),
    "opposite_field": N_("“{value}” says the opposite of {field}, so it is not read. State {field} itself: yes or no."),
    "contradiction": N_("{value} contradicts {other}. Correct one of them."),
    "is_a_roster": N_("Is this a roster of many households? Compute it with dibao batch."),
    "no_members": N_("A household has at least one member."),
    "too_many_members": N_("A household of {value} is implausible; the most is {highest}. Check the number."),
    "duplicate_person": N_("Two persons have the label “{value}”. Give each its own."),
    "work_income_above_income": N_("Earned income ({value}) is part of the income and cannot be more than all of it."),
    "unknown_district": N_("“{value}” is not a district of this region. Known: {known}."),
    "zone_needs_district": N_(
        "{value} has no rural standard of its own: that of the district where the household lives applies. Name the district: {known}."
    ),
    "not_name_equals_value": N_("“{value}” is not of the form name=value."),
    # notices
    "unknown_key": N_("There is no such key."),
    "no_notice_table": N_("The file has no [notice] table. It needs at least title, effective and source."),
    "needed_key": N_("This key is missing. It is required."),
    "not_first_of_month": N_("“{value}”: standards hold for whole months. Write the first day of one."),
    "until_before_effective": N_("It ends ({value}) before it begins ({effective})."),
    "outside_bounds": N_("The value lies outside its own at_least and at_most."),
    "set_and_ended": N_("The notice sets “{value}” and ends it too. Leave one out."),
    "set_twice": N_("The same key from the same day is also set in {other}. Leave one out, or correct a date."),
    "not_a_percentage": N_("“{value}” is not a percentage. Write it in per cent, such as 50 for half."),
    "not_a_factor": N_("“{value}” is not a factor. Write how many times, such as 1.5."),
    "not_a_number_of_months": N_("“{value}” is not a number of months. Write a whole number, such as 12."),
    "share_below_one_percent": N_("{value} is less than one per cent. Shares are in per cent: write 50 for half."),
    "recorded_only": N_("This figure is on record only: no rule uses it, so setting it would change nothing."),
    "bands_not_rising": N_("Bands are listed from the lowest rise to the highest."),
    # the question
    "not_a_region_name": N_("“{value}” does not name a region. A name has letters, digits, - and _ only."),
    "unknown_region": N_("No standards are known for the region “{value}”. Known: {known}."),
    "before_first_table": N_(
        "No standards are on record for {value}. The first month is {first}; an earlier one needs a notice of its own (--standards)."
    ),
    "unknown_format": N_("“{value}” is not a format. Known: {known}."),
    "unknown_language": N_("“{value}” is not a language of this program: en, zh."),
    "strict": N_("Refused because of --strict: {reason}"),
    # rosters
    "ragged_line": N_(
        "The line does not have the {cells} cells of the heading. Look for a separator too few or too many."
    ),
    "wrong_bytes": N_("The line holds bytes that are no text in the file's encoding. Save the file as UTF-8."),
    "unclosed_quote": N_("The line's quotation marks do not fit together. Close them, or double those inside a cell."),
    "line_too_long": N_(
        "The line is longer than {highest} characters, which is the most. Look for a missing line end, or leave long columns out."
    ),
    "nested_too_deeply": N_('The object is nested too deeply. A row has one level: {{"area": "urban", …}}.'),
    "cell_error": N_("“{value}” is an error of the spreadsheet, not a value. Correct the formula, or write the value."),
    "formula_without_value": N_(
        "The cell has a formula whose result is not in the file. Open the workbook in a spreadsheet program and save it."
    ),
    "cell_too_long": N_(
        "A cell of {number} characters does not fit into a sheet ({highest} at most). Write CSV or Parquet instead, or do not keep this column."
    ),
    "several_sheets": N_("Several sheets hold something: {known}. Choose one with --sheet NAME."),
    "only_hidden_sheets": N_("Only hidden sheets hold something: {known}. Choose one with --sheet NAME, or show it."),
    "no_such_sheet": N_("There is no sheet “{value}”. Sheets: {known}."),
    "sheet_needs_workbook": N_("Only a workbook (.xlsx) has sheets. Leave --sheet out, or name a workbook."),
    "save_as_xlsx": N_(
        "This is a workbook of an older or another kind, or one with a password. Save it as .xlsx without a password, or as CSV."
    ),
    "too_many_columns": N_(
        "There are more than {highest} columns, which is the most. Leave out those that are not needed here."
    ),
    "too_many_faults": N_(
        "More than {highest} different values are wrong, “{value}” among them. Look whether this column is what its heading says."
    ),
    "workbook_too_large": N_(
        "The texts of the workbook take more than {highest}, which is the most. Save the sheet as CSV."
    ),
    "endless_line": N_(
        "No line ends within {highest}, so this is no roster. Name the format with --input-format if it is not CSV."
    ),
    "endless_source": N_("More than {highest} came in, which is the most. Write it to a file and name that."),
    "source_changed": N_("The file changed while it was read, so nothing was written. Run again when it is complete."),
    "id_number_wrong": N_("Invalid ID number: the check digit is wrong. Compare it with the card."),
    "id_number_twice": N_("The same ID number is on more than one line. Keep one of the rows."),
    "several_with_a_status": N_(
        "A row for {value} persons has a status, which describes one person. Give each person a row of its own."
    ),
    "several_in_single_person": N_(
        "A row for {value} persons asks for single-person inclusion, which is one person's. Give each person a row of its own."
    ),
    "whose_deduction": N_(
        "The row is of a person whom another scheme supports, and it has a deduction of {value}: deductions are the dibao family's. Put it on a row of the family, or leave it out."
    ),
    "total_row": N_("This is a row of totals, not a household. Leave it out of the roster."),
    "members_on_each_row": N_(
        "Each of the {value} rows of the household says {value} members. If a row is a person, leave members empty or write 1."
    ),
    "rows_disagree": N_("The rows of the household disagree: {value}. Make them the same."),
    "household_rejected": N_("Line {line} of the same household is rejected."),
    "heading_twice": N_("“{value}” and “{other}” are both headings of this field. Leave one out with --map HEADING=-."),
    "no_area_column": N_(
        "No column says urban or rural (area, 城乡). Name it with --map HEADING=area. Columns found: {found}."
    ),
    "no_members_column": N_(
        "No column says how many people a row stands for (members, 人口), and no household has a second row. Name the column with --map HEADING=members, or say --one-person-per-row."
    ),
    "looks_like_some_field": N_(
        "This column would not be read, but its heading looks as if a field were meant. Say --map {value}=FIELD with the field that it means, or --map {value}=- to leave it out."
    ),
    "looks_like_a_field": N_(
        "This column would not be read, but its heading looks like a field. Say --map {value}={field} if that is what it means (or another field), or --map {value}=- to leave it out."
    ),
    "no_such_column": N_("There is no column “{value}”."),
    "no_heading": N_(
        "The file has no heading line. The first line names the columns, such as household,area,members,income."
    ),
    "needs_roster": N_("No roster given. Name a file, or - for standard input."),
    "no_rows": N_("The roster has a heading and no rows."),
    "not_a_size": N_("“{value}” is not a size. Write it as 1GB or 500MB."),
    "full_disk": N_("The computation ran out of room: {reason}. Free disk space in {folder}, or set TMPDIR."),
    "not_stopped": N_("--strict: {rejected} of {read} rows are rejected, so nothing was written."),
    "rejected_row": N_("{reason}"),
    "needs_output_file": N_("The format {value} is written to a file. Name it with -o."),
    "too_many_rows": N_("{value} rows do not fit into a sheet ({highest} at most). Write CSV or Parquet instead."),
    "same_file": N_("This would be written over {other}, which is read here. Name another file."),
    "same_output": N_("This is the same file as that of {other}. Name another file."),
    "unusable_folder": N_("Temporary files cannot be kept in a folder of this name. Set TMPDIR to another folder."),
    # ranges of months, comparisons, sweeps
    "months_reversed": N_("The last month ({value}) is before the first ({first}). Swap --from and --to."),
    "not_for_roster": N_(
        "This describes one household and does not go with a roster. Leave it out, or state it in a column of the roster."
    ),
    "only_for_roster": N_("This says how a roster is read, and no roster is given."),
    "months_exchanged": N_(
        "The month after ({value}) is before the month before ({first}). Swap --before and --after."
    ),
    "too_many_months": N_("{number} months are too many; the most is {highest}. Ask for a shorter range."),
    "changes_not_rising": N_(
        "The change from {value} does not come after the one from {before}. List changes from the earliest to the latest, one per month."
    ),
    "index_needs_month": N_(
        "{value} is stated for no month in particular, and more than one is asked for. Write MONTH=PERCENT, such as 2020-03=18.3; a single announced subsidy belongs to one month."
    ),
    "paid_outside": N_(
        "{value} is not among the months asked for ({first} to {last}). Leave it out, or widen --from and --to."
    ),
    "needed_option": N_("This option is required here."),
    "not_together": N_("This cannot be asked for together with {other}. Leave one out."),
    "not_a_sweep": N_("“{value}” is not a sweep. Write it as income=0:3000:100: first, last and step."),
    "sweep_never_ends": N_(
        "The range {value} never ends: the step must be positive, and the last value not below the first."
    ),
    "too_many_steps": N_("{number} steps are too many; the most is {highest}. Take a larger step or a shorter range."),
    # the command line
    "usage": N_("{reason}"),
    "no_such_option": N_("There is no option {value}."),
    "no_such_command": N_("There is no command “{value}”."),
    "option_needs_value": N_("The option needs a value."),
    "option_takes_no_value": N_("The option takes no value."),
    "unexpected_argument": N_("Unexpected argument “{value}”."),
    "missing_command": N_("No command given. See dibao --help."),
    "needs_package": N_(
        "Rosters need the package {value}, which dibao.pyz does not carry. Install dibao with pip, pipx or uv."
    ),
    "defect": N_(
        "This is a defect of dibao, not of your input: {reason}. Please report it with the command's name and this line; DIBAO_DEBUG=1 shows all."
    ),
}

TEXTS |= FINDINGS

EXPECTED: dict[str, str] = {
    "table": N_("table"),
    "list": N_("list"),
    "text": N_("text"),
    "number": N_("number"),
    "acknowledged": N_('list of acknowledgements such as { code = "drop", key = "dibao.rural", because = "…" }'),
    "note": N_("text, or a table with en and zh"),
    "rounding": N_('rounding such as { unit = 0.50, direction = "up" }'),
    "bands": N_('list of bands such as { from = 3, share = "1/12" }'),
    "persons": N_("list of persons"),
    "changes": N_("list of changes ([[change]]), each with from"),
    "exit": N_("table with since and last_allowance"),
    "question": N_("table of what is asked"),
    "yuan": N_("amount"),
    "factor": N_("factor"),
    "count": N_("whole number"),
    "choice": N_("word"),
    "choices": N_("word or list of words"),
    "yes_no": N_("yes or no"),
    "month": N_("month"),
    "district": N_("district"),
    "amounts": N_("amount, or a table of reasons and amounts"),
    "percents": N_("percentage, or a table of months and percentages"),
    "percent": N_("percentage"),
    "disability": N_("kind and grade"),
}


def problem_text(problem: Problem) -> str:
    """`file:line: field: what is wrong and the way out [code]`, in the language in use."""
    file = "<stdin>" if problem.file == "-" else problem.file
    where = [f"{file}:{problem.line}" if file and problem.line else file, shortened(place_text(problem))]
    return visible(": ".join(part for part in (*where, f"{problem_sentence(problem)} [{problem.code}]") if part))


def place_text(problem: Problem) -> str:
    """Where a problem is: a key of a notice with its name, a field by its name where the rules wrote it."""
    if problem.place.partition(".")[0] in TABLES:
        from .parameters import spoken

        return spoken(problem.place)
    return _place_in_words(problem)


def problem_sentence(problem: Problem) -> str:
    """What is wrong and the way out, without the place."""
    details = {name: shortened(text, 1000) for name, text in problem.details.items() if name != "nearest"}
    if "expected" in details:
        details["expected"] = _(EXPECTED[details["expected"]])
    if problem.code == "strict":
        details["reason"] = strict_reason(problem)
    elif "reason" in details:
        from .third_party import in_our_words

        details["reason"] = in_our_words(details["reason"])
    value = problem.value
    if problem.code in _WITH_CHOICES:
        value, details = _choices_in_words(problem, details)
    sentence = _(TEXTS[_variant(problem)]).format(value=shortened(value), **details)
    nearest = problem.details.get("nearest")
    return f"{sentence} {_('Did you mean {nearest}?').format(nearest=nearest)}" if nearest else sentence


def shortened(text: str, longest: int = 200) -> str:
    """A text of any length as a message can hold it."""
    return text if len(text) <= longest else text[:longest] + "…"


_WITH_CHOICES = ("contradiction", "needed", "unknown_choice", "not_a_disability")


def _field_of(problem: Problem) -> str:
    """The field that a problem is about: named, or at the end of its place, as `care` of `--person 1: care`."""
    return problem.details.get("field") or _last_of(problem.place)


def _last_of(place: str) -> str:
    return re.split(r"[.:\]\s]+", place)[-1]


def _place_in_words(problem: Problem) -> str:
    """The place, its field named in the reader's language where the rules and not the reader wrote it."""
    if problem.code not in ("contradiction", "needed"):
        return problem.place
    from .households import name_of

    last = _last_of(problem.place)
    return problem.place.removesuffix(last) + name_of(last)


def _choices_in_words(problem: Problem, details: dict[str, str]) -> tuple[str, dict[str, str]]:
    """The value and the details of a problem with the names of choices in the reader's language."""
    from .households import said, said_choices, said_of

    field = _field_of(problem)
    told = {**details, **{name: said_choices(details[name]) for name in ("known",) if name in details}}
    if "status" in told:
        told["status"] = said("status", told["status"])
    if "other" in told:
        told["other"] = said_of(told["other"])
    value = said(field, problem.value) if problem.code == "contradiction" else problem.value
    return value, told


def _variant(problem: Problem) -> str:
    """The text that a problem has: some codes have another one where more is known."""
    if problem.code == "wrong_type" and problem.value:
        return "wrong_type_found"
    if problem.code == "unknown_field" and problem.value:
        return "not_a_field"
    if problem.code == "needed_field" and problem.details.get("choices") == "area":
        return "needed_area"
    if problem.code == "looks_like_a_field" and not problem.details.get("field"):
        return "looks_like_some_field"
    return problem.code


def strict_reason(problem: Problem) -> str:
    """The warning that a strict calculation stops at."""
    from .answers import STATED_BY, warning_text

    details = dict(problem.details)
    code = details.pop("warning")
    text = warning_text(code, details)
    option = STATED_BY.get(code)
    return f"{text} {_('State it with {option}.').format(option=option)}" if option else text
