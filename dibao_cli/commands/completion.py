"""What the shell offers after an option: districts, statuses, months and the other fixed words.

Where nothing is offered (files, folders, amounts) the shell offers its file names. A completion that fails
offers nothing: an error message would land in the middle of the line that somebody is typing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from ..files.output import FILE_FORMATS
from ..rules.month import Month
from ..rules.problems import InputError
from .engine_names import ENGINES
from .option_groups import TableOptions
from .output import ENCODINGS

Offer = tuple[str, str]
"""A word and what it means, shown beside it by shells that can."""


def offers(name: str, tables: TableOptions, typed: str) -> list[Offer]:
    """The words for an option that begin with what was typed so far; `tables` are those named on the same line."""
    try:
        return list(OFFERS[name](tables, typed)) if name in OFFERS else []
    except (InputError, OSError):
        return []


def _beginning(typed: str, words: Iterable[str]) -> Iterable[Offer]:
    return ((word, "") for word in words if word.startswith(typed))


def areas(_tables: TableOptions, typed: str) -> Iterable[Offer]:
    """The two areas, in the language that is being typed."""
    return _beginning(typed, ("urban", "rural") if typed.isascii() else ("城市", "农村"))


def formats(_tables: TableOptions, typed: str) -> Iterable[Offer]:
    from ..show import FORMATS

    return _beginning(typed, FORMATS)


def regions(tables: TableOptions, typed: str) -> Iterable[Offer]:
    from ..files.folders import region_names

    return _beginning(typed, region_names(tables.standards))


def districts(tables: TableOptions, typed: str) -> Iterable[Offer]:
    """Each district once: by its name, or by the short name, pinyin or code that is being typed."""
    from ..files.folders import read_layers

    region, _layers = read_layers(tables.region, tables.standards)
    for district in region.districts:
        spellings = (district.name, district.short, *district.pinyin, district.code)
        fitting = next((spelling for spelling in spellings if spelling and spelling.startswith(typed)), None)
        if fitting:
            yield fitting, district.name if fitting != district.name else " ".join(district.pinyin[:1])


def months(tables: TableOptions, typed: str) -> Iterable[Offer]:
    """The months of a year that is typed; before that the months in which a standard changes, and `now`."""
    year = typed.partition("-")[0]
    if len(year) == 4 and year.isdecimal():
        return _beginning(typed, (str(Month(int(year), number)) for number in range(1, 13)))
    from ..files.folders import load_standards

    notices = load_standards(tables.region, tables.standards).notices
    return _beginning(typed, ["now", *sorted({str(notice.effective) for notice in notices})])


def keys(tables: TableOptions, typed: str) -> Iterable[Offer]:
    """The keys of the tables, each with what it is called; of an amount also those by district."""
    from ..rules.parameters import BY_DISTRICT, PARAMETERS
    from ..words.parameters import label

    usable = {key: of for key, of in PARAMETERS.items() if not of.recorded}
    words = [f"{key}=" for key in usable]
    name, by_district, _place = typed.partition(f"{BY_DISTRICT}.")
    if by_district and name in PARAMETERS:
        from ..files.folders import read_layers

        region, _layers = read_layers(tables.region, tables.standards)
        places = [*region.groups, *(district.name for district in region.districts)]
        words = [f"{name}{BY_DISTRICT}.{place}=" for place in places]
    elif typed in PARAMETERS or (by_district == "" and "_by" in typed):
        words += [f"{key}{BY_DISTRICT}." for key, of in usable.items() if of.kind == "yuan"]
    return ((word, label(word.rstrip("=."))) for word in words if word.startswith(typed))


def person_details(tables: TableOptions, typed: str) -> Iterable[Offer]:
    """The next field of `status=orphan,care=…`, or the words that the field takes; each with what it is called."""
    from ..files.fields import PERSON
    from ..words import _
    from ..words.fields import label
    from ..words.households import CHOICES, name_in_language

    typed_before, comma, last = typed.rpartition(",")
    name, equals, _value = last.partition("=")
    stated = {part.partition("=")[0] for part in typed_before.split(",")}
    if not equals:
        words = [
            (f"{name}=", label("person", name))
            for name, field in PERSON.items()
            if name not in stated and field.kind != "incomes"
        ]
    else:
        called, words = CHOICES.get(name, {}), []
        codes: Iterable[str] = PERSON[name].choices if name in PERSON else ()
        if name in PERSON and PERSON[name].names:
            from ..files.folders import load_standards

            named = load_standards(tables.region, tables.standards).region.names.get(PERSON[name].names, {})
            words = [(f"{name}={each}", name_in_language(each, others)) for each, others in named.items()]
            codes = codes if not named else ()
        words += [(f"{name}={code}", _(*called[code]) if code in called else "") for code in codes]
    return ((typed_before + comma + word, meaning) for word, meaning in words if word.startswith(last))


def kinds_of_income(_tables: TableOptions, typed: str) -> Iterable[Offer]:
    """The kinds of income, in the language that is being typed."""
    from ..files.fields import INCOMES
    from ..words.incomes import kind_name

    words = {kind: kind if typed.isascii() else spellings[0] for kind, spellings in INCOMES.items()}
    return ((f"{word}=", kind_name(kind)) for kind, word in words.items() if word.startswith(typed))


def columns(_tables: TableOptions, typed: str) -> Iterable[Offer]:
    """After `HEADING=`, the fields that a column may mean: fixed names, or the Chinese ones that are being typed."""
    from ..files.roster_fields import FIELDS, spelling_for

    heading, equals, name = typed.partition("=")
    if not equals:
        return ()
    if heading.isascii() and name.isascii():
        words: Iterable[str] = FIELDS
    else:
        words = {**dict.fromkeys(map(spelling_for, FIELDS)), **(dict(FIELDS) if name else {})}
    return _beginning(typed, (f"{heading}={word}" for word in (*words, "-")))


def programmes(_tables: TableOptions, typed: str) -> Iterable[Offer]:
    """The programmes, in the language that is being typed; each with what it is called."""
    from ..files.programme_names import PROGRAMMES
    from ..words import _
    from ..words.answers import PROGRAMMES as NAMES

    names = ((code if typed.isascii() else spellings[0], code) for code, spellings in PROGRAMMES.items())
    return ((name, _(*NAMES[code])) for name, code in names if name.startswith(typed))


def codes_of_messages(_tables: TableOptions, typed: str) -> Iterable[Offer]:
    """The codes that `dibao explain` knows."""
    from ..words.codes import known_codes

    return _beginning(typed, known_codes())


OFFERS: dict[str, Callable[[TableOptions, str], Iterable[Offer]]] = {
    "area": areas,
    "district": districts,
    "region": regions,
    "month": months,
    "format": formats,
    "set": keys,
    "map": columns,
    "code": codes_of_messages,
    "without": programmes,
    "person": person_details,
    **dict.fromkeys(("income", "annual_income"), kinds_of_income),
    "index": lambda _tables, typed: _beginning(typed, ("national",)),
    "lang": lambda _tables, typed: _beginning(typed, ("en", "zh")),
    "encoding": lambda _tables, typed: _beginning(typed, ENCODINGS),
    "engine": lambda _tables, typed: _beginning(typed, ENGINES),
}


def result_columns(command: str, typed: Mapping[str, object]) -> Sequence[str]:
    """The columns of the result that a command line asks for."""
    from importlib import import_module

    from ..show import amounts, arrears, calculation, codes, comparison, effect, findings

    if command in ("batch", "sql") and not typed.get("summary"):
        from ..roster.output_columns import KNOWN, LINES

        return LINES if typed.get("lines") else KNOWN
    if command == "calc" and typed.get("sweep"):
        return (str(typed["sweep"]).partition("=")[0], *amounts.AMOUNT_COLUMNS)
    if command == "calc" and typed.get("from_"):
        return ("month", *amounts.AMOUNT_COLUMNS)
    known = {
        "calc": calculation.COLUMNS,
        "compare": (*comparison.COLUMNS, *(name for name in effect.COLUMNS if name not in comparison.COLUMNS)),
        "arrears": arrears.COLUMNS,
        "check": findings.COLUMNS,
        "explain": codes.COLUMNS,
    }
    if command in known:
        return known[command]
    if command == "batch":
        return effect.COLUMNS_OF_ONE_MONTH
    place = "." if command in ("config", "replay") else ".standards."
    return tuple(import_module(f"{__package__}{place}{command}").COLUMNS)


def _names_of_columns(ctx: Any, typed: str) -> list[Offer]:
    """The next column of `total,basis,…`, or `all`."""
    typed_before, comma, last = typed.rpartition(",")
    words = [*result_columns(ctx.info_name, ctx.params), *(() if typed_before else ("all",))]
    return [
        (typed_before + comma + word, "")
        for word in words
        if word.startswith(last) and word not in typed_before.split(",")
    ]


def completer(name: str) -> object:
    """What Typer calls when the shell asks for an option's values."""

    def complete(ctx: Any, incomplete: str) -> list[Offer]:
        if name == "format" and ctx.info_name == "batch" and not ctx.params.get("summary"):
            return list(_beginning(incomplete, ("csv", "tsv", "ndjson", "json", *FILE_FORMATS)))
        if name == "columns":
            try:
                return _names_of_columns(ctx, incomplete)
            except ImportError:  # rosters need packages that the single file lacks
                return []
        tables = TableOptions(ctx.params.get("region"), tuple(ctx.params.get("standards") or ()))
        return offers(name, tables, incomplete)

    return complete
