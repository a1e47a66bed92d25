"""Use cases of assessments: entered, confirmed as a fact of its own day, declined; changes that were reported."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.access import within
from shouwang.accounts.models import User
from shouwang.accounts.service import Caller
from shouwang.assessments import queries, rules
from shouwang.assessments.models import AbilityChange, Assessment
from shouwang.assessments.rules import Panel, Stated
from shouwang.assessments.schemas import (
    AbilityChangeLine,
    AssessmentLine,
    AssessmentsReply,
    NewAssessment,
    NewChange,
    NextLine,
    PanelLine,
)
from shouwang.assessments.words import AssessmentStatus, Scale
from shouwang.assessments.working_days import due_after, working_days_until
from shouwang.duties.words import Ability, FactKind
from shouwang.errors import Refused, Unknown
from shouwang.register.models import Person
from shouwang.register.schemas import NewFact
from shouwang.register.service import enter_fact
from shouwang.settings import settings
from shouwang.sync.rows import new_row
from shouwang.sync.write import Author, lock_buckets, write

WORKING_DAYS = 10
"""Within which the county reassesses after a reported change (认定办法)."""
LONG_AGO = timedelta(days=365)
NEXT_SHOWN = 60


def overview(session: Session, place: str) -> AssessmentsReply:
    """What is under way in a place."""
    today = _today()
    reported = queries.open_changes(session, place)
    asked = {person.id for _, person in reported}
    nearest = [row for row in queries.longest_ago(session, place, today, NEXT_SHOWN) if row[0].id not in asked]
    waiting = queries.assessments_within(session, place, waiting=True)
    decided = queries.assessments_within(session, place, waiting=False)
    people = {person.id for _, person in (*reported, *waiting, *decided)} | {row[0].id for row in nearest}
    abilities = queries.abilities_on(session, sorted(people), today)
    return AssessmentsReply(
        today=today,
        panel=PanelLine.model_validate(panel(session), from_attributes=True),
        changes=[_change(change, person, today) for change, person in reported],
        waiting=[_line(row, person, abilities) for row, person in waiting],
        next=[
            *(_next(person, None, "reported", abilities) for _, person in reported),
            *(_next(person, day, why, abilities) for person, day in nearest if (why := _why(day, today))),
        ],
        decided=[_line(row, person, abilities) for row, person in decided],
    )


def panel(session: Session) -> Panel:
    """Whom the county's policies want to sign today."""
    return rules.panel_of(queries.packs_on(session, settings().county, _today()))


def find_person(session: Session, caller: Caller, person: str) -> Person:
    """Somebody of the caller's places. Raises `Unknown`."""
    found = session.get(Person, person)
    if found is None or found.merged_into is not None:
        raise Unknown
    within(caller, found.township)
    return found


def find(session: Session, caller: Caller, assessment: str) -> Assessment:
    """An assessment of the caller's places. Raises `Unknown`."""
    found = session.get(Assessment, assessment)
    if found is None:
        raise Unknown
    within(caller, found.township)
    return found


def enter(session: Session, caller: Caller, person: Person, asked: NewAssessment) -> AssessmentLine:
    """Enters an assessment from paper; twice the same is once. Raises `Refused`."""
    lock_buckets(session, [f"p:{person.id}"])
    known = session.get(Assessment, asked.id)
    if known is not None:
        if known.person != person.id:
            raise Refused("id_taken")
        return _alone(session, known)
    objections = rules.objections_to(stated(asked), panel(session), _today())
    if objections:
        raise Refused("not_possible", why=list(objections))
    row = assessment_row(asked, person, caller.user, None)
    write(session, [row], Author(caller.user.id, clock.now()))
    return _alone(session, session.get_one(Assessment, asked.id))


def stated(asked: NewAssessment) -> Stated:
    """What the rules look at."""
    return Stated(
        asked.scale,
        {str(item): str(met) for item, met in asked.items.items()},
        asked.score,
        asked.level,
        asked.reason,
        asked.assessed_on,
        tuple(each.kind for each in asked.assessors),
    )


def assessment_row(asked: NewAssessment, person: Person, author: User, mutation: str | None) -> Assessment:
    """An assessment as it came, to be confirmed. What speaks against it was asked before."""
    items = {str(item): str(met) for item, met in asked.items.items()}
    by_items = rules.level_of(items) if asked.scale is Scale.SIX_ITEMS else None
    computed = rules.gbt_level_of(asked.score) if asked.score is not None else by_items
    return new_row(
        Assessment,
        id=asked.id,
        person=person.id,
        township=person.township,
        scale=asked.scale,
        items=items,
        score=asked.score,
        level=asked.level or computed or "",
        computed=computed,
        reason=asked.reason,
        note=asked.note,
        assessed_on=asked.assessed_on,
        assessors=[each.model_dump(mode="json") for each in asked.assessors],
        author=author.id,
        author_name=author.name,
        recorded_at=clock.now(),
        mutation=mutation,
    )


