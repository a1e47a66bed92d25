"""Every SELECT about questions."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.duties.words import RecordKind, RecordStatus
from shouwang.questions.models import PicturePrint, Question, QuestionRecord
from shouwang.questions.words import QuestionStatus
from shouwang.records.models import Record
from shouwang.register.models import Person, Place

AROUND = timedelta(days=1)
"""Further apart nothing overlaps."""
FIXES = 30
"""So many of the last positions at a home tell where it is."""
WAITING = (QuestionStatus.OPEN, QuestionStatus.ANSWERED)
_IN_ORDER = (col(PicturePrint.record), col(PicturePrint.sha256))
"""Questions are written in the order in which they are found, and both databases find them in the same."""
_SEEN = (
    *("id", "author", "subject", "status", "mode", "start", "end", "captured_at", "service_date", "trip", "amends"),
    *("flags", "position", "sheet", "door"),
)


def hers_around(session: Session, author: str, days: Iterable[date]) -> list[Any]:
    """An author's visits and attempts of some days and of those beside them, with the household of each."""
    return list(session.execute(_seen(days).where(col(Record.author) == author)))


def theirs_around(session: Session, people: Iterable[str], days: Iterable[date]) -> list[Any]:
    """The same of some people, by whomever."""
    return list(session.execute(_seen(days).where(col(Record.subject).in_(sorted(people)))))


def fixes_at(session: Session, home: str, before: date) -> list[dict[str, Any]]:
    """The last positions at a home, from the days before one: at a household, or at a person who has none."""
    lived = select(col(Person.id)).where((col(Person.household) == home) | (col(Person.id) == home))
    found = (
        select(col(Record.position))
        .where(
            col(Record.subject).in_(lived),
            col(Record.service_date) < before,
            col(Record.status) == RecordStatus.VALID,
            col(Record.mode) == "home",
            col(Record.position).is_not(None),
        )
        .order_by(col(Record.start).desc())
        .limit(FIXES)
    )
    return [position for position in session.scalars(found) if position]


def questions_by_id(session: Session, ids: Iterable[str]) -> dict[str, Question]:
    """The questions of these ids that exist."""
    return {each.id: each for each in session.scalars(select(Question).where(col(Question.id).in_(sorted(ids))))}


def waiting_about(session: Session, records: Iterable[str]) -> list[Question]:
    """Questions about records that nobody has settled."""
    about = select(col(QuestionRecord.question)).where(col(QuestionRecord.record).in_(sorted(records)))
    waiting = select(Question).where(col(Question.id).in_(about), col(Question.status).in_(WAITING))
    return list(session.scalars(waiting.order_by(col(Question.id))))


def questions_within(session: Session, place: str, most: int, *, settled: bool) -> list[Question]:
    """Questions of a place: those that are answered first, then the oldest; of the settled the last first."""
    within = select(Question).where(col(Question.township).startswith(place, autoescape=True))
    if settled:
        ended = within.where(col(Question.status).not_in(WAITING))
        return list(session.scalars(ended.order_by(col(Question.asked_at).desc(), col(Question.id)).limit(most)))
    waiting = within.where(col(Question.status).in_(WAITING))
    order = (col(Question.status), col(Question.asked_at), col(Question.id))
    return list(session.scalars(waiting.order_by(*order).limit(most)))


def counts_by_kind(session: Session, place: str) -> dict[str, int]:
    """How many of a place wait, by kind."""
    found = (
        select(col(Question.kind), func.count().label("number"))
        .where(col(Question.township).startswith(place, autoescape=True), col(Question.status).in_(WAITING))
        .group_by(col(Question.kind))
    )
    return {row.kind: row.number for row in session.execute(found)}


def visits_since(session: Session, place: str, since: date) -> int:
    """How many visits of a place stand since a day."""
    found = select(func.count()).where(
        col(Record.township).startswith(place, autoescape=True),
        col(Record.service_date) >= since,
        col(Record.kind) == RecordKind.VISIT,
        col(Record.status) == RecordStatus.VALID,
    )
    return session.scalar(found) or 0


def records_asked_about(session: Session, records: Iterable[str]) -> dict[str, Any]:
    """Records with the name of the person and of her village, by their ids."""
    names = ("subject", "author_name", "start", "end", "captured_at", "mode", "status")
    found = (
        select(
            col(Record.id),
            *(col(getattr(Record, name)) for name in names),
            col(Person.name).label("person_name"),
            func.coalesce(col(Place.name), "").label("village_name"),
        )
        .join(Person, col(Person.id) == col(Record.subject))
        .outerjoin(Place, col(Place.code) == col(Person.village))
        .where(col(Record.id).in_(sorted(records)))
    )
    return {row.id: row for row in session.execute(found)}


def same_original(session: Session, originals: Iterable[str]) -> list[PicturePrint]:
    """Pictures of records that were made from the same ones."""
    made = select(PicturePrint).where(col(PicturePrint.original).in_(sorted(originals)))
    return list(session.scalars(made.order_by(*_IN_ORDER)))


def prints_of(session: Session, worker: str) -> list[PicturePrint]:
    """How a worker's pictures look, as far as they are here."""
    theirs = select(PicturePrint).where(col(PicturePrint.worker) == worker, col(PicturePrint.print).is_not(None))
    return list(session.scalars(theirs.order_by(*_IN_ORDER)))


def records_with(session: Session, sha256: str) -> list[PicturePrint]:
    """The records with a picture."""
    those = select(PicturePrint).where(col(PicturePrint.sha256) == sha256)
    return list(session.scalars(those.order_by(*_IN_ORDER)))


def _seen(days: Iterable[date]) -> Select[Any]:
    known = sorted(days)
    return (
        select(*(col(getattr(Record, name)) for name in _SEEN), col(Person.household))
        .join(Person, col(Person.id) == col(Record.subject))
        .where(
            col(Record.service_date).between(known[0] - AROUND, known[-1] + AROUND),
            col(Record.kind) == RecordKind.VISIT,
            col(Record.status).in_([RecordStatus.VALID, RecordStatus.ATTEMPT]),
        )
        .order_by(col(Record.start), col(Record.id))
    )
