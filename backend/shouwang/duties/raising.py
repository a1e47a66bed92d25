"""Use cases of extra duties: raise one for some days, end it, list them."""

from datetime import date, timedelta

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.queries import place_name
from shouwang.accounts.service import Caller
from shouwang.duties import queries
from shouwang.duties.extra import Extra
from shouwang.duties.models import ExtraDuty
from shouwang.duties.packfile import Table
from shouwang.duties.policy import parse_population, population_as_json
from shouwang.duties.schemas import ExtraDutiesReply, ExtraDutyLine, ExtraPopulation, RaiseRequest
from shouwang.errors import Refused, Unknown
from shouwang.register.models import Place
from shouwang.sync.write import Author, lock_buckets, write

LONGEST = timedelta(days=92)


def raise_extra(session: Session, asked: RaiseRequest, caller: Caller, today: date) -> ExtraDutyLine:
    """Raises an extra duty; the same one again changes nothing. Nothing is owed before the day of raising.

    Raises `Refused` with `extra_dates`, and `Unknown` for a place that is not there.
    """
    known = session.get(ExtraDuty, asked.id)
    if known is not None:
        if known.raised_by != caller.user.id:
            raise Unknown
        return line_of(session, known)
    if not today <= asked.valid_from <= asked.valid_to <= asked.valid_from + LONGEST:
        raise Refused("extra_dates", earliest=today.isoformat(), longest_days=LONGEST.days)
    if session.get(Place, asked.place) is None:
        raise Unknown
    extra = _row(asked, caller)
    write(session, [extra], Author(caller.user.id, clock.now()))
    return line_of(session, extra)


def end_extra(session: Session, extra: ExtraDuty, by: Caller, today: date) -> ExtraDutyLine:
    """Ends an extra duty now: who was not visited is owed nothing by it any more. Twice changes nothing.

    One whose days are over stays what it was: its misses happened.
    """
    lock_buckets(session, [extra.bucket()])
    session.refresh(extra)
    if extra.ended_at is None and today <= extra.valid_to:
        extra.ended_at = clock.now()
        write(session, [extra], Author(by.user.id, extra.ended_at))
    return line_of(session, extra)


def extras(session: Session, place: str, today: date) -> ExtraDutiesReply:
    """All that concern a place."""
    rows = [line_of(session, extra) for extra in queries.extra_duties(session, place)]
    return ExtraDutiesReply(today=today, rows=rows)


def line_of(session: Session, extra: ExtraDuty) -> ExtraDutyLine:
    """An extra duty at the desk."""
    return ExtraDutyLine(
        **extra.shape().model_dump(exclude={"population"}),
        place_name=place_name(session, extra.place),
        population=_population(extra),
    )


def asked_extra(extra: ExtraDuty) -> Extra:
    """An extra duty as it is reconciled."""
    population = parse_population(Table(extra.population))
    return Extra(extra.id, extra.valid_from, extra.valid_to, population, extra.ended_at is not None)


def _row(asked: RaiseRequest, caller: Caller) -> ExtraDuty:
    return ExtraDuty(
        **asked.model_dump(exclude={"population"}),
        population=population_as_json(asked.population.asked()),
        raised_by=caller.user.id,
        raised_by_name=caller.user.name,
        raised_at=clock.now(),
    )


def _population(extra: ExtraDuty) -> ExtraPopulation:
    said = parse_population(Table(extra.population))
    return ExtraPopulation(
        programmes=list(said.programmes),
        arrangements=list(said.arrangements),
        abilities=list(said.abilities),
        min_age=said.age.min if said.age else None,
    )
