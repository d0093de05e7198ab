"""The chain of steps from lines to results, as SQL. `--print-sql` shows it.

    lines       the rows of a block as text, numbered as in the file
    told        each row taken apart: its labels, its facts as texts, its amounts in fen
    judged      the facts by number, as `readings` read them; what is wrong with a row
    households  rows of the same household together: sums, and what is wrong with the whole
    paid        the dibao of each household, by the rule of `rules/dibao.py`
    shared      what its persons bring, by kind, setting and state of the dibao (`shares.py`)
    results     amounts by programme, total, basis, warnings, fingerprint

The tables that Python fills between the steps hold one row for each distinct text, kind and setting.
Rows carry their number `row` through every join, because joins lose the order. No column has a heading of
the roster as its name, so that none can stand in for a step's own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from textwrap import dedent

from ..rules import children, dibao
from ..rules.arithmetic import Number
from ..rules.assessment import PROGRAMMES
from ..rules.dibao import LocalPractice
from ..rules.household import MOST_MEMBERS, work_income_above
from ..rules.standards import BASES
from .columns import AMOUNTS, HOUSEHOLD_AMOUNTS, ROW_AMOUNTS, Columns
from .identity import id_number_holds
from .lines import CELL_END, FAULT_PART, UNREADABLE
from .shares import ANY_INCOME, EVERY_TOLD, OF_A_MEMBER, State, Told, Unstated
from .sql import FLOOR_DIVIDE, column, sql
from .total_row import is_total

PLAIN_AMOUNT = r"[0-9]{1,9}(\.[0-9]{1,2})?"
"""What SQL itself takes for an amount; whatever else may be one is read by `money.parse_yuan`."""

FIGURES = ("minimum", "minimum_share", "work_share", "work_limit")
"""The figures of a `LocalPractice`, as columns of `settings`."""

FILLED = {
    "facts_read": "text VARCHAR, facts INTEGER, fault INTEGER",
    "kinds_read": "text VARCHAR, kind INTEGER, fault INTEGER",
    "kinds": (
        "kind INTEGER, members INTEGER, in_family INTEGER, income_counts BOOLEAN, described BOOLEAN, "
        "case_by_case BOOLEAN, counted BOOLEAN"
    ),
    "amounts_read": "field VARCHAR, text VARCHAR, fen BIGINT, fault INTEGER",
    "settings_read": "facts VARCHAR, setting INTEGER, fault INTEGER",
    "settings": (
        "setting INTEGER, month VARCHAR, area VARCHAR, district VARCHAR, practice INTEGER, case_by_case BOOLEAN, "
        "no_dibao BOOLEAN, standard BIGINT, minimum BIGINT, minimum_share BIGINT, work_share BIGINT, work_limit BIGINT"
    ),
    "household_faults": "household VARCHAR, fault INTEGER",
    "fault_sets": "numbers VARCHAR, fault INTEGER",
    "line_faults": "line_fault VARCHAR, fault INTEGER",
    "faults": "fault INTEGER, code VARCHAR, field VARCHAR, value VARCHAR, reason VARCHAR",
    "family_shares": (
        "setting INTEGER, state INTEGER, worked BOOLEAN, annual BOOLEAN, unstated INTEGER, price_subsidy BIGINT, "
        "unknown BIGINT, warnings BIGINT, notices HUGEINT, basis INTEGER"
    ),
    "person_shares": (
        "setting INTEGER, kind INTEGER, earns BOOLEAN, state INTEGER, "
        + ", ".join(f"{programme} BIGINT" for programme in PROGRAMMES)
        + ", unknown BIGINT, warnings BIGINT, notices HUGEINT, basis INTEGER, "
        "child_standard BIGINT, child_gets BIGINT, excluded BIGINT"
    ),
    "warning_sets": "bits BIGINT, codes VARCHAR",
    "notice_sets": "bits HUGEINT, fingerprint VARCHAR",
}
"""The tables that Python fills, with their columns."""


def quoted_text(sign: str) -> str:
    """Signs, however odd, as an SQL text."""
    return " || ".join(f"chr({ord(each)})" for each in sign)


def told(columns: Columns, delimiter: str, numbers_twice: str = "") -> str:
    """Each row taken apart. Blank lines are no rows."""
    cells = len(columns.headings)
    cell = {name: f"cell[{place + 1}]" for name, place in columns.places.items()}
    household = f"trim({cell['household']})" if "household" in cell else "row::VARCHAR"
    wrong_id = f"WHEN id_number <> '' AND NOT {id_number_holds('id_number')} THEN 'id_number_wrong'"
    same_id = f"WHEN id_number IN (SELECT id_number FROM {numbers_twice}) THEN 'id_number_twice'"
    total = is_total("line", [cell[name] for name in ("household", "person") if name in cell], delimiter)
    parts = [
        "row",
        f"{household} AS household",
        f"trim({cell.get('person', repr(''))}) AS person",
        f"trim({cell.get('id_number', repr(''))}) AS id_number",
        f"{_joined(cell[name] for name in columns.setting)} AS setting_text",
        f"{_joined(cell[name] for name in columns.kind)} AS kind_text",
        f"""CASE WHEN starts_with(line, {quoted_text(UNREADABLE)}) THEN split_part(line[2:], {quoted_text(CELL_END)}, 1)
              WHEN {total} THEN 'total_row'
              WHEN len(cell) <> {cells} THEN 'ragged_line'
              {"WHEN household = '' THEN 'needed_field'" if "household" in cell else ""}
              {wrong_id if "id_number" in cell else ""}
              {same_id if numbers_twice else ""}
         ELSE '' END AS line_fault""",
        *(f"{_fen(cell[name], name)}" for name in columns.amounts),
        *(f"cell[{place + 1}] AS kept_{place}" for place in columns.kept),
    ]
    something = quoted_text("[^ ,;|\t" + delimiter + CELL_END + "]")
    return f"""
    CREATE OR REPLACE TEMP TABLE told AS
    WITH cells AS (
        SELECT row, line,
               CASE WHEN starts_with(line, {quoted_text(CELL_END)}) THEN string_split(line[2:], {quoted_text(CELL_END)})
                    WHEN starts_with(line, {quoted_text(UNREADABLE)}) THEN {_unread_cells(columns)}
                    ELSE string_split(line, {quoted_text(delimiter)}) END AS cell
        FROM lines WHERE regexp_matches(line, {something})
    )
    SELECT {_list(parts)} FROM cells"""


def _unread_cells(columns: Columns) -> str:
    """The cells of an unreadable line: nothing but its household, as far as it could be told."""
    household = columns.places.get("household")
    told = [
        f"split_part(line, {quoted_text(CELL_END)}, 2)" if n == household else "''"
        for n in range(len(columns.headings))
    ]
    return f"[{', '.join(told)}]"


def _fen(cell: str, name: str) -> str:
    return f"""trim({cell}) AS {name}_text,
           CASE WHEN {name}_text = '' THEN 0
                WHEN regexp_full_match({name}_text, '{PLAIN_AMOUNT}')
                THEN CAST(CAST({name}_text AS DECIMAL(11, 2)) * 100 AS BIGINT) END AS {name}"""


FAULTS_OF_CELLS = f"""
    SELECT DISTINCT line_fault FROM told WHERE contains(line_fault, {quoted_text(FAULT_PART)})"""
"""The faults of lines that name a cell, which Python puts into words."""

ODD_AMOUNTS = """
    SELECT DISTINCT '{name}', {name}_text FROM told WHERE {name} IS NULL AND line_fault = ''"""


def judged(columns: Columns, odd: Iterable[str]) -> str:
    """The facts by number, the amounts that Python read put in, and the number of the row's fault, if it has one.

    `odd` are the amounts that hold something else than plain numbers in this block.
    """
    odd = tuple(odd)
    amounts, faults, joins = [], ["line_faults.fault", "facts_read.fault", "kinds_read.fault"], []
    for name in AMOUNTS:
        if name not in columns.amounts:
            amounts.append(f"0 AS {name}")
        elif name in odd:
            amounts.append(f"coalesce(told.{name}, odd_{name}.fen, 0) AS {name}")
            faults.append(f"odd_{name}.fault")
            joins.append(
                f"LEFT JOIN amounts_read AS odd_{name} ON odd_{name}.field = '{name}'"
                f" AND odd_{name}.text = {name}_text AND told.{name} IS NULL"
            )
        else:
            amounts.append(f"coalesce(told.{name}, 0) AS {name}")
    stated = [f"{_is_stated(name, odd)} AS {name}_stated" for name in columns.amounts if name in HOUSEHOLD_AMOUNTS]
    bits = [f"CASE WHEN coalesce(counted, true) THEN {Told.COUNTED.value} ELSE 0 END"]
    bits += [
        f"CASE WHEN {_is_stated(name, odd)} THEN {Told[name.upper()].value} ELSE 0 END"
        for name in columns.amounts
        if name.upper() in Told.__members__
    ]
    return f"""
    CREATE OR REPLACE TEMP TABLE judged AS
    SELECT {_list(["row", "household", "person", "id_number", "facts", "kind", *amounts, *stated])},
           coalesce({", ".join(faults)}) AS fault,
           nullif(concat_ws(' ', {", ".join(faults)}), '') AS fault_numbers,
           coalesce(kinds.members, 0) AS members, coalesce(in_family, 0) AS in_family,
           coalesce(income_counts, true) AS income_counts,
           coalesce(described, false) AS described, coalesce(case_by_case, false) AS case_by_case,
           {" + ".join(bits)} AS stated
    FROM told
    LEFT JOIN line_faults USING (line_fault)
    LEFT JOIN facts_read ON facts_read.text = setting_text
    LEFT JOIN kinds_read ON kinds_read.text = kind_text
    LEFT JOIN kinds USING (kind)
    {" ".join(joins)}"""


def _is_stated(name: str, odd: tuple[str, ...]) -> str:
    """Whether a row states an amount: 0 is stated, a blank is not."""
    fen = f"coalesce(told.{name}, odd_{name}.fen)" if name in odd else f"told.{name}"
    return f"{name}_text <> '' AND {fen} IS NOT NULL"


SEVERAL_FAULTS = "SELECT DISTINCT fault_numbers FROM judged WHERE contains(fault_numbers, ' ')"

TELL_SEVERAL_FAULTS = """
    UPDATE judged SET fault = fault_sets.fault FROM fault_sets WHERE judged.fault_numbers = fault_sets.numbers"""
"""A row with several faults has one that names them all."""

DISTINCT_HOUSEHOLDS = """
    CREATE OR REPLACE TEMP TABLE distinct_households AS SELECT DISTINCT hash(household) AS household FROM judged"""


def households(columns: Columns, grouped: bool) -> str:
    """The rows of each household together; where every household is one row there is nothing to add up.

    `doubtful` are households that may be wrong as a whole: the code of single cases decides.
    """
    shared = [name for name in columns.amounts if name in HOUSEHOLD_AMOUNTS]
    own = {name: f"CASE WHEN income_counts THEN {name} ELSE 0 END" for name in ROW_AMOUNTS}
    own["deductions"] = "deductions"  # the household's, whoever they stand beside; see `Cases`
    stated = f"CASE WHEN income_counts THEN stated ELSE stated & {(~OF_A_MEMBER & EVERY_TOLD).value} END"
    if grouped:
        parts = [
            "household",
            "min(row) AS row",
            "count(*) AS number_of_rows",
            "sum(members)::BIGINT AS size",
            "sum(in_family)::BIGINT AS in_family",
            *(f"sum({part}) AS {name}" for name, part in own.items()),
            *(f"max({name}) AS {name}" for name in HOUSEHOLD_AMOUNTS),
            "CASE WHEN min(facts) = max(facts) THEN min(facts)::VARCHAR "
            "ELSE array_to_string(list_sort(list_distinct(list(facts))), ' ') END AS facts",
            f"bit_or({stated})::INTEGER AS stated",
            "count(*) = 1 AS one_row",
            "bool_or(case_by_case) AS case_by_case",
            "bool_or(fault IS NOT NULL) AS faulty",
            "count(*) > 1 AND min(members) = count(*) AND max(members) = count(*)",
            *(
                f"coalesce(min({name}) FILTER ({name}_stated) <> max({name}) FILTER ({name}_stated), false)"
                for name in shared
            ),
            "bool_or(in_family = 0 AND deductions > 0) AND bool_or(in_family > 0)",
        ]
        differs, source = parts[-2 - len(shared) :], "judged GROUP BY household"
        parts = parts[: -2 - len(shared)]
    else:
        parts = ["household", "row", "1 AS number_of_rows", "members AS size", "in_family"]
        parts += [f"{part} AS {name}" for name, part in own.items()]
        parts += [f"{stated} AS stated", "true AS one_row"]
        parts += [*HOUSEHOLD_AMOUNTS, "facts::VARCHAR AS facts", "case_by_case", "fault IS NOT NULL AS faulty"]
        differs, source = [], "judged"
    year = (column("income") + column("household_income")) * 12
    year = year + column("annual_income") + column("household_annual_income")
    doubts = [f"size > {MOST_MEMBERS}", sql(work_income_above(column("work_income"), year)), "differs"]
    return f"""
    CREATE OR REPLACE TEMP {"TABLE" if grouped else "VIEW"} households AS
    WITH sums AS (
        SELECT {_list(parts)},
               {" OR ".join(differs) or "false"} AS differs
        FROM {source}
    )
    SELECT *, {" OR ".join(doubts)} AS doubtful, {_unstated(year)} AS unstated FROM sums"""


def _unstated(year: Number) -> str:
    """Which facts of a household nobody stated, as the bits of `Unstated`; `year` is the family's income."""
    bits = {
        Unstated.INCOME: f"stated & {ANY_INCOME.value} = 0",
        Unstated.MEMBERS: f"one_row AND stated & {Told.COUNTED.value} = 0",
        Unstated.WORK_INCOME: f"stated & {Told.WORK_INCOME.value} = 0 AND {sql(year > 0)}",
    }
    return " + ".join(f"CASE WHEN {holds} THEN {bit.value} ELSE 0 END" for bit, holds in bits.items())


