"""A township's month as the database knows it now, as inputs that can be computed from at any time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy.orm import Session

from shouwang.closing import queries
from shouwang.closing.inputs import (
    Cared,
    FollowedPolicy,
    Inputs,
    KnownFact,
    RaisedDuty,
    Subject,
    capped,
    ordered,
)
from shouwang.duties.duty import Followed
from shouwang.duties.models import AdoptedPolicy, ExtraDuty
from shouwang.duties.policy import adopted, parse_policy
from shouwang.duties.queries import adopted_policies, extra_duties_within
from shouwang.duties.reconcile import Period
from shouwang.duties.timelines import Fact, Span
from shouwang.ledger.homes import assigned_to, days_lived_in
from shouwang.ledger.queries import Wanted, births_within, facts_within, households_within
from shouwang.ledger.reporting import Assigned
from shouwang.ledger.service import reports_within
from shouwang.ledger.standing import Ledger, Reports, open_ledger
from shouwang.settings import settings


def gathered(session: Session, township: str, month: date, last: date) -> Inputs:
    """The inputs of a month up to one of its days as they are known now."""
    if last < month:
        return Inputs(township, month, last)
    policies = [row for row in adopted_policies(session, settings().county) if _is_followed(row, month, last)]
    extra = _extra_ended(extra_duties_within(session, township, month, last), township, last)
    reports = reports_within(session, township)
    facts = facts_within(session, township)
    ledger = _ledger(policies, month, last)
    records = queries.records_within(session, township, last, _wanted(ledger, extra), ledger.limits())
    people = _people(births_within(session, township), facts, records, reports, last)
    households = _households(session, township, Period(month, last), facts, reports)
    cared = {each.user for subject in (*people.values(), *households.values()) for each in subject.cared}
    return Inputs(
        township,
        month,
        last,
        tuple(_policy(row, last) for row in policies),
        tuple(_raised(row) for row in extra),
        people,
        households,
        Subject(records=ordered(queries.records_of(session, [township], last).get(township, []))),
        {user: min(day, last) for user, day in sorted(reports.through.items()) if user in cared},
    )


def _extra_ended(rows: Iterable[ExtraDuty], township: str, last: date) -> list[ExtraDuty]:
    """Those that reach the township and whose last day is over, in an order that does not depend on it."""
    ended = [row for row in rows if township.startswith(row.place) and row.valid_to <= last]
    return sorted(ended, key=lambda row: row.id)


def _is_followed(row: AdoptedPolicy, month: date, last: date) -> bool:
    """Whether it is in force on a day of the month; one that was replaced on its first day never was."""
    begins = max(row.valid_from, month)
    return begins <= last and (row.valid_to is None or begins <= row.valid_to)


def _people(
    births: Mapping[str, date],
    facts: Mapping[str, Sequence[Fact]],
    records: queries.Records,
    reports: Reports,
    last: date,
) -> dict[str, Subject]:
    return {
        person: Subject(
            birth,
            _facts(facts.get(person, []), last),
            ordered(records.get(person, [])),
            _cared(reports.assigned.get(person, ()), last),
        )
        for person, birth in sorted(births.items())
    }


def _households(
    session: Session, township: str, month: Period, facts: Mapping[str, Sequence[Fact]], reports: Reports
) -> dict[str, Subject]:
    last = month.last
    rows = households_within(session, township)
    records = queries.records_of(session, [row.id for row in rows], last)
    found = {}
    for row in rows:
        days = _days(days_lived_in(row.stays, facts), last)
        if any(span.last >= month.first.toordinal() for span in days):
            cared = _cared(assigned_to(row.stays, reports.assigned), last)
            found[row.id] = Subject(records=ordered(records.get(row.id, [])), cared=cared, days=days)
    return found


def _days(spans: Iterable[Span], last: date) -> tuple[Span, ...]:
    """The days up to the month's last; a household in which somebody goes on living is lived in for good."""
    return tuple(
        Span(span.first, date.max.toordinal() if span.last > last.toordinal() else span.last)
        for span in spans
        if span.first <= last.toordinal()
    )


def _ledger(policies: Sequence[AdoptedPolicy], month: date, last: date) -> Ledger:
    followed = [
        Followed(adopted(parse_policy(row.body), row.valid_from, row.valid_to), row.pack_version, row.valid_from, None)
        for row in policies
    ]
    return open_ledger(followed, Period(month, last), last + timedelta(days=1))


def _wanted(ledger: Ledger, extra: Iterable[ExtraDuty]) -> Wanted:
    wanted = dict(ledger.wanted())
    wanted["visit"] = min([wanted["visit"], *(row.valid_from.toordinal() for row in extra)])
    return wanted


def _facts(facts: Iterable[Fact], last: date) -> tuple[KnownFact, ...]:
    """In order of entry, which decides ties."""
    return tuple(
        KnownFact(fact.id or "", fact.kind, fact.value, fact.valid_from, capped(fact.valid_to, last), fact.known_on)
        for fact in facts
        if fact.valid_from <= last
    )


def _cared(assigned: Iterable[Assigned], last: date) -> tuple[Cared, ...]:
    cared = {Cared(each.user, each.valid_from, capped(each.valid_to, last), each.is_cover) for each in assigned}
    theirs = [each for each in cared if each.valid_from <= last]
    return tuple(sorted(theirs, key=lambda each: (each.valid_from, each.user, each.valid_to or date.max)))


def _policy(row: AdoptedPolicy, last: date) -> FollowedPolicy:
    return FollowedPolicy(row.pack, row.pack_version, row.valid_from, capped(row.valid_to, last), row.body)


def _raised(row: ExtraDuty) -> RaisedDuty:
    return RaisedDuty(
        row.id,
        row.title,
        row.reason,
        row.place,
        row.valid_from,
        row.valid_to,
        row.ended_at is not None,
        row.population,
    )
