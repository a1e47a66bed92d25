"""Use case of the page of patterns."""

from datetime import timedelta
from typing import Any

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.queries import place_name
from shouwang.ledger.carers import carers
from shouwang.ledger.queries import facts_within
from shouwang.ledger.standing import holding_on
from shouwang.patterns import queries, rules
from shouwang.patterns.rules import Lonely, Seen, Worse
from shouwang.patterns.schemas import LonelyLine, PatternsReply, WorseLine
from shouwang.settings import settings

READ_DAYS = rules.RECENT_DAYS + rules.BEFORE_DAYS


def patterns(session: Session, township: str) -> PatternsReply:
    """What of a township calls for a closer look today. Who has died or is in a hospital is left in peace."""
    today = clock.today(settings().zone)
    facts = facts_within(session, township)
    names = {
        person: named
        for person, named in queries.people_named(session, township).items()
        if not {"death", "suspension"} & holding_on(today, facts.get(person, [])).keys()
    }
    rows = queries.visits_within(session, township, today - timedelta(days=READ_DAYS), today)
    seen = [_seen(row) for row in rows if row.subject in names]
    return PatternsReply(
        township=township,
        name=place_name(session, township),
        today=today,
        people=len(names),
        lonely=[_lonely(each, names) for each in rules.lonely(seen, today)],
        worse=[_worse(each, names) for each in rules.worse(seen, today)],
        carers=[load for load in reversed(carers(session, township, today)) if load.is_heavy],
    )


def _seen(row: Any) -> Seen:
    ticks = row.answers.get("ticks") or {}
    wrong = frozenset(tick for tick, said in ticks.items() if said == "concern")
    return Seen(row.id, row.subject, row.service_date, row.mode, row.status, wrong)


def _lonely(found: Lonely, names: dict[str, tuple[str, str]]) -> LonelyLine:
    name, village = names[found.person]
    days = [each.day for each in found.calls]
    return LonelyLine(person=found.person, name=name, village_name=village, days=days, since=found.since)


def _worse(found: Worse, names: dict[str, tuple[str, str]]) -> WorseLine:
    name, village = names[found.person]
    return WorseLine(
        person=found.person,
        name=name,
        village_name=village,
        days=[each.day for each in found.found],
        tick=found.tick,
        lately=found.lately,
        of_lately=found.of_lately,
        before=found.before,
        of_before=found.of_before,
    )
