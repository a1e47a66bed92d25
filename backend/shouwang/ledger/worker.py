"""Use case of a worker's page: what is known from her phone, and which days of her people are gaps.

It goes on telling them apart after the phone was ended, when nobody waits for it any more (decision 0083).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.models import Device, User
from shouwang.accounts.queries import place_name
from shouwang.accounts.schemas import DeviceLine
from shouwang.blobs.models import BlobState
from shouwang.duties.credit import NONE, Entries
from shouwang.duties.following import sentence_of
from shouwang.duties.reconcile import Period
from shouwang.duties.reconcile import Person as EnginePerson
from shouwang.duties.timelines import Fact
from shouwang.duties.words import Mode, RecordStatus
from shouwang.ledger import queries, worker_queries
from shouwang.ledger.gaps import Asked, Gap, days_of, gaps_of
from shouwang.ledger.reporting import NEVER, Assigned, reported_through
from shouwang.ledger.service import ledger_of
from shouwang.ledger.standing import Ledger, Reports
from shouwang.ledger.worker_schemas import (
    DayRecord,
    GapLine,
    PersonDays,
    PhoneStanding,
    SheetLine,
    WorkerHead,
    WorkerReply,
)
from shouwang.records.models import PaperSheet, Record
from shouwang.records.words import PaperReason
from shouwang.register.models import Person
from shouwang.settings import settings

LONGEST = timedelta(days=92)
WITHOUT_PHONE = timedelta(days=13)
SETTLED = timedelta(minutes=10)
"""A watermark is written down within minutes of a contact: one that is older was held back by something unsent."""


def period_of(phone: Device | None, first: date | None, last: date | None, today: date) -> Period:
    """The days asked about: since the phone's last report up to today where nothing is said, a quarter at most."""
    last = min(last or today, today)
    since = _reported_since(phone) if phone else today - WITHOUT_PHONE
    return Period(max(min(first or since, last), last - LONGEST), last)


def worker(session: Session, found: User, phone: Device | None, place: str, period: Period, today: date) -> WorkerReply:
    """A worker's page, about the people of a place."""
    through = reported_through([phone.watermark], settings().zone) if phone else NEVER
    active = worker_queries.active_phones(session, found.id)
    return WorkerReply(
        today=today,
        from_=period.first,
        to=period.last,
        worker=head_of(session, found),
        phone=_phone(session, phone) if phone else None,
        other_phones=len([device for device in active if phone is None or device != phone.id]),
        people=_people(session, found, place, period, today, through),
        sheets=[_sheet(*row) for row in worker_queries.sheets_of(session, found.id)],
    )


def _reported_since(phone: Device) -> date:
    known = phone.watermark or phone.enrolled_at
    return clock.local_date(known, settings().zone)


def head_of(session: Session, user: User) -> WorkerHead:
    """Who a worker is."""
    return WorkerHead(id=user.id, name=user.name, role=user.role, place_name=place_name(session, user.place))


def _phone(session: Session, phone: Device) -> PhoneStanding:
    records, last = worker_queries.came_from(session, phone.id)
    through = reported_through([phone.watermark], settings().zone)
    return PhoneStanding(
        **DeviceLine.model_validate(phone, from_attributes=True).model_dump(),
        reported_through=None if through == NEVER else through,
        unsent_since=_unsent_since(phone),
        records=records,
        last_record_at=last,
        parked=worker_queries.parked_from(session, phone.id),
    )


def _unsent_since(phone: Device) -> datetime | None:
    if phone.watermark is None or phone.last_contact is None:
        return None
    return phone.watermark if phone.last_contact - phone.watermark > SETTLED else None


def _people(session: Session, found: User, place: str, period: Period, today: date, through: date) -> list[PersonDays]:
    hers = worker_queries.hers_within(session, found.id, place, period.first, period.last)
    ledger = ledger_of(session, period, today)
    people = {person.id: person for person, *_ in hers}
    facts = facts_of(session, people.values())
    entries = queries.entries_of(session, people)
    records = worker_queries.records_between(session, people, period.first, period.last)
    return [
        _person(
            ledger,
            people[each],
            _asked(times, through, period),
            facts.get(each, []),
            entries.get(each, NONE),
            [_record(record, found.id) for record in records if record.subject == each],
        )
        for each, times in groupby(hers, key=lambda given: given[0].id)
    ]


def _asked(given: Iterable[tuple[Person, Assigned, str]], through: date, period: Period) -> Asked:
    times = list(given)
    return Asked([time for _, time, _ in times], {role for *_, role in times}, through, period.first)


def facts_of(session: Session, people: Iterable[Person]) -> Mapping[str, list[Fact]]:
    """The facts of some people that stand, by person."""
    townships = {person.township for person in people}
    return {who: facts for place in townships for who, facts in queries.facts_within(session, place).items()}


def _person(
    ledger: Ledger,
    person: Person,
    gaps_asked: Asked,
    facts: Sequence[Fact],
    entries: Entries,
    records: list[DayRecord],
) -> PersonDays:
    asked = EnginePerson(person.id, person.birth_date, facts)
    owed = ledger.standing(asked, entries, Reports({}, {})).lines
    gaps = gaps_of(owed, gaps_asked)
    return PersonDays(
        id=person.id,
        name=person.name,
        village_name=person.village_name,
        group_name=person.group_name,
        stays=[(each.valid_from, each.valid_to) for each in gaps_asked.times],
        gaps=[_gap_line(gap) for gap in gaps],
        days=days_of(gaps),
        records=records,
    )


def _gap_line(gap: Gap) -> GapLine:
    return GapLine(
        duty=gap.duty.id, title=gap.duty.title, sentence=sentence_of(gap.duty), first=gap.first, last=gap.last
    )


def _record(record: Record, worker: str) -> DayRecord:
    return DayRecord(
        id=record.id,
        day=record.service_date,
        start=record.start,
        mode=Mode(record.mode) if record.mode else None,
        status=RecordStatus(record.status),
        author_name=record.on_behalf_of_name or record.author_name,
        is_hers=worker in (record.author, record.on_behalf_of),
        is_paper=record.sheet is not None,
    )


def _sheet(sheet: PaperSheet, picture: str | None) -> SheetLine:
    return SheetLine(
        id=sheet.id,
        entered_at=sheet.entered_at,
        entered_by_name=sheet.entered_by_name,
        reason=PaperReason(sheet.reason),
        records=len(sheet.records),
        picture=BlobState(picture) if picture else None,
        picture_sha256=sheet.picture,
    )
