"""What `dibao ask` asks about each person who needs describing."""

from __future__ import annotations

from ...rules.exclusions import counts_in_dibao_family, tekun_paid
from ...rules.flat import keys_by_age
from ...rules.person import ADULT_AGE, CHILDREN
from ...words import Text
from .question import AnswersSoFar, PersonAnswers, Question, When, always


def _has(person: PersonAnswers, *statuses: str) -> bool:
    return not set(statuses).isdisjoint(person.get("status", ()))


def _tekun(state: AnswersSoFar, person: PersonAnswers) -> bool:
    return bool(tekun_paid(_has(person, "tekun"), _has(person, "orphan")))


def _care(state: AnswersSoFar, person: PersonAnswers) -> bool:
    area = state.values.get("area")
    split = state.sets(f"tekun.{area}_institutional", f"tekun.{area}_dispersed")
    return _has(person, "orphan") or (_tekun(state, person) and (split or state.care_by_kind))


def _in_dibao_family(person: PersonAnswers) -> bool:
    return bool(counts_in_dibao_family(_has(person, "tekun"), _has(person, "orphan")))


def _relief(state: AnswersSoFar, person: PersonAnswers) -> bool:
    """Whether classified relief is asked for and this person can have it."""
    return bool(state.values.get("uplift")) and _in_dibao_family(person)


def _grown(person: PersonAnswers) -> bool:
    return person.get("age") is None or person["age"] >= ADULT_AGE


def _student_matters(state: AnswersSoFar, person: PersonAnswers) -> bool:
    return _grown(person) and (_relief(state, person) or (_has(person, *CHILDREN) and "age" in person))


def _child_in_relief(state: AnswersSoFar, person: PersonAnswers) -> bool:
    return _relief(state, person) and (not _grown(person) or bool(person.get("student")))


def _single_person_possible(state: AnswersSoFar, person: PersonAnswers) -> bool:
    return (
        (state.values.get("area") == "rural" or not state.villages_only) and state.no_dibao and _in_dibao_family(person)
    )


def _single_person(state: AnswersSoFar, person: PersonAnswers) -> bool:
    counts = state.single_person_terms.admits(person.get("disability"))
    return _single_person_possible(state, person) and (counts or person.get("illness") not in (None, "none"))


def _hardship(state: AnswersSoFar, person: PersonAnswers) -> bool:
    """Whether the region has categories, and the person may be a child."""
    categories = state.table.region.names.get("hardship") if state.table else None
    return bool(categories) and (not _grown(person) or person.get("age") is None)


def _asks_single_person(state: AnswersSoFar, person: PersonAnswers) -> bool:
    return bool(person.get("single_person"))


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
        lambda state, person: _has(person, "retiree"),
        needed=True,
    ),
    _ask(
        "age",
        ("Person {person}: how old?", "成员 {person}：年龄？"),
        lambda state, person: _relief(state, person) or _has(person, *CHILDREN) or state.sets(*keys_by_age()),
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
        lambda state, person: not _tekun(state, person),
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
        lambda state, person: _relief(state, person) or _single_person_possible(state, person),
        blank=("none", "无"),
        more=("Enter if not seriously ill.", "未患重病请直接回车。"),
    ),
    _ask(
        *("work_injury", ("Person {person}: grade of a work injury", "成员 {person}：工伤等级")),
        lambda state, person: _relief(state, person) and _grown(person),
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
        lambda state, person: (
            _asks_single_person(state, person) and "cannot_form_household" in state.single_person_terms.asks
        ),
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
