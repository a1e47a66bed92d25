"""`agreement.create` and `.end`: what becomes of them. Deciding reads what the desk holds, and writes nothing."""

from shouwang.agreements import rules
from shouwang.agreements.changes import Ended, rows_of, stated
from shouwang.agreements.models import Agreement
from shouwang.agreements.schemas import AgreementBody, EndBody
from shouwang.agreements.words import SIGNERS
from shouwang.records.service import Origin
from shouwang.register.models import Person
from shouwang.sync.decisions import Decision, Parked
from shouwang.sync.desk import Desk
from shouwang.sync.envelopes import Envelope
from shouwang.sync.rules import Capture, capture, parse_clock
from shouwang.sync.schemas import Code
from shouwang.sync.writers import local_day, role_towards

HANDED_IN = "handed_in"


def create_agreement(envelope: Envelope, desk: Desk) -> Decision:
    """`agreement.create`: by whoever has the person among hers, and brings the paper to her home."""
    body = AgreementBody.model_validate(envelope.item.get("body"))
    person, captured, role = _signer(envelope, body.person, desk)
    if rules.objections_to(stated(body, person), local_day(desk.received_at)):
        raise Parked(Code.INVALID)
    if body.renews is not None:
        _standing(body.renews, person, desk)
    if body.id in desk.taken_ids or body.id in desk.agreements:
        raise Parked(Code.ID_TAKEN)
    desk.taken_ids.add(body.id)
    caller = desk.caller
    origin = Origin(caller.user, role, caller.device.id, envelope.id, captured, desk.received_at)
    record, agreement = rows_of(body, person, person.township, origin)
    if caller.handed_in is not None:
        record.flags = [*record.flags, HANDED_IN]
    desk.agreements[agreement.id] = agreement
    return Decision(envelope, None, tuple(record.flags), (record, agreement))


def end_agreement(envelope: Envelope, desk: Desk) -> Decision:
    """`agreement.end`: by the same. Twice is once: the first that came in says why."""
    body = EndBody.model_validate(envelope.item.get("body"))
    if len(envelope.about) != 1:
        raise Parked(Code.INVALID)
    person, captured, _ = _signer(envelope, envelope.about[0], desk)
    agreement = _standing(body.agreement, person, desk)
    flags = tuple(captured.flags)
    if agreement.ended_on is not None or agreement.id in desk.ended:
        return Decision(envelope, flags=flags)
    if rules.objection_to_end(agreement.valid_from, agreement.valid_to, body.ended_on, local_day(desk.received_at)):
        raise Parked(Code.INVALID)
    desk.ended.add(agreement.id)
    return Decision(envelope, flags=flags, change=Ended(agreement.id, body, desk.caller.user, captured.at))


def _signer(envelope: Envelope, about: str, desk: Desk) -> tuple[Person, Capture, str]:
    # PostgreSQL's text cannot hold NUL, which JSON writes as \u0000.
    if envelope.about != (about,) or "\\u0000" in envelope.plain:
        raise Parked(Code.INVALID)
    person = desk.people.get(about)
    if person is None:
        raise Parked(Code.MISSING_REFERENCE, about)
    captured = capture(parse_clock(envelope.item.get("clock")), desk.received_at)
    role = role_towards(about, captured, desk)
    if role not in SIGNERS and Code.NOT_ASSIGNED not in desk.waived:
        raise Parked(Code.NOT_ASSIGNED)
    return person, captured, role


def _standing(named: str, person: Person, desk: Desk) -> Agreement:
    """One of hers that was not voided; one that nobody knows here may still come."""
    found = desk.agreements.get(named)
    if found is None:
        raise Parked(Code.MISSING_REFERENCE, named)
    if found.person != person.id:
        raise Parked(Code.INVALID)
    if found.voided:
        raise Parked(Code.AGREEMENT_VOIDED)
    return found
