"""What does not fit together in records, without any database. What is found is a question and not a verdict.

Sources of the kinds: what systems of home visits elsewhere look for (overlaps, impossible travel, reused pictures,
bursts, missing ends), and `GCJ-02`: built-in positioning in mainland China may be off by some 100 to 700 m.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import combinations, pairwise
from math import asin, cos, radians, sin, sqrt
from statistics import median

from shouwang.duties.words import Mode, RecordStatus
from shouwang.questions.words import QuestionKind

EARTH_METRES = 6_371_000
FEWEST_FIXES = 3
"""From so many positions at a person's home one knows about where it is."""
COARSE_METRES = 1_000
"""A position that may be off by more says nothing."""
CLOCK_FLAGS = frozenset({"clock_unknown", "clock_clamped", "stated_in_future"})
"""A clock that was off and could be put right (`clock_corrected`) asks nobody anything."""


@dataclass(frozen=True, slots=True)
class Limits:
    """From where on something is asked."""

    overlap: timedelta = timedelta(minutes=10)
    burst_homes: int = 5
    burst: timedelta = timedelta(minutes=10)
    kilometres_an_hour: float = 90.0
    far_metres: float = 1_500.0
    late: timedelta = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Fix:
    """Where a phone was, and by how many metres it may be wrong."""

    lat: float
    lon: float
    accuracy: float = 0.0


@dataclass(frozen=True, slots=True)
class Seen:
    """A record as far as it can fail to fit. `home` is the household, or the person where she has none."""

    id: str
    author: str
    person: str
    home: str
    status: str
    mode: str | None
    start: datetime
    end: datetime | None
    captured_at: datetime
    service_date: date
    trip: str | None = None
    amends: str | None = None
    flags: Sequence[str] = ()
    fix: Fix | None = None
    is_from_paper: bool = False
    was_at_the_door: bool = False
    wants_minutes: bool = False

    @property
    def is_at_home(self) -> bool:
        """Whether somebody was there, met or not."""
        return self.mode == Mode.HOME and self.status in (RecordStatus.VALID, RecordStatus.ATTEMPT)

    @property
    def until(self) -> datetime:
        """When it was over, as far as it says so."""
        return self.end or self.start


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about records, in the order of time, with the figures that the sentence needs."""

    kind: QuestionKind
    records: tuple[str, ...]
    figures: Mapping[str, float] = field(default_factory=dict)


def questions_about(
    new: Sequence[Seen],
    hers: Sequence[Seen],
    of_people: Sequence[Seen],
    homes: Mapping[str, Sequence[Fix]],
    limits: Limits,
) -> list[Asked]:
    """What is asked of who wrote the `new` ones. `hers` are all of hers around those days, `of_people` all of these
    people's by whomever, both with the new ones; `homes` are earlier positions at each home."""
    fresh = {seen.id for seen in new}
    at_homes = sorted((seen for seen in hers if seen.is_at_home), key=lambda seen: (seen.start, seen.id))
    found = [
        *(asked for seen in new for asked in _alone(seen, homes.get(seen.home, ()), limits)),
        *_overlaps(at_homes, limits),
        *_travels(at_homes, limits),
        *_bursts(at_homes, limits),
        *_not_met(of_people, limits),
    ]
    return [asked for asked in found if fresh & set(asked.records)]


def metres_between(one: Fix, other: Fix) -> float:
    """The least distance that two positions can have, as both may be wrong."""
    north, east = radians(other.lat - one.lat) / 2, radians(other.lon - one.lon) / 2
    chord = sin(north) ** 2 + cos(radians(one.lat)) * cos(radians(other.lat)) * sin(east) ** 2
    return max(0.0, 2 * EARTH_METRES * asin(sqrt(min(1.0, chord))) - one.accuracy - other.accuracy)


def middle_of(fixes: Sequence[Fix]) -> Fix | None:
    """About where a home is; None where too little is known. One wrong fix does not move it."""
    good = [fix for fix in fixes if fix.accuracy <= COARSE_METRES]
    if len(good) < FEWEST_FIXES:
        return None
    return Fix(median(fix.lat for fix in good), median(fix.lon for fix in good))


