"""Use case of a profile's history: what was changed in it, when and by whom, from the versions that are kept."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy.orm import Session

from shouwang.register import history_queries as queries
from shouwang.register.history_schemas import ProfileEdit, ProfileVersion
from shouwang.register.identity import mask_phone
from shouwang.register.models import Person

SHOWN = ("name", "sex", "birth_date", "village_name", "group_name", "address", "phone", "contacts")
"""What somebody may have changed by hand; who lives with whom has a page of its own."""


def history(session: Session, person: Person) -> list[ProfileVersion]:
    """The changes of a profile, the newest first; the last one is how it was first entered. Telephones are masked."""
    kept = queries.versions_of(session, person)
    told = [
        ProfileVersion(at=row.at, by_name=name, by_phone=row.mutation is not None, edits=list(_edits(before, after)))
        for (before, after), (row, name) in zip(_steps(kept), kept, strict=True)
    ]
    return [each for each in reversed(told) if each.edits]


def _steps(kept: Sequence[Any]) -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    return pairwise([{}, *(json.loads(row.body) for row, _ in kept)])


def _edits(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[ProfileEdit]:
    for field in SHOWN:
        old, new = before.get(field), after.get(field)
        if (old or None) != (new or None):
            yield ProfileEdit(field=field, before=_words(field, old), after=_words(field, new))


def _words(field: str, value: Any) -> str | None:
    if not value:
        return None
    if field == "phone":
        return mask_phone(value)
    if field == "contacts":
        return "、".join(_contact(each) for each in value)
    return str(value)


def _contact(contact: Mapping[str, str]) -> str:
    known = [contact["name"], contact["relation"], mask_phone(contact["phone"]) if contact["phone"] else ""]
    return " ".join(part for part in known if part)
