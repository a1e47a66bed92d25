"""A month is closed in versions that stay; what came later is told row by row, with what it came by."""

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session
from sqlmodel import col
from typer.testing import CliRunner

from cast import CAST, OTHER_TOWNSHIP, TOWNSHIP
from closing import playing
from closing.playing import (
    MONTH,
    arrives,
    begins,
    close,
    live,
    reopen,
    reports,
    sign,
    versions,
    void_fact,
    void_record,
)
from shouwang import clock, ids
from shouwang.cli import app
from shouwang.closing import queries, rules, service
from shouwang.closing.differences import CauseKind, How
from shouwang.closing.rules import VersionCheck
from shouwang.closing.waiting import waited_for
from shouwang.database import writing
from shouwang.duties.models import AdoptedPolicy
from shouwang.errors import Refused, Unknown
from shouwang.register.models import Assignment
from shouwang.settings import Settings, settings

DAY = date(2026, 9, 14)


@pytest.fixture
def session(settled: Engine) -> Iterator[Session]:
    """The cast's county, in one transaction."""
    with writing(settled) as session:
        yield session


def test_a_month_is_closed_once_and_says_what_its_people_were_owed(session: Session) -> None:
    for day in range(30):
        arrives(session, CAST.wang, MONTH + timedelta(days=day))
    assert (close(session), close(session)) == (1, 1)
    (version,) = versions(session)
    rows = rules.from_bytes(version.rows)
    daily = [each for each in rows if each.subject == CAST.wang and each.expected == 30]
    assert [(each.credited, each.misses) for each in daily] == [(30, ())]
    assert version.closed_by_name
    assert version.expected == rules.sums_of(rows).expected > 30
    assert rules.hash_of(rows) == version.rows_sha256
    assert service.check(version) is VersionCheck.INTACT


def test_a_month_that_runs_cannot_be_closed_and_a_place_that_is_no_township_has_none(session: Session) -> None:
    with pytest.raises(Refused, match="month_not_over"):
        close(session, month=clock.today(settings().zone).replace(day=1))
    with pytest.raises(Unknown):
        service.close(session, TOWNSHIP[:6], MONTH, None)
    with pytest.raises(Unknown):
        service.reopen(session, OTHER_TOWNSHIP, MONTH, "补录", playing.as_user(session, CAST.officer))


def test_a_late_record_counts_live_at_once_and_leaves_what_was_closed(session: Session) -> None:
    close(session)
    (before,) = versions(session)
    record = arrives(session, CAST.wang, DAY)
    (difference,) = service.since_closed(before, live(session))
    assert difference.before is not None
    assert difference.after is not None
    assert difference.after.credited == difference.before.credited + 1
    assert [(each.kind, each.how, each.id) for each in difference.causes] == [(CauseKind.RECORD, How.ADDED, record)]
    assert close(session) == 1
    (after,) = versions(session)
    assert (after.rows, after.inputs) == (before.rows, before.inputs)


def test_opened_again_with_a_reason_it_becomes_another_version_that_the_county_signs(session: Session) -> None:
    close(session)
    assert sign(session) == 1
    arrives(session, CAST.wang, DAY)
    reopen(session, "手机没电，补传")
    with pytest.raises(Refused, match="month_reopened"):
        sign(session)
    assert close(session) == 2
    one, two = versions(session)
    assert (one.signed_by_name is None, two.signed_at, two.reason) == (False, None, "手机没电，补传")
    with pytest.raises(Refused, match="not_the_newest"):
        service.sign(session, TOWNSHIP, MONTH, 1, one.rows_sha256, playing.as_user(session, CAST.officer))
    assert sign(session) == 2
    assert two.credited == one.credited + 1


def test_opened_again_and_closed_without_a_difference_it_stays_the_version_that_it_was(session: Session) -> None:
    close(session)
    reopen(session)
    assert close(session) == 1
    assert queries.open_again(session, TOWNSHIP) == {}
    assert len(queries.reopenings(session, TOWNSHIP, MONTH)) == 1


def test_each_kind_of_change_is_named_where_a_row_came_to_differ(session: Session) -> None:
    visit = arrives(session, CAST.wang, DAY)
    stay = begins(session, CAST.li, "suspension", "hospital", DAY, DAY + timedelta(days=9))
    close(session)
    (closed,) = versions(session)
    void_record(session, visit)
    void_fact(session, stay)
    worse = begins(session, CAST.zhao, "ability", "full", date(2026, 9, 20))
    found = {
        (cause.kind, cause.how, cause.id)
        for difference in service.since_closed(closed, live(session))
        for cause in difference.causes
    }
    assert found == {
        (CauseKind.RECORD, How.CHANGED, visit),
        (CauseKind.FACT, How.GONE, stay),
        (CauseKind.FACT, How.ADDED, worse),
    }


