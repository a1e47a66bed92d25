"""From a check that somebody sent to a record."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from shouwang.duties.moments import service_date
from shouwang.duties.words import RecordKind, RecordStatus
from shouwang.hygiene.schemas import CheckBody, CheckLine
from shouwang.hygiene.sheet import Sheet, sheets
from shouwang.records.models import Record
from shouwang.records.service import Origin, time_flags
from shouwang.register.models import Person
from shouwang.settings import settings
from shouwang.sync.rows import new_row
from shouwang.sync.rules import stated_moment


def objection_to(body: CheckBody) -> str | None:
    """What speaks against a check: its sheet's items, or pictures that are none of its own."""
    sheet = sheets()[body.sheet]
    known = {picture.sha256 for picture in body.pictures}
    return sheet.objection_to(body.scores) or (None if known.issuperset(body.after) else "after")


def check_record(body: CheckBody, person: Person, origin: Origin) -> Record:
    """A check as a row: of her household, or of herself where she has none. It is kept in her file."""
    start = stated_moment(body.start, origin.captured)
    day = service_date(start, settings().zone)
    return new_row(
        Record,
        id=body.id,
        kind=RecordKind.HYGIENE_CHECK,
        subject=person.household or person.id,
        subject_kind="household" if person.household else "person",
        file=person.id if person.household else None,
        township=person.township,
        role=origin.role,
        start=start,
        service_date=day,
        captured_at=origin.captured.at,
        received_at=origin.received_at,
        status=RecordStatus.VALID,
        beneficiaries=1,
        author=origin.author.id,
        author_name=origin.author.name,
        device=origin.device,
        mutation=origin.mutation,
        form="hygiene",
        form_version=body.sheet,
        answers=_answers(body, sheets()[body.sheet], day),
        note=body.note,
        flags=[*origin.captured.flags, *time_flags(start, None, origin.received_at)],
        pictures=[picture.model_dump(mode="json", exclude_none=True) for picture in body.pictures],
    )


def _answers(body: CheckBody, sheet: Sheet, day: date) -> dict[str, Any]:
    total = sum(body.scores.values())
    grade = sheet.grade_of(total)
    mend_by = sheet.mend_by(grade, day)
    said = {"scores": body.scores, "total": total, "grade": grade.id, "points": grade.points}
    more = {"problems": [str(each) for each in body.problems], "after": body.after}
    due = {"mend_by": mend_by.isoformat()} if mend_by else {}
    return {**said, **more, **due, **({"again": body.again} if body.again else {})}


def check_line(record: Record) -> CheckLine:
    """A check as the office reads it."""
    said: Mapping[str, Any] = record.answers
    return CheckLine(
        id=record.id,
        day=record.service_date,
        author_name=record.author_name,
        scores=said.get("scores", {}),
        total=said.get("total", 0),
        grade=said.get("grade", ""),
        points=said.get("points", 0),
        problems=said.get("problems", []),
        mend_by=said.get("mend_by"),
        again=said.get("again"),
        note=record.note,
        pictures=[picture["sha256"] for picture in record.pictures],
        after=said.get("after", []),
    )
