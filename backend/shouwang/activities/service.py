"""Use cases of activities at the desk: planning, changing, reporting and calling off, and one activity's page."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.access import within
from shouwang.accounts.service import Caller
from shouwang.activities import queries, rules
from shouwang.activities.changes import Cancelled, Reported, keep_organisers, planned, records_of
from shouwang.activities.models import Activity, SignUp
from shouwang.activities.schemas import (
    ActivityFile,
    CancelWords,
    Comer,
    DoneWords,
    PlanRequest,
    PlanWords,
    Served,
    ShownPicture,
)
from shouwang.activities.standing import lines
from shouwang.activities.words import ActivityStatus
from shouwang.blobs.promised import brought, expect_all
from shouwang.closing.guarding import guard
from shouwang.duties.words import RecordStatus
from shouwang.errors import Refused, Unknown
from shouwang.records.models import Record, hashes_of
from shouwang.records.service import Origin, Voiding, void_records
from shouwang.records.words import MendReason
from shouwang.register.queries import people_meant
from shouwang.settings import settings
from shouwang.sync.rules import Capture
from shouwang.sync.write import Author, lock_buckets, write


def find(session: Session, caller: Caller, activity: str) -> Activity:
    """One that a township of the caller's organises. Raises `Unknown`."""
    found = session.get(Activity, activity)
    if found is None or not any(each.startswith(caller.user.place) for each in found.organisers):
        raise Unknown
    return found


def plan(session: Session, caller: Caller, asked: PlanRequest) -> ActivityFile:
    """Plans an activity; asked again, it is there. Raises `Unknown`, and `Refused` for a township that is not."""
    within(caller, asked.township)
    known = session.get(Activity, asked.id)
    if known is not None:
        within(caller, known.township)
        return file(session, caller, known)
    names = _names_of(session, [asked.township, *asked.organisers])
    row = planned(asked.id, asked.township, asked, names, caller.user, clock.now())
    write(session, [row], Author(caller.user.id, clock.now()))
    keep_organisers(session, row.id, row.organisers, row.day)
    return file(session, caller, session.get_one(Activity, row.id))


def change(session: Session, caller: Caller, activity: str, asked: PlanWords) -> ActivityFile:
    """Plans it otherwise. Raises `Unknown`, and `Refused` where something has become of it."""
    row = _hers(session, caller, activity)
    if not rules.is_open(row.status):
        raise Refused("activity_over")
    names = _names_of(session, [row.township, *asked.organisers])
    row.organisers = rules.organisers_of(row.township, asked.organisers)
    row.organiser_names = [names[code] for code in row.organisers]
    row.kind, row.day, row.time = asked.kind, asked.day, asked.time
    row.place, row.title, row.note = asked.place, asked.title, asked.note
    write(session, [row], Author(caller.user.id, clock.now()))
    keep_organisers(session, row.id, row.organisers, row.day)
    return file(session, caller, row)


def report(session: Session, caller: Caller, activity: str, asked: DoneWords) -> ActivityFile:
    """Says what came of it; said again, the new report stands in place of the old one. Raises `Unknown`, `Refused`."""
    row = _hers(session, caller, activity)
    before = _standing(session, row)
    known = {each.user for each in queries.listed(session, [row.id])} | {row.planned_by, *row.present}
    people = people_meant(session, asked.served)
    if rules.strangers(asked.present, known) or any(each not in people for each in asked.served):
        raise Refused("not_listed")
    now = clock.now()
    origin = Origin(caller.user, caller.role, None, None, Capture(now, timedelta(0), [], None), now)
    if before:
        asked = _with_what_is_kept(session, caller, before, asked)
        people = people_meant(session, asked.served)
    records = records_of(row, asked, people, origin)
    _guard(session, caller, row, [each.service_date for each in (*before, *records)])
    instead = {record.township: record for record in records}
    for old in before:
        instead[old.township].amends = old.id
    author = Author(caller.user.id, now)
    write(session, [*records, Reported(row.id, asked, records, caller.user, now).done(session)], author)
    _void(session, before, MendReason.WRONG_CONTENT, {old.id: instead[old.township].id for old in before}, caller)
    expect_all(session, records)
    return file(session, caller, row)


