"""`cover.create` and `cover.end`: what becomes of them. Deciding reads what the desk holds, and writes nothing."""

from dataclasses import replace
from datetime import date

from shouwang import clock
from shouwang.covers.models import Cover
from shouwang.covers.rules import Refusal
from shouwang.covers.schemas import CoverBody, CoverEndBody
from shouwang.covers.service import ending
from shouwang.settings import settings
from shouwang.sync.covering import cover_change
from shouwang.sync.decisions import Decision, Parked
from shouwang.sync.desk import Desk
from shouwang.sync.envelopes import Envelope
from shouwang.sync.rules import capture, parse_clock
from shouwang.sync.schemas import Code


def create_cover(envelope: Envelope, desk: Desk) -> Decision:
    """`cover.create`: from the giver's phone and from the taker's, whoever comes first; once."""
    body = CoverBody.model_validate(envelope.item.get("body"))
    said = desk.covers.codes.get(envelope.id)
    if said is None or set(envelope.about) != set(said[0].people):
        raise Parked(Code.INVALID)
    code, known = said
    standing = desk.covers.made.get(code.id) or known.cover
    said = code, replace(known, cover=standing)
    captured = capture(parse_clock(envelope.item.get("clock")), desk.received_at)
    earliest = clock.local_date(captured.earliest, settings().zone) if captured.earliest else date.min
    try:
        change = cover_change(body, desk.caller, desk.received_at, earliest, said)
    except Parked as parked:
        if parked.code is Code.MISSING_REFERENCE:
            desk.waiting_covers.update(dict.fromkeys(envelope.about, body.id))
        raise
    desk.assignments.extend(given for given in change.begins if given.user == desk.caller.user.id)
    before = standing.model_dump() if standing else {"id": change.cover}
    desk.covers.made[change.cover] = Cover(**{**before, **change.values})
    return Decision(envelope, None, tuple(captured.flags), cover=change)


def end_cover(envelope: Envelope, desk: Desk) -> Decision:
    """`cover.end`: by who gave or who took. One that is over stays as it ended.

    It ends for all of its people, whomever of them the phone still knows: some may be with somebody else meanwhile.
    """
    body = CoverEndBody.model_validate(envelope.item.get("body"))
    found = desk.covers.made.get(body.cover) or desk.covers.ended.get(envelope.id)
    if found is None:
        raise Parked(Code.MISSING_REFERENCE, body.cover)
    if desk.caller.user.id not in (found.giver, found.taker):
        raise Parked(Code(Refusal.NOT_HERS))
    today = clock.local_date(desk.received_at, settings().zone)
    if found.ended_at is not None or found.last_day < today:
        return Decision(envelope)
    return Decision(envelope, cover=ending(found, desk.caller, today))
