"""Every SELECT about people who stand in the register twice."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.agreements.models import Agreement
from shouwang.assessments.models import AbilityChange, Assessment
from shouwang.checkups.models import CheckupSection
from shouwang.needs.models import Need
from shouwang.privacy.models import Consent
from shouwang.records.models import Record
from shouwang.register.merge_models import PersonMerge
from shouwang.register.models import Assignment, Fact, Person, Report
from shouwang.register.queries import running_on
from shouwang.sync.synced import SyncedRow

Row = TypeVar("Row", bound=SyncedRow)
BY_OFFICES: dict[str, type[Consent] | type[AbilityChange]] = {"consents": Consent, "changes": AbilityChange}
"""What no phone knows. Where the key of one is missing the merge is from before it was taken along."""


def spoken_of(session: Session, person: str) -> list[SyncedRow]:
    """The records, needs, reports and agreements of a person, read anew under her lock."""
    found: list[SyncedRow] = []
    named = ((Record, Record.subject), (Need, Need.person), (Report, Report.person), (Agreement, Agreement.person))
    for table, column in named:
        hers = select(table).where(col(column) == person).order_by(col(table.id))
        found += session.scalars(hers.execution_options(populate_existing=True))
    return found


def examined_of(session: Session, gone: str, kept: str) -> list[SyncedRow]:
    """What was assessed of a person, and the sections of her checkups that the other one has not, read anew."""
    anew = {"populate_existing": True}
    theirs = select(CheckupSection).where(col(CheckupSection.person).in_([gone, kept]))
    sections = list(session.scalars(theirs.order_by(col(CheckupSection.id)).execution_options(**anew)))
    there = {(each.year, each.section) for each in sections if each.person == kept}
    goes = [each for each in sections if each.person == gone and (each.year, each.section) not in there]
    assessed = select(Assessment).where(col(Assessment.person) == gone).order_by(col(Assessment.id))
    return [*goes, *session.scalars(assessed.execution_options(**anew))]


def rows(session: Session, table: type[Row], ids: Iterable[str]) -> list[Row]:
    """Rows by id, read anew."""
    wanted = select(table).where(col(table.id).in_(list(ids))).execution_options(populate_existing=True)
    return list(session.scalars(wanted))


def live_facts(session: Session, person: str) -> list[Fact]:
    """The facts about a person that stand, read anew."""
    hers = select(Fact).where(col(Fact.person) == person, col(Fact.voided_at).is_(None))
    return list(session.scalars(hers.order_by(col(Fact.entered)).execution_options(populate_existing=True)))


def held_by_offices(session: Session, person: str) -> dict[str, list[str]]:
    """The ids of what a person was told or agreed to, and of the clocks that run for her, by their kind."""
    return {
        name: list(session.scalars(select(col(table.id)).where(col(table.person) == person)))
        for name, table in BY_OFFICES.items()
    }


def give(session: Session, held: Mapping[str, Sequence[str]], person: Person) -> None:
    """The same is another person's."""
    for name, table in BY_OFFICES.items():
        hers: dict[str, Any] = {"person": person.id}
        if table is AbilityChange:
            hers["township"] = person.township
        session.execute(update(table).where(col(table.id).in_(held.get(name, ()))).values(hers))


def merges_within(session: Session, place: str, most: int) -> list[PersonMerge]:
    """The last merges of a place, the newest first."""
    within = col(PersonMerge.township).startswith(place, autoescape=True)
    return list(session.scalars(select(PersonMerge).where(within).order_by(col(PersonMerge.at).desc()).limit(most)))


def names(session: Session, people: Iterable[str]) -> dict[str, str]:
    """Names by id."""
    found = select(col(Person.id), col(Person.name)).where(col(Person.id).in_(list(people)))
    return {row[0]: row[1] for row in session.execute(found)}


def namesakes(session: Session, place: str) -> list[Person]:
    """People of a place who share name and birth date with another one, together."""
    theirs = (col(Person.township).startswith(place, autoescape=True), col(Person.merged_into).is_(None))
    shared = (
        select(col(Person.name), col(Person.birth_date))
        .where(*theirs)
        .group_by(col(Person.name), col(Person.birth_date))
        .having(func.count() > 1)
        .subquery()
    )
    same = (shared.c.name == col(Person.name)) & (shared.c.birth_date == col(Person.birth_date))
    found = select(Person).join(shared, same).where(*theirs)
    return list(session.scalars(found.order_by(col(Person.name), col(Person.birth_date), col(Person.id))))


def people(session: Session, ids: Iterable[str]) -> list[Person]:
    """People by id who are in the register once."""
    found = select(Person).where(col(Person.id).in_(list(ids)), col(Person.merged_into).is_(None))
    return list(session.scalars(found.order_by(col(Person.id))))


def numbers_of_records(session: Session, people: Iterable[str]) -> dict[str, int]:
    """How many records each of some people has."""
    counted = (
        select(col(Record.subject), func.count())
        .where(col(Record.subject).in_(list(people)))
        .group_by(col(Record.subject))
    )
    return {row[0]: row[1] for row in session.execute(counted)}


def carers_of(session: Session, people: Iterable[str], on: date) -> dict[str, Any]:
    """The name of somebody who cares for each of some people on a day."""
    found = (
        select(col(Assignment.person), col(Assignment.user_name))
        .where(col(Assignment.person).in_(list(people)), *running_on(on))
        # Who leaves with that day is not meant.
        .where(or_(col(Assignment.valid_to).is_(None), col(Assignment.valid_to) > on))
        .order_by(col(Assignment.is_primary), col(Assignment.valid_from))
    )
    return {row[0]: row[1] for row in session.execute(found)}