SAME_PERSON = """
    UPDATE households SET doubtful = true WHERE household IN (
        SELECT household FROM judged WHERE person <> '' GROUP BY household, person HAVING count(*) > 1)"""
"""Two rows of a household with the same label are for the code of single cases too."""

CASE_BY_CASE = """
    CREATE OR REPLACE TEMP TABLE case_by_case AS
    SELECT household, row AS first_row, setting, number_of_rows, size
    FROM households JOIN settings_read USING (facts) JOIN settings USING (setting)
    WHERE NOT faulty AND (doubtful OR households.case_by_case OR settings.case_by_case OR {all})"""
"""Households that `assess` computes one by one."""


def paid(practices: Iterable[LocalPractice], uplift: bool, months: int) -> str:
    """The dibao of each sound household, and the state that it puts the household in."""
    amounts = ["WHEN -1 THEN NULL"]
    amounts += [f"WHEN {n} THEN {sql(_allowance(practice, months))}" for n, practice in enumerate(practices)]
    one = f"WHEN in_family = 1 THEN {State.PAID_TO_ONE}" if uplift else ""
    return f"""
    CREATE OR REPLACE TEMP TABLE paid AS
    WITH sound AS (
        SELECT household, row, size, in_family, unstated, setting, month, area, district, practice, no_dibao, standard,
               minimum, minimum_share, work_share, work_limit,
               (income + household_income)::BIGINT AS income, deductions::BIGINT AS deductions,
               (annual_income + household_annual_income)::BIGINT AS annual_income, work_income::BIGINT AS work_income
        FROM households
        JOIN settings_read USING (facts)
        JOIN settings USING (setting)
        ANTI JOIN case_by_case USING (household)
        WHERE NOT faulty
    ), allowances AS (
        SELECT *, CASE WHEN in_family = 0 OR no_dibao THEN 0 WHEN standard IS NULL THEN NULL
                       ELSE CASE practice {" ".join(amounts)} END END AS allowance
        FROM sound
    )
    SELECT household, row, size, in_family, setting, month, area, district, allowance,
           work_income > 0 AND in_family > 0 AS worked, annual_income > 0 AS annual, unstated,
           CASE WHEN in_family = 0 THEN {State.NO_FAMILY} WHEN allowance IS NULL THEN {State.UNKNOWN}
                WHEN allowance = 0 THEN {State.NOT_PAID} {one} ELSE {State.PAID} END AS state
    FROM allowances"""


