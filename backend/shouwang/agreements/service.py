"""Use cases of agreements at the desk: signing, ending, voiding, and how a place stands."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.access import within
from shouwang.accounts.queries import place_name
from shouwang.accounts.service import Caller
from shouwang.agreements import queries, rules
from shouwang.agreements.changes import Ended, rows_of, stated, term_of, today
from shouwang.agreements.kinds import shipped
from shouwang.agreements.models import Agreement
from shouwang.agreements.schemas import (
    AgreementFile,
    AgreementLine,
    AgreementsReply,
    DemandLine,
    EndWords,
    KindLine,
    NewAgreement,
    PaperPicture,
    ServiceLine,
    VoidWords,
)
from shouwang.agreements.standing import TOWNSHIP_DIGITS, areas, demanded, line, standing_of, standing_within
from shouwang.agreements.words import AgreementKind, AgreementState
from shouwang.blobs.models import BlobState
from shouwang.blobs.promised import brought, expect_all
from shouwang.closing.guarding import guard
from shouwang.duties.timelines import Fact
from shouwang.duties.words import RecordStatus
from shouwang.errors import Refused, Unknown
from shouwang.ledger.queries import carers_within
from shouwang.records.models import Record, hashes_of
from shouwang.records.service import Origin, Voiding, void_records
from shouwang.register.finding import person_within
from shouwang.register.models import Person
from shouwang.register.queries import facts_of
from shouwang.settings import settings
from shouwang.sync.rules import Capture
from shouwang.sync.write import Author, lock_buckets, write


def agreements(session: Session, place: str, day: date | None) -> AgreementsReply:
    """How a place stands on a day."""
    now = today()
    asked = day or now
    lines = [line(each, asked) for each in standing_within(session, place, asked)]
    is_township = len(place) >= TOWNSHIP_DIGITS
    names = {} if is_township else queries.names_below(session, place)
    return AgreementsReply(
        today=now,
        day=asked,
        place=place,
        name=place_name(session, place),
        renewal_days=settings().agreement_renewal_days,
        demands=[DemandLine(rule=each.rule, kind=each.kind, quote=each.quote) for each in demanded(session, asked)],
        kinds=kind_lines(),
        services=service_lines(),
        areas=areas(place, lines, names),
        people=lines if is_township else [],
        between=_lines(session, queries.between_institutions(session, place), asked),
    )


def file(session: Session, person: Person) -> AgreementFile:
    """One person's agreements."""
    now = today()
    facts = [
        Fact(each.kind, each.value, each.valid_from, each.valid_to, each.known_on, each.id)
        for each in facts_of(session, person.id)
        if each.voided_at is None
    ]
    carer = carers_within(session, person.township, now).get(person.id)
    return AgreementFile(
        today=now,
        person=person.id,
        person_name=person.name,
        township_name=place_name(session, person.township),
        village_name=person.village_name,
        carer_name=carer[1] if carer else None,
        standing=[line(each, now) for each in standing_of(session, person, facts, now)],
        kinds=kind_lines(),
        services=service_lines(),
        agreements=_lines(session, queries.agreements_of(session, person.id), now),
    )


def sign(session: Session, caller: Caller, asked: NewAgreement) -> AgreementLine:
    """An agreement from its paper; twice the same is once. Raises `Unknown`, `Refused`."""
    person = person_within(session, caller, asked.person, even_merged=False) if asked.person else None
    township = person.township if person else within(caller, asked.township or "")
    if len(township) != TOWNSHIP_DIGITS:
        raise Unknown
    lock_buckets(session, [f"p:{person.id}" if person else f"s:{township}"])
    known = session.get(Agreement, asked.id)
    if known is not None:
        if (known.person, known.township) != (person.id if person else None, township):
            raise Refused("id_taken")
        return _alone(session, known)
    objections = rules.objections_to(stated(asked, person), today())
    if objections:
        raise Refused("not_possible", why=list(objections))
    _check_renewed(session, asked, person, township)
    guard(session, caller, township, asked.signed_on, "agreement", asked.id)
    now = clock.now()
    origin = Origin(caller.user, caller.role, None, None, Capture(now, timedelta(0), [], None), now)
    record, row = rows_of(asked, person, township, origin)
    if session.get(Record, record.id) is not None:
        raise Refused("id_taken")
    write(session, [record, row], Author(caller.user.id, now))
    expect_all(session, [record])
    return _alone(session, session.get_one(Agreement, row.id))


