"""`hygiene.check`: what becomes of it. Deciding reads what the desk holds, and writes nothing."""

from shouwang.hygiene.checking import check_record, objection_to
from shouwang.hygiene.schemas import CheckBody
from shouwang.hygiene.sheet import sheets
from shouwang.records.service import Origin
from shouwang.sync.decisions import Decision, Parked
from shouwang.sync.desk import Desk
from shouwang.sync.envelopes import Envelope
from shouwang.sync.rules import capture, parse_clock
from shouwang.sync.schemas import Code
from shouwang.sync.writers import role_towards

HANDED_IN = "handed_in"


def check_home(envelope: Envelope, desk: Desk) -> Decision:
    """By whoever has somebody of the home among her people. A sheet that is not known here may come with an update."""
    body = CheckBody.model_validate(envelope.item.get("body"))
    # PostgreSQL's text cannot hold NUL, which JSON writes as \\u0000.
    if envelope.about != (body.person,) or "\\u0000" in envelope.plain:
        raise Parked(Code.INVALID)
    person = desk.people.get(body.person)
    if person is None:
        raise Parked(Code.MISSING_REFERENCE, body.person)
    captured = capture(parse_clock(envelope.item.get("clock")), desk.received_at)
    role = role_towards(body.person, captured, desk)
    if body.sheet not in sheets():
        raise Parked(Code.SCHEMA_TOO_NEW)
    if objection_to(body) is not None:
        raise Parked(Code.INVALID)
    if body.id in desk.taken_ids:
        raise Parked(Code.ID_TAKEN)
    desk.taken_ids.add(body.id)
    caller = desk.caller
    origin = Origin(caller.user, role, caller.device.id, envelope.id, captured, desk.received_at)
    record = desk.records[body.id] = check_record(body, person, origin)
    if caller.handed_in is not None:
        record.flags = [*record.flags, HANDED_IN]
    return Decision(envelope, None, tuple(record.flags), (record,))
