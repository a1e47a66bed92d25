"""Who was not met and not since: found in the records each time it is asked, so that it ends with the next visit."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.service import Caller
from shouwang.duties.words import Ability, FactKind, RecordStatus
from shouwang.needs import queries
from shouwang.needs.rules import IN_A_ROW, is_unreached
from shouwang.needs.schemas import Attempt, Unreached
from shouwang.register.models import Fact
from shouwang.settings import settings

LOOKED_BACK = timedelta(days=62)
"""Who was last looked for longer ago than this is red in every list already."""


def unreached(session: Session, caller: Caller) -> list[Unreached]:
    """People of the caller's places whom the last visits did not meet, the latest attempt first."""
    today = clock.today(settings().zone)
    visits = queries.last_visits(session, caller.user.place, today - LOOKED_BACK, today, IN_A_ROW)
    told = {subject: list(rows) for subject, rows in groupby(visits, key=lambda row: row.subject)}
    missed = {person: rows for person, rows in told.items() if rows[0].status == RecordStatus.ATTEMPT}
    facts = _by_person(queries.standing_facts(session, missed))
    lines = [_line(rows, facts.get(person, []), today) for person, rows in missed.items()]
    return sorted((line for line in lines if line), key=lambda line: line.attempts[0].start, reverse=True)


def _line(rows: list[Any], facts: list[Fact], today: date) -> Unreached | None:
    last = rows[0]
    if _is_explained(facts, last.service_date, today):
        return None
    depends = _ability_on(last.service_date, facts) == Ability.FULL
    if not is_unreached([row.status == RecordStatus.ATTEMPT for row in rows], fully_dependent=depends):
        return None
    attempts = [row for row in rows if row.status == RecordStatus.ATTEMPT]
    *_, person_name, village_name = last
    return Unreached(
        person=last.subject,
        person_name=person_name,
        village_name=village_name or "",
        township=last.township,
        fully_dependent=depends,
        attempts=[
            Attempt(record=row.id, start=row.start, reason=row.reason, author_name=row.author_name) for row in attempts
        ],
    )


def _is_explained(facts: list[Fact], tried: date, today: date) -> bool:
    """Whether the office knows where she is, or was when nobody was met: in hospital, away; or that she has died."""
    if any(fact.kind == FactKind.DEATH for fact in facts):
        return True
    suspensions = [fact for fact in facts if fact.kind == FactKind.SUSPENSION]
    return any(_runs(fact, day) for fact in suspensions for day in (tried, today))


def _ability_on(day: date, facts: list[Fact]) -> str | None:
    running = [fact for fact in facts if fact.kind == FactKind.ABILITY and _runs(fact, day)]
    return running[-1].value if running else None


def _runs(fact: Fact, day: date) -> bool:
    return fact.valid_from <= day and (fact.valid_to is None or day <= fact.valid_to)


def _by_person(facts: list[Fact]) -> Mapping[str, list[Fact]]:
    theirs: dict[str, list[Fact]] = {}
    for fact in facts:
        theirs.setdefault(fact.person, []).append(fact)
    return theirs
