"""What in the records of a person calls for a closer look, without any database.

No source says from where on somebody is lonely or getting worse: the bounds are ours, and the page says what they are
and shows the records. Nothing is concluded from them and nothing counted.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from shouwang.duties.words import Mode, RecordStatus

LONELY_DAYS = 30
"""So long nobody was at her home, while she was spoken to by telephone or video."""
FEWEST_CALLS = 2
RECENT_DAYS = 30
BEFORE_DAYS = 90
FEWEST_CONCERNS = 2
"""So many visits of the last `RECENT_DAYS` found something wrong of one kind."""
TIMES_MORE = 2
"""And in proportion to the visits so many times as often as in the `BEFORE_DAYS` before."""
FROM_AFAR = frozenset({Mode.PHONE, Mode.VIDEO, Mode.REMOTE})


@dataclass(frozen=True, slots=True)
class Seen:
    """A visit as far as a pattern asks; `concerns` are the ticks that were not as they should be."""

    record: str
    person: str
    day: date
    mode: str | None
    status: str
    concerns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lonely:
    """Somebody who is only called: since when nobody was at her home (None: never in what was read), and the calls."""

    person: str
    since: date | None
    calls: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Worse:
    """Something that was found wrong more often: in how many of how many visits, lately and before."""

    person: str
    tick: str
    lately: int
    of_lately: int
    before: int
    of_before: int
    found: tuple[Seen, ...]


def lonely(seen: Iterable[Seen], today: date) -> list[Lonely]:
    """Whom nobody has met at home for long though she was called; who was longest alone first."""
    found = []
    for person, hers in _of_each(seen).items():
        homes = [each.day for each in hers if each.mode == Mode.HOME]
        last = max(homes, default=None)
        calls = [each for each in hers if each.mode in FROM_AFAR and each.day > today - timedelta(days=LONELY_DAYS)]
        if len(calls) >= FEWEST_CALLS and (last is None or last <= today - timedelta(days=LONELY_DAYS)):
            found.append(Lonely(person, last, tuple(calls)))
    return sorted(found, key=lambda each: (each.since or date.min, each.person))


def worse(seen: Iterable[Seen], today: date) -> list[Worse]:
    """What was found wrong with somebody clearly more often than before; the most often first."""
    turn = today - timedelta(days=RECENT_DAYS)
    first = turn - timedelta(days=BEFORE_DAYS)
    found = []
    for person, hers in _of_each(seen).items():
        lately = [each for each in hers if turn < each.day <= today]
        before = [each for each in hers if first < each.day <= turn]
        times, earlier = _counted(lately), _counted(before)
        for tick, count in times.items():
            # in whole numbers; who is new has no history to be worse than
            is_more = count * len(before) >= TIMES_MORE * earlier[tick] * len(lately)
            if before and count >= FEWEST_CONCERNS and is_more:
                those = tuple(each for each in lately if tick in each.concerns)
                found.append(Worse(person, tick, count, len(lately), earlier[tick], len(before), those))
    return sorted(found, key=lambda each: (-each.lately / each.of_lately, each.person, each.tick))


def _counted(seen: Sequence[Seen]) -> Counter[str]:
    return Counter(tick for each in seen for tick in each.concerns)


def _of_each(seen: Iterable[Seen]) -> dict[str, list[Seen]]:
    hers: dict[str, list[Seen]] = {}
    for each in sorted(seen, key=lambda one: (one.day, one.record)):
        if each.status == RecordStatus.VALID:
            hers.setdefault(each.person, []).append(each)
    return hers
