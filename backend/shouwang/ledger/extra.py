"""Use case of an extra duty's page: who was visited within its days, and who is still to be."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from shouwang.accounts.queries import place_name
from shouwang.duties.extra import ExtraState
from shouwang.duties.models import ExtraDuty
from shouwang.duties.raising import asked_extra, line_of
from shouwang.duties.reconcile import NONE
from shouwang.duties.reconcile import Person as EnginePerson
from shouwang.ledger import queries
from shouwang.ledger.raised import raised, wanted_with
from shouwang.ledger.schemas import Carer, ExtraPersonRow, ExtraReply
from shouwang.ledger.service import reports_within

ORDER = (ExtraState.TO_VISIT, ExtraState.UNREPORTED, ExtraState.MISSED, ExtraState.MET)
"""Who can still be visited comes first."""


def extra_duty(session: Session, extra: ExtraDuty, within: str, today: date) -> ExtraReply:
    """An extra duty and everybody of a place whom it is owed to; the place is the caller's."""
    place = max(extra.place, within, key=len)
    rows = _rows(session, extra, place, today)
    states = [row.state for row in rows]
    return ExtraReply(
        today=today,
        extra=line_of(session, extra),
        met=states.count(ExtraState.MET),
        to_visit=states.count(ExtraState.TO_VISIT),
        missed=states.count(ExtraState.MISSED),
        unreported=states.count(ExtraState.UNREPORTED),
        rows=rows,
    )


def _rows(session: Session, extra: ExtraDuty, place: str, today: date) -> Sequence[ExtraPersonRow]:
    asked = raised(extra.title, extra.reason, extra.place, asked_extra(extra), today)
    facts = queries.facts_within(session, place)
    entries = queries.entries_within(session, place, wanted_with({}, [asked]))
    carers = queries.carers_within(session, place, today)
    reports = reports_within(session, place)
    rows = []
    for person in queries.people_within(session, place):
        as_asked = EnginePerson(person.id, person.birth_date, facts.get(person.id, []))
        line = asked.line(as_asked, entries.get(person.id, NONE), reports)
        if line is not None:
            carer = carers.get(person.id)
            rows.append(
                ExtraPersonRow(
                    **person.shape().model_dump(include={"id", "name", "township", "village_name", "group_name"}),
                    **line._asdict(),
                    township_name=place_name(session, person.township),
                    carer=Carer(id=carer[0], name=carer[1]) if carer else None,
                )
            )
    return sorted(rows, key=_by_urgency)


def _by_urgency(row: ExtraPersonRow) -> int:
    return ORDER.index(row.state)
