"""Who gets what is paid on top of a scheme, such as a price subsidy or one-off aid: each person once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from .case import Case
from .dibao import members_of, size_of
from .household import Person


@dataclass(frozen=True)
class Group:
    """People covered by one scheme: the dibao family (`person` is None) or one person."""

    scheme: str
    person: str | None
    size: int = 1


@dataclass(frozen=True)
class Recipients:
    """The household's people by the schemes that pay them; `alone` are those on single-person inclusion."""

    case: Case
    dibao_paid: bool
    alone: frozenset[str] = frozenset()

    def on_dibao(self, person: Person) -> bool:
        """Whether a person receives dibao: with the family, or as a household of one."""
        return (self.dibao_paid and person in members_of(self.case)) or self.case.label(person) in self.alone

    def among(self, schemes: Collection[str]) -> list[Group]:
        """Everybody whom one of the schemes covers, each under the first that does."""
        family = self.dibao_paid and "dibao" in schemes
        groups = [Group("dibao", None, size_of(self.case))] if family else []
        for person in self.case.household.persons:
            if family and self.on_dibao(person):
                continue
            found = next((scheme for scheme in self._schemes(person) if scheme in schemes), None)
            if found:
                groups.append(Group(found, self.case.label(person)))
        return groups

    def _schemes(self, person: Person) -> list[str]:
        """The schemes that pay a person, the one that keeps the person first (an orphan is no tekun case too)."""
        found = ["dibao"] if self.on_dibao(person) else []
        kept = next((scheme for scheme in ("orphan", "tekun") if scheme in person.status), None)
        found += [kept] if kept else []
        return found + [scheme for scheme in ("unsupported_child", "retiree") if scheme in person.status]
