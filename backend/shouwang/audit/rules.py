"""The chain, without any database: what of an entry is hashed, and where a chain is broken."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC
from enum import StrEnum
from typing import Any, NamedTuple

from shouwang.audit.words import Deed

Hash = Callable[[str], str]
"""A keyed hash of a text, in hexadecimal digits."""


class Fault(StrEnum):
    """What is wrong with the first entry that is."""

    CHANGED = "changed"
    """What stands there is not what was written, or was not written by this county's server."""
    MISSING = "missing"
    """The one before it is not there."""
    CUT_OFF = "cut_off"
    """Entries after the last one are gone, or it was put there beside the server."""
    NOT_SEEN = "not_seen"
    """What was written down of it earlier says otherwise: an older state was put in place of a newer."""


class Link(NamedTuple):
    """An entry's place in the chain."""

    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class Broken:
    """The first entry with which something is wrong."""

    number: int
    fault: Fault


START = Link(0, "")


def text_of(entry: Any) -> str:
    """All that an entry says, and the hash of the one before, the same on every database."""
    said = [entry.number, entry.at.astimezone(UTC).isoformat(timespec="microseconds"), entry.day.isoformat()]
    said += [entry.user, entry.user_name, entry.place, entry.device, entry.address, entry.request]
    said += [entry.deed, entry.what, entry.row, entry.result, entry.facts, entry.previous]
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))


def facts_text(facts: dict[str, Any]) -> str:
    """Facts as they are kept."""
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def first_broken(entries: Iterable[Any], head: Link, hash_: Hash, seen: Iterable[Link] = ()) -> Broken | None:
    """The first entry that is not as it was written; None where all are.

    `entries` come in the order of their numbers. Where the oldest were taken away by their age, an entry further on
    says up to which. `seen` are links that somebody wrote down earlier.
    """
    awaited = dict(seen)
    last, begin, pruned = START, START, START
    for entry in entries:
        if last is START:
            last = begin = _before(entry)
        if entry.number != last.number + 1 or entry.previous != last.hash:
            return Broken(entry.number, Fault.MISSING)
        if entry.hash != hash_(text_of(entry)):
            return Broken(entry.number, Fault.CHANGED)
        if awaited.pop(entry.number, entry.hash) != entry.hash:
            return Broken(entry.number, Fault.NOT_SEEN)
        pruned = _pruned(entry) or pruned
        last = Link(entry.number, entry.hash)
    return _at_the_ends(begin, pruned, last, head, awaited)


def _before(entry: Any) -> Link:
    return START if entry.number == 1 else Link(entry.number - 1, entry.previous)


def _pruned(entry: Any) -> Link | None:
    if entry.deed != Deed.AUDIT_PRUNED:
        return None
    facts = json.loads(entry.facts)
    return Link(facts["through"], facts["hash"])


def _at_the_ends(begin: Link, pruned: Link, last: Link, head: Link, awaited: dict[int, str]) -> Broken | None:
    if begin != pruned:
        return Broken(begin.number + 1, Fault.MISSING)
    if last != head:
        return Broken(max(last.number, 1), Fault.CUT_OFF)
    later = [number for number in awaited if number > begin.number]
    return Broken(min(later), Fault.NOT_SEEN) if later else None