def confirm(session: Session, caller: Caller, row: Assessment, valid_from: date) -> AssessmentLine:
    """The level holds from a day on, as known today; what was reported of it is answered. Raises `Refused`.

    A level of GB/T 42195 becomes no fact: care is owed by the three classes, and nobody converts one into the other.
    """
    _lock_undecided(session, row)
    person = session.get_one(Person, row.person)
    now = queries.abilities_on(session, [person.id], valid_from).get(person.id)
    if row.scale == Scale.SIX_ITEMS and now != row.level:
        asked = NewFact(kind=FactKind.ABILITY, value=row.level, valid_from=valid_from, reason="自理能力评估")
        row.fact = enter_fact(session, caller, person, asked).id
    row.valid_from = valid_from
    for change in queries.changes_of(session, person.id):
        change.assessment, change.closed_at = row.id, clock.now()
    return _decide(session, caller, row, AssessmentStatus.CONFIRMED, None)


def decline(session: Session, caller: Caller, row: Assessment, reason: str) -> AssessmentLine:
    """It is not to count. Raises `Refused` when it is decided."""
    _lock_undecided(session, row)
    return _decide(session, caller, row, AssessmentStatus.DECLINED, reason)


def report_change(session: Session, caller: Caller, asked: NewChange) -> AbilityChangeLine:
    """Somebody has told of a change: ten working days from that day on. Twice the same is once. Raises `Refused`."""
    person = find_person(session, caller, asked.person)
    lock_buckets(session, [f"p:{person.id}"])
    today = _today()
    if asked.reported_on > today:
        raise Refused("not_possible", why=["in_the_future"])
    known = session.get(AbilityChange, asked.id)
    if known is not None and known.person != person.id:
        raise Refused("id_taken")
    return _change(known or _new_change(session, caller, person, asked), person, today)


def close_change(session: Session, caller: Caller, change: str, reason: str) -> None:
    """Nothing has changed after all. Raises `Unknown`, and `Refused` when it is answered."""
    found = session.get(AbilityChange, change)
    if found is None:
        raise Unknown
    within(caller, found.township)
    lock_buckets(session, [f"p:{found.person}"])
    session.refresh(found)
    if found.closed_at is not None:
        raise Refused("already_settled")
    found.closed_at, found.close_reason = clock.now(), reason
    session.flush()


def _new_change(session: Session, caller: Caller, person: Person, asked: NewChange) -> AbilityChange:
    due = due_after(asked.reported_on, WORKING_DAYS)
    row = AbilityChange(
        id=asked.id,
        person=person.id,
        township=person.township,
        reported_on=asked.reported_on,
        reported_by=asked.reported_by,
        why=asked.why,
        due_on=due.day,
        due_certain=due.certain,
        entered_by=caller.user.id,
        entered_by_name=caller.user.name,
        entered_at=clock.now(),
    )
    session.add(row)
    session.flush()
    return row


def _lock_undecided(session: Session, row: Assessment) -> None:
    lock_buckets(session, [f"p:{row.person}"])
    session.refresh(row)
    if row.status != AssessmentStatus.TO_BE_CONFIRMED:
        raise Refused("already_decided", status=row.status)


def _decide(
    session: Session, caller: Caller, row: Assessment, status: AssessmentStatus, reason: str | None
) -> AssessmentLine:
    row.status, row.decision_reason = status, reason
    row.decided_by, row.decided_by_name, row.decided_at = caller.user.id, caller.user.name, clock.now()
    write(session, [row], Author(caller.user.id, clock.now()))
    return _alone(session, row)


def _alone(session: Session, row: Assessment) -> AssessmentLine:
    person = session.get_one(Person, row.person)
    return _line(row, person, queries.abilities_on(session, [person.id], _today()))


def _line(row: Assessment, person: Person, abilities: dict[str, str]) -> AssessmentLine:
    known: dict[str, Any] = {"person_name": person.name, "village_name": person.village_name}
    return AssessmentLine(**row.shape().model_dump(), **known, current=_ability(person.id, abilities))


def _change(change: AbilityChange, person: Person, today: date) -> AbilityChangeLine:
    return AbilityChangeLine(
        id=change.id,
        person=person.id,
        person_name=person.name,
        village_name=person.village_name,
        reported_on=change.reported_on,
        reported_by=change.reported_by,
        why=change.why,
        due_on=change.due_on,
        due_certain=change.due_certain,
        days_left=working_days_until(today, change.due_on),
    )


def _next(person: Person, day: date | None, why: Any, abilities: dict[str, str]) -> NextLine:
    return NextLine(
        person=person.id,
        person_name=person.name,
        village_name=person.village_name,
        group_name=person.group_name,
        current=_ability(person.id, abilities),
        last_on=day,
        why=why,
    )


def _why(day: date | None, today: date) -> str | None:
    if day is None:
        return "never"
    return "long_ago" if today - day > LONG_AGO else None


def _ability(person: str, abilities: dict[str, str]) -> Ability | None:
    return Ability(abilities[person]) if person in abilities else None


def _today() -> date:
    return clock.today(settings().zone)
