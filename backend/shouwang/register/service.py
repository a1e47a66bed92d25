"""Use cases of the register: staff enter, end and void facts, and decide what the field has reported.

All of it goes through the one write function with the person's bucket locked, so that no two decide at once.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from shouwang import clock, ids
from shouwang.accounts.models import User
from shouwang.accounts.service import Caller
from shouwang.closing.guarding import guard
from shouwang.duties.words import FactKind
from shouwang.errors import Refused
from shouwang.register import queries, rules
from shouwang.register.models import Fact, Person, Report
from shouwang.register.rules import Known, Objection, Problem, Stated
from shouwang.register.schemas import Confirmation, FactEnd, NewFact, ReportBody, ReportLine
from shouwang.register.words import ReportStatus, ReportWhat
from shouwang.settings import settings
from shouwang.sync.write import Author, lock_buckets, write

FACT = "fact"
"""What changes, as `guard` is told."""


def enter_fact(session: Session, caller: Caller, person: Person, asked: NewFact) -> Fact:
    """Enters a fact as known today; one that says the same already is given back. Raises `Refused`."""
    _lock(session, person.id)
    return _enter(session, caller, person, asked)


def end_fact(session: Session, caller: Caller, fact: Fact, asked: FactEnd) -> Fact:
    """Gives a fact its last day. Raises `Refused`."""
    _lock(session, fact.person)
    session.refresh(fact)
    if fact.voided_at is not None:
        raise Refused(Problem.FACT_VOIDED)
    _raise(rules.objection_to_end(_stated(fact), asked.valid_to, _today()))
    if fact.valid_to != asked.valid_to:
        _guard(session, caller, fact, min(asked.valid_to, fact.valid_to or asked.valid_to) + timedelta(days=1))
        fact.valid_to = asked.valid_to
        write(session, [fact], _author(caller))
    return fact


def void_fact(session: Session, caller: Caller, fact: Fact, reason: str) -> Fact:
    """Takes a wrong fact back. It is kept with the reason, and no longer given to the engine."""
    _lock(session, fact.person)
    session.refresh(fact)
    if fact.voided_at is None:
        _guard(session, caller, fact, fact.valid_from)
        fact.voided_at, fact.void_reason = clock.now(), reason
        write(session, [fact], _author(caller))
    return fact


def confirm(session: Session, caller: Caller, person: Person, report: Report, asked: Confirmation) -> Report:
    """Takes a report as true: a fact follows from it. Raises `Refused`, also when it is decided already."""
    _lock_undecided(session, report)
    _not_by_assessing(report)
    if report.what == ReportWhat.BACK:
        report.fact = _end_stays(session, caller, report, asked)
    else:
        report.fact = _enter(session, caller, person, _fact_of(report, asked)).id
    return settle_report(session, caller, report, ReportStatus.CONFIRMED, None)


def decline(session: Session, caller: Caller, report: Report, reason: str) -> Report:
    """Says that a report is not so. Raises `Refused` when it is decided already."""
    _lock_undecided(session, report)
    _not_by_assessing(report)
    return settle_report(session, caller, report, ReportStatus.DECLINED, reason)


def settle_report(session: Session, caller: Caller, report: Report, status: ReportStatus, reason: str | None) -> Report:
    """What became of a report whose person is locked."""
    report.status, report.decision_reason = status, reason
    report.decided_by, report.decided_at = caller.user.id, clock.now()
    write(session, [report], _author(caller))
    return report


def reports(session: Session, place: str, status: ReportStatus | None) -> list[ReportLine]:
    """Reports of a place."""
    return [
        ReportLine(
            **report.shape().model_dump(),
            person_name=person.name,
            township=person.township,
            village_name=person.village_name,
        )
        for report, person in queries.reports_within(session, place, status)
    ]


def report_row(body: ReportBody, person: Person, author: User, mutation: str, received_at: datetime) -> Report:
    """A report as it came, to be confirmed."""
    return Report(
        id=body.id,
        person=person.id,
        what=body.what,
        since=body.since,
        note=body.note,
        author=author.id,
        author_name=author.name,
        reported_at=received_at,
        mutation=mutation,
    )


def _enter(session: Session, caller: Caller, person: Person, asked: NewFact) -> Fact:
    facts = queries.facts_of(session, person.id)
    stated = Stated(asked.kind, asked.value, asked.valid_from, asked.valid_to)
    known = _standing(facts)
    same = rules.same_as(stated, known)
    if same is not None:
        return next(fact for fact in facts if fact.id == same)
    _raise(rules.objection_to(stated, known, person.birth_date, _today()))
    entered = max((fact.entered for fact in facts), default=-1) + 1
    fact = _new_fact(person.id, asked, entered, caller)
    guard(session, caller, person.township, fact.valid_from, FACT, fact.id)
    write(session, [fact], _author(caller))
    return fact


def _new_fact(person: str, asked: NewFact, entered: int, caller: Caller) -> Fact:
    return Fact(
        id=ids.uuid7(),
        person=person,
        kind=asked.kind,
        value=asked.value,
        valid_from=asked.valid_from,
        valid_to=asked.valid_to,
        known_on=_today(),
        entered=entered,
        entered_at=clock.now(),
        entered_by=caller.user.id,
        source_text=asked.reason,
    )


def _fact_of(report: Report, asked: Confirmation) -> NewFact:
    since = asked.valid_from or report.since
    if report.what == ReportWhat.DEATH:
        return NewFact(kind=FactKind.DEATH, valid_from=since, reason=report.note)
    return NewFact(kind=FactKind.SUSPENSION, value=asked.value or report.what, valid_from=since, reason=report.note)


def _end_stays(session: Session, caller: Caller, report: Report, asked: Confirmation) -> str:
    """Ends the suspensions that run on the day of the return, and names the one that began last."""
    back = asked.valid_from or report.since
    facts = {fact.id: fact for fact in queries.facts_of(session, report.person)}
    ended = [facts[each] for each in rules.ended_by_return(_standing(facts.values()), back)]
    if not ended:
        raise Refused(Problem.NOTHING_TO_END)
    for fact in ended:
        _guard(session, caller, fact, back + timedelta(days=1))
        fact.valid_to = back
    write(session, ended, _author(caller))
    return max(ended, key=lambda fact: (fact.valid_from, fact.entered)).id


def _guard(session: Session, caller: Caller, fact: Fact, first: date) -> None:
    """What holds from a day on is to change."""
    guard(session, caller, session.get_one(Person, fact.person).township, first, FACT, fact.id)


def _lock(session: Session, person: str) -> None:
    lock_buckets(session, [f"p:{person}"])


def _lock_undecided(session: Session, report: Report) -> None:
    _lock(session, report.person)
    # Read before the lock it may be stale: somebody else may just have decided.
    session.refresh(report)
    if report.status != ReportStatus.TO_BE_CONFIRMED:
        raise Refused("already_decided", status=report.status)


def _not_by_assessing(report: Report) -> None:
    """A change of ability is answered by an assessment, or closed with its clock (`assessments.changes`)."""
    if report.what == ReportWhat.ABILITY:
        raise Refused(Problem.ASSESS_FIRST)


def _standing(facts: Iterable[Fact]) -> Sequence[Known]:
    return [Known(fact.id, _stated(fact)) for fact in facts if fact.voided_at is None]


def _stated(fact: Fact) -> Stated:
    return Stated(FactKind(fact.kind), fact.value, fact.valid_from, fact.valid_to)


def _raise(objection: Objection | None) -> None:
    if objection is not None:
        raise Refused(objection.code, **objection.facts)


def _today() -> date:
    return clock.today(settings().zone)


def _author(caller: Caller) -> Author:
    return Author(caller.user.id, clock.now())
