"""What follows from the sections of a checkup: its line in the worklist, and the record by which the duty is met."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, NamedTuple

from shouwang.accounts.models import User
from shouwang.checkups.contracts import contract_of
from shouwang.checkups.definition import checkup_form
from shouwang.checkups.rules import Standing, Values, day_of, findings_of
from shouwang.checkups.words import CheckupState
from shouwang.duties.words import RecordKind, RecordStatus
from shouwang.ids import id_from
from shouwang.records.models import Record
from shouwang.register.models import Person
from shouwang.settings import settings
from shouwang.sync.rows import new_row
from shouwang.sync.write import Author

STATUSES = {
    CheckupState.DONE: RecordStatus.VALID,
    CheckupState.ELSEWHERE: RecordStatus.VALID,
    CheckupState.REFUSED: RecordStatus.ATTEMPT,
    CheckupState.INCOMPLETE: RecordStatus.PENDING,
    CheckupState.DUE: RecordStatus.PENDING,
}
"""A record that carers see: that there is a checkup, never what it says. Only a valid one is credited."""


class Written(NamedTuple):
    """Who fills in, in which role, and as whose change it is written."""

    by: User
    role: str
    author: Author


def line_said(person: Person, standing: Standing, values: Values, clashes: int, at: datetime) -> dict[str, Any]:
    """What the worklist says of a checkup."""
    contract = contract_of(values)
    return {
        "township": person.township,
        "state": standing.state,
        "day": standing.day,
        "told_on": day_of(values.get("told_on")),
        "missing": len(standing.missing),
        "clashes": clashes,
        "findings": {each.field: each.urgent for each in findings_of(checkup_form(), values, person.sex)},
        "contract_doctor": contract and contract.doctor,
        "contract_on": contract and contract.signed_on,
        "contract_until": contract and contract.until,
        "updated_at": at,
    }


def record_id(person: str, year: int) -> str:
    """The record of the checkup of a person's year."""
    return id_from("checkup record", person, str(year))


def record_said(standing: Standing, values: Values, year: int, known: date | None, at: datetime) -> dict[str, Any]:
    """What the record says; it stays on the day that is `known` where none is told."""
    day = standing.day or known or _day_within(year, at)
    return {
        "status": STATUSES[standing.state],
        "reason": "refused" if standing.state is CheckupState.REFUSED else None,
        "note": values.get("carer_advice") or None,
        "service_date": day,
        "start": datetime.combine(day, time(8), settings().zone),
    }


def new_record(person: Person, year: int, written: Written, said: Mapping[str, Any]) -> Record:
    """The record, not yet written."""
    by, role, author = written
    return new_row(
        Record,
        id=record_id(person.id, year),
        kind=RecordKind.CHECKUP,
        subject=person.id,
        township=person.township,
        role=role,
        captured_at=author.at,
        received_at=author.at,
        author=by.id,
        author_name=by.name,
        mutation=author.mutation,
        form="checkup",
        answers={},
        flags=[],
        pictures=[],
        **said,
    )


def _day_within(year: int, at: datetime) -> date:
    today = at.astimezone(settings().zone).date()
    return today if today.year == year else date(year, 12, 31)