def _allowance(practice: LocalPractice, months: int) -> Number:
    """The rule of `rules/dibao.py` over columns; what the practice does not set leaves the formula."""
    stands = practice.with_figures(
        None if figure is None else column(name) for name, figure in zip(FIGURES, practice.figures, strict=True)
    )
    standard, members = column("standard"), column("in_family", "count")
    deductions = column("deductions") + stands.left_out(column("work_income"))
    annual: Number = column("annual_income") if months > 1 else 0
    countable = dibao.countable_income(column("income"), deductions, annual, months)
    smallest = stands.smallest_payment(standard, members)
    return dibao.allowance(standard, members, countable, months, smallest, practice.rounding)


def shared() -> str:
    """What the persons of each household bring."""
    share_of_dibao = children.share_of_dibao(column("paid.allowance"), column("paid.in_family", "count"))
    child = children.unsupported_child_allowance(column("child_standard"), share_of_dibao + column("child_gets"))
    difference = f" + CASE WHEN child_standard IS NULL THEN 0 ELSE {sql(child)} END"
    own = {"unsupported_child": difference}
    sums = [f"sum(coalesce(person_shares.{name}, 0){own.get(name, '')})::BIGINT AS {name}" for name in PROGRAMMES]
    return f"""
    CREATE OR REPLACE TEMP TABLE shared AS
    SELECT household, {_list(sums)},
           bit_or(unknown) AS unknown, bit_or(warnings) AS warnings, bit_or(notices) AS notices, max(basis) AS basis
    FROM judged
    JOIN paid USING (household)
    JOIN person_shares ON person_shares.setting = paid.setting AND person_shares.kind = judged.kind
         AND person_shares.state = paid.state AND person_shares.earns = {_EARNS}
    GROUP BY household"""


