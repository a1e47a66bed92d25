"""From what somebody filled in to a section and to where the checkup stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from sqlalchemy.orm import Session

from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.checkups import queries
from shouwang.checkups.definition import checkup_form
from shouwang.checkups.models import Checkup, CheckupSection
from shouwang.checkups.rules import Standing, Values, day_of, fault_of, findings_of, merge, standing_of
from shouwang.checkups.schemas import SectionFill
from shouwang.checkups.words import CheckupState, Fault
from shouwang.duties.words import RecordKind, RecordStatus
from shouwang.ids import id_from
from shouwang.records.models import Record
from shouwang.register.models import Person
from shouwang.settings import settings
from shouwang.sync.rows import new_row
from shouwang.sync.write import Author, write

HEALTH_ROLES = frozenset({Role.HEALTH_WORKER, Role.FAMILY_DOCTOR})
"""Who fills checkups in and has the health files of her place on the phone."""

Key = tuple[str, int, str]
"""A section by person, year and name."""


@dataclass(frozen=True, slots=True)
class Known:
    """A section as it stands, earlier items of the same batch included."""

    answers: Mapping[str, Any] = field(default_factory=dict)
    clashes: tuple[Mapping[str, Any], ...] = ()
    version: int = 0


@dataclass(frozen=True, slots=True)
class Filled:
    """What a section is to hold; put into its row only when it is written, in a savepoint that takes it back."""

    person: Person
    year: int
    section: str
    known: Known
    has_clashed: bool

    @property
    def key(self) -> Key:
        """Which section."""
        return self.person.id, self.year, self.section

    def done(self, session: Session, author: User, at: datetime) -> CheckupSection:
        """The row with what it is to hold."""
        person, year, section = self.key
        found = [row for row in queries.sections_of(session, [person], year) if row.section == section]
        held = {
            "answers": dict(self.known.answers),
            "clashes": [dict(clash) for clash in self.known.clashes],
            "author": author.id,
            "author_name": author.name,
            "updated_at": at,
        }
        if not found:
            key = id_from("checkup section", person, str(year), section)
            return new_row(CheckupSection, id=key, person=person, year=year, section=section, **held)
        for name, value in held.items():
            setattr(found[0], name, value)
        return found[0]


def known_sections(session: Session, people: Iterable[str], years: Iterable[int]) -> dict[Key, Known]:
    """What stands in some people's checkups of some years."""
    wanted, found = set(people), {}
    for year in set(years):
        for row in queries.sections_of(session, wanted, year):
            found[row.person, row.year, row.section] = Known(row.answers, tuple(row.clashes), row.version)
    return found


def faults_of(asked: SectionFill, today: date) -> dict[str, Fault]:
    """What cannot be taken, by field."""
    form = checkup_form()
    told = {name: fault_of(form.fields[name], new, asked.year, today) for name, (_, new) in asked.set.items()}
    return {name: fault for name, fault in told.items() if fault is not None}


def filled_in(asked: SectionFill, person: Person, known: Known, by: User, mutation: str) -> Filled | None:
    """The section after somebody's changes; none where nothing changes."""
    answers, clashes = merge(known.answers, asked.set)
    left = tuple(clash for clash in known.clashes if clash["id"] not in asked.settle)
    new = tuple(
        {
            "id": id_from("clash", mutation, clash.field),
            "field": clash.field,
            "kept": clash.kept,
            "other": clash.other,
            "other_by": by.name,
        }
        for clash in clashes
    )
    if answers == dict(known.answers) and left == known.clashes and not new:
        return None
    after = Known(answers, (*left, *new), known.version + 1)
    return Filled(person, asked.year, asked.section, after, bool(new))


def keep_checkups(session: Session, changed: Iterable[tuple[Person, int]], by: User, role: str, author: Author) -> None:
    """Works out anew where checkups stand: the worklist's row, and the record by which the duty is met."""
    for person, year in {(person.id, year): (person, year) for person, year in changed}.values():
        sections = queries.sections_of(session, [person.id], year)
        values = {name: value for section in sections for name, value in section.answers.items()}
        standing = standing_of(checkup_form(), values, person.sex)
        clashes = sum(len(section.clashes) for section in sections)
        _keep_line(session, person, year, standing, values, clashes, author)
        _keep_record(session, person, year, standing, values, by, role, author)


def _keep_line(
    session: Session, person: Person, year: int, standing: Standing, values: Values, clashes: int, author: Author
) -> None:
    line = queries.checkup_of(session, person.id, year)
    if line is None:
        key = id_from("checkup", person.id, str(year))
        at: dict[str, Any] = {"person": person.id, "township": person.township, "year": year}
        line = Checkup(id=key, state=standing.state, missing=0, clashes=0, updated_at=author.at, **at)
        session.add(line)
    line.state, line.day, line.missing, line.clashes = standing.state, standing.day, len(standing.missing), clashes
    line.told_on, line.township, line.updated_at = day_of(values.get("told_on")), person.township, author.at
    line.findings = {each.field: each.urgent for each in findings_of(checkup_form(), values, person.sex)}
    session.flush()


STATUSES = {
    CheckupState.DONE: RecordStatus.VALID,
    CheckupState.ELSEWHERE: RecordStatus.VALID,
    CheckupState.REFUSED: RecordStatus.ATTEMPT,
    CheckupState.INCOMPLETE: RecordStatus.PENDING,
    CheckupState.DUE: RecordStatus.PENDING,
}
"""A record that carers see: that there is a checkup, never what it says. Only a valid one is credited."""


def _keep_record(
    session: Session,
    person: Person,
    year: int,
    standing: Standing,
    values: Values,
    by: User,
    role: str,
    author: Author,
) -> None:
    key = id_from("checkup record", person.id, str(year))
    record = session.get(Record, key, populate_existing=True)
    day = standing.day or (record.service_date if record else _day_within(year, author.at))
    said = {
        "status": STATUSES[standing.state],
        "reason": "refused" if standing.state is CheckupState.REFUSED else None,
        "note": values.get("carer_advice") or None,
        "service_date": day,
        "start": datetime.combine(day, time(12), settings().zone),
    }
    if record is None:
        record = _new_record(key, person, by, role, author, said)
    elif record.status == RecordStatus.VOIDED or all(getattr(record, name) == value for name, value in said.items()):
        return
    else:
        for name, value in said.items():
            setattr(record, name, value)
    write(session, [record], author)


def _new_record(key: str, person: Person, by: User, role: str, author: Author, said: Mapping[str, Any]) -> Record:
    return new_row(
        Record,
        id=key,
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
