"""A county as the engine takes it, read from a database once and held in memory."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock
from shouwang.database import make_engine, reading
from shouwang.duties.credit import Entries, Signature, entries_by_subject
from shouwang.duties.credit import Record as EngineRecord
from shouwang.duties.duty import Followed
from shouwang.duties.reconcile import Person
from shouwang.duties.service import followed_by
from shouwang.ledger.queries import facts_within, people_within
from shouwang.records.models import Record
from shouwang.settings import settings


@dataclass(frozen=True, slots=True)
class County:
    """Everybody with her facts and her records; `records` counts those of people."""

    today: date
    followed: Sequence[Followed]
    people: Sequence[Person]
    records: Mapping[str, Sequence[EngineRecord]]

    @property
    def entries(self) -> Mapping[str, Entries]:
        """The records of each person as bare days."""
        return entries_by_subject(record for records in self.records.values() for record in records)

    def since(self, day: date) -> "County":
        """The same people, with the records from a day on."""
        recent = {person: [r for r in records if r.service_date >= day] for person, records in self.records.items()}
        return County(self.today, self.followed, self.people, recent)

    def number(self) -> int:
        """How many records there are."""
        return sum(map(len, self.records.values()))


def held(url: str) -> County:
    """Reads the county of a database."""
    engine, here = make_engine(url), settings()
    with reading(engine) as session:
        county = County(
            clock.today(here.zone), followed_by(session, here.county), people_of(session), _records_of(session)
        )
    engine.dispose()
    return county


def people_of(session: Session) -> list[Person]:
    """Everybody with her facts, by the queries of the ledger."""
    place = settings().county
    facts = facts_within(session, place)
    return [Person(row.id, row.birth_date, facts.get(row.id, ())) for row in people_within(session, place)]


def _records_of(session: Session) -> dict[str, list[EngineRecord]]:
    records: defaultdict[str, list[EngineRecord]] = defaultdict(list)
    for record in _records(session):
        records[record.subjects[0]].append(record)
    return records


def _records(session: Session) -> Iterator[EngineRecord]:
    names = ("id", "subject", "service_date", "kind", "status", "mode", "role", "minutes", "value", "beneficiaries")
    theirs = select(*(getattr(Record, name) for name in names)).where(col(Record.subject_kind) == "person")
    for record, subject, day, *signature in session.execute(theirs):
        yield EngineRecord(record, (subject,), day, Signature(*signature))
