"""A county owns its policies: versions follow each other, and days that are over stay what they were."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner

from shouwang import clock
from shouwang.cli import app
from shouwang.database import reading, writing
from shouwang.duties import service
from shouwang.duties.policy import Policy, PolicyError, load_pack
from shouwang.duties.rules import Version, ends_of, next_version
from shouwang.sealing import check_key
from shouwang.sync.write import Author

COUNTY = "430321"
TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 4, tzinfo=UTC)
BODY, CHANGED = {"id": "own", "duties": []}, {"id": "own", "title": "改", "duties": []}
Span = tuple[int, date, date | None]


@pytest.fixture
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def day(month: int, number: int) -> date:
    return date(2026, month, number)


def own(times: int = 1) -> Policy:
    """Xiangtan's weekly duty as this county changes it."""
    pack = load_pack("xiangtan")
    weekly = next(duty for duty in pack.duties if duty.id == "XT-03")
    return replace(pack, duties=(replace(weekly, times=times),))


def adopt(engine: Engine, policy: str | Policy, valid_from: date) -> tuple[int, str]:
    with writing(engine) as session:
        check_key(session)
        row = service.adopt(session, COUNTY, policy, valid_from, Author(None, clock.now()))
        return row.pack_version, row.id


def followed(engine: Engine) -> list[Span]:
    with reading(engine) as session:
        return [(each.version, each.valid_from, each.valid_to) for each in service.followed_by(session, COUNTY)]


def test_the_first_adoption_may_begin_in_the_past() -> None:
    step = next_version([], BODY, day(1, 1), TODAY)
    assert step is not None
    assert (step.number, step.ends) == (1, {})


def test_a_changed_pack_is_the_next_version_and_ends_the_former_on_the_day_before() -> None:
    step = next_version([Version(1, day(1, 1), None, BODY)], CHANGED, day(12, 1), TODAY)
    assert step is not None
    assert (step.number, step.ends) == (2, {1: day(11, 30)})


def test_the_same_pack_again_is_no_new_version() -> None:
    known = [Version(1, day(1, 1), None, BODY)]
    assert next_version(known, BODY, day(12, 1), TODAY) is None
    assert next_version(known, BODY, day(3, 1), TODAY) is None


@pytest.mark.parametrize("valid_from", [date(2025, 12, 1), day(1, 1), day(6, 1), TODAY - timedelta(days=1)])
def test_days_that_are_over_are_never_given_another_version(valid_from: date) -> None:
    with pytest.raises(PolicyError, match="the past is never changed"):
        next_version([Version(1, day(1, 1), None, BODY)], CHANGED, valid_from, TODAY)


def test_a_version_still_to_come_can_be_replaced() -> None:
    known = [Version(1, day(1, 1), day(11, 30), BODY), Version(2, day(12, 1), None, CHANGED)]
    step = next_version(known, {"id": "own", "title": "再改"}, day(12, 1), TODAY)
    assert step is not None
    assert (step.number, step.ends) == (3, {2: day(11, 30)})


def test_a_pack_that_was_given_up_can_be_taken_up_again() -> None:
    step = next_version([Version(1, day(1, 1), day(6, 30), BODY)], BODY, TODAY, TODAY)
    assert step is not None
    assert (step.number, step.ends) == (2, {})


def test_a_pack_is_given_up_yesterday_at_the_earliest() -> None:
    known = [Version(1, day(1, 1), None, BODY)]
    assert ends_of(known, day(11, 21), TODAY) == {1: day(11, 21)}
    with pytest.raises(PolicyError, match="at the earliest"):
        ends_of(known, day(11, 20), TODAY)
    with pytest.raises(PolicyError, match="not followed after"):
        ends_of([Version(1, day(1, 1), day(6, 30), BODY)], day(12, 1), TODAY)


@pytest.mark.usefixtures("at_noon")
def test_versions_follow_each_other_in_the_database(engine: Engine) -> None:
    assert adopt(engine, "xiangtan", day(1, 1))[0] == 1
    version, second = adopt(engine, own(), day(12, 1))
    assert version == 2
    assert adopt(engine, own(), day(12, 1)) == (2, second)
    assert adopt(engine, own(2), day(12, 1))[0] == 3
    assert followed(engine) == [(1, day(1, 1), day(11, 30)), (2, day(12, 1), day(11, 30)), (3, day(12, 1), None)]


@pytest.mark.usefixtures("at_noon")
def test_a_version_that_never_began_owes_nothing(engine: Engine) -> None:
    adopt(engine, "xiangtan", day(12, 1))
    adopt(engine, own(), day(12, 1))
    with reading(engine) as session:
        first, second = service.followed_by(session, COUNTY)
    assert (first.policy.duties, len(second.policy.duties)) == ((), 1)


@pytest.mark.usefixtures("at_noon")
def test_another_pack_ends_nothing(engine: Engine) -> None:
    adopt(engine, "xiangtan", day(1, 1))
    adopt(engine, "national", day(2, 1))
    assert followed(engine) == [(1, day(1, 1), None), (1, day(2, 1), None)]


@pytest.mark.usefixtures("at_noon")
def test_a_refused_adoption_changes_nothing(engine: Engine) -> None:
    adopt(engine, "xiangtan", day(1, 1))
    with pytest.raises(PolicyError):
        adopt(engine, own(), day(6, 1))
    assert followed(engine) == [(1, day(1, 1), None)]


@pytest.mark.usefixtures("engine", "at_noon")
def test_a_county_adopts_its_own_file_and_gives_it_up_from_the_command_line(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(
        'id = "own"\n[[duties]]\nid = "O-1"\nsubject = "person"\nevery = "week"\nfrom = 2026-01-01\n'
        '[duties.credit]\nkinds = ["visit"]\n',
        "utf-8",
    )

    def run(*words: str) -> tuple[int, str]:
        answered = CliRunner().invoke(app, ["policy", *words])
        return answered.exit_code, answered.output

    assert run("adopt", str(file), "--from", "2026-06-01") == (0, "✓ own 第 1 版 / version 1: 430321, 2026-06-01 →\n")
    file.write_text(file.read_text("utf-8").replace("week", "month"), "utf-8")
    code, output = run("adopt", str(file), "--from", "2026-07-01")
    assert (code, "过去不改" in output) == (1, True)
    assert run("adopt", str(file), "--from", "2026-12-01")[0] == 0
    assert run("end", "own", "--to", "2026-12-31")[0] == 0
    assert run("end", "own", "--to", "2027-01-31")[0] == 1
    file.write_text("id = 3\n", "utf-8")
    code, output = run("adopt", str(file), "--from", "2027-01-01")
    assert (code, "own.toml:1: id: must be a text" in output) == (1, True)