SOME_KINDS = "SELECT 1 FROM judged WHERE described LIMIT 1"

_EARNS = sql(dibao.has_own_income(column("judged.income"), column("judged.annual_income")))

KINDS_IN_USE = f"""
    SELECT DISTINCT setting, kind, {_EARNS} AS earns, state FROM judged JOIN paid USING (household)
    WHERE described OR state = {{one}}"""

FAMILIES_IN_USE = "SELECT DISTINCT setting, state, worked, annual, unstated FROM paid"


_AND_DIFFERENCES: dict[str, str] = {"unsupported_child": " OR child_standard IS NOT NULL"}
"""What is computed from a household's own amounts stands in no share, but is paid all the same."""

PRESENT = (
    "SELECT "
    + ", ".join(
        f"coalesce(bool_or({name} <> 0 OR unknown & {1 << n} <> 0{_AND_DIFFERENCES.get(name, '')}), false)"
        for n, name in enumerate(PROGRAMMES)
    )
    + " FROM person_shares"
)
"""Which programmes any person is paid so far; the others need no column of their own."""


def computed(present: Collection[str], some_shared: bool) -> str:
    """Amounts by programme in fen (NULL where nobody knows one), and what the answer rests on, as bit sets.

    `present` are the programmes that somebody is paid; the others are 0 throughout.
    """

    def both(name: str, operator: str = "|") -> str:
        family = f"family_shares.{name}"
        return f"{family} {operator} coalesce(shared.{name}, 0)" if some_shared else family

    own = {"dibao": "coalesce(allowance, 0)", "price_subsidy": "coalesce(family_shares.price_subsidy, 0) * in_family"}
    sums = []
    present = [programme for programme in PROGRAMMES if programme in present]
    for programme in present:
        parts = [own[programme]] if programme in own else []
        parts += [f"coalesce(shared.{programme}, 0)"] if some_shared else []
        sums.append(f"{' + '.join(parts) or '0::BIGINT'} AS {programme}")
    basis = "greatest(family_shares.basis, coalesce(shared.basis, -1))" if some_shared else "family_shares.basis"
    known = [
        f"CASE WHEN unknown & {1 << n} = 0 THEN {name} END AS {name}"
        for n, name in enumerate(PROGRAMMES)
        if name in present
    ]
    facts = "household, row, month, area, district, size"
    return f"""
    CREATE OR REPLACE TEMP {"TABLE" if some_shared else "VIEW"} computed AS
    WITH sums AS (
        SELECT {facts}, {_list(sums)},
               {both("unknown")} AS unknown, {both("warnings")} AS warnings, {both("notices")} AS notices,
               {basis} AS basis
        FROM paid
        JOIN family_shares USING (setting, state, worked, annual, unstated)
        {"LEFT JOIN shared USING (household)" if some_shared else ""}
    )
    SELECT {facts}, {_list(known)},
           {" + ".join(present)} AS total, basis, warnings, notices
    FROM sums"""


