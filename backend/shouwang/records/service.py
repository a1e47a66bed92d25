"""Use cases of records: from an envelope's body to a row."""

from dataclasses import dataclass
from datetime import datetime

from shouwang import clock
from shouwang.accounts.models import User
from shouwang.duties.moments import minutes, service_date
from shouwang.duties.words import RecordKind
from shouwang.records.models import Record
from shouwang.records.schemas import VisitBody
from shouwang.register.models import Person
from shouwang.settings import settings
from shouwang.sync.rows import new_row
from shouwang.sync.rules import Capture, stated_moment


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record comes from."""

    author: User
    role: str
    device: str
    mutation: str
    captured: Capture
    received_at: datetime


def visit_record(body: VisitBody, person: Person, origin: Origin) -> Record:
    """A visit or an attempt as a row. Its service date is the local day of the corrected start, for good."""
    start = stated_moment(body.start, origin.captured)
    end = stated_moment(body.end, origin.captured) if body.end else None
    # Past the last day of the calendar here, nobody could read the row again: it raises now, and the item is parked.
    clock.local_date(end or start, settings().zone)
    return new_row(
        Record,
        id=body.id,
        kind=RecordKind.VISIT,
        subject=person.id,
        township=person.township,
        mode=body.mode,
        role=origin.role,
        start=start,
        end=end,
        minutes=minutes(start, end),
        service_date=service_date(start, settings().zone),
        captured_at=origin.captured.at,
        received_at=origin.received_at,
        status=body.status,
        value=body.value,
        author=origin.author.id,
        author_name=origin.author.name,
        device=origin.device,
        mutation=origin.mutation,
        trip=body.trip,
        form=body.form,
        form_version=body.form_version,
        answers=body.answers.model_dump(mode="json", exclude_none=True),
        note=body.note,
        reason=body.reason,
        flags=[*origin.captured.flags, *_time_flags(start, end, origin.received_at)],
    )


def _time_flags(start: datetime, end: datetime | None, received_at: datetime) -> list[str]:
    return ["stated_in_future"] if max(start, end or start) > received_at else []
