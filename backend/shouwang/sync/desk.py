"""All that the decisions of one batch may look at, read once after the locks were taken."""

from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.queries import staff
from shouwang.accounts.service import Caller
from shouwang.activities.changes import KnownActivities, known_activities
from shouwang.activities.models import bucket_of
from shouwang.agreements.models import Agreement
from shouwang.agreements.queries import agreements_by_id
from shouwang.checkups.filling import Key, Known, known_sections
from shouwang.concerns.queries import users_by_id
from shouwang.concerns.telling import Named
from shouwang.doors.queries import known_cards
from shouwang.doors.rules import KnownCard
from shouwang.forms.definition import Form
from shouwang.forms.service import forms_named
from shouwang.forms.shipped import Version
from shouwang.questions.models import Question
from shouwang.questions.queries import questions_by_id
from shouwang.records.models import Record
from shouwang.records.queries import records_by_id
from shouwang.records.service import Voiding
from shouwang.register.models import Assignment, Person
from shouwang.register.queries import assignments_of, people_by_id, people_meant
from shouwang.settings import settings
from shouwang.sync import queries
from shouwang.sync.covering import Covers, covers_named
from shouwang.sync.envelopes import Envelope, read_entry
from shouwang.sync.models import CONFIDENTIAL
from shouwang.sync.schemas import Code
from shouwang.sync.write import lock_buckets
from shouwang.teams.queries import watches_of
from shouwang.teams.rules import Watch


@dataclass(frozen=True, slots=True)
class Desk:
    """All that decisions of one batch may look at, read once after the locks were taken.

    `profiles` are the people as earlier items of the batch leave them; `waived` what staff answer for themselves.
    `records` are those that the batch refers to, and those that it has brought so far; `voided` those that it voids.
    `named` is whom confidential reports name, `forms` the versions that visits of the batch name, `doors` the cards
    that they say, by their tokens; `sections` those of checkups that it fills in, as earlier items leave them.
    `covers` is what it says of covers; `waiting_covers` are those of the caller's that wait for a key, by person.
    `questions` are those that it answers.
    `activities` are those that it names, with all that may be said of them.
    `agreements` are those that it renews or ends, and has brought so far; `ended` those that it has ended.
    `watches` are where the caller watches as a member of teams, asked for where it names somebody who is not hers.
    """

    caller: Caller
    received_at: datetime
    people: Mapping[str, Person]
    assignments: list[Assignment]
    taken_ids: set[str] = field(default_factory=set)
    profiles: MutableMapping[str, Mapping[str, Any]] = field(default_factory=dict)
    waived: frozenset[Code] = frozenset()
    records: dict[str, Record] = field(default_factory=dict)
    voided: dict[str, Voiding] = field(default_factory=dict)
    named: Named = field(default_factory=Named)
    forms: Mapping[Version, Form] = field(default_factory=dict)
    doors: Mapping[str, KnownCard] = field(default_factory=dict)
    sections: MutableMapping[Key, Known] = field(default_factory=dict)
    covers: Covers = field(default_factory=Covers)
    waiting_covers: dict[str, str] = field(default_factory=dict)
    questions: Mapping[str, Question] = field(default_factory=dict)
    watches: Sequence[Watch] = ()
    activities: KnownActivities = field(default_factory=KnownActivities)
    agreements: dict[str, Agreement] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)


def desk_for(
    session: Session,
    caller: Caller,
    envelopes: Sequence[Envelope],
    received_at: datetime,
    waived: frozenset[Code] = frozenset(),
) -> Desk:
    """What these envelopes may look at."""
    about = {person for e in envelopes for person in e.about}
    people = _people(session, about)
    assignments = assignments_of(session, caller.user.id, about | {person.id for person in people.values()})
    return Desk(
        caller,
        received_at,
        people,
        assignments,
        queries.taken_ids(session, {i for e in envelopes if (i := _row_id(e))}),
        records=_records_named(session, envelopes),
        waived=waived,
        named=_named_in_confidence(session, envelopes),
        forms=forms_named(session, {named for e in envelopes if (named := _form_named(e))}),
        doors=known_cards(session, {said for e in envelopes if (said := _text_of(e, "door")) and said.isascii()}),
        sections=_sections(session, envelopes, people),
        questions=_questions_answered(session, envelopes),
        covers=covers_named(session, caller, envelopes, people),
        waiting_covers=_waiting_covers(session, caller, about - {given.person for given in assignments}),
        watches=_watches(session, caller, people, assignments, received_at),
        activities=_activities(session, envelopes),
        agreements=_agreements(session, envelopes),
    )


def _people(session: Session, about: Iterable[str]) -> dict[str, Person]:
    """Whom envelopes are about. Of two entries that are one person, the one that was kept has her file locked as well.

    That lock comes late, and may be refused where somebody waits the other way round: rarely, and the phone asks again.
    """
    people = people_meant(session, about)
    for person in [person for known, person in people.items() if person.id != known]:
        lock_buckets(session, [person.bucket()])
        session.refresh(person)
    return people


