"""Grades of self-care by a notice's own names, as a notice and `--set` state them.

`[{ name = "一档", en = "grade one", abilities_lost = [4, 6] }]`, after `--set` `一档=4-6=grade one,二档=1-3`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..rules.notice import Grade, Grades
from ..rules.parameters import is_category
from ..rules.problems import nearest
from .document import KeyPath, NumberText, quoted
from .reader import Reader

if TYPE_CHECKING:
    from .kinds import Described

GRADE_KEYS = ("name", "en", "abilities_lost")
MOST_LOST = 6


def read_grades(reader: Reader, _described: Described, path: KeyPath, content: object) -> Grades | None:
    """Grades, each with its name, perhaps an English one and how many abilities are lost; None with faults noted."""
    if not isinstance(content, list) or not content or not all(isinstance(each, dict) for each in content):
        reader.fault("wrong_type", path, content, expected="grades")
        return None
    faults = len(reader.problems)
    grades = tuple(_grade(reader, (*path, n), each) for n, each in enumerate(content))
    for n, grade in enumerate(grades):
        here: KeyPath = (*path, n, "name")
        if grade.name in (each.name for each in grades[:n]):
            reader.fault("stated_twice", here, grade.name, other=grade.name)
    return grades if len(reader.problems) == faults else None


def _grade(reader: Reader, path: KeyPath, content: dict[str, Any]) -> Grade:
    for name in content:
        if name not in GRADE_KEYS:
            reader.fault("unknown_key", (*path, name), nearest=nearest(name, GRADE_KEYS))
    if "name" not in content:
        reader.fault("needed_key", (*path, "name"))
        return Grade("")
    name = reader.text((*path, "name"), content["name"]) or ""
    english = (reader.text((*path, "en"), content["en"]) or "") if "en" in content else ""
    for part, text in (("name", name), ("en", english or name)):
        if text and not is_category(text):
            reader.fault("not_a_category", (*path, part), text)
    return Grade(name, english, _lost(reader, (*path, "abilities_lost"), content.get("abilities_lost")))


def _lost(reader: Reader, path: KeyPath, content: object) -> tuple[int, int] | None:
    """`[4, 6]`, or one number."""
    if content is None:
        return None
    numbers = [reader.count(path, each, 0, MOST_LOST) for each in (content if isinstance(content, list) else [content])]
    if len(numbers) not in (1, 2) or None in numbers:
        reader.fault("wrong_type", path, content, expected="abilities_lost")
        return None
    low, high = numbers[0] or 0, numbers[-1] or 0
    if low > high:
        reader.fault("wrong_type", path, content, expected="abilities_lost")
    return low, high


def grades_text(grades: Grades) -> str:
    """`一档=4-6=grade one,二档=1-3`, as `--set` reads it."""
    lost = (f"{each.lost[0]}-{each.lost[1]}" if each.lost else "" for each in grades)
    return ",".join("=".join((each.name, of, each.en)).rstrip("=") for each, of in zip(grades, lost, strict=True))


def raw_grades(text: str) -> object:
    """What such a text after `--set` stands for in a notice."""
    grades = []
    for each in text.split(","):
        name, lost, english = (part.strip() for part in (*each.split("="), "", "")[:3])
        grade: dict[str, Any] = {"name": name, **({"en": english} if english else {})}
        if lost:
            grade["abilities_lost"] = [NumberText(part) for part in lost.split("-")]
        grades.append(grade)
    return grades


def grades_toml(grades: Grades) -> str:
    """The same as a notice states it."""
    written = []
    for grade in grades:
        parts = [f"name = {quoted(grade.name)}", *([f"en = {quoted(grade.en)}"] if grade.en else [])]
        parts += [f"abilities_lost = [{grade.lost[0]}, {grade.lost[1]}]"] if grade.lost else []
        written.append("{ " + ", ".join(parts) + " }")
    return "[" + ", ".join(written) + "]"
