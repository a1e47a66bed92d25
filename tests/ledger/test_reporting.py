"""Missed, or not yet reported; and whose miss."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from httpx import Client
from sqlalchemy import Engine, update
from sqlmodel import col

import cast
from cast import CAST
from shouwang import clock
from shouwang.accounts.models import Device
from shouwang.database import writing
from shouwang.duties.policy import load_pack
from shouwang.ledger.reporting import ALWAYS, NEVER, Assigned, outcomes, reported_through
from shouwang.settings import settings

SHANGHAI = ZoneInfo("Asia/Shanghai")
DUTY = {duty.id: duty for duty in load_pack("xiangtan").duties}
LONG_AGO, SUNDAY = date(2024, 1, 1), date(2026, 3, 15)


def assigned(valid_from: date, valid_to: date | None = None, user: str = "a") -> Assigned:
    return Assigned(user, user.upper(), valid_from, valid_to)


def owner(duty: str, last: date, *given: Assigned) -> str | None:
    (outcome,) = outcomes(DUTY[duty], [last], given, {})
    return outcome.owner.user if outcome.owner else None


def test_a_phone_has_reported_the_days_before_the_day_of_its_watermark() -> None:
    just_after_midnight = datetime(2026, 3, 16, 0, 0, 1, tzinfo=SHANGHAI)
    assert reported_through([just_after_midnight], SHANGHAI) == SUNDAY
    assert reported_through([just_after_midnight - timedelta(seconds=2)], SHANGHAI) == date(2026, 3, 14)


def test_the_slowest_of_two_phones_counts_and_one_never_heard_of_has_reported_nothing() -> None:
    early, late = (datetime(2026, 3, day, 12, tzinfo=SHANGHAI) for day in (10, 16))
    assert reported_through([late, early], SHANGHAI) == date(2026, 3, 9)
    assert reported_through([late, None], SHANGHAI) == NEVER
    assert reported_through([], SHANGHAI) == ALWAYS


@pytest.mark.parametrize(("through", "is_reported"), [(SUNDAY, True), (date(2026, 3, 14), False), (NEVER, False)])
def test_a_week_is_missed_only_when_its_last_day_is_reported(through: date, is_reported: bool) -> None:
    (outcome,) = outcomes(DUTY["XT-03"], [SUNDAY], [assigned(LONG_AGO)], {"a": through})
    assert outcome.is_reported is is_reported


def test_only_those_assigned_in_the_unit_are_waited_for() -> None:
    given = [assigned(LONG_AGO, date(2026, 3, 8), "before"), assigned(date(2026, 3, 9), None, "now")]
    reported = {"before": NEVER, "now": SUNDAY}
    assert [each.is_reported for each in outcomes(DUTY["XT-03"], [SUNDAY], given, reported)] == [True]
    given[0] = assigned(LONG_AGO, date(2026, 3, 9), "before")
    assert [each.is_reported for each in outcomes(DUTY["XT-03"], [SUNDAY], given, reported)] == [False]


def test_a_week_is_the_new_carer_s_from_four_days_on() -> None:
    thursday, friday = date(2026, 3, 12), date(2026, 3, 13)
    assert owner("XT-03", SUNDAY, assigned(thursday)) == "a"
    assert owner("XT-03", SUNDAY, assigned(friday)) is None


def test_a_day_is_the_new_carer_s_from_the_day_after() -> None:
    assert owner("XT-01", SUNDAY, assigned(SUNDAY)) is None
    assert owner("XT-01", SUNDAY, assigned(SUNDAY - timedelta(days=1))) == "a"


def test_two_days_are_hers_who_had_one_of_them_and_is_still_there() -> None:
    assert owner("XT-02", SUNDAY, assigned(SUNDAY)) == "a"
    assert owner("XT-02", SUNDAY, assigned(LONG_AGO, SUNDAY - timedelta(days=1))) is None


def test_without_a_carer_it_is_the_township_s_and_missed() -> None:
    (outcome,) = outcomes(DUTY["XT-01"], [SUNDAY], [], {})
    assert (outcome.owner, outcome.is_reported) == (None, True)


def test_the_table_shows_three_states_until_the_phone_has_spoken(
    client: Client, clerk: dict[str, str], settled: Engine
) -> None:
    yesterday = clock.today(settings().zone) - timedelta(days=1)
    period = {"from": (yesterday - timedelta(days=2)).isoformat(), "to": yesterday.isoformat()}

    def numbers() -> tuple[int, int]:
        rows = client.get("/api/ledger/people", headers=clerk, params={"township": cast.TOWNSHIP, **period}).json()
        row = next(row for row in rows["rows"] if row["id"] == CAST.wang)
        line = client.get(f"/api/ledger/people/{CAST.wang}", headers=clerk, params=period).json()["duties"][0]
        assert (row["misses"], row["unreported"]) == (len(line["misses"]), len(line["unreported"]))
        states = [day["state"] for day in line["days"]]
        assert (states.count("missed"), states.count("unreported")) == (row["misses"], row["unreported"])
        return row["misses"], row["unreported"]

    assert numbers() == (3, 0)
    phone = cast.sign_in(settled, CAST.carer)
    assert numbers() == (0, 3)
    noon = datetime(yesterday.year, yesterday.month, yesterday.day, 12, tzinfo=SHANGHAI)
    client.post("/api/sync/push", headers=phone, json={"device": "d", "items": [], "watermark": noon.isoformat()})
    assert numbers() == (2, 1)
    with writing(settled) as session:
        session.execute(update(Device).where(col(Device.user) == CAST.carer).values(revoked_at=clock.now()))
    assert numbers() == (3, 0)
