"""What `dibao ask` asks about each person who needs describing."""

from __future__ import annotations

from ...rules.exclusions import counts_in_dibao_family, tekun_paid
from ...rules.flat import keys_by_age
from ...rules.person import ADULT_AGE, CHILDREN
from ...words import Text
from .question import Question, Sofar, Told, When, always


def _has(who: Told, *statuses: str) -> bool:
    return not set(statuses).isdisjoint(who.get("status", ()))


def _tekun(so: Sofar, who: Told) -> bool:
    return bool(tekun_paid(_has(who, "tekun"), _has(who, "orphan")))


def _care(so: Sofar, who: Told) -> bool:
    area = so.told.get("area")
    split = so.sets(f"tekun.{area}_institutional", f"tekun.{area}_dispersed")
    return _has(who, "orphan") or (_tekun(so, who) and (split or so.care_by_kind))


def _in_dibao_family(who: Told) -> bool:
    return bool(counts_in_dibao_family(_has(who, "tekun"), _has(who, "orphan")))


def _relief(so: Sofar, who: Told) -> bool:
    """Whether classified relief is asked for and this person can have it."""
    return bool(so.told.get("uplift")) and _in_dibao_family(who)


def _grown(who: Told) -> bool:
    return who.get("age") is None or who["age"] >= ADULT_AGE


def _student_matters(so: Sofar, who: Told) -> bool:
    return _grown(who) and (_relief(so, who) or (_has(who, *CHILDREN) and "age" in who))


def _child_in_relief(so: Sofar, who: Told) -> bool:
    return _relief(so, who) and (not _grown(who) or bool(who.get("student")))


def _single_person_possible(so: Sofar, who: Told) -> bool:
    return (so.told.get("area") == "rural" or not so.villages_only) and so.no_dibao and _in_dibao_family(who)


def _single_person(so: Sofar, who: Told) -> bool:
    counts = so.single_person_terms.admits(who.get("disability"))
    return _single_person_possible(so, who) and (counts or who.get("illness") not in (None, "none"))


def _hardship(so: Sofar, who: Told) -> bool:
    """Whether the region has categories, and the person may be a child."""
    categories = so.table.region.names.get("hardship") if so.table else None
    return bool(categories) and (not _grown(who) or who.get("age") is None)


def _asks_single_person(so: Sofar, who: Told) -> bool:
    return bool(who.get("single_person"))


def _ask(name: str, text: Text, when: When = always, **rest: object) -> Question:
    return Question("person", name, text, when, **rest)  # type: ignore[arg-type]  # needed, blank and more


PERSON_QUESTIONS: tuple[Question, ...] = (
    _ask(
        *("status", ("Person {person}: supported by which scheme?", "成员 {person}：属于哪类保障对象？")),
        more=(
            "More than one can be given, as 2+3. An ordinary member belongs to the dibao family.",
            "可填多项，如 2+3。共同生活的家庭成员计入低保家庭人口。",
        ),
    ),
    _ask("care", ("Person {person}: cared for where?", "成员 {person}：供养（养育）方式？"), _care, needed=True),
    _ask(
        "self_care", ("Person {person}: able to care for himself or herself?", "成员 {person}：生活自理能力？"), _tekun
    ),
    _ask(
        *(
            "tier",
            ("Person {person}: which allowance of the streamlined retirees?", "成员 {person}：精简退职职工待遇档次？"),
        ),
        lambda so, who: _has(who, "retiree"),
        needed=True,
    ),
    _ask(
        "age",
        ("Person {person}: how old?", "成员 {person}：年龄？"),
        lambda so, who: _relief(so, who) or _has(who, *CHILDREN) or so.sets(*keys_by_age()),
    ),
    _ask("student", ("Person {person}: a full-time student?", "成员 {person}：是否全日制在校学生？"), _student_matters),
    _ask(
        *(
            "hardship",
            (
                "Person {person}: a child in hardship, of which category?",
                "成员 {person}：属于哪类困境儿童？",
            ),
        ),
        _hardship,
        blank=("none", "无"),
    ),
    _ask(
        *(
            "disability",
            (
                "Person {person}: disability, by kind and grade, such as limb-2",
                "成员 {person}：残疾类别和等级，如 肢体2级",
            ),
        ),
        lambda so, who: not _tekun(so, who),
        blank=("none", "无"),
    ),
    _ask(
        *(
            "illness",
            (
                "Person {person}: seriously ill, with how much of the working ability lost?",
                "成员 {person}：是否患重病，丧失多少劳动能力？",
            ),
        ),
        lambda so, who: _relief(so, who) or _single_person_possible(so, who),
        blank=("none", "无"),
        more=("Enter if not seriously ill.", "未患重病请直接回车。"),
    ),
    _ask(
        *("work_injury", ("Person {person}: grade of a work injury", "成员 {person}：工伤等级")),
        lambda so, who: _relief(so, who) and _grown(who),
        blank=("none", "无"),
    ),
    _ask(
        "parent",
        ("Person {person}: child of a parent who is alone?", "成员 {person}：是否单亲家庭子女？"),
        _child_in_relief,
        blank=("neither", "都不是"),
    ),
    _ask(
        "multiple_birth",
        ("Person {person}: one of triplets or more?", "成员 {person}：是否三胞胎及以上？"),
        _child_in_relief,
    ),
    _ask(
        "single_person",
        (
            "Person {person}: to be included alone (single-person inclusion)?",
            "成员 {person}：是否申请单人纳入低保（单人保）？",
        ),
        _single_person,
    ),
    _ask(
        *(
            "cannot_form_household",
            (
                "Person {person}: kept by the family and unable to form a household?",
                "成员 {person}：是否由家庭供养且无法单独立户？",
            ),
        ),
        lambda so, who: _asks_single_person(so, who) and "cannot_form_household" in so.single_person_terms.asks,
    ),
    _ask(
        *(
            "income",
            (
                "Person {person}: own monthly income in yuan, besides the household's above",
                "成员 {person}：本人月收入（元），不含前面所填的家庭收入",
            ),
        ),
        _asks_single_person,
        more=("It sets the amount of single-person inclusion.", "该收入用于计算单人保金额。"),
    ),
)