def test_what_happens_after_the_month_is_no_difference(session: Session) -> None:
    close(session)
    (closed,) = versions(session)
    arrives(session, CAST.wang, date(2026, 10, 3))
    begins(session, CAST.li, "suspension", "hospital", date(2026, 10, 1))
    begins(session, CAST.zhao, "death", None, date(2026, 10, 2))
    assert service.since_closed(closed, live(session)) == []
    assert live(session).inputs == service.frozen(closed).inputs


def test_what_was_tampered_with_is_noticed_and_not_signed(session: Session) -> None:
    close(session)
    version = queries.version(session, TOWNSHIP, MONTH)
    assert version is not None
    version.rows = version.rows.replace(b'"credited":0', b'"credited":1', 1)
    (changed,) = versions(session)
    assert service.check(changed) is VersionCheck.ALTERED
    with pytest.raises(Refused, match="altered"):
        sign(session)


def test_what_the_program_computes_otherwise_by_now_is_told_apart_from_what_was_tampered_with(
    session: Session,
) -> None:
    close(session)
    version = queries.version(session, TOWNSHIP, MONTH)
    assert version is not None
    version.rows = version.rows.replace(b'"credited":0', b'"credited":1', 1)
    version.rows_sha256 = hashlib.sha256(version.rows).hexdigest()
    (changed,) = versions(session)
    assert service.check(changed) is VersionCheck.COMPUTED_OTHERWISE
    with pytest.raises(Refused, match="computed_otherwise"):
        sign(session)


def test_the_command_leaves_a_month_that_somebody_opened_again_to_somebody(settled: Engine, here: Settings) -> None:
    month = ["--month", f"{MONTH:%Y-%m}", "--township"]
    assert "第 1 版" in CliRunner().invoke(app, ["close", *month, TOWNSHIP]).output
    with writing(settled) as session:
        reopen(session)
        with pytest.raises(Refused, match="month_reopened"):
            service.close(session, TOWNSHIP, MONTH, None)
        assert queries.version(session, TOWNSHIP, MONTH, 2) is None
    left = CliRunner().invoke(app, ["close", *month, TOWNSHIP[:6]])
    assert (left.exit_code, f"✓ {OTHER_TOWNSHIP}" in left.output, "重新打开" in left.output) == (0, True, True)
    assert CliRunner().invoke(app, ["close", *month, "430321999"]).exit_code == 1
    running = ["--month", f"{clock.today(settings().zone):%Y-%m}"]
    refused = CliRunner().invoke(app, ["close", *running])
    assert (refused.exit_code, "没过完" in refused.output) == (1, True)
    recounted = CliRunner().invoke(app, ["recount", *month, TOWNSHIP])
    assert (recounted.exit_code, "✓ 完好" in recounted.output) == (0, True)


def test_who_was_assigned_on_other_days_is_not_waited_for_and_a_policy_of_other_days_is_no_input(
    session: Session,
) -> None:
    reports(session, CAST.carer, None)
    reports(session, CAST.other_carer, None)
    mine = select(Assignment).where(col(Assignment.person) == CAST.wang, col(Assignment.user) == CAST.carer)
    given = session.scalars(mine).one()
    early = {"id": ids.uuid7(), "version": 0, "user": CAST.other_carer, "valid_to": MONTH + timedelta(days=1)}
    given.valid_from = MONTH + timedelta(days=2)
    session.add(Assignment(**given.model_dump() | early | {"valid_from": date(2026, 1, 1)}))
    session.flush()
    waited = waited_for(live(session))
    assert CAST.wang in waited[CAST.carer].people
    assert waited[CAST.other_carer].units < waited[CAST.carer].units
    ((pack, until),) = {(each.id, each.valid_to) for each in live(session).inputs.policies}
    assert until is None
    (row,) = session.scalars(select(AdoptedPolicy).where(col(AdoptedPolicy.pack) == pack))
    row.valid_to = MONTH - timedelta(days=1)
    session.flush()
    assert live(session).inputs.policies == ()


def test_on_its_day_a_month_is_due_where_nobody_closed_it_before(session: Session) -> None:
    assert list(rules.months_between(date(2024, 1, 9), date(2024, 3, 4))) == [date(2024, n, 1) for n in (1, 2, 3)]
    january, february = date(2024, 1, 1), date(2024, 2, 1)
    assert {month for _, month in service.due(session, TOWNSHIP, date(2024, 3, 4), 5)} == {january}
    close(session, month=january)
    assert service.due(session, TOWNSHIP[:6], date(2024, 3, 5), 5) == [
        (OTHER_TOWNSHIP, january),
        (TOWNSHIP, february),
        (OTHER_TOWNSHIP, february),
    ]
