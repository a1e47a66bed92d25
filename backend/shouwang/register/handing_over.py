"""Which assignments begin and end when people are given to somebody else. Pure: what runs goes in, changes come out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shouwang.accounts.models import User
from shouwang.ids import uuid7
from shouwang.register.models import Assignment
from shouwang.sync.rows import new_row

NEW = "new"


@dataclass(frozen=True, slots=True)
class Change:
    """An assignment that begins (`before` is `NEW`) or ends otherwise than it did."""

    row: Assignment
    before: date | str | None

    def kept(self) -> dict[str, str | None]:
        """As it is kept to be undone."""
        before = self.before.isoformat() if isinstance(self.before, date) else self.before
        return {"assignment": self.row.id, "before": before, "after": _text(self.row.valid_to)}


def give(
    person: str, worker: User, running: Sequence[Assignment], today: date, *, is_primary: bool, instead_of: str | None
) -> list[Change]:
    """A worker cares for a person from today on. Whoever did so before has this one day as well (decision 0050).

    Of each role one is a person's own; whoever stands in changes nothing for others. A cover that was agreed between
    two phones goes on until its day, unless who took it is the one who leaves (`instead_of`).
    """
    own = [each for each in running if each.cover is None]
    hers = next((each for each in own if each.user == worker.id and each.is_primary == is_primary), None)
    replaced = [
        each
        for each in running
        if each.user != worker.id and (each.user == instead_of or (is_primary and _is_rival(each, worker)))
    ]
    # One who stood in and is now her own carer, or the other way round, is not both.
    replaced += [each for each in own if each.user == worker.id and each is not hers]
    return [*take(replaced, today), *_begin(person, worker, hers, today, is_primary=is_primary)]


def join(person: str, hers: Sequence[Assignment], others: Sequence[Assignment], today: date) -> list[Change]:
    """Whoever cares for the other entry of a person cares for this one, as long as she would have for the other.

    Nobody of hers loses anything by it.
    """
    change = take(others, today)
    for each, until in [(ended.row, _day(ended.kept()["before"])) for ended in change]:
        going_on = [known for known in hers if goes_on(known, today)]
        if any(_does_as_much(known, each, until) for known in going_on):
            continue
        is_first = not any(known.is_primary and known.role == each.role for known in going_on)
        row = new_row(
            Assignment,
            id=uuid7(),
            person=person,
            user=each.user,
            user_name=each.user_name,
            role=each.role,
            relation=each.relation,
            is_primary=each.is_primary and is_first,
            valid_from=max(each.valid_from, today),
            valid_to=until,
            cover=each.cover,
            instead_of=each.instead_of,
        )
        change.append(Change(row, NEW))
    return change


def take(running: Iterable[Assignment], today: date) -> list[Change]:
    """Assignments end with today; what has not begun never begins."""
    return [_ending(each, _last(each, today)) for each in running if goes_on(each, today)]


def undo(rows: Iterable[tuple[Assignment, dict[str, str | None]]], today: date) -> list[Assignment]:
    """Everything ends again as it did before; what has been changed since then stays. What began keeps today."""
    changed = []
    for row, change in rows:
        if _text(row.valid_to) != change["after"]:
            continue
        row.valid_to = _last(row, today) if change["before"] == NEW else _day(change["before"])
        changed.append(row)
    return changed


def goes_on(assignment: Assignment, today: date) -> bool:
    """Whether an assignment reaches beyond today."""
    return assignment.valid_to is None or assignment.valid_to > today


def _last(each: Assignment, today: date) -> date:
    return max(today, each.valid_from - timedelta(days=1))


def _does_as_much(known: Assignment, other: Assignment, until: date | None) -> bool:
    """Whether the one of a user makes her other one needless. A cover does so only for itself: it may end early."""
    if known.user != other.user or known.cover not in (None, other.cover):
        return False
    return known.valid_to is None or (until is not None and known.valid_to >= until)


def _is_rival(each: Assignment, worker: User) -> bool:
    return each.is_primary and each.role == worker.role


def _begin(person: str, worker: User, hers: Assignment | None, today: date, *, is_primary: bool) -> list[Change]:
    if hers is not None:
        return [] if hers.valid_to is None else [_ending(hers, None)]
    row = new_row(
        Assignment,
        id=uuid7(),
        person=person,
        user=worker.id,
        user_name=worker.name,
        role=worker.role,
        is_primary=is_primary,
        valid_from=today,
    )
    return [Change(row, NEW)]


def _ending(row: Assignment, last: date | None) -> Change:
    before, row.valid_to = row.valid_to, last
    return Change(row, before)


def _text(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
