"""`activity.plan`, `.sign_up`, `.done`, `.cancel`: what becomes of them. Deciding reads what the desk holds."""

from collections.abc import Collection

from shouwang.activities import rules
from shouwang.activities.changes import Cancelled, Reported, SignedUp, planned, records_of
from shouwang.activities.models import Activity
from shouwang.activities.schemas import CancelBody, DoneBody, PlanBody, SignUpBody
from shouwang.activities.scope import township_of
from shouwang.activities.words import HELPERS, LEADERS, ActivityStatus
from shouwang.records.service import Origin
from shouwang.sync.decisions import Decision, Parked
from shouwang.sync.desk import Desk
from shouwang.sync.envelopes import Envelope
from shouwang.sync.rules import Capture, capture, parse_clock
from shouwang.sync.schemas import Code

HANDED_IN = "handed_in"


def plan_activity(envelope: Envelope, desk: Desk) -> Decision:
    """`activity.plan`: by a leader, for her township and whichever organise it with hers."""
    captured = _captured(envelope, desk)
    body = PlanBody.model_validate(envelope.item.get("body"))
    township = township_of(desk.caller.user.place)
    if township is None or (desk.caller.role not in LEADERS and Code.NOT_ASSIGNED not in desk.waived):
        raise Parked(Code.NOT_ASSIGNED)
    names = desk.activities.townships
    if any(each not in names for each in rules.organisers_of(township, body.organisers)):
        raise Parked(Code.INVALID)
    if body.id in desk.taken_ids or body.id in desk.activities.activities:
        raise Parked(Code.ID_TAKEN)
    desk.taken_ids.add(body.id)
    activity = planned(body.id, township, body, names, desk.caller.user, captured.at)
    desk.activities.add(activity)
    return Decision(envelope, flags=tuple(captured.flags), rows=(activity,))


def sign_up(envelope: Envelope, desk: Desk) -> Decision:
    """`activity.sign_up`: by whoever may help in a township that organises it. Late is no fault."""
    captured = _captured(envelope, desk)
    body = SignUpBody.model_validate(envelope.item.get("body"))
    activity = _named(body.activity, desk)
    _check_place(activity.organisers, HELPERS, desk)
    desk.activities.listed.setdefault(activity.id, set()).add(desk.caller.user.id)
    change = SignedUp(activity.id, desk.caller.user, body.going, captured.at)
    return Decision(envelope, flags=tuple(captured.flags), change=change)


def report_activity(envelope: Envelope, desk: Desk) -> Decision:
    """`activity.done`: by a leader of the township that planned it. Called off meanwhile, an office decides."""
    captured = _captured(envelope, desk)
    body = DoneBody.model_validate(envelope.item.get("body"))
    activity = _named(body.activity, desk)
    _check_place([activity.township], LEADERS, desk)
    _check_is_open(activity, desk)
    _check_named(activity, body, desk)
    origin = _origin(envelope, captured, desk)
    records = records_of(activity, body, desk.activities.people, origin)
    for record in records if desk.caller.handed_in is not None else ():
        record.flags = [*record.flags, HANDED_IN]
    desk.activities.statuses[activity.id] = ActivityStatus.DONE
    change = Reported(activity.id, body, records, desk.caller.user, captured.at)
    return Decision(envelope, flags=tuple(records[0].flags), rows=records, change=change)


def cancel_activity(envelope: Envelope, desk: Desk) -> Decision:
    """`activity.cancel`: by the same. Twice is once."""
    captured = _captured(envelope, desk)
    body = CancelBody.model_validate(envelope.item.get("body"))
    activity = _named(body.activity, desk)
    _check_place([activity.township], LEADERS, desk)
    status = desk.activities.statuses[activity.id]
    if status == ActivityStatus.CANCELLED:
        return Decision(envelope, flags=tuple(captured.flags))
    if not rules.is_open(status):
        raise Parked(Code.ACTIVITY_OVER)
    desk.activities.statuses[activity.id] = ActivityStatus.CANCELLED
    change = Cancelled(activity.id, body, desk.caller.user, captured.at)
    return Decision(envelope, flags=tuple(captured.flags), change=change)


def _captured(envelope: Envelope, desk: Desk) -> Capture:
    # PostgreSQL's text cannot hold NUL, which JSON writes as \u0000.
    if "\\u0000" in envelope.plain:
        raise Parked(Code.INVALID)
    return capture(parse_clock(envelope.item.get("clock")), desk.received_at)


def _named(activity: str, desk: Desk) -> Activity:
    found = desk.activities.activities.get(activity)
    if found is None:
        raise Parked(Code.MISSING_REFERENCE, activity)
    return found


def _check_place(townships: Collection[str], roles: Collection[str], desk: Desk) -> None:
    is_theirs = desk.caller.role in roles and township_of(desk.caller.user.place) in townships
    if not is_theirs and Code.NOT_ASSIGNED not in desk.waived:
        raise Parked(Code.NOT_ASSIGNED)


def _check_is_open(activity: Activity, desk: Desk) -> None:
    status = desk.activities.statuses[activity.id]
    if status == ActivityStatus.CANCELLED and Code.ACTIVITY_CANCELLED not in desk.waived:
        raise Parked(Code.ACTIVITY_CANCELLED)
    if status == ActivityStatus.DONE:
        raise Parked(Code.ACTIVITY_OVER)


def _check_named(activity: Activity, body: DoneBody, desk: Desk) -> None:
    """Who came is on the list, or it is the leader; who was served is somebody who is known, or soon will be."""
    listed = {*desk.activities.listed.get(activity.id, ()), desk.caller.user.id}
    if rules.strangers(body.present, listed):
        raise Parked(Code.INVALID)
    unknown = next((person for person in body.served if person not in desk.activities.people), None)
    if unknown is not None:
        raise Parked(Code.MISSING_REFERENCE, unknown)


def _origin(envelope: Envelope, captured: Capture, desk: Desk) -> Origin:
    caller = desk.caller
    return Origin(caller.user, caller.role, caller.device.id, envelope.id, captured, desk.received_at)