def _alone(seen: Seen, home: Sequence[Fix], limits: Limits) -> Iterator[Asked]:
    if seen.is_from_paper or seen.amends is not None:
        return  # it is written down later by its nature
    if CLOCK_FLAGS & set(seen.flags):
        yield Asked(QuestionKind.CLOCK, (seen.id,))
    elif seen.captured_at - seen.until >= limits.late:
        yield Asked(QuestionKind.LATE, (seen.id,), {"days": (seen.captured_at - seen.until).days})
    if seen.wants_minutes and seen.end is None and seen.status == RecordStatus.VALID:
        yield Asked(QuestionKind.NO_END, (seen.id,))
    middle = middle_of(home)
    if seen.fix is None or middle is None or not seen.is_at_home or seen.was_at_the_door:
        return
    metres = metres_between(seen.fix, middle)
    if seen.fix.accuracy <= COARSE_METRES and metres > limits.far_metres:
        yield Asked(QuestionKind.FAR, (seen.id,), {"kilometres": round(metres / 1_000, 1)})


def _overlaps(seen: Sequence[Seen], limits: Limits) -> Iterator[Asked]:
    for one, other in combinations(seen, 2):
        if not _are_apart(one, other):
            continue
        common = min(one.until, other.until) - max(one.start, other.start)
        if common >= limits.overlap:
            yield Asked(QuestionKind.OVERLAP, (one.id, other.id), {"minutes": common // timedelta(minutes=1)})


def _travels(seen: Sequence[Seen], limits: Limits) -> Iterator[Asked]:
    placed = [each for each in seen if each.fix is not None and each.fix.accuracy <= COARSE_METRES]
    for one, other in pairwise(placed):
        if one.fix is None or other.fix is None or not _are_apart(one, other):
            continue
        # One system of coordinates may be off against the other by as much as a home may be missed.
        metres = metres_between(one.fix, other.fix) - limits.far_metres
        hours = max(other.start - one.until, timedelta(minutes=1)) / timedelta(hours=1)
        if metres > 0 and metres / 1_000 / hours > limits.kilometres_an_hour:
            figures = {"kilometres": round(metres / 1_000, 1), "minutes": round(hours * 60)}
            yield Asked(QuestionKind.TRAVEL, (one.id, other.id), figures)


def _bursts(seen: Sequence[Seen], limits: Limits) -> Iterator[Asked]:
    """Stretches that begin with a visit at which none is running yet: one question for one burst."""
    end: datetime | None = None
    for at, first in enumerate(seen):
        if end is not None and first.start <= end:
            continue
        within = [each for each in seen[at:] if each.start - first.start <= limits.burst]
        if len({each.trip or each.home for each in within}) >= limits.burst_homes:
            end = first.start + limits.burst
            minutes = (within[-1].start - first.start) // timedelta(minutes=1)
            figures = {"homes": len({each.home for each in within}), "minutes": max(1, minutes)}
            yield Asked(QuestionKind.BURST, tuple(each.id for each in within), figures)


def _not_met(seen: Sequence[Seen], limits: Limits) -> Iterator[Asked]:
    """One was let in for a while in which another stood before a closed door."""
    for one, other in combinations(sorted(seen, key=lambda each: (each.start, each.id)), 2):
        if one.person != other.person or one.author == other.author or not (one.is_at_home and other.is_at_home):
            continue
        met, missed = (one, other) if one.status == RecordStatus.VALID else (other, one)
        if met.status == missed.status or met.end is None:
            continue
        margin = min(limits.overlap / 2, (met.end - met.start) / 2)
        if met.start + margin <= missed.start <= met.end - margin:
            yield Asked(QuestionKind.NOT_MET, (one.id, other.id))


def _are_apart(one: Seen, other: Seen) -> bool:
    """Whether somebody cannot have been at both at once: other homes, and no trip on which people were met together."""
    is_mended = other.amends == one.id or one.amends == other.id
    is_trip = one.trip is not None and one.trip == other.trip
    return one.author == other.author and one.home != other.home and not is_mended and not is_trip


def distance(one: int, other: int) -> int:
    """In how many of 64 bits two prints of pictures differ."""
    return (one ^ other).bit_count()


def alike(print_: int, others: Iterable[tuple[str, int]], most: int) -> list[str]:
    """Of other pictures those that look the same."""
    return [name for name, other in others if distance(print_, other) <= most]
