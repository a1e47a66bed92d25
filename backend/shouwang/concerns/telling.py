"""From an envelope's body to a confidential report: who may read it is settled when it comes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from shouwang.accounts.models import User
from shouwang.concerns.models import Concern
from shouwang.concerns.naming import named_of
from shouwang.concerns.schemas import ConcernBody
from shouwang.concerns.words import Whom
from shouwang.register.models import Person
from shouwang.sync.rows import new_row

TOWNSHIP_DIGITS = 9


@dataclass(frozen=True, slots=True)
class Named:
    """The people and users that reports of a batch name, as far as they exist, and everybody of an office."""

    people: Mapping[str, Person] = field(default_factory=dict)
    users: Mapping[str, User] = field(default_factory=dict)
    staff: Iterable[User] = ()


def concern_row(
    body: ConcernBody, author: User, mutation: str, written_at: datetime, received_at: datetime, named: Named
) -> Concern:
    """A report as it came. What it names and nobody knows is no reason to refuse it: it stays in the words."""
    person = named.people.get(body.person or "")
    worker = named.users.get(body.worker or "")
    of_office = named_of(body.model_dump(), worker, named.staff)
    worker = worker or next((user for user in named.staff if user.id in of_office), None)
    return new_row(
        Concern,
        id=body.id,
        kind=body.kind,
        person=person.id if person else None,
        township=_township(person, worker, author),
        worker=worker.id if worker else None,
        only_county=body.only_county or body.whom is Whom.OFFICE or bool(of_office),
        author=author.id,
        author_name=author.name,
        mutation=mutation,
        written_at=written_at,
        received_at=received_at,
    )


def _township(person: Person | None, worker: User | None, author: User) -> str:
    if person is not None:
        return person.township
    of_field = worker is not None and len(worker.place) >= TOWNSHIP_DIGITS
    return (worker.place if worker is not None and of_field else author.place)[:TOWNSHIP_DIGITS]
