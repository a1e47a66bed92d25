"""From records that have come to questions, and away again when a record no longer stands."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.database import insert_into
from shouwang.duties.queries import adopted_policies
from shouwang.duties.words import RecordKind
from shouwang.ids import id_from
from shouwang.questions import queries
from shouwang.questions.models import PicturePrint, Question, QuestionRecord
from shouwang.questions.rules import Asked, Fix, Limits, Seen, questions_about
from shouwang.questions.words import QuestionKind, QuestionStatus
from shouwang.records.models import Record
from shouwang.settings import settings
from shouwang.sync.rows import new_row
from shouwang.sync.write import Author, write


def ask_about(session: Session, records: Sequence[Record], by: Author) -> None:
    """Asks who wrote records what does not fit. They are one author's, new, written, and her bucket is locked."""
    visits = [record for record in records if record.kind == RecordKind.VISIT]
    if not visits:
        return
    note_pictures(session, visits)
    known = {record.id: record for record in visits}
    asked = [*_asked_about(session, visits), *_same_originals(session, known)]
    keep(session, asked, known, by)


def note_pictures(session: Session, records: Iterable[Record]) -> None:
    """Remembers what the pictures of records were made from."""
    for record in records:
        for picture in record.pictures:
            named = {"record": record.id, "sha256": picture["sha256"], "original": picture.get("original")}
            added = insert_into(session, PicturePrint).values(**named, worker=record.author)
            session.execute(added.on_conflict_do_nothing())


def keep(session: Session, asked: Iterable[Asked], known: Mapping[str, Record], by: Author) -> None:
    """Writes questions that are new; the author of the last record is asked. The same one is never asked twice."""
    wanted = {_id_of(each): each for each in asked}
    there = queries.questions_by_id(session, wanted) if wanted else {}
    fresh = {id_: each for id_, each in wanted.items() if id_ not in there}
    if not fresh:
        return
    others = {record for each in fresh.values() for record in each.records} - known.keys()
    about = queries.records_asked_about(session, others) if others else {}
    write(session, [_row(id_, each, known, about, by) for id_, each in fresh.items()], by)
    session.add_all(
        QuestionRecord(record=record, question=id_) for id_, each in fresh.items() for record in each.records
    )
    session.flush()


def let_go(session: Session, records: Iterable[Record], by: Author) -> None:
    """What was asked of records that no longer stand is asked no more."""
    gone = [record.id for record in records]
    waiting = queries.waiting_about(session, gone) if gone else []
    for question in waiting:
        question.status = QuestionStatus.MOOT
    write(session, waiting, by)


def limits() -> Limits:
    """From where on something is asked, as the county has set it."""
    told = settings()
    return Limits(
        overlap=timedelta(minutes=told.question_overlap_minutes),
        burst_homes=told.question_burst_homes,
        burst=timedelta(minutes=told.question_burst_minutes),
        kilometres_an_hour=told.question_kilometres_an_hour,
        far_metres=told.question_far_metres,
        late=timedelta(days=told.question_late_days),
    )


def seen(row: Any, *, wants_minutes: bool = False) -> Seen:
    """A row of `queries.hers_around` as the rules want it."""
    position = row.position or {}
    flags = list(row.flags or ())
    return Seen(
        id=row.id,
        author=row.author,
        person=row.subject,
        home=row.household or row.subject,
        status=row.status,
        mode=row.mode,
        start=row.start,
        end=row.end,
        captured_at=row.captured_at,
        service_date=row.service_date,
        trip=row.trip,
        amends=row.amends,
        flags=flags,
        fix=fix_of(position) if position else None,
        is_from_paper=row.sheet is not None,
        was_at_the_door=row.door is not None and not any(flag.startswith("door_") for flag in flags),
        wants_minutes=wants_minutes,
    )


def fix_of(position: Mapping[str, Any]) -> Fix:
    """Where a phone was."""
    return Fix(position["lat"], position["lon"], position.get("accuracy", 0.0))


def _asked_about(session: Session, records: Sequence[Record]) -> list[Asked]:
    days = {record.service_date for record in records}
    minutes = any(record.end is None for record in records) and _counts_minutes(session, min(days), max(days))
    hers = [seen(row, wants_minutes=minutes) for row in queries.hers_around(session, records[0].author, days)]
    people = {record.subject for record in records}
    theirs = [seen(row) for row in queries.theirs_around(session, people, days)]
    fresh = {record.id for record in records}
    new = [each for each in hers if each.id in fresh]
    return questions_about(new, hers, theirs, _homes(session, new, min(days)), limits())


def _homes(session: Session, new: Sequence[Seen], before: date) -> dict[str, list[Fix]]:
    """Positions at the homes of visits that say where they were; most say nothing, and nothing is looked up."""
    homes = {each.home for each in new if each.fix is not None}
    return {home: [fix_of(position) for position in queries.fixes_at(session, home, before)] for home in homes}


def _same_originals(session: Session, known: Mapping[str, Record]) -> list[Asked]:
    originals = {o for record in known.values() for picture in record.pictures if (o := picture.get("original"))}
    if not originals:
        return []
    theirs: dict[str, list[str]] = {}
    for each in queries.same_original(session, originals):
        theirs.setdefault(each.original or "", []).append(each.record)
    return [asked for records in theirs.values() for asked in pictured_twice(session, records, known)]


def pictured_twice(session: Session, records: Sequence[str], known: Mapping[str, Record]) -> list[Asked]:
    """Questions about one picture in several records, at least one of them new: not of one trip, nor mended."""
    rows = {id_: record for id_ in records if (record := known.get(id_) or session.get(Record, id_))}
    found = []
    for new in (rows[id_] for id_ in rows if id_ in known):
        for other in rows.values():
            if other.id == new.id or (new.trip is not None and new.trip == other.trip) or _is_mended(new, other):
                continue
            first, last = sorted((new, other), key=lambda record: (record.start, record.id))
            found.append(Asked(QuestionKind.PICTURE, (first.id, last.id)))
    return found


def _is_mended(one: Record, other: Record) -> bool:
    return one.amends == other.id or other.amends == one.id or "voided" in (one.status, other.status)


def _counts_minutes(session: Session, first: date, last: date) -> bool:
    """Whether anything that the county follows on one of these days wants a visit to last."""
    rows = adopted_policies(session, settings().county)
    running = [row for row in rows if row.valid_from <= last and (row.valid_to is None or first <= row.valid_to)]
    return any(duty.get("credit", {}).get("min_minutes") for row in running for duty in row.body.get("duties", []))


def _id_of(asked: Asked) -> str:
    # A burst grows while the phone sends it: its first record names it.
    named = asked.records[:1] if asked.kind is QuestionKind.BURST else tuple(sorted(asked.records))
    return id_from("question", asked.kind, *named)


def _row(id_: str, asked: Asked, known: Mapping[str, Record], about: Mapping[str, Any], by: Author) -> Question:
    records = [known.get(record) or about[record] for record in asked.records]
    asks = next(known[record] for record in reversed(asked.records) if record in known)
    return new_row(
        Question,
        id=id_,
        kind=asked.kind,
        worker=asks.author,
        worker_name=asks.author_name,
        township=asks.township,
        records=list(asked.records),
        people=[record.subject for record in records],
        starts=[clock.as_wire(record.start) for record in records],
        figures=dict(asked.figures),
        asked_at=by.at,
    )
