"""What a field or a parameter is, in a sentence: meaning, unit and law; for schemas, drafts and the reference."""

from __future__ import annotations

from ..files.fields import GROUPS, Field
from ..files.roster_fields import FIELDS
from ..rules.parameters import PARAMETERS, Parameter
from ..words import _
from ..words import fields as field_words
from ..words.notices import NOTICE, law_text, unit
from ..words.parameters import label, meaning


def explanation(group: str, name: str) -> str:
    """`Monthly income, yuan: Income of the whole household … (yuan per month; 民发〔2021〕57号, art. 13)`."""
    if group == "notice":
        title, sentence = NOTICE[name]
        return titled(_(*title), _(*sentence))
    if group == "parameter":
        return titled(label(name), meaning(name), PARAMETERS[name])
    fields = FIELDS if group == "roster" else GROUPS[group]
    return titled(field_words.label(group, name), field_words.meaning(group, name), fields[name])


def titled(title: str, sentence: str, of: Field | Parameter | None = None) -> str:
    """A title and a sentence, with the unit and the law behind if there are any."""
    text = _("{name}: {content}", "{name}：{content}").format(name=title, content=sentence)
    behind = [part for part in (unit(of.unit), law_text(of.law)) if part] if of else []
    return f"{text} {_('({details})', '（{details}）').format(details=_('; ', '；').join(behind))}" if behind else text
