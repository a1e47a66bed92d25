"""Use cases of assessments: entered, confirmed as a fact of its own day, declined; changes that were reported."""

from datetime import date

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.access import within
from shouwang.accounts.models import User
from shouwang.accounts.service import Caller
from shouwang.assessments import queries, rules
from shouwang.assessments.changes import answer_changes
from shouwang.assessments.lines import assessment_line, change_line, next_line, today, why_next
from shouwang.assessments.models import Assessment
from shouwang.assessments.rules import Panel, Stated
from shouwang.assessments.schemas import (
    AssessmentLine,
    AssessmentsReply,
    NewAssessment,
    PanelLine,
    SignedBy,
)
from shouwang.assessments.words import AssessmentStatus, AssessorKind, Objection, Scale
from shouwang.duties.words import FactKind
from shouwang.errors import Refused, Unknown
from shouwang.register.finding import person_within
from shouwang.register.models import Person
from shouwang.register.schemas import NewFact
from shouwang.register.service import enter_fact
from shouwang.settings import settings
from shouwang.sync.rows import new_row
from shouwang.sync.write import Author, lock_buckets, write

MOST_ASSESSORS = 9
NEXT_SHOWN = 60


def overview(session: Session, place: str) -> AssessmentsReply:
    """What is under way in a place."""
    now = today()
    reported = queries.open_changes(session, place)
    asked = {person.id for _, person in reported}
    nearest = [row for row in queries.longest_ago(session, place, now, NEXT_SHOWN) if row[0].id not in asked]
    waiting = queries.assessments_within(session, place, waiting=True)
    decided = queries.assessments_within(session, place, waiting=False)
    people = {person.id for _, person in (*reported, *waiting, *decided)} | {row[0].id for row in nearest}
    abilities = queries.abilities_on(session, sorted(people), now)
    return AssessmentsReply(
        today=now,
        panel=PanelLine.model_validate(panel(session, now), from_attributes=True),
        changes=[change_line(change, person, now) for change, person in reported],
        waiting=[_line(session, row, person, abilities) for row, person in waiting],
        next=[
            *(next_line(person, None, "reported", abilities) for person in {p.id: p for _, p in reported}.values()),
            *(next_line(person, day, why, abilities) for person, day in nearest if (why := why_next(day, now))),
        ],
        decided=[_line(session, row, person, abilities) for row, person in decided],
    )


def panel(session: Session, day: date) -> Panel:
    """Whom the county's policies want to sign what is assessed on a day."""
    return rules.panel_of(queries.packs_on(session, settings().county, day))


def find_person(session: Session, caller: Caller, person: str) -> Person:
    """Somebody of the caller's places. Raises `Unknown`."""
    return person_within(session, caller, person, even_merged=False)


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
    objections = rules.objections_to(stated(asked), panel(session, asked.assessed_on), today())
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
    if lacking := _unsigned(session, row):
        raise Refused("not_possible", why=lacking)
    person = session.get_one(Person, row.person)
    now = queries.abilities_on(session, [person.id], valid_from).get(person.id)
    if row.scale == Scale.SIX_ITEMS and now != row.level:
        asked = NewFact(kind=FactKind.ABILITY, value=row.level, valid_from=valid_from, reason="自理能力评估")
        row.fact = enter_fact(session, caller, person, asked).id
    row.valid_from = valid_from
    answer_changes(session, caller, row)
    return _decide(session, caller, row, AssessmentStatus.CONFIRMED, None)


def add_signatures(session: Session, caller: Caller, row: Assessment, more: list[SignedBy]) -> AssessmentLine:
    """Who signed as well, from the paper: a phone may have been without the policy of that day. Raises `Refused`."""
    _lock_undecided(session, row)
    added = [each.model_dump(mode="json") for each in more]
    new = [each for each in added if each not in row.assessors]
    if len(row.assessors) + len(new) > MOST_ASSESSORS:
        raise Refused("not_possible", why=[Objection.TOO_MANY_ASSESSORS])
    if new:
        row.assessors = [*row.assessors, *new]
        write(session, [row], Author(caller.user.id, clock.now()))
    return _alone(session, row)


def decline(session: Session, caller: Caller, row: Assessment, reason: str) -> AssessmentLine:
    """It is not to count. Raises `Refused` when it is decided."""
    _lock_undecided(session, row)
    return _decide(session, caller, row, AssessmentStatus.DECLINED, reason)


def _unsigned(session: Session, row: Assessment) -> list[Objection]:
    kinds = [AssessorKind(each["kind"]) for each in row.assessors]
    return list(rules.unsigned(kinds, panel(session, row.assessed_on)))


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
    return _line(session, row, person, queries.abilities_on(session, [person.id], today()))


def _line(session: Session, row: Assessment, person: Person, abilities: dict[str, str]) -> AssessmentLine:
    is_open = row.status == AssessmentStatus.TO_BE_CONFIRMED
    return assessment_line(row, person, abilities, _unsigned(session, row) if is_open else [])
