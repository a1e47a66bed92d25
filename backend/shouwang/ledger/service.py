"""Use cases of the township's pages: how a county's townships, a township's people and one person stand."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from shouwang.accounts.service import Caller
from shouwang.duties.credit import Entry
from shouwang.duties.reconcile import Period
from shouwang.duties.reconcile import Person as EnginePerson
from shouwang.duties.service import policies_of
from shouwang.duties.timelines import Fact
from shouwang.duties.words import Light
from shouwang.ledger import queries
from shouwang.ledger.schemas import Carer, PeopleReply, PersonRow, PolicyLine, TownshipRow, TownshipsReply
from shouwang.ledger.standing import (
    Ledger,
    Reports,
    age_on,
    holding_on,
    last_met,
    open_ledger,
    programmes_on,
    quarantined,
)
from shouwang.register.models import Person, Sex
from shouwang.register.words import ReportWhat
from shouwang.settings import settings


def ledger_of(session: Session, period: Period, today: date) -> Ledger:
    """The county's policies, made ready for a period."""
    return open_ledger(policies_of(session, settings().county), period, today)


def people(session: Session, township: str, name: str, period: Period, today: date) -> PeopleReply:
    """A township's people and how each stands."""
    ledger = ledger_of(session, period, today)
    return PeopleReply(
        today=today,
        from_=period.first,
        to=period.last,
        township=township,
        name=name,
        policies=[PolicyLine(id=p.id, title=p.title, status=p.status) for p in ledger.policies],
        rows=rows_within(session, ledger, township),
    )


def rows_within(session: Session, ledger: Ledger, place: str) -> list[PersonRow]:
    """The rows of all people of a place."""
    facts = queries.facts_within(session, place)
    entries = queries.entries_within(session, place)
    carers = queries.carers_within(session, place, ledger.today)
    reports = reports_within(session, place)
    waiting = queries.open_reports_within(session, place)
    return [
        person_row(
            ledger,
            person,
            facts.get(person.id, []),
            entries.get(person.id, []),
            carers.get(person.id),
            reports,
            waiting.get(person.id, []),
        )
        for person in queries.people_within(session, place)
    ]


def reports_within(session: Session, place: str) -> Reports:
    """Who was to report on the people of a place, and through which day each has."""
    return Reports(
        queries.assigned_within(session, place),
        queries.reported_through_within(session, place, settings().zone),
    )


def person_row(
    ledger: Ledger,
    person: Person,
    facts: Sequence[Fact],
    entries: Sequence[Entry],
    carer: tuple[str, str] | None,
    reports: Reports,
    waiting: Sequence[str],
) -> PersonRow:
    """One line of the table."""
    standing = ledger.standing(EnginePerson(person.id, person.birth_date, facts), entries, reports)
    held = holding_on(ledger.today, facts)
    last_visit, last_attempt = last_met(entries, ledger.today)
    return PersonRow(
        id=person.id,
        name=person.name,
        sex=Sex(person.sex),
        age=age_on(ledger.today, person.birth_date),
        village=person.village,
        village_name=person.village_name,
        group_name=person.group_name,
        ability=held.get("ability"),
        arrangement=held.get("arrangement"),
        programmes=programmes_on(ledger.today, facts),
        suspension="death" if "death" in held else held.get("suspension"),
        carer=Carer(id=carer[0], name=carer[1]) if carer else None,
        light=standing.light,
        due_by=standing.due_by,
        expected=standing.expected,
        credited=standing.credited,
        misses=standing.misses,
        unreported=standing.unreported,
        last_visit=last_visit,
        last_attempt=last_attempt,
        duties=[line.duty for line in standing.lines],
        to_be_confirmed=[ReportWhat(what) for what in waiting],
        quarantined=quarantined(facts, entries),
    )


def townships(session: Session, caller: Caller, period: Period, today: date) -> TownshipsReply:
    """The sums of each township that the caller may see."""
    ledger = ledger_of(session, period, today)
    place = caller.user.place[:9]
    issues = queries.open_issues_by_township(session, place)
    rows = [
        _township_row(each.code, each.name, rows_within(session, ledger, each.code), issues.get(each.code, 0))
        for each in queries.townships_within(session, place)
    ]
    return TownshipsReply(today=today, from_=period.first, to=period.last, rows=rows)


def _township_row(code: str, name: str, rows: Sequence[PersonRow], open_issues: int) -> TownshipRow:
    lights = [row.light for row in rows]
    return TownshipRow(
        township=code,
        name=name,
        people=len(rows),
        expected=sum(row.expected for row in rows),
        credited=sum(row.credited for row in rows),
        misses=sum(row.misses for row in rows),
        unreported=sum(row.unreported for row in rows),
        red=lights.count(Light.RED),
        yellow=lights.count(Light.YELLOW),
        green=lights.count(Light.GREEN),
        grey=lights.count(Light.GREY),
        without_carer=sum(row.carer is None and row.suspension != "death" for row in rows),
        open_issues=open_issues,
        to_be_confirmed=sum(len(row.to_be_confirmed) for row in rows),
        quarantined=sum(row.quarantined for row in rows),
    )
