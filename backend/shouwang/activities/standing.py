"""Use case of the page of activities: a month's, and how the townships stand with what they owe in it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.service import Caller
from shouwang.activities import queries
from shouwang.activities.models import Activity
from shouwang.activities.schemas import Activities, ActivityLine, Standing
from shouwang.duties.credit import NONE
from shouwang.duties.reconcile import Period
from shouwang.duties.units import month_end
from shouwang.duties.words import RecordKind
from shouwang.ledger.queries import entries_of, townships_within
from shouwang.ledger.service import ledger_of
from shouwang.ledger.townships import township_duty
from shouwang.settings import settings


def activities(session: Session, caller: Caller, month: date | None) -> Activities:
    """The activities of a month; of the running one where none is said."""
    today = clock.today(settings().zone)
    first = (month or today).replace(day=1)
    period = Period(first, month_end(first))
    found = queries.activities_within(session, caller.user.place, period.first, period.last)
    townships = queries.townships_of_county(session, settings().county)
    return Activities(
        today=today,
        month=first,
        activities=lines(session, caller, found),
        standings=_standings(session, caller.user.place, period, today),
        organisers=[{"code": each.code, "name": each.name} for each in townships],
    )


def lines(session: Session, caller: Caller, found: Sequence[Activity]) -> list[ActivityLine]:
    """Activities as the office's list has them."""
    going = queries.going(session, [each.id for each in found])
    return [
        ActivityLine(
            **each.shape().model_dump(),
            going=going.get(each.id, 0),
            volunteers=len(each.present) + each.others,
            may_change=each.township.startswith(caller.user.place),
        )
        for each in found
    ]


def _standings(session: Session, place: str, period: Period, today: date) -> list[Standing]:
    ledger = ledger_of(session, period, today)
    places = townships_within(session, place)
    entries = entries_of(session, [each.code for each in places])
    return [
        Standing(
            township=each.code,
            township_name=each.name,
            duties=[
                township_duty(owed)
                for asked in ledger.asked
                for owed in asked.of_township(each.code, entries.get(each.code, NONE))
                if RecordKind.ACTIVITY in owed.duty.credit.kinds
            ],
        )
        for each in places
    ]
