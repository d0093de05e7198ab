"""A disability as people write it: its kind and its grade."""

from __future__ import annotations

from ..rules.parameters import Choices
from ..rules.person import Disability
from .document import KeyPath
from .reader import Reader

_CHINESE_DIGITS = {"一": "1", "二": "2", "三": "3", "四": "4"}
_GRADES = (*"0123456789", *_CHINESE_DIGITS)


def read_disability(reader: Reader, path: KeyPath, content: object, choices: Choices) -> Disability | None:
    """`limb-2`, `肢体二级`, or None with the fault noted."""
    text = reader.text(path, content, "disability")
    if text is None:
        return None
    kind_name, grade_character = _kind_and_grade(text)
    spelled = {spelling: code for code, others in choices.items() for spelling in (code, *others)}
    kind = spelled.get(kind_name.removesuffix("残疾").strip().lower())
    if kind is None or not grade_character:
        reader.fault("not_a_disability", path, text, known=", ".join(choices))
        return None
    grade = int(_CHINESE_DIGITS.get(grade_character, grade_character))
    if not 1 <= grade <= 4:
        reader.fault("out_of_range", path, text, lowest="1", highest="4")
        return None
    return Disability(kind, grade)  # type: ignore[arg-type]  # one of the choices


def _kind_and_grade(text: str) -> tuple[str, str]:
    """`肢体残疾 二级` as `肢体残疾` and `二`; the grade is empty where none stands at the end."""
    plain = text.removesuffix("级").rstrip()
    character = plain[-1:]
    if character not in _GRADES:
        return "", ""
    end = len(plain) - 1
    while end and (plain[end - 1] in "-:：" or plain[end - 1].isspace()):
        end -= 1
    return plain[:end], character