def results(present: Collection[str]) -> str:
    """The answers, those of the query and those of `assess`, in columns."""
    amounts = [name if name in present else f"0::BIGINT AS {name}" for name in PROGRAMMES]
    return f"""
    SELECT household, row, month, area, district, size, {", ".join(amounts)}, total,
           CASE WHEN basis >= 0 THEN {list(BASES)}[basis + 1] END AS basis, codes AS warnings, fingerprint
    FROM computed
    JOIN warning_sets ON warning_sets.bits = computed.warnings
    JOIN notice_sets ON notice_sets.bits = computed.notices
    UNION ALL BY NAME SELECT * EXCLUDE (excluded) FROM cases"""


CASES = (
    "household VARCHAR, row BIGINT, month VARCHAR, area VARCHAR, district VARCHAR, size BIGINT, "
    + ", ".join(f"{programme} BIGINT" for programme in PROGRAMMES)
    + ", total BIGINT, basis VARCHAR, warnings VARCHAR, fingerprint VARCHAR, formula VARCHAR, excluded VARCHAR"
)
CASE_LINES = (
    "row BIGINT, nth INTEGER, household VARCHAR, month VARCHAR, programme VARCHAR, person VARCHAR, amount BIGINT, "
    "basis VARCHAR, notices VARCHAR, formula VARCHAR"
)
"""A row for each programme and person, for `--lines`."""


