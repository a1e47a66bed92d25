"""Phones that are signed in: tokens of users who have people to see."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock, ids
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.accounts.schemas import EnrolRequest
from shouwang.accounts.service import enrol, make_enrolment
from shouwang.database import reading, writing
from shouwang.records.models import Record
from shouwang.register.models import Assignment
from shouwang.register.queries import running_on
from shouwang.sync.write import Author, write

LONG_AGO = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Phone:
    """A user's phone and the people on it."""

    device: str
    headers: Mapping[str, str]
    people: Sequence[str]


def carers(engine: Engine, number: int) -> list[Phone]:
    """The phones of so many carers who have somebody to see today."""
    today = date.today()  # noqa: DTZ011 - the county's day, as near as it matters here
    with reading(engine) as session:
        people: dict[str, list[str]] = defaultdict(list)
        running = select(col(Assignment.user), col(Assignment.person)).where(*running_on(today))
        for user, person in session.execute(running.order_by(col(Assignment.user), col(Assignment.id))):
            people[user].append(person)
    chosen = list(people.items())[:number]
    with writing(engine) as session:
        return [Phone(f"bench-{user}", _sign_in(session, user), theirs) for user, theirs in chosen]


def carer_of(engine: Engine, people: Sequence[str]) -> Phone:
    """The phone of a new carer who has just got these people."""
    user_id, author = ids.uuid7(), Author(None, clock.now())
    place = "430321101"
    carer = User(id=user_id, name="测试", role=Role.CARER, place=place, created_at=author.at)
    given = [
        Assignment(id=ids.uuid7(), person=p, user=user_id, user_name="测试", role=Role.CARER, valid_from=LONG_AGO)
        for p in people
    ]
    with writing(engine) as session:
        write(session, [carer], author)
        write(session, given, author)
        return Phone(f"bench-{user_id}", _sign_in(session, user_id), people)


def people_with_records(engine: Engine, number: int, records: int) -> list[str]:
    """So many people who have about so many records between them."""
    with reading(engine) as session:
        counted = select(col(Record.subject), func.count()).where(col(Record.subject_kind) == "person")
        counts = [(n, person) for person, n in session.execute(counted.group_by(col(Record.subject)))]
    chosen: list[str] = []
    for place in range(number):
        wanted = records / (number - place)
        nearest = min(counts, key=lambda count: (abs(count[0] - wanted), count[1]))
        counts.remove(nearest)
        records -= nearest[0]
        chosen.append(nearest[1])
    return chosen


def first_people(engine: Engine, number: int) -> list[str]:
    """The first people who have records."""
    since = clock.now() - timedelta(days=400)
    with reading(engine) as session:
        seen = select(col(Record.subject)).where(col(Record.subject_kind) == "person", col(Record.start) > since)
        return list(session.scalars(seen.distinct().order_by(col(Record.subject)).limit(number)))


def _sign_in(session: Session, user_id: str) -> Mapping[str, str]:
    user = session.get_one(User, user_id)
    code = make_enrolment(session, user, made_by=None, base_url="http://127.0.0.1").code
    token = enrol(session, EnrolRequest(code=code, device=f"bench-{user_id}")).token
    return {"Authorization": f"Bearer {token}"}
