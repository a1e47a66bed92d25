"""On which days somebody lives in a household, and whose phones may know of it. No database in here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from shouwang.duties.duty import Population
from shouwang.duties.timelines import LATEST, Fact, Person, Span, admits, life
from shouwang.duties.words import Arrangement
from shouwang.ledger.reporting import Assigned
from shouwang.register.models import Stay

ANYBODY = Population()


def days_lived_in(stays: Iterable[Stay], facts: Mapping[str, Sequence[Fact]]) -> list[Span]:
    """The days on which at least one of its people is at home: disjoint, in order, not adjacent.

    At home is who is alive, in a programme, not suspended and not in an institution (decision 0062).
    """
    days: list[Span] = []
    for first, last in sorted(span for stay in stays for span in _at_home(stay, facts.get(stay.person, ()))):
        if days and first <= days[-1].last + 1:
            days[-1] = Span(days[-1].first, max(days[-1].last, last))
        else:
            days.append(Span(first, last))
    return days


def assigned_to(stays: Iterable[Stay], assigned: Mapping[str, Sequence[Assigned]]) -> list[Assigned]:
    """Who cared for its people while they lived in it."""
    found = []
    for stay in stays:
        for given in assigned.get(stay.person, ()):
            first, last = max(given.valid_from, stay.valid_from), _earlier(given.valid_to, stay.valid_to)
            if last is None or first <= last:
                found.append(replace(given, valid_from=first, valid_to=last))
    return found


def _at_home(stay: Stay, facts: Sequence[Fact]) -> Iterable[Span]:
    begins = stay.valid_from.toordinal()
    ends = LATEST if stay.valid_to is None else stay.valid_to.toordinal()
    for first, last, condition in life(Person(stay.person, None, facts)):
        if admits(ANYBODY, condition) and condition.arrangement != Arrangement.CENTRALISED:
            first, last = max(first, begins), min(last, ends)
            if first <= last:
                yield Span(first, last)


def _earlier(one: date | None, other: date | None) -> date | None:
    return min((day for day in (one, other) if day is not None), default=None)
