"""For whose phones a month still waits. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from shouwang.closing.differences import Month
from shouwang.closing.inputs import Inputs
from shouwang.closing.rules import EXTRA, Row, asked_extra, assigned_to, followed
from shouwang.duties.duty import Duty
from shouwang.duties.words import Severity, SubjectKind
from shouwang.ledger.reporting import outcomes


@dataclass(slots=True)
class Waited:
    """What a worker's phones may still hold of a month: of whom, and how many units."""

    people: set[str] = field(default_factory=set)
    units: int = 0


def waited_for(now: Month) -> dict[str, Waited]:
    """By worker: who was assigned in a unit that is not reported, and whose phones have not said that they have none.

    Who cared for somebody on other days than those of the unit holds nothing of it.
    """
    duties = _duties(now.inputs)
    waited: defaultdict[str, Waited] = defaultdict(Waited)
    for row in _open(now.rows):
        assigned = assigned_to(now.inputs.people[row.subject])
        duty = duties[row.policy, row.version, row.duty]
        for outcome in outcomes(duty, row.unreported, assigned, now.inputs.through):
            for user in outcome.waits_for:
                waited[user].units += 1
                waited[user].people.add(row.subject)
    return dict(waited)


def _open(rows: Iterable[Row]) -> Iterable[Row]:
    """The rows of people that may still become misses."""
    return (
        row for row in rows if row.unreported and row.kind is SubjectKind.PERSON and row.severity is Severity.BREACH
    )


def _duties(inputs: Inputs) -> dict[tuple[str, int, str], Duty]:
    by_policy = {
        (each.policy.id, each.version, duty.id): duty for each in followed(inputs) for duty in each.policy.duties
    }
    today = inputs.last + timedelta(days=1)
    return by_policy | {(EXTRA, 0, each.id): asked_extra(each, today).duty for each in inputs.extra}
