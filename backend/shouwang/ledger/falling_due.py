"""Which facts about people fall due: what is owed besides visits, stays that end or last long, what was never said."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from shouwang.duties.following import words_of
from shouwang.duties.timelines import Fact
from shouwang.duties.words import FactKind, Light, RecordKind, Severity
from shouwang.ledger.standing import Owed, holding_on, programmes_on
from shouwang.ledger.today_schemas import DutyDue, Someone, StayDue
from shouwang.register.words import Programme

SOON = timedelta(days=3)
"""A stay that ends within so many days: somebody must be told that visits begin again."""
LONG = timedelta(days=30)
"""A stay without an end that began so long ago: somebody must ask whether she is still away."""


def is_about_visits(owed: Owed) -> bool:
    """Whether a visit is what is owed."""
    return RecordKind.VISIT in owed.duty.credit.kinds


def duties_due(people: Iterable[tuple[Someone, Sequence[Owed]]]) -> list[DutyDue]:
    """What else than visits is pressing, the first due first, with all to whom it is owed."""
    found: dict[tuple[str, int, date], DutyDue] = {}
    for someone, lines in people:
        for owed in lines:
            due_by = owed.line.due_by
            if due_by is None or not _is_pressing(owed):
                continue
            key = (owed.duty.id, owed.followed.version, due_by)
            if key not in found:
                found[key] = DutyDue(duty=words_of(owed.duty, owed.followed), due_by=due_by, people=[])
            found[key].people.append(someone)
    return sorted(found.values(), key=lambda due: (due.due_by, due.duty.id))


def stay_due(someone: Someone, facts: Iterable[Fact], today: date) -> StayDue | None:
    """The stay that somebody must ask about, if there is one."""
    for fact in facts:
        if fact.kind == FactKind.SUSPENSION and fact.valid_from <= today and _asks(fact, today):
            return StayDue(**someone.model_dump(), value=fact.value, since=fact.valid_from, until=fact.valid_to)
    return None


def lacks_an_ability(facts: Sequence[Fact], today: date) -> bool:
    """Whether nobody has entered how dependent somebody of the programme is, from which her rhythm follows."""
    return Programme.TEKUN in programmes_on(today, facts) and holding_on(today, facts).get(FactKind.ABILITY) is None


def _is_pressing(owed: Owed) -> bool:
    counts = owed.duty.severity is not Severity.INFORMATION and not is_about_visits(owed)
    return counts and owed.line.light in (Light.RED, Light.YELLOW)


def _asks(fact: Fact, today: date) -> bool:
    if fact.valid_to is None:
        return today - fact.valid_from >= LONG
    return today <= fact.valid_to <= today + SOON
