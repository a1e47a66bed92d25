"""What people of a township need: something urgent, something overdue, something that waits, something seen to."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from shouwang import ids
from shouwang.accounts.models import User
from shouwang.demo.dice import dice
from shouwang.demo.people import Someone
from shouwang.demo.places import Township
from shouwang.demo.plan import Plan
from shouwang.needs.models import Need
from shouwang.needs.raising import URGENT, told_row
from shouwang.needs.words import NeedKind, NeedOutcome, NeedStatus
from shouwang.sync.write import Author, Change


class _Told(NamedTuple):
    hours_ago: int
    kind: NeedKind
    urgent: bool
    note: str | None
    became: dict[str, Any]


TOLD = (
    _Told(5, NeedKind.MEDICINE, True, "降压药只够吃两天了。", {}),
    _Told(31, NeedKind.HEALTH, True, "腿肿了两天，走不了路，要送去看。", {}),
    _Told(30, NeedKind.HOUSE, False, "厨房漏雨。", {"status": NeedStatus.TAKEN}),
    _Told(52, NeedKind.DOCUMENTS, False, None, {}),
    _Told(
        98,
        NeedKind.FOOD,
        False,
        None,
        {"status": NeedStatus.CLOSED, "outcome": NeedOutcome.SOLVED, "outcome_note": "米和油已送到。"},
    ),
)


def needs(plan: Plan, township: Township, people: Sequence[Someone], clerk: User) -> Iterator[Change]:
    """One of each, of people who have a carer."""
    chance = dice(plan.seed, township.code, "needs")
    cared_for = [one for one in people if one.days is None and one.carer(plan.today)]
    for told, someone in zip(TOLD, chance.sample(cared_for, min(len(TOLD), len(cared_for))), strict=False):
        at = plan.until - timedelta(hours=told.hours_ago)
        carer = (someone.carer(plan.today) or someone.ties[0].worker).row
        seen_to: dict[str, Any] = {}
        if told.became:
            seen_to = {"taken_by": clerk.id, "taken_by_name": clerk.name, "taken_at": at + timedelta(hours=2)}
        if told.became.get("status") is NeedStatus.CLOSED:
            seen_to |= {"closed_at": at + timedelta(hours=20), "closed_by_name": clerk.name}
        need = Need(
            id=ids.uuid7(chance, int(at.timestamp() * 1000)),
            person=someone.row.id,
            township=township.code,
            kind=told.kind.value,
            urgent=told.urgent,
            note=told.note,
            author=carer.id,
            author_name=carer.name,
            raised_at=at,
            received_at=at,
            due_at=at + URGENT if told.urgent else None,
            **told.became,
            **seen_to,
        )
        yield Change(need, Author(carer.id, at))
        yield Change(told_row(need), Author(carer.id, at))
