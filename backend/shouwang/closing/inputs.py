"""All that a township's month is computed from, frozen so that it can be computed again. Pure.

A version keeps its inputs beside its rows: records, facts and phones change in place, and what was signed has to be
reproducible and its differences explained long after. What lies behind the month's last day is left out, and ends after
it are open ends, so that two inputs differ only where the month may.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import orjson

from shouwang.duties.credit import Entries, Signature
from shouwang.duties.timelines import Fact, Span


@dataclass(frozen=True, slots=True)
class CountedRecord:
    """A record as it was counted. Of those long before the month only the last of each that count alike is kept."""

    id: str
    day: date
    signature: Signature


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact as it was known."""

    id: str
    kind: str
    value: str | None
    valid_from: date
    valid_to: date | None
    known_on: date | None

    def as_fact(self) -> Fact:
        """As the engine takes it."""
        return Fact(self.kind, self.value, self.valid_from, self.valid_to, self.known_on, self.id)


@dataclass(frozen=True, slots=True)
class Cared:
    """A worker's days with a person; an end after the month is open."""

    user: str
    valid_from: date
    valid_to: date | None
    is_cover: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """A person, household or township, with what is known of it. `days` are those on which a household is lived in."""

    birth: date | None = None
    facts: tuple[KnownFact, ...] = ()
    records: tuple[CountedRecord, ...] = ()
    cared: tuple[Cared, ...] = ()
    days: tuple[Span, ...] = ()

    def entries(self) -> Entries:
        """Its records as they are counted."""
        return Entries((record.day.toordinal(), record.signature) for record in self.records)


@dataclass(frozen=True, slots=True)
class FollowedPolicy:
    """A version of a pack that the county follows; `body` is the pack, frozen as adopted."""

    id: str
    version: int
    valid_from: date
    valid_to: date | None
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RaisedDuty:
    """An extra duty that ended within the month; `population` in the form of a pack."""

    id: str
    title: str
    reason: str
    place: str
    valid_from: date
    valid_to: date
    is_ended: bool
    population: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Inputs:
    """A township's month. `through` says per worker up to which of its days all phones have reported."""

    township: str
    first: date
    last: date
    policies: tuple[FollowedPolicy, ...] = ()
    extra: tuple[RaisedDuty, ...] = ()
    people: Mapping[str, Subject] = field(default_factory=dict)
    households: Mapping[str, Subject] = field(default_factory=dict)
    itself: Subject = Subject()
    through: Mapping[str, date] = field(default_factory=dict)


def as_bytes(inputs: Inputs) -> bytes:
    """The one way to write inputs down."""
    return orjson.dumps(inputs, default=list, option=orjson.OPT_SORT_KEYS)


def from_bytes(written: bytes) -> Inputs:
    """What `as_bytes` wrote."""
    said = orjson.loads(written)
    return Inputs(
        said["township"],
        _day(said["first"]),
        _day(said["last"]),
        tuple(FollowedPolicy(each["id"], each["version"], *_span(each), each["body"]) for each in said["policies"]),
        tuple(_raised(each) for each in said["extra"]),
        {key: _subject(each) for key, each in said["people"].items()},
        {key: _subject(each) for key, each in said["households"].items()},
        _subject(said["itself"]),
        {user: _day(day) for user, day in said["through"].items()},
    )


def _raised(said: Mapping[str, Any]) -> RaisedDuty:
    dates = {name: _day(said[name]) for name in ("valid_from", "valid_to")}
    return RaisedDuty(**{**said, **dates})


def _subject(said: Mapping[str, Any]) -> Subject:
    return Subject(
        _day_or_none(said["birth"]),
        tuple(
            KnownFact(each["id"], each["kind"], each["value"], *_span(each), _day_or_none(each["known_on"]))
            for each in said["facts"]
        ),
        tuple(CountedRecord(each["id"], _day(each["day"]), Signature(*each["signature"])) for each in said["records"]),
        tuple(Cared(each["user"], *_span(each), each.get("is_cover", False)) for each in said["cared"]),
        tuple(Span(*each) for each in said["days"]),
    )


def _span(said: Mapping[str, Any]) -> tuple[date, date | None]:
    return _day(said["valid_from"]), _day_or_none(said["valid_to"])


def _day(said: str) -> date:
    return date.fromisoformat(said)


def _day_or_none(said: str | None) -> date | None:
    return None if said is None else _day(said)


def capped(end: date | None, last: date) -> date | None:
    """An end behind the month is none as far as the month goes."""
    return None if end is None or end > last else end


def ordered(records: Sequence[CountedRecord]) -> tuple[CountedRecord, ...]:
    """In an order that does not depend on how they were read."""
    return tuple(sorted(records, key=lambda each: (each.day, each.id)))
