"""What may stand in `--person` and `--income`, for the help: the names and choices that the reader takes, in a language."""

from __future__ import annotations

from ..files.fields import INCOMES, PERSON, Field
from ..rules.parameters import Choices
from ..words import _, language

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
    single = ("status", "care", "self_care", "tier", "illness", "parent")
    rows = [(_name(name, PERSON[name]), _listed(_choices(PERSON[name].choices))) for name in single]
    kinds = _listed(_choices(PERSON["disability"].choices))
    example = _("kind and grade, such as limb-2: {kinds}", "类别和等级，如 肢体二级：{kinds}").format(kinds=kinds)
    rows.insert(-1, (_name("disability", PERSON["disability"]), example))
    for kind, what in (("count", _("NUMBER in", "填数字")), ("yes_no", _("yes or no in", "填是或否"))):
        rows.append((what, _listed([_name(name, field) for name, field in PERSON.items() if field.kind == kind])))
    incomes = [_name(name, PERSON[name]) for name in ("income", "annual_income")]
    by_kind = _(
        "{names}; or item by item: income_wage=900, annual_income_farming=8000",
        "{names}；也可逐项填写：工资性收入=900，年务农收入=8000",
    )
    rows.append((_("YUAN in", "填元"), by_kind.format(names=_listed(incomes))))
    return [*rows, (_name("id", PERSON["id"]), _("how the person is called", "该成员的称呼"))]


def _name(name: str, field: Field) -> str:
    return name if language() == "en" else _chinese(name, field.aliases)


def _choices(choices: Choices) -> list[str]:
    return [code if language() == "en" else _chinese(code, others) for code, others in choices.items()]


def _chinese(name: str, others: tuple[str, ...]) -> str:
    return next((each for each in others if not each.isascii()), name)


def _listed(words: list[str]) -> str:
    return _(", ", "、").join(words)
