"""What each operation of a push comes to. Deciding reads what the desk holds, and writes nothing."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from shouwang import clock
from shouwang.accounts.service import Caller
from shouwang.records.schemas import VisitBody
from shouwang.records.service import Origin, visit_record
from shouwang.register.models import Assignment, Person
from shouwang.register.schemas import ReportBody
from shouwang.register.service import report_row
from shouwang.settings import settings
from shouwang.sync.envelopes import Envelope
from shouwang.sync.rules import Capture, capture, parse_clock
from shouwang.sync.schemas import Code
from shouwang.sync.synced import SyncedRow


class Parked(Exception):  # noqa: N818 - an outcome, not an error of ours
    """An item cannot be applied; it is kept and shown."""

    def __init__(self, code: Code) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to become of an envelope."""

    envelope: Envelope
    code: Code | None = None
    flags: tuple[str, ...] = ()
    rows: tuple[SyncedRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Desk:
    """All that decisions of one batch may look at, read once after the locks were taken."""

    caller: Caller
    received_at: datetime
    people: Mapping[str, Person]
    assignments: Sequence[Assignment]
    taken_ids: set[str] = field(default_factory=set)


def create_visit(envelope: Envelope, desk: Desk) -> Decision:
    """`visit.create`: by somebody who was assigned to the person when she wrote it down."""
    body = VisitBody.model_validate(envelope.item.get("body"))
    person, captured, role = _written_by_an_assigned(envelope, body.person, desk)
    _take_id(body.id, desk)
    origin = Origin(desk.caller.user, role, desk.caller.device.id, envelope.id, captured, desk.received_at)
    record = visit_record(body, person, origin)
    return Decision(envelope, None, tuple(record.flags), (record,))


def create_report(envelope: Envelope, desk: Desk) -> Decision:
    """`report.create`: by the same people. Whatever it says is for the township to judge."""
    body = ReportBody.model_validate(envelope.item.get("body"))
    _written_by_an_assigned(envelope, body.person, desk)
    _take_id(body.id, desk)
    return Decision(envelope, rows=(report_row(body, desk.caller.user, envelope.id, desk.received_at),))


OPERATIONS: Mapping[str, Callable[[Envelope, Desk], Decision]] = {
    "visit.create": create_visit,
    "report.create": create_report,
}


def _written_by_an_assigned(envelope: Envelope, about: str, desk: Desk) -> tuple[Person, Capture, str]:
    # PostgreSQL's text cannot hold NUL, which JSON writes as \u0000.
    if envelope.about != (about,) or "\\u0000" in envelope.plain:
        raise Parked(Code.INVALID)
    person = desk.people.get(about)
    if person is None:
        raise Parked(Code.MISSING_REFERENCE)
    captured = capture(parse_clock(envelope.item.get("clock")), desk.received_at)
    return person, captured, _role(about, captured, desk)


def _role(person: str, captured: Capture, desk: Desk) -> str:
    """The author's role towards a person when she wrote. Reassigned since then: what she saw is still hers to tell.

    A wrong clock must not decide whether she may (sync §8, 15): she may if she was assigned on a day on which
    she can have written it.
    """
    first = _day(captured.earliest) if captured.earliest else date.min
    hers = [given for given in desk.assignments if given.person == person]
    possible = [given for given in hers if _runs(given, first, _day(desk.received_at))]
    if not possible:
        raise Parked(Code.NOT_ASSIGNED)
    written = _day(captured.at)
    likely = [given for given in possible if _runs(given, written, written)]
    return min(likely or possible, key=lambda given: (given.valid_from, given.id)).role  # as on the phone


def _runs(given: Assignment, first: date, last: date) -> bool:
    # One that was closed before it began has an end before its start.
    start = max(given.valid_from, first)
    return start <= last and (given.valid_to is None or start <= given.valid_to)


def _day(moment: datetime) -> date:
    return clock.local_date(moment, settings().zone)


def _take_id(row: str, desk: Desk) -> None:
    if row in desk.taken_ids:
        raise Parked(Code.ID_TAKEN)
    desk.taken_ids.add(row)
