"""A question of `dibao ask`, and what it may look at to know whether it matters.

A question stands for one field: the field's own rules read the answer, its meaning and its kind are what `?` explains.
`when` looks only at what was answered so far (`AnswersSoFar`) and, for a question about a person, at that person.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ...files.fields import GROUPS, Field
from ...rules.assessment import Assessment
from ...rules.money import WHOLE
from ...rules.parameters import KINDS_OF_CARE, key_parts
from ...rules.region import Region
from ...rules.single_person_terms import Terms, terms_in
from ...rules.standards import Table
from ...words import Text, _
from ...words.fields import meaning
from ...words.notices import law_text

HINTS = {
    "yuan": ("1200, 1,200.50 and 1200元 are all understood.", "1200、1,200.50、1200元 等写法均可。"),
    "month": ("Written as 2020-07.", "写作 2020-07。"),
    "district": ("By name, pinyin or code: {districts}.", "可填名称、拼音或行政区划代码：{districts}。"),
    "disability": (
        "Kinds: sight, hearing, speech, limb, intellect, mental, multiple. Grades 1 to 4.",
        "类别：视力、听力、言语、肢体、智力、精神、多重；等级 1 至 4 级。",
    ),
    "categories": ("As the city's notices name it: {categories}.", "按本市文件的名称：{categories}。"),
}
"""How an answer of a kind is written."""


class AnswersSoFar(NamedTuple):
    """What was answered so far: field to value, the persons likewise, and the assessment if there can be one already."""

    values: Mapping[str, Any]
    persons: tuple[Mapping[str, object], ...]
    table: Table | None
    answer: Assessment | None

    def sets(self, *keys: str) -> bool:
        """Whether the table of the month has one of these keys."""
        district = self.values.get("district")
        return self.table is not None and any(
            self.table.find(key, district, self.values.get("area", "")) for key in keys
        )

    def lacks(self, *keys: str) -> bool:
        """Whether an amount is not known because one of these is missing."""
        lines = self.answer.lines if self.answer else ()
        return any(gap.key in keys for entitlement in lines for gap in entitlement.missing)

    def lacks_index(self, *names: str) -> bool:
        """Whether one of these price indices is missing; of several that are, food or the first is asked for first."""
        gaps = [gap for entitlement in (self.answer.lines if self.answer else ()) for gap in entitlement.missing]
        wanted = {gap.key.partition(".")[2] for gap in gaps if gap.key.startswith("index.")}
        wanted |= {"food" if "food" in gap.indices else gap.indices[0] for gap in gaps if gap.indices}
        return not wanted.isdisjoint(names)

    @property
    def single_person_terms(self) -> Terms:
        """What single-person inclusion asks in the month; nothing where there is no table yet."""
        table, district = self.table, self.values.get("district")
        return Terms() if table is None else terms_in(lambda key: table.find(key, district), table.month)

    @property
    def care_by_kind(self) -> bool:
        """Whether the care allowance of extremely poor persons differs by the kind of care, in whichever grade."""
        keys = self.table.standards.set_keys if self.table else ()
        return any(
            key_parts(key)[0].startswith("tekun.care") and key_parts(key)[0].endswith(KINDS_OF_CARE) for key in keys
        )

    @property
    def villages_only(self) -> bool:
        """Whether single-person inclusion of the month is open in low-income villages alone, as where it is not known."""
        terms = self.single_person_terms
        return terms.villages_only or not terms.areas

    @property
    def multiplies(self) -> bool:
        """Whether the price subsidy of the month is multiplied."""
        multiplier = self.table.find("price_subsidy.multiplier") if self.table else None
        return multiplier is not None and multiplier.number != WHOLE

    @property
    def no_dibao(self) -> bool:
        """Whether the family's income is too high for dibao."""
        lines = self.answer.lines if self.answer else ()
        return any(
            entitlement.programme == "dibao" and entitlement.amount == 0 and not entitlement.conditions
            for entitlement in lines
        )

    @property
    def dibao(self) -> bool:
        """Whether the family would be paid dibao."""
        lines = self.answer.lines if self.answer else ()
        return any(entitlement.programme == "dibao" and entitlement.amount for entitlement in lines)

    @property
    def single_person(self) -> bool:
        """Whether single-person inclusion is asked for."""
        return any(person.get("single_person") for person in self.persons)


PersonAnswers = Mapping[str, Any]
When = Callable[[AnswersSoFar, PersonAnswers], bool]


def always(state: AnswersSoFar, person: PersonAnswers) -> bool:
    """For a question that matters to every household."""
    return True


class Question(NamedTuple):
    """One question: the table that its field stands in (none for what only the interview asks), its name and text.

    `blank` is what a blank answer means, where the field's default does not say it; `more` is explained besides what
    the field means, and `law` is the text of what only the interview asks.
    """

    group: str
    name: str
    text: Text
    when: When = always
    needed: bool = False
    blank: str | Text = ""
    more: Text | None = None
    own: Field | None = None
    law: str = ""

    @property
    def field(self) -> Field:
        """The field that reads the answer."""
        return self.own or GROUPS[self.group][self.name]

    def in_region(self, region: Region) -> Question:
        """The question as it is asked in a city: a name that its notices give is one of the choices."""
        names = region.names.get(self.field.names, {}) if self.field.kind == "named" else {}
        return self._replace(own=self.field._replace(choices=names)) if names else self

    @property
    def otherwise(self) -> str | Text:
        """What a blank answer means: a code, a number, or words to be translated; empty where there must be one."""
        if self.blank or self.needed:
            return self.blank
        default = self.field.default
        if self.field.kind == "yes_no" and default == "false":
            return ("no", "否")
        return default if default in self.field.choices else ("not stated", "未说明")

    def explanation(self, districts: str, categories: str = "") -> str:
        """What `?` says, in the reader's language."""
        parts = (meaning(self.group, self.name) if self.group else "", _(*self.more) if self.more else "")
        hint = HINTS.get(self.field.kind) if self.group else None
        law = law_text(self.law or self.field.law)
        by = _("By {law}.", "依据：{law}。").format(law=law) if law else ""
        how = _(*hint).format(districts=districts, categories=categories) if hint else ""
        return "\n".join(filter(None, (*parts, by, how)))
