"""What may stand in `--person` and `--income`, for the help: the names and choices that the reader takes, in a language."""

from __future__ import annotations

from ..files.fields import INCOMES, PERSON, Field
from ..rules.parameters import Choices
from ..words import _, language
from ..words.fields import label

Rows = list[tuple[str, str]]


def vocabulary() -> dict[str, Rows]:
    """Titles to rows of (name, what may stand there)."""
    return {
        _('In --person "NAME=CONTENT,NAME=CONTENT"', "--person “名称=内容,名称=内容”中可填"): list(_person()),
        _("In --income and --annual-income, KIND=YUAN", "--income 与 --annual-income 的收入项目"): [
            (_("KIND", "项目"), _listed(_choices(INCOMES)))
        ],
    }


def _person() -> Rows:
    """A row for each field of a person with its choices or an example; those that take a number, yes or no, or an
    amount stand together.
    """
    together: dict[str, list[str]] = {"count": [], "yes_no": [], "yuan": []}
    rows: Rows = []
    for name, field in PERSON.items():
        if field.kind == "incomes":
            continue  # each kind is a name of its own, see below
        if field.kind in together:
            together[field.kind].append(_name(name, field))
        elif field.kind == "disability":
            kinds = _listed(_choices(field.choices))
            example = _("kind and grade, such as limb-2: {kinds}", "类别和等级，如 肢体二级：{kinds}")
            rows.append((_name(name, field), example.format(kinds=kinds)))
        elif field.choices:
            rows.append((_name(name, field), _listed(_choices(field.choices))))
        else:
            rows.append((_name(name, field), label("person", name)))
    by_kind = _(
        "{names}; or item by item: income_wage=900, annual_income_farming=8000",
        "{names}；也可逐项填写：工资性收入=900，年务农收入=8000",
    )
    return [
        *rows,
        (_("NUMBER in", "填数字"), _listed(together["count"])),
        (_("yes or no in", "填是或否"), _listed(together["yes_no"])),
        (_("YUAN in", "填元"), by_kind.format(names=_listed(together["yuan"]))),
    ]


def _name(name: str, field: Field) -> str:
    return name if language() == "en" else _chinese(name, field.aliases)


def _choices(choices: Choices) -> list[str]:
    return [code if language() == "en" else _chinese(code, others) for code, others in choices.items()]


def _chinese(name: str, others: tuple[str, ...]) -> str:
    return next((each for each in others if not each.isascii()), name)


def _listed(words: list[str]) -> str:
    return _(", ", "、").join(words)
