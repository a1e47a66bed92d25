"""From what somebody filled in to a section and to where the checkup stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.checkups import queries
from shouwang.checkups.definition import checkup_form
from shouwang.checkups.deriving import Written, line_said, new_record, record_id, record_said
from shouwang.checkups.models import Checkup, CheckupSection
from shouwang.checkups.rules import Standing, Values, fault_of, merge, standing_of
from shouwang.checkups.schemas import SectionFill
from shouwang.checkups.words import CheckupState, Fault
from shouwang.duties.words import RecordStatus
from shouwang.ids import id_from
from shouwang.records.models import Record
from shouwang.register.models import Person
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
        found = [
            row for row in queries.sections_of(session, [self.person.id], self.year) if row.section == self.section
        ]
        return self.row(found[0] if found else None, author, at)

    def row(self, found: CheckupSection | None, author: User, at: datetime) -> CheckupSection:
        """The same, where it is known which row stands; none for a section that is new."""
        person, year, section = self.key
        held = {
            "answers": dict(self.known.answers),
            "clashes": [dict(clash) for clash in self.known.clashes],
            "author": author.id,
            "author_name": author.name,
            "updated_at": at,
        }
        if found is None:
            key = id_from("checkup section", person, str(year), section)
            return new_row(CheckupSection, id=key, person=person, year=year, section=section, **held)
        for name, value in held.items():
            setattr(found, name, value)
        return found


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
        _keep_line(session, person, year, line_said(person, standing, values, clashes, author.at))
        _keep_record(session, person, year, standing, values, Written(by, role, author))


def _keep_line(session: Session, person: Person, year: int, said: Mapping[str, Any]) -> None:
    line = queries.checkup_of(session, person.id, year)
    if line is None:
        session.add(Checkup(id=id_from("checkup", person.id, str(year)), person=person.id, year=year, **said))
    else:
        for name, value in said.items():
            setattr(line, name, value)
    session.flush()


def _keep_record(
    session: Session, person: Person, year: int, standing: Standing, values: Values, written: Written
) -> None:
    record = session.get(Record, record_id(person.id, year), populate_existing=True)
    known = record.service_date if record else None
    said = record_said(standing, values, year, known, written.author.at)
    if record is None and standing.state is CheckupState.DUE:
        return  # a contract alone begins no checkup
    if record is None:
        write(session, [new_record(person, year, written, said)], written.author)
    elif record.status != RecordStatus.VOIDED and any(getattr(record, name) != value for name, value in said.items()):
        for name, value in said.items():
            setattr(record, name, value)
        write(session, [record], written.author)
