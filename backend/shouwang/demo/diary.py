"""Nobody is in two places at once: who comes late from one home comes late to the next."""

from collections import defaultdict
from datetime import date, datetime, timedelta

WALK = timedelta(minutes=9)


class Diary:
    """When the workers of a group were where, filled as their visits are made up."""

    def __init__(self) -> None:
        self._taken: dict[tuple[str, date], list[tuple[datetime, datetime]]] = defaultdict(list)

    def delay(self, worker: str, day: date, start: datetime, end: datetime | None) -> timedelta:
        """By how much later somebody comes, so that it follows what she does already; and it is written in."""
        lasts, begin = (end or start) - start, start
        taken = sorted(self._taken[worker, day])
        for other_start, other_end in taken:
            if begin < other_end + WALK and other_start < begin + lasts + WALK:
                begin = other_end + WALK
        self._taken[worker, day].append((begin, begin + lasts))
        return begin - start