def cancel(session: Session, caller: Caller, activity: str, asked: CancelWords) -> ActivityFile:
    """Calls it off; what it had come to counts no more. Raises `Unknown`, `Refused`."""
    row = _hers(session, caller, activity)
    if row.status == ActivityStatus.CANCELLED:
        raise Refused("activity_over")
    before = _standing(session, row)
    _guard(session, caller, row, [each.service_date for each in before])
    now = clock.now()
    write(session, [Cancelled(row.id, asked, caller.user, now).done(session)], Author(caller.user.id, now))
    _void(session, before, MendReason.NOT_MADE, {}, caller)
    return file(session, caller, row)


def file(session: Session, caller: Caller, row: Activity) -> ActivityFile:
    """An activity with its list and its report. Of those whom it served, the caller reads her own places' names."""
    records = queries.records_of(session, row.records)
    named = _served_by(records)
    served = queries.people_served(session, named, caller.user.place) if named else []
    states = brought(session, records)
    is_done = row.status == ActivityStatus.DONE
    return ActivityFile(
        **lines(session, caller, [row])[0].model_dump(),
        comers=_comers(session, row, queries.listed(session, [row.id])),
        served=[Served(person=each[0], person_name=each[1], village_name=each[2]) for each in served],
        served_elsewhere=max(row.beneficiaries - len(served), 0) if is_done else 0,
        named_elsewhere=len(named) - len(served) if is_done else 0,
        report_note=records[0].note if records else None,
        shown=[ShownPicture(sha256=each, state=states[each]) for each in _hashes(records) if each in states],
        **row.model_dump(include={"reported_by_name", "reported_at", "cancelled_by_name", "cancelled_at"}),
    )


def _hers(session: Session, caller: Caller, activity: str) -> Activity:
    """One that a township of hers has planned, locked: the others of its organisers look on."""
    row = find(session, caller, activity)
    if not row.township.startswith(caller.user.place):
        raise Unknown
    lock_buckets(session, [row.bucket()])
    session.refresh(row)
    return row


def _standing(session: Session, row: Activity) -> list[Record]:
    return [each for each in queries.records_of(session, row.records) if each.status != RecordStatus.VOIDED]


def _served_by(records: Sequence[Record]) -> set[str]:
    return {person for record in records for person in record.answers.get("served", [])}


def _with_what_is_kept(session: Session, caller: Caller, before: Sequence[Record], asked: DoneWords) -> DoneWords:
    """A new report keeps the pictures of the old one where it has none, and names whom the office cannot see."""
    named = _served_by(before)
    seen = {each[0] for each in queries.people_served(session, named, caller.user.place)} if named else set()
    kept: dict[str, object] = {"served": [*asked.served, *sorted(named - seen - set(asked.served))]}
    if not asked.pictures:
        kept["pictures"] = before[0].pictures
    return DoneWords.model_validate({**asked.model_dump(), **kept})


def _guard(session: Session, caller: Caller, row: Activity, days: Sequence[date]) -> None:
    for township in row.organisers if days else ():
        guard(session, caller, township, min(days), "activity", row.id)


def _void(
    session: Session, records: Sequence[Record], why: MendReason, instead: dict[str, str], caller: Caller
) -> None:
    author = Author(caller.user.id, clock.now())
    voidings = [(Voiding(each.id, why, None, caller.user, instead.get(each.id)), author) for each in records]
    if voidings:
        void_records(session, voidings)


def _comers(session: Session, row: Activity, listed: Sequence[SignUp]) -> list[Comer]:
    """Who is on the list, and who came besides."""
    is_done, present = row.status == ActivityStatus.DONE, set(row.present)
    comers = [
        Comer(
            user=each.user,
            user_name=each.user_name,
            going=each.going,
            present=each.user in present if is_done else None,
        )
        for each in listed
    ]
    besides = present - {each.user for each in listed}
    names = queries.names_of_users(session, besides) if besides else {}
    return comers + [Comer(user=user, user_name=names[user], going=False, present=True) for user in sorted(names)]


def _hashes(records: Sequence[Record]) -> list[str]:
    return list(dict.fromkeys(sha256 for record in records for sha256 in hashes_of(record)))


def _names_of(session: Session, codes: Sequence[str]) -> dict[str, str]:
    names = {each.code: each.name for each in queries.townships_of_county(session, settings().county)}
    if any(code not in names for code in codes):
        raise Refused("township_unknown")
    return names
