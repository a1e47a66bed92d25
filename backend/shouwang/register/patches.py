"""Changes of a profile merge by value: what has changed since its author saw it is not overwritten (sync §3). Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

Pair = tuple[str | None, str | None]
"""What the author of a change saw, and what she wrote instead."""

Contacts = Sequence[Mapping[str, str]]

TEXTS = ("name", "sex", "birth_date", "phone", "address", "group_name")
"""What a profile says in one word or line; in a patch all of it is text."""


class Patch(Protocol):
    """Fields with what was seen and what is new, and contacts to add and to remove."""

    @property
    def pairs(self) -> Mapping[str, Pair]:
        """By field."""

    @property
    def added(self) -> Contacts:
        """Contacts that are to be there."""

    @property
    def removed(self) -> Contacts:
        """Contacts that are to be there no longer."""


@dataclass(frozen=True, slots=True)
class Clash:
    """A field that was neither as seen nor as wanted: `kept` stands, `other` waits for a person."""

    field: str
    kept: str | None
    other: str | None


@dataclass(frozen=True, slots=True)
class Merged:
    """What a patch changes, and what it must not."""

    values: Mapping[str, Any] = field(default_factory=dict)
    clashes: tuple[Clash, ...] = ()


def merge(standing: Mapping[str, Any], patch: Patch) -> Merged:
    """Per field: as seen or as wanted already → written; else what stands is kept, and is a clash."""
    values: dict[str, Any] = {}
    clashes = []
    for name, (seen, new) in patch.pairs.items():
        now, wanted = standing[name], plain(new)
        if now not in (plain(seen), wanted):
            clashes.append(Clash(name, now, wanted))
        elif now != wanted:
            values[name] = wanted
    contacts = _contacts(standing["contacts"], patch)
    if contacts != list(standing["contacts"]):
        values["contacts"] = contacts
    return Merged(values, tuple(clashes))


def _contacts(standing: Contacts, patch: Patch) -> list[Mapping[str, str]]:
    """Told apart by value: adding one that is there, or removing one that is not, changes nothing."""
    left = [each for each in standing if each not in patch.removed]
    return left + [each for each in _once(patch.added) if each not in left]


def _once(contacts: Contacts) -> list[Mapping[str, str]]:
    return [each for index, each in enumerate(contacts) if each not in contacts[:index]]


def plain(value: str | None) -> str | None:
    """A value as it is compared: blanks around it say nothing, and nothing is null."""
    return (value or "").strip() or None


def profile_of(person: Any) -> dict[str, Any]:
    """A person's profile as patches see it."""
    texts = {name: getattr(person, name) for name in TEXTS}
    texts["birth_date"] = texts["birth_date"].isoformat()
    return {**{name: plain(value) for name, value in texts.items()}, "contacts": person.contacts}


def put_into(person: Any, values: Mapping[str, Any]) -> None:
    """Puts merged values into a person's row."""
    for name, value in values.items():
        setattr(person, name, _as_stored(name, value))


def _as_stored(name: str, value: Any) -> Any:
    if name == "birth_date":
        return date.fromisoformat(value)
    # Only a telephone may be unknown; the other texts are empty then.
    return value if name in ("phone", "contacts") else value or ""