REFUSED = """
    CREATE OR REPLACE TEMP TABLE refused AS
    SELECT household, NULL::INTEGER AS fault, min(row) AS because FROM judged WHERE fault IS NOT NULL GROUP BY household
    UNION ALL
    SELECT household, settings_read.fault, NULL FROM households JOIN settings_read USING (facts)
    WHERE NOT faulty AND settings_read.fault IS NOT NULL
    UNION ALL
    SELECT household, fault, NULL FROM household_faults"""
"""Households that are not computed: because of the whole (`fault`), or of one of their rows (`because`)."""

REJECTS = """
    SELECT judged.row AS line, judged.household, coalesce(faults.field, '') AS field,
           coalesce(faults.value, '') AS value, coalesce(faults.code, 'household_rejected') AS code,
           coalesce(faults.reason, replace({because}, '{{line}}', refused.because::VARCHAR)) AS reason
    FROM judged
    JOIN refused USING (household)
    LEFT JOIN faults ON faults.fault = coalesce(judged.fault, refused.fault)"""
"""Every row of every household that is not computed: where, what, and why."""


def whole(columns: Columns, delimiter: str, practices: Iterable[LocalPractice], uplift: bool) -> str:
    """The whole chain as text: the tables that Python fills, then the steps."""
    months = 12 if {"annual_income", "household_annual_income"} & set(columns.amounts) else 1
    filled = [
        f"-- filled by Python, a row for each distinct text, kind or setting\nCREATE TEMP TABLE {name} ({told})"
        for name, told in FILLED.items()
    ]
    filled += [f"CREATE TEMP TABLE cases ({CASES})"]
    steps = {
        "told: each row taken apart": told(columns, delimiter),
        "judged: the facts by number": judged(columns, columns.amounts),
        "households: rows of the same household together": households(columns, grouped=True),
        "case_by_case: households that assess computes one by one": CASE_BY_CASE.format(all="false"),
        "paid: the dibao": paid(practices, uplift, months),
        "shared: what the persons bring": shared(),
        "computed: amounts by programme": computed(PROGRAMMES, some_shared=True),
        "refused: households that are not computed": REFUSED,
        "results": results(PROGRAMMES),
    }
    texts = [FLOOR_DIVIDE, *filled, *(f"-- {name}\n{dedent(step).strip()}" for name, step in steps.items())]
    return ";\n\n".join(texts) + ";\n"


def _joined(cells: Iterable[str]) -> str:
    told = ", ".join(cells)
    return f"concat_ws({quoted_text(CELL_END)}, {told})" if told else "''"


def _list(parts: Iterable[str]) -> str:
    return ",\n           ".join(parts)
