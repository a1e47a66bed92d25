"""Use cases of the households' pages: who lives together, and what is owed to each household."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy.orm import Session

from shouwang.accounts.queries import place_name
from shouwang.blobs.promised import brought
from shouwang.duties.credit import NONE, entries_by_subject
from shouwang.duties.explain import explain_place
from shouwang.duties.following import words_of
from shouwang.duties.reconcile import Period
from shouwang.duties.timelines import Span
from shouwang.duties.words import Light, SubjectKind
from shouwang.ledger import queries
from shouwang.ledger.homes import assigned_to, days_lived_in
from shouwang.ledger.household_schemas import HouseholdMember, HouseholdReply, HouseholdRow, HouseholdsReply
from shouwang.ledger.opened import Opened, as_counted, duty_line, record_lines
from shouwang.ledger.queries import NOBODY, Resident
from shouwang.ledger.schemas import HouseholdDuty
from shouwang.ledger.service import ledger_of, policy_lines, reports_within
from shouwang.ledger.standing import Ledger, Owed, Reports, Standing, outcomes_of
from shouwang.records.service import forms_of
from shouwang.register.models import Household


class _Home(NamedTuple):
    """A household with the days on which somebody lives in it."""

    row: Household
    days: Sequence[Span]


class Homes:
    """The households of a place, made ready to be asked about."""

    def __init__(self, session: Session, ledger: Ledger, place: str) -> None:
        self._ledger = ledger
        facts = queries.facts_within(session, place)
        homes = [_Home(row, days_lived_in(row.stays, facts)) for row in queries.households_within(session, place)]
        self.lived_in = [home for home in homes if _touches(home.days, ledger.period)]
        self._entries = queries.entries_of(session, [home.row.id for home in homes]) if is_owed_any(ledger) else {}
        told = reports_within(session, place)
        self.reports = Reports(
            {each.row.id: assigned_to(each.row.stays, told.assigned) for each in homes}, told.through
        )

    def standing(self, home: _Home) -> Standing:
        """How a household stands."""
        entries = self._entries.get(home.row.id, NONE)
        return self._ledger.standing_of_household(home.row.id, entries, home.days, self.reports)

    def sums(self) -> list[HouseholdDuty]:
        """Each duty of households, summed over all of them."""
        return _sums((owed for home in self.lived_in for owed in self.standing(home).lines), self.reports)


def is_owed_any(ledger: Ledger) -> bool:
    """Whether the county's policies owe anything to households at all."""
    return any(asked.question.duties[SubjectKind.HOUSEHOLD] for asked in (*ledger.asked, *ledger.now))


def households(session: Session, township: str, period: Period, today: date) -> HouseholdsReply:
    """A township's households and how each stands."""
    ledger = ledger_of(session, period, today)
    homes = Homes(session, ledger, township)
    residents = queries.residents_within(session, township)
    return HouseholdsReply(
        today=today,
        from_=period.first,
        to=period.last,
        township=township,
        name=place_name(session, township),
        policies=policy_lines(ledger),
        duties=homes.sums(),
        rows=[_row(home.row, homes.standing(home), residents) for home in homes.lived_in],
    )


def household(session: Session, found: Household, period: Period, today: date) -> HouseholdReply:
    """One household, each number opened onto its days and records."""
    ledger = ledger_of(session, period, today)
    homes = Homes(session, ledger, found.township)
    facts = queries.facts_within(session, found.township)
    home = _Home(found, days_lived_in(found.stays, facts))
    records = queries.records_of(session, [found.id])
    counted = [as_counted(record) for record in records]
    entries = entries_by_subject(counted).get(found.id, NONE)
    opened = [
        Opened(
            explain_place(asked.question, owed.duty.id, SubjectKind.HOUSEHOLD, found.id, counted, home.days),
            owed.duty,
            owed.followed,
        )
        for asked in ledger.asked
        for owed in asked.of_household(found.id, entries, home.days)
    ]
    return HouseholdReply(
        today=today,
        from_=period.first,
        to=period.last,
        township=found.township,
        township_name=place_name(session, found.township),
        household=_row(found, homes.standing(home), queries.residents_within(session, found.township)),
        policies=policy_lines(ledger),
        duties=[duty_line(each, homes.reports) for each in opened],
        records=record_lines(
            forms_of(session, records), records, [each.explained for each in opened], brought(session, records)
        ),
    )


def _row(row: Household, standing: Standing, residents: Mapping[str, Resident]) -> HouseholdRow:
    def resident(person: str) -> Resident:
        return residents.get(person, NOBODY)

    return HouseholdRow(
        **row.shape().model_dump(include={"id", "village", "village_name", "group_name"}),
        # It stands where its first person lives, who may have moved or been put right since the roster.
        address=resident(row.person).address or row.address,
        head=resident(row.head or row.person).name if row.head or not row.head_name else row.head_name,
        members=[HouseholdMember(name=resident(stay.person).name, **stay.model_dump()) for stay in row.stays],
        light=standing.light,
        due_by=standing.due_by,
        expected=standing.expected,
        credited=standing.credited,
        misses=standing.misses,
        unreported=standing.unreported,
    )


def _sums(lines: Iterable[Owed], reports: Reports) -> list[HouseholdDuty]:
    by_duty: defaultdict[tuple[str, int, str], list[Owed]] = defaultdict(list)
    for owed in lines:
        by_duty[owed.followed.policy.id, owed.followed.version, owed.duty.id].append(owed)
    return [_sum(each, reports) for each in by_duty.values()]


def _sum(lines: Sequence[Owed], reports: Reports) -> HouseholdDuty:
    lights = [owed.line.light for owed in lines]
    told = [outcome.is_reported for owed in lines for outcome in outcomes_of(owed.duty, owed.line, reports)]
    return HouseholdDuty(
        duty=words_of(lines[0].duty, lines[0].followed),
        households=len(lines),
        expected=sum(owed.line.expected for owed in lines),
        credited=sum(owed.line.credited for owed in lines),
        misses=told.count(True),
        unreported=told.count(False),
        red=lights.count(Light.RED),
        yellow=lights.count(Light.YELLOW),
        green=lights.count(Light.GREEN),
        grey=lights.count(Light.GREY),
    )


def _touches(days: Iterable[Span], period: Period) -> bool:
    return any(span.first <= period.last.toordinal() and period.first.toordinal() <= span.last for span in days)
