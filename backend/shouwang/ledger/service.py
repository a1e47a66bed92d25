"""Use cases of the township's pages: how a township's people stand."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from shouwang.duties.credit import NONE, Entries
from shouwang.duties.queries import extra_duties_within
from shouwang.duties.raising import asked_extra
from shouwang.duties.reconcile import Period
from shouwang.duties.reconcile import Person as EnginePerson
from shouwang.duties.service import followed_by
from shouwang.duties.timelines import Fact
from shouwang.ledger import queries
from shouwang.ledger.raised import Raised, extra_of_person, raised, wanted_with
from shouwang.ledger.schemas import Carer, PeopleReply, PersonRow, PolicyLine
from shouwang.ledger.standing import (
    Ledger,
    Reports,
    age_on,
    holding_on,
    last_met,
    open_ledger,
    programmes_on,
)
from shouwang.privacy.consents import unrecorded_within
from shouwang.register.models import Person, Sex
from shouwang.register.words import ReportWhat
from shouwang.settings import settings


def ledger_of(session: Session, period: Period, today: date) -> Ledger:
    """The county's policies, made ready for a period."""
    return open_ledger(followed_by(session, settings().county), period, today)


def people(session: Session, township: str, name: str, period: Period, today: date) -> PeopleReply:
    """A township's people and how each stands."""
    ledger = ledger_of(session, period, today)
    return PeopleReply(
        today=today,
        from_=period.first,
        to=period.last,
        township=township,
        name=name,
        policies=policy_lines(ledger),
        rows=rows_within(session, ledger, township),
        consent_unrecorded=unrecorded_within(session, township),
    )


def raised_within(session: Session, place: str, period: Period, today: date) -> list[Raised]:
    """The extra duties that reach a place and have a day of the period."""
    found = extra_duties_within(session, place, period.first, period.last)
    return [raised(each.title, each.reason, each.place, asked_extra(each), today) for each in found]


def policy_lines(ledger: Ledger) -> list[PolicyLine]:
    """The versions that were followed on a day of the period."""
    period = ledger.period
    return [
        PolicyLine(
            id=each.policy.id,
            version=each.version,
            title=each.policy.title,
            status=each.policy.status,
            valid_from=each.valid_from,
        )
        for each in (asked.followed for asked in ledger.asked)
        if each.valid_from <= period.last
        and (each.valid_to is None or max(each.valid_from, period.first) <= each.valid_to)
    ]


def rows_within(session: Session, ledger: Ledger, place: str) -> list[PersonRow]:
    """The rows of all people of a place."""
    facts = queries.facts_within(session, place)
    extra = raised_within(session, place, ledger.period, ledger.today)
    entries = queries.entries_within(session, place, wanted_with(ledger.wanted(), extra), ledger.limits())
    quarantined = queries.quarantined_within(session, place)
    carers = queries.carers_within(session, place, ledger.today)
    reports = reports_within(session, place)
    waiting = queries.open_reports_within(session, place)
    return [
        person_row(
            ledger,
            person,
            facts.get(person.id, []),
            entries.get(person.id, NONE),
            carers.get(person.id),
            reports,
            waiting.get(person.id, []),
            extra,
            quarantined.get(person.id, 0),
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
    entries: Entries,
    carer: tuple[str, str] | None,
    reports: Reports,
    waiting: Sequence[str],
    extra: Sequence[Raised],
    quarantined: int,
) -> PersonRow:
    """One line of the table."""
    asked = EnginePerson(person.id, person.birth_date, facts)
    standing = ledger.standing(asked, entries, reports)
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
        duties=list(dict.fromkeys(owed.duty.id for owed in standing.lines)),
        extra=extra_of_person(extra, person.township, asked, entries, reports),
        to_be_confirmed=[ReportWhat(what) for what in waiting],
        quarantined=quarantined,
    )
