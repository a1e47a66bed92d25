"""Takes a township's roster into the register: what `shouwang import` and the desk's upload do.

All or nothing per row. The same file again changes nothing: people are known by the blind index of their ID number,
facts by the value that holds today, carers by telephone and name. People who are missing from the file are left alone,
and so is what somebody has changed since the last file (`roster_said`).
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.doors.service import follow_homes
from shouwang.duties.words import FactKind
from shouwang.register import roster_queries as queries
from shouwang.register.models import Assignment, Person, Place
from shouwang.register.patches import Clash
from shouwang.register.roster_carers import Carers
from shouwang.register.roster_checks import CheckedRoster, RefusedRow, check_roster
from shouwang.register.roster_headers import Column
from shouwang.register.roster_homes import StatedHome, chunks_of, homes_of
from shouwang.register.roster_households import Households
from shouwang.register.roster_kept import Counted, keep_import
from shouwang.register.roster_known import read_known
from shouwang.register.roster_merge import (
    Stamp,
    goes_on,
    hand_over,
    new_facts,
    new_person,
    unversioned,
    update_person,
)
from shouwang.register.roster_reading import RosterRefused, read_sheets
from shouwang.register.roster_reasons import Remark
from shouwang.register.roster_row import RosterPerson
from shouwang.register.roster_said import Sayings
from shouwang.register.roster_table import Table, find_roster
from shouwang.register.roster_villages import Villages, add_place
from shouwang.register.sealed import index_id_number
from shouwang.sealing import check_key
from shouwang.settings import settings
from shouwang.sync.models import Conflict
from shouwang.sync.synced import SyncedRow
from shouwang.sync.write import Author, write

PEOPLE_PER_WRITE = 500

Progress = Callable[[int, int], None]
"""Told how many people of how many are written."""


@dataclass(frozen=True)
class ImportResult:
    """What became of a file: `rows` = accepted + refused + duplicates (each of which has a warning).

    `conflicts` are fields that others have changed and that this file says differently, for a person to choose.
    """

    table: Table
    rows: int
    accepted: int
    added: int
    changed: int
    conflicts: int
    refused: list[RefusedRow]
    warnings: list[Remark]
    id: str | None
    """Under which it is kept what it wrote; null where that is nothing."""


def import_roster(
    session: Session,
    content: bytes,
    township: str,
    *,
    township_name: str | None = None,
    today: date | None = None,
    by: str | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportResult:
    """Takes a file in within the session's transaction; a dry run does it all and takes it back.

    `township` is a code of nine digits; one not known yet is created and wants a name. Raises RosterRefused.
    """
    if not re.fullmatch(r"[0-9]{9}", township):
        raise RosterRefused("township_code")
    table = find_roster(read_sheets(content))
    stamp = Stamp(township, today or clock.today(settings().zone), clock.now(), by)
    savepoint = session.begin_nested()
    try:
        queries.take_turn(session)
        check_key(session)
        result = _take_in(session, table, stamp, township_name, progress)
    except BaseException:
        savepoint.rollback()
        raise
    if dry_run:
        savepoint.rollback()
    else:
        savepoint.commit()
    return result


def _take_in(
    session: Session, table: Table, stamp: Stamp, township_name: str | None, progress: Progress | None
) -> ImportResult:
    township = _township(session, stamp.township, township_name)
    checked = check_roster(table, today=stamp.today, township_name=township.name)
    intake = Intake(session, stamp, township, checked)
    intake.run(progress)
    refused = sorted(checked.refused + intake.refused, key=lambda refused: refused.row)
    counted = Counted(checked.rows, intake.added, intake.changed, len(refused))
    warnings = _about_township(table, township, township_name) + _about_carers(checked) + intake.said()
    return ImportResult(
        table=table,
        rows=checked.rows,
        accepted=len(checked.people) - len(intake.refused),
        added=intake.added,
        changed=intake.changed,
        conflicts=intake.conflicts,
        refused=refused,
        warnings=sorted(warnings, key=lambda remark: remark.row),
        id=keep_import(session, stamp, intake.wrote, intake.replaced, counted),
    )


def _township(session: Session, code: str, name: str | None) -> Place:
    known = queries.place(session, code)
    if known is not None:
        return known
    if not name or not name.strip():
        raise RosterRefused("township_unknown")
    return add_place(session, Place(code=code, name=name.strip(), parent=code[:6]))


def _about_township(table: Table, township: Place, name: str | None) -> list[Remark]:
    said, county = [], settings().county
    if name and name.strip() != township.name:
        said.append(Remark(table.header_row, "", "township_keeps_name", {"name": township.name}))
    if not township.code.startswith(county):
        facts: dict[str, object] = {"township": township.code, "county": county}
        said.append(Remark(table.header_row, "", "other_county", facts))
    return said


def _about_carers(checked: CheckedRoster) -> list[Remark]:
    without = sum(1 for row in checked.people if row.carer and row.carer.phone is None)
    table = checked.table
    label = table.label(Column.CARER_PHONE) or table.label(Column.CARER)
    return [Remark(table.header_row, label, "carers_without_phone", {"count": without})] if without else []


class Intake:
    """Writes the good rows of a roster, counting what it does."""

    def __init__(self, session: Session, stamp: Stamp, township: Place, checked: CheckedRoster) -> None:
        self._session, self._stamp, self._checked = session, stamp, checked
        self._villages = Villages(session, township)
        self._warnings: list[Remark] = []
        self._moot: set[tuple[int, str]] = set()
        self.refused: list[RefusedRow] = []
        self.added = self.conflicts = 0
        self._changed: set[str] = set()
        self._met: set[str] = set()
        self.wrote: set[tuple[str, str, int]] = set()
        self.replaced: dict[str, dict[str, list[str | None]]] = {}

    def run(self, progress: Progress | None) -> None:
        """Takes all rows in, some hundred people at a time."""
        rows, session, stamp = self._checked.people, self._session, self._stamp
        indexes = [index_id_number(row.id_number) for row in rows]
        ids = queries.ids_by_index(session, indexes)
        self._ids = {row.row: ids.get(index) for row, index in zip(rows, indexes, strict=True)}
        self._known = read_known(session, list(ids.values()), stamp)
        self._sayings = Sayings(stamp, self._known.said, self._known.conflicts)
        self._households = Households(stamp.today, self._known.households, self._known.names)
        villages = queries.villages_of_carers(session, stamp.township, stamp.today)
        self._carers = Carers(stamp, queries.carers(session, stamp.township), villages)
        done = 0
        for homes in chunks_of(homes_of(rows), PEOPLE_PER_WRITE):
            self._write(homes)
            done += sum(len(home.rows) for home in homes)
            if progress:
                progress(done, len(rows))

    @property
    def changed(self) -> int:
        """How many people known before have changed."""
        return len(self._changed)

    def said(self) -> list[Remark]:
        """All there is to look at; nothing about rows that are refused after all."""
        refused = {row.row for row in self.refused}
        said = [remark for remark in self._checked.warnings + self._warnings if remark.row not in refused]
        return [remark for remark in said if (remark.row, remark.code) not in self._moot]

    def _write(self, homes: Sequence[StatedHome]) -> None:
        people: dict[str, Person] = {}
        rest: list[SyncedRow] = []
        for home in homes:
            taken = [(row, person) for row in home.rows if (person := self._take(row, people, rest))]
            self._households.settle(home, taken)
        # in this order, for each refers to those before it
        author = Author(self._stamp.by, self._stamp.at)
        written = self._households.take_written()
        self._put(written, author)
        moved = {person.id: person for person in self._households.move()}
        self._changed.update(moved)
        self._put([*self._carers.take_written(), *(people | moved).values(), *rest], author)
        follow_homes(self._session, written, author)
        self._sayings.save(self._session)

    def _put(self, rows: Sequence[SyncedRow], author: Author) -> None:
        write(self._session, rows, author)
        self.wrote.update((row.sync_kind, row.id, row.version) for row in rows)

    def _take(self, row: RosterPerson, people: dict[str, Person], rest: list[SyncedRow]) -> Person | None:
        """The person of a row that is taken; she is among `people` where she is new or her profile changes."""
        known_id = self._ids[row.row]
        village = self._villages.find(row.village)
        if village is None:
            self._refuse(row, Column.VILLAGE, "too_many_villages")
            return None
        if known_id in self._met:
            self._refuse(row, Column.ID_NUMBER, "same_person")
            return None
        if known_id is not None:
            self._met.add(known_id)
            return self._change(row, village, self._known.people[known_id], people, rest)
        person = new_person(row, village, self._stamp)
        people[person.id] = person
        self._sayings.hear(person.id, row)
        rest.extend(new_facts(person.id, row, None, self._stamp))
        rest.extend(self._hand_over(person, row))
        self.added += 1
        return person

    def _change(
        self, row: RosterPerson, village: Place, person: Person, people: dict[str, Person], rest: list[SyncedRow]
    ) -> Person | None:
        facts = self._known.facts[person.id]
        self._moot.add((row.row, "programme_assumed"))
        if person.township != self._stamp.township:
            self._refuse(row, Column.ID_NUMBER, "in_other_township")
            return None
        if any(fact.kind == FactKind.DEATH for fact in facts):
            self._warn(row, Column.NAME, "recorded_dead")
            return None
        merged = self._sayings.merge(person, row)
        if "name" in merged.values:
            self._warn(row, Column.NAME, "name_changed")
        rest.extend(self._keep(person, row, merged.clashes))
        before = unversioned(person)
        if update_person(person, row, village, merged.values):
            people[person.id] = person
            self._remember(person, before)
        others = [*new_facts(person.id, row, facts, self._stamp), *self._hand_over(person, row)]
        rest.extend(others)
        if others or person.id in people:
            self._changed.add(person.id)
        return person

    def _remember(self, person: Person, before: Mapping[str, str | None]) -> None:
        replaced = {name: [before[name], now] for name, now in unversioned(person).items() if now != before[name]}
        if replaced:
            self.replaced[person.id] = replaced

    def _keep(self, person: Person, row: RosterPerson, clashes: Iterable[Clash]) -> list[Conflict]:
        """What somebody has changed since the last roster stays, and is told."""
        kept = [self._sayings.kept(person, clash) for clash in clashes]
        for each in kept:
            self._warn(row, each.column, each.code)
        opened = [each.conflict for each in kept if each.conflict]
        self.conflicts += len(opened)
        return opened

    def _hand_over(self, person: Person, row: RosterPerson) -> list[Assignment]:
        # who is handed over today already comes last: of namesakes the one who stays is meant
        running = sorted(self._known.carers[person.id], key=lambda each: not goes_on(each, self._stamp.today))
        if row.carer is None:
            if running and goes_on(running[0], self._stamp.today):
                self._moot.add((row.row, "carer_missing"))
                self._warn(row, Column.CARER, "carer_kept")
            return []
        user = self._carers.find(row.carer, person.village, [assignment.user for assignment in running])
        return hand_over(person.id, user, row.carer.relation, running, self._stamp)

    def _refuse(self, row: RosterPerson, column: Column, code: str) -> None:
        remark = Remark(row.row, self._checked.table.label(column), code)
        self.refused.append(RefusedRow(row.row, [remark]))

    def _warn(self, row: RosterPerson, column: Column, code: str) -> None:
        self._warnings.append(Remark(row.row, self._checked.table.label(column), code))
