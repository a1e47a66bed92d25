"""What digests count, from the same standings as the pages: per worker, per place."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from shouwang.duties.words import Light
from shouwang.ledger.today import Standing, visit_light


@dataclass(slots=True)
class OwnCounts:
    """How many of her people wait for a worker; `asked`: others' people whom she is asked to look after."""

    due: int = 0
    overdue: int = 0
    asked: int = 0

    def any(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.due or self.overdue or self.asked)


@dataclass(slots=True)
class PlaceCounts:
    """How the people of a place stand; `silent` phones, and `escalated` people whom nobody went to see.

    `silent_at` names the places of the silent phones, where there is more than one place.
    """

    people: int = 0
    due: int = 0
    overdue: int = 0
    silent: int = 0
    silent_at: list[str] = field(default_factory=list)
    escalated: int = 0

    def any(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self.due or self.overdue or self.silent or self.escalated)

    def add(self, other: "PlaceCounts", name: str) -> None:
        """The sum with a place of that name in it."""
        self.people += other.people
        self.due += other.due
        self.overdue += other.overdue
        self.silent += other.silent
        self.escalated += other.escalated
        if other.silent:
            self.silent_at.append(name)


def overdue_people(people: Iterable[Standing]) -> list[Standing]:
    """Those whose visits are overdue."""
    return [each for each in people if visit_light(each)[0] is Light.RED]


def per_worker(people: Iterable[Standing]) -> dict[str, OwnCounts]:
    """What waits for each worker: the one whom the pages name as the carer."""
    counts: defaultdict[str, OwnCounts] = defaultdict(OwnCounts)
    for each in people:
        light, _ = visit_light(each)
        if each.carer is None or light not in (Light.RED, Light.YELLOW):
            continue
        if light is Light.RED:
            counts[each.carer.id].overdue += 1
        else:
            counts[each.carer.id].due += 1
    return dict(counts)


def of_place(people: Sequence[Standing], silent: Collection[str], escalated: Collection[str]) -> PlaceCounts:
    """How some people stand; `silent` are workers of whom nothing was heard, `escalated` people."""
    lights = [visit_light(each)[0] for each in people]
    carers = {each.carer.id for each in people if each.carer is not None}
    villages = {each.someone.village_name for each in people}
    silent_at = {each.someone.village_name for each in people if each.carer is not None and each.carer.id in silent}
    return PlaceCounts(
        people=len(people),
        due=lights.count(Light.YELLOW),
        overdue=lights.count(Light.RED),
        silent=len(carers.intersection(silent)),
        silent_at=sorted(silent_at) if len(villages) > 1 else [],
        escalated=sum(each.someone.id in escalated for each in people),
    )
