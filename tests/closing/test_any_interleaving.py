"""Whatever is written, voided, reported, closed, opened and signed in whatever order: what was signed stays.

Each version can be computed again from the database, byte for byte in its rows, and each row in which two versions
differ is explained by something that has a name.
"""

import hashlib
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from cast import CAST
from closing import playing
from closing.playing import MONTH, SHANGHAI
from shouwang.closing import rules, service
from shouwang.closing.differences import CauseKind, Difference, differences
from shouwang.closing.models import MonthVersion
from shouwang.closing.rules import VersionCheck
from shouwang.database import writing
from shouwang.records.models import Record
from shouwang.register.models import Fact

PEOPLE = some.sampled_from([CAST.wang, CAST.li, CAST.zhao])
DAYS = some.integers(-12, 40).map(lambda n: MONTH + timedelta(days=n))
"""Before, in and after the month."""
STATUSES = some.sampled_from(["valid", "valid", "attempt"])
ABOUT = some.one_of(
    some.tuples(some.just("ability"), some.sampled_from(["self", "semi", "full"])),
    some.tuples(some.just("suspension"), some.sampled_from(["hospital", "away"])),
    some.tuples(some.just("arrangement"), some.sampled_from(["dispersed", "centralised"])),
    some.tuples(some.just("death"), some.none()),
)
STEPS = some.one_of(
    some.tuples(some.just("record"), PEOPLE, DAYS, STATUSES),
    some.tuples(some.just("record"), PEOPLE, DAYS, STATUSES),
    some.tuples(some.just("fact"), PEOPLE, ABOUT, DAYS, some.none() | some.integers(0, 20)),
    some.tuples(some.just("void record"), some.integers(0, 99)),
    some.tuples(some.just("void fact"), some.integers(0, 99)),
    some.tuples(some.just("reports"), some.sampled_from([CAST.carer, CAST.other_carer]), some.none() | DAYS),
    some.just(("close",)),
    some.just(("close",)),
    some.just(("reopen",)),
    some.just(("sign",)),
)


@given(some.lists(STEPS, min_size=4, max_size=25))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_version_stays_and_every_difference_has_a_name(settled: Engine, steps: list[Any]) -> None:
    holds(settled, steps)


@pytest.mark.prove
@given(some.lists(STEPS, min_size=10, max_size=60))
@settings(max_examples=1_500, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_over_long_histories_too(settled: Engine, steps: list[Any]) -> None:
    holds(settled, steps)


def holds(engine: Engine, steps: list[Any]) -> None:
    """Plays one history in a transaction that is taken back."""
    with writing(engine) as session:
        history = _History(session)
        for step in steps:
            history.play(*step)
        history.check()
        session.rollback()


class _History:
    """What was written so far, and what each version was when it was closed."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.records: list[str] = []
        self.facts: list[str] = []
        self.closed: dict[int, tuple[bytes, bytes, str]] = {}
        self.signed: set[int] = set()

    def play(self, what: str, *said: Any) -> None:
        getattr(self, f"_{what.replace(' ', '_')}")(*said)

    def check(self) -> None:
        versions = playing.versions(self.session)
        assert {each.number: _said(each) for each in versions} == self.closed
        assert {each.number for each in versions if each.signed_at} == self.signed
        assert {service.check(each) for each in versions} <= {VersionCheck.INTACT}
        for one, other in pairwise(versions):
            self._explained(differences(service.frozen(one), service.frozen(other)))
        if versions:
            found = service.since_closed(versions[-1], playing.live(self.session))
            assert bool(found) == (rules.hash_of(playing.live(self.session).rows) != versions[-1].rows_sha256)
            self._explained(found)

    def _explained(self, found: list[Difference]) -> None:
        for difference in found:
            assert difference.before != difference.after
            assert difference.causes
            for cause in difference.causes:
                assert cause.kind is not CauseKind.RECORD or self._has(Record, cause.id)
                assert cause.kind is not CauseKind.FACT or self._has(Fact, cause.id)

    def _has(self, model: type[SQLModel], key: str) -> bool:
        return self.session.get(model, key) is not None

    def _record(self, person: str, day: date, status: str) -> None:
        self.records.append(playing.arrives(self.session, person, day, status=status))

    def _fact(self, person: str, about: tuple[str, str | None], since: date, days: int | None) -> None:
        until = None if days is None or about[0] == "death" else since + timedelta(days=days)
        self.facts.append(playing.begins(self.session, person, *about, since, until))

    def _void_record(self, n: int) -> None:
        if self.records:
            playing.void_record(self.session, self.records[n % len(self.records)])

    def _void_fact(self, n: int) -> None:
        if self.facts:
            playing.void_fact(self.session, self.facts[n % len(self.facts)])

    def _reports(self, user: str, day: date | None) -> None:
        until = None if day is None else datetime(day.year, day.month, day.day, 12, tzinfo=SHANGHAI)
        playing.reports(self.session, user, until)

    def _close(self) -> None:
        number = playing.close(self.session)
        if number not in self.closed:
            self.closed[number] = _said(playing.versions(self.session)[-1])

    def _reopen(self) -> None:
        if self.closed:
            playing.reopen(self.session)

    def _sign(self) -> None:
        if self.closed and not playing.is_open_again(self.session):
            self.signed.add(playing.sign(self.session))


def _said(version: MonthVersion) -> tuple[bytes, bytes, str]:
    assert hashlib.sha256(version.rows).hexdigest() == version.rows_sha256
    return version.rows, version.inputs, version.rows_sha256