def _waiting_covers(session: Session, caller: Caller, strangers: set[str]) -> dict[str, str]:
    """Of people for whom the caller does not care, the covers of hers that wait; most batches name none of them."""
    waiting = {}
    for entry in queries.waiting_with(session, caller.user.id, "cover.create") if strangers else ():
        envelope = read_entry(entry)
        cover = _row_id(envelope)
        waiting.update({person: cover for person in envelope.about if person in strangers and cover})
    return waiting


def _watches(
    session: Session,
    caller: Caller,
    people: Mapping[str, Person],
    assignments: Iterable[Assignment],
    received_at: datetime,
) -> list[Watch]:
    """Most batches name only people whom the caller has by name all the time, and ask nothing."""
    today = clock.local_date(received_at, settings().zone)
    hers = {given.person for given in assignments if given.valid_to is None and given.valid_from <= today}
    strangers = [person for known, person in people.items() if not {known, person.id} & hers]
    return watches_of(session, caller.user.id) if strangers else []


def _row_id(envelope: Envelope) -> str | None:
    return _text_of(envelope, "id")


def _records_named(session: Session, envelopes: Iterable[Envelope]) -> dict[str, Record]:
    """The records that are to be amended or voided; most batches name none, and ask nothing."""
    named = {i for e in envelopes for name in ("amends", "record") if (i := _text_of(e, name))}
    return records_by_id(session, named) if named else {}


def _named_in_confidence(session: Session, envelopes: Iterable[Envelope]) -> Named:
    """Whom confidential reports name; most batches hold none, and ask nothing."""
    told = [envelope for envelope in envelopes if envelope.op in CONFIDENTIAL]
    if not told:
        return Named()
    people, users = ({i for e in told if (i := _text_of(e, name))} for name in ("person", "worker"))
    return Named(people_by_id(session, people), users_by_id(session, users), staff(session))


def _questions_answered(session: Session, envelopes: Iterable[Envelope]) -> dict[str, Question]:
    """The questions that are answered; most batches answer none, and ask nothing."""
    named = {i for e in envelopes if e.op == "question.answer" and (i := _text_of(e, "question"))}
    return questions_by_id(session, named) if named else {}


def _activities(session: Session, envelopes: Iterable[Envelope]) -> KnownActivities:
    """The activities that are named, locked, and whom they served; most batches name none, and ask nothing."""
    told = [envelope for envelope in envelopes if (envelope.op or "").startswith("activity.")]
    if not told:
        return KnownActivities()
    named = {i for e in told for name in ("activity", "id") if (i := _text_of(e, name))}
    lock_buckets(session, [bucket_of(each) for each in named])
    served = {each for e in told for each in _texts_of(e, "served")}
    plans = any(envelope.op == "activity.plan" for envelope in told)
    return known_activities(session, named, people_meant(session, served) if served else {}, plans=plans)


def _agreements(session: Session, envelopes: Iterable[Envelope]) -> dict[str, Agreement]:
    """The agreements that are renewed or ended; most batches name none, and ask nothing."""
    named = {i for e in envelopes for name in ("renews", "agreement") if (i := _text_of(e, name))}
    return agreements_by_id(session, named) if named else {}


def _sections(session: Session, envelopes: Iterable[Envelope], people: Mapping[str, Person]) -> dict[Key, Known]:
    """What stands of the checkups that are filled in; most batches fill in none, and ask nothing."""
    filled = [envelope for envelope in envelopes if envelope.op == "checkup.fill"]
    named = {people[each].id for envelope in filled for each in envelope.about if each in people}
    bodies = [body for envelope in filled if isinstance(body := envelope.item.get("body"), dict)]
    years = {year for body in bodies if isinstance(year := body.get("year"), int) and 2000 <= year <= 9999}
    return known_sections(session, named, years) if named and years else {}


def _form_named(envelope: Envelope) -> Version | None:
    body = envelope.item.get("body")
    version = body.get("form_version") if isinstance(body, dict) else None
    form = _text_of(envelope, "form")
    return (form, version) if form and isinstance(version, int) else None


def _text_of(envelope: Envelope, name: str) -> str | None:
    body = envelope.item.get("body")
    text = body.get(name) if isinstance(body, dict) else None
    # PostgreSQL's text cannot hold NUL.
    return text if isinstance(text, str) and "\0" not in text else None


def _texts_of(envelope: Envelope, name: str) -> list[str]:
    body = envelope.item.get("body")
    texts = body.get(name) if isinstance(body, dict) else None
    return [each for each in texts if isinstance(each, str) and "\0" not in each] if isinstance(texts, list) else []
