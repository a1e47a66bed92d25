"""Takes a workbook of checkup results in: what `shouwang checkup import` and the desk's upload do.

All or nothing per row. A value is filled in where nothing stands; where another one stands, both are kept for somebody
to choose, as when two phones differ (decision 0160). The same file again changes nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from shouwang import clock, ids
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.checkups import queries
from shouwang.checkups.definition import checkup_form
from shouwang.checkups.filling import Filled, Known, filled_in, keep_checkups, known_sections
from shouwang.checkups.results_models import CheckupImport, CheckupImportWrote
from shouwang.checkups.results_reading import ResultRow, ResultTable, find_results, read_rows
from shouwang.checkups.results_reasons import ResultRemark
from shouwang.checkups.rules import findings_of, is_asked
from shouwang.checkups.schemas import SectionFill
from shouwang.register import roster_queries
from shouwang.register.identity import plain_name
from shouwang.register.models import Person
from shouwang.register.queries import people_by_id
from shouwang.register.roster_reading import RosterRefused, read_sheets
from shouwang.register.sealed import index_id_number
from shouwang.settings import settings
from shouwang.sync.write import Author, lock_buckets, write


@dataclass(frozen=True)
class Import:
    """Whose results of which year are taken in, by whom (the command has no id) and when."""

    id: str
    township: str
    year: int
    by: User
    at: datetime
    today: date


@dataclass
class Intake:
    """What a file does, counted on the way."""

    table: ResultTable
    people: dict[str, Person] = field(default_factory=dict)
    filled: list[tuple[Filled, dict[str, Any], list[str]]] = field(default_factory=list)
    fields: int = 0
    conflicts: int = 0
    refused: list[ResultRemark] = field(default_factory=list)
    refused_rows: int = 0
    warnings: list[ResultRemark] = field(default_factory=list)

    def warn(self, row: ResultRow, name: str, code: str) -> None:
        """Something to look at."""
        self.warnings.append(ResultRemark(row.number, self.table.label(name), code))


def import_results(
    session: Session, content: bytes, township: str, year: int, by: User, *, dry_run: bool
) -> tuple[Intake, str | None]:
    """Takes a file in within the session's transaction; a dry run only looks. Raises `RosterRefused`.

    With what it did, the id under which that is kept; none where it wrote nothing.
    """
    if roster_queries.place(session, township) is None:
        raise RosterRefused("township_code")
    today = clock.today(settings().zone)
    table = find_results(read_sheets(content))
    roster_queries.take_turn(session)
    asked = Import(ids.uuid7(), township, year, by, clock.now(), today)
    intake = _look(session, table, asked)
    if dry_run or not intake.filled:
        return intake, None
    _write(session, intake, asked)
    return intake, asked.id


def _look(session: Session, table: ResultTable, asked: Import) -> Intake:
    rows = read_rows(table, asked.year, asked.today)
    intake = Intake(table)
    indexes = {row.number: index_id_number(row.id_number) for row in rows if row.id_number}
    found = roster_queries.ids_by_index(session, list(indexes.values()))
    lock_buckets(session, [f"p:{person}" for person in sorted(set(found.values()))])
    people = people_by_id(session, found.values())
    known = known_sections(session, people, [asked.year])
    first: dict[str, int] = {}
    for row in rows:
        person = people.get(found.get(indexes.get(row.number, ""), ""))
        _check_person(row, table, person, asked.township, first)
        if row.faults or person is None:
            intake.refused += row.faults
            intake.refused_rows += 1
            continue
        first[person.id] = row.number
        _take(intake, row, person, known, asked)
    intake.warnings += [ResultRemark(table.header_row, text, "column_unknown") for text in table.unknown()]
    intake.warnings.sort(key=lambda remark: remark.row)
    return intake


def _check_person(
    row: ResultRow, table: ResultTable, person: Person | None, township: str, first: dict[str, int]
) -> None:
    def refuse(place: int, code: str, **facts: object) -> None:
        row.faults.append(ResultRemark(row.number, table.labels[place], code, dict(facts)))

    if not row.id_number:
        return
    if person is None:
        refuse(table.id_number, "person_unknown")
    elif person.township != township:
        refuse(table.id_number, "other_township")
    elif row.name and plain_name(person.name) != row.name:
        refuse(table.name or 0, "name_differs")
    elif person.id in first:
        refuse(table.id_number, "row_repeated", first=first[person.id])


def _take(
    intake: Intake, row: ResultRow, person: Person, known: dict[tuple[str, int, str], Known], asked: Import
) -> None:
    form = checkup_form()
    mine = {section.id: known.get((person.id, asked.year, section.id), Known()) for section in form.sections}
    standing = {name: value for each in mine.values() for name, value in each.answers.items()}
    values = dict(row.values)
    if {"day", "doctor"} & set(values) and "outcome" not in {*values, *standing}:
        values["outcome"] = "examined"
    together = {**values, **standing}
    for name in [name for name in values if not is_asked(form, form.fields[name], together, person.sex)]:
        intake.warn(row, name, "not_asked")
        del values[name]
    intake.warnings += row.slips
    _warn_of_findings(intake, row, values, person)
    for section in form.sections:
        new = {item.id: values[item.id] for item in section.fields if item.id in values}
        _fill(intake, row, person, mine[section.id], _section(section.id, new, asked), asked)


def _warn_of_findings(intake: Intake, row: ResultRow, values: dict[str, Any], person: Person) -> None:
    numbers = {name: value for name, value in values.items() if isinstance(value, int | float)}
    for finding in findings_of(checkup_form(), numbers, person.sex):
        intake.warn(row, finding.field, "urgent" if finding.urgent else "unusual")


def _section(section: str, values: dict[str, Any], asked: Import) -> SectionFill:
    changes = {name: (None, value) for name, value in values.items()}
    return SectionFill(year=asked.year, form_version=1, section=section, set=changes)


def _fill(intake: Intake, row: ResultRow, person: Person, known: Known, fill: SectionFill, asked: Import) -> None:
    waiting = {(clash["field"], str(clash["other"])) for clash in known.clashes}
    fill.set = {name: pair for name, pair in fill.set.items() if (name, str(pair[1])) not in waiting}
    done = filled_in(fill, person, known, asked.by, ids.uuid7())
    if done is None:
        return
    before = set(known.answers)
    filled = {name: value for name, value in done.known.answers.items() if name not in before}
    old = {clash["id"] for clash in known.clashes}
    clashes = [clash for clash in done.known.clashes if clash["id"] not in old]
    for clash in clashes:
        intake.warn(row, clash["field"], "conflict")
    intake.filled.append((done, filled, [clash["id"] for clash in clashes]))
    intake.people[person.id] = person
    intake.fields += len(filled)
    intake.conflicts += len(clashes)


def _write(session: Session, intake: Intake, asked: Import) -> None:
    author = Author(asked.by.id or None, asked.at)
    stands = {(row.person, row.section): row for row in queries.sections_of(session, intake.people, asked.year)}
    rows = [done.row(stands.get((done.person.id, done.section)), asked.by, asked.at) for done, _, _ in intake.filled]
    write(session, rows, author)
    session.add(
        CheckupImport(
            id=asked.id,
            township=asked.township,
            year=asked.year,
            at=asked.at,
            by=asked.by.id or None,
            rows=len(intake.table.rows),
            people=len(intake.people),
            fields=intake.fields,
            conflicts=intake.conflicts,
            refused=intake.refused_rows,
        )
    )
    session.flush()
    session.add_all(_wrote(asked.id, rows, intake))
    keep_checkups(session, [(person, asked.year) for person in intake.people.values()], asked.by, _ROLE, author)


_ROLE = Role.HEALTH_WORKER


def _wrote(import_id: str, rows: Sequence[Any], intake: Intake) -> Iterable[CheckupImportWrote]:
    for row, (done, filled, clashes) in zip(rows, intake.filled, strict=True):
        yield CheckupImportWrote(
            import_id=import_id, section=row.id, person=done.person.id, filled=filled, clashes=clashes
        )