def end(session: Session, caller: Caller, agreement: str, asked: EndWords) -> AgreementLine:
    """It ends before its time. Raises `Unknown`, `Refused`."""
    row = _locked(session, caller, agreement)
    if row.ended_on is not None:
        raise Refused("already_settled")
    objection = rules.objection_to_end(row.valid_from, row.valid_to, asked.ended_on, today())
    if objection:
        raise Refused("not_possible", why=[objection])
    guard(session, caller, row.township, asked.ended_on, "agreement", row.id)
    now = clock.now()
    write(session, [Ended(row.id, asked, caller.user, now).done(session)], Author(caller.user.id, now))
    return _alone(session, row)


def void(session: Session, caller: Caller, agreement: str, asked: VoidWords) -> AgreementLine:
    """It is as if it had never been signed, and so is its record; both stay to be seen. Raises `Unknown`, `Refused`."""
    row = _locked(session, caller, agreement)
    guard(session, caller, row.township, row.signed_on, "agreement", row.id)
    author = Author(caller.user.id, clock.now())
    record = session.get(Record, row.record)
    if record is not None and record.status != RecordStatus.VOIDED:
        void_records(session, [(Voiding(row.record, asked.why, asked.note, caller.user), author)])
    row.void_reason, row.void_note = asked.why.value, asked.note
    row.voided_by_name, row.voided_at = caller.user.name, author.at
    write(session, [row], author)
    return _alone(session, row)


def find(session: Session, caller: Caller, agreement: str) -> Agreement:
    """One of the caller's places. Raises `Unknown`."""
    found = session.get(Agreement, agreement)
    if found is None:
        raise Unknown
    within(caller, found.township)
    return found


def _locked(session: Session, caller: Caller, agreement: str) -> Agreement:
    row = find(session, caller, agreement)
    lock_buckets(session, [f"p:{row.person}" if row.person else row.bucket()])
    session.refresh(row)
    if row.voided:
        raise Refused("agreement_voided")
    return row


def _check_renewed(session: Session, asked: NewAgreement, person: Person | None, township: str) -> None:
    """What is renewed is hers, and stands."""
    if asked.renews is None:
        return
    old = session.get(Agreement, asked.renews)
    if old is None or (old.person, old.township) != (person.id if person else None, township):
        raise Refused("renews_unknown")
    if old.voided:
        raise Refused("agreement_voided")


def kind_lines() -> list[KindLine]:
    """The kinds as forms need them."""
    return [
        KindLine(
            id=kind.id,
            zh=kind.zh,
            en=kind.en,
            parties=[list(one) for one in kind.parties],
            months=kind.months,
            services=list(kind.services),
            usual=list(kind.usual),
            person=kind.person,
            minors=kind.minors,
        )
        for kind in shipped().kinds.values()
    ]


def service_lines() -> list[ServiceLine]:
    """The services as forms need them."""
    return [ServiceLine(id=each.id, zh=each.zh, en=each.en) for each in shipped().services.values()]


def _alone(session: Session, row: Agreement) -> AgreementLine:
    return _lines(session, [row], today())[0]


def _lines(session: Session, rows: Sequence[Agreement], day: date) -> list[AgreementLine]:
    records = queries.records_of(session, rows)
    states = brought(session, records.values())
    return [_line(row, records.get(row.record), states, day) for row in rows]


def _line(row: Agreement, record: Record | None, states: Mapping[str, BlobState], day: date) -> AgreementLine:
    term = term_of(row)
    state = rules.state_on(term, day, voided=row.voided)
    left = (term.until - day).days if state is AgreementState.HOLDS and term.until else None
    hashes = hashes_of(record) if record else []
    return AgreementLine.model_validate(
        {
            **row.model_dump(include=set(AgreementLine.model_fields) - {"state", "days_left", "pictures"}),
            "kind": AgreementKind(row.kind),
            "state": state,
            "days_left": left,
            "pictures": [PaperPicture(sha256=each, state=states[each]) for each in hashes if each in states],
        }
    )
