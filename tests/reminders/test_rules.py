"""When reminders go out and who is asked next: rules alone, and the words."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shouwang.reminders.phrases import OF_LIGHTS, languages_alike
from shouwang.reminders.rules import Asked, Reach, Slot, channels_for, is_quiet, may_go, next_step, next_try, slots_at
from shouwang.reminders.wording import message_of
from shouwang.reminders.words import DIGESTS, ChannelKind, Kind, Language, StepTo

ZONE = ZoneInfo("Asia/Shanghai")
FRIDAY = date(2026, 11, 27)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
PUSH, TEXT, MAIL = ("web_push", ChannelKind.WEB_PUSH), ("sms", ChannelKind.SMS), ("mail", ChannelKind.EMAIL)


def at(clock: str, day: date = FRIDAY) -> datetime:
    return datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("clock", "kinds"),
    [
        ("07:09", []),
        ("07:10", [Kind.MORNING]),
        ("08:10", [Kind.MORNING, Kind.WEEKLY]),
        ("18:05", [Kind.WEEKLY]),
        ("18:10", [Kind.EVENING, Kind.WEEKLY]),
        ("21:00", []),
        ("03:00", []),
    ],
)
def test_each_digest_has_its_hours(clock: str, kinds: list[Kind]) -> None:
    assert [slot.kind for slot in slots_at(at(clock), ZONE)] == kinds


def test_the_weekly_digest_counts_for_its_monday() -> None:
    weekly = [slot for slot in slots_at(at("09:00"), ZONE) if slot.kind is Kind.WEEKLY]
    assert weekly == [Slot(Kind.WEEKLY, date(2026, 11, 23), at("21:00").astimezone(UTC))]


@given(MOMENTS, st.sampled_from(sorted(DIGESTS)), st.integers(1, 40))
def test_no_digest_leaves_or_is_tried_again_at_night(moment: datetime, kind: Kind, tries: int) -> None:
    for slot in slots_at(moment, ZONE):
        assert not is_quiet(moment, ZONE)
        assert may_go(slot.kind, slot.day, moment, ZONE)
        assert slot.until > moment
    again = next_try(kind, moment.astimezone(ZONE).date(), tries, moment, ZONE)
    assert again is None or not is_quiet(again, ZONE)


@given(MOMENTS)
def test_an_emergency_goes_at_any_hour_and_is_tried_for_a_day(moment: datetime) -> None:
    assert may_go(Kind.EMERGENCY, moment.date(), moment, ZONE)
    tried, last = 0, moment
    while (again := next_try(Kind.EMERGENCY, moment.date(), tried + 1, last, ZONE)) is not None:
        tried, last = tried + 1, again
    assert timedelta(hours=20) < last - moment < timedelta(hours=30)


def test_a_digest_whose_day_is_over_does_not_go() -> None:
    assert not may_go(Kind.MORNING, FRIDAY, at("18:00"), ZONE)
    assert not may_go(Kind.EVENING, FRIDAY, at("18:30", FRIDAY + timedelta(1)), ZONE)
    assert may_go(Kind.WEEKLY, date(2026, 11, 23), at("12:00"), ZONE)


def test_a_text_message_is_for_those_whom_no_push_reaches() -> None:
    ready = [PUSH, TEXT, MAIL, ("robot", ChannelKind.WECOM)]
    assert channels_for(Reach(has_push=True, phone="199", email="a@b.cn"), ready) == ["web_push", "mail"]
    assert channels_for(Reach(phone="199"), ready) == ["sms"]
    assert channels_for(Reach(has_push=True, phone="199", without=["web_push"]), ready) == ["sms"]
    assert channels_for(Reach(wants=False, has_push=True, phone="199"), ready) == []
    assert channels_for(Reach(), ready) == []
    assert channels_for(Reach(phone="199"), [TEXT, ("other", ChannelKind.SMS)]) == ["sms"]


ALL = set(StepTo)


@pytest.mark.parametrize(
    ("asked", "ability", "has", "expected"),
    [
        (Asked(-1, None, False), "self", ALL, 0),
        (Asked(-1, None, False), "self", ALL - {StepTo.CARER}, 1),
        (Asked(0, FRIDAY - timedelta(1), False), "full", ALL, 1),
        (Asked(0, FRIDAY - timedelta(1), False), "semi", ALL, None),
        (Asked(0, FRIDAY - timedelta(2), False), "semi", ALL, 1),
        (Asked(0, FRIDAY - timedelta(2), True), "full", ALL, None),
        (Asked(0, FRIDAY - timedelta(1), False), "full", {StepTo.CARER, StepTo.TOWNSHIP}, 3),
        (Asked(2, FRIDAY - timedelta(9), False), None, ALL, 3),
        (Asked(3, FRIDAY - timedelta(9), False), "full", ALL, None),
        (Asked(0, FRIDAY, False), "full", ALL, None),
    ],
)
def test_the_next_one_is_asked_when_nobody_came(
    asked: Asked, ability: str | None, has: set[StepTo], expected: int | None
) -> None:
    assert next_step(asked, ability, has, FRIDAY) == expected


@pytest.mark.parametrize("language", list(Language))
def test_the_words_of_lights_are_those_of_the_pages(language: Language) -> None:
    catalogue = (Path(__file__).parents[2] / "pwa" / "src" / "i18n" / f"{language}.ts").read_text(encoding="utf-8")
    said = dict(re.findall(r'"light\.(\w+)": "(.+?)"', catalogue))
    words = OF_LIGHTS[language]
    assert {light.value: said[light.value] for light in words} == {light.value: word for light, word in words.items()}


def test_every_sentence_stands_in_both_languages() -> None:
    assert languages_alike()


def test_a_reminder_in_english_says_the_same() -> None:
    own = message_of(Kind.MORNING, {"due": 0, "overdue": 1, "asked": 1}, "", None, Language.EN)
    assert own == ("2 visits due", "Overdue: 1, asked to help with 1 person. Open Shouwang to log them.", None)
    counts = {"people": 306, "due": 12, "overdue": 5, "silent": 1, "silent_at": ["Shiniu"], "escalated": 2}
    place = message_of(Kind.WEEKLY, counts, "Yunhu", None, Language.EN)
    assert place.title == "Yunhu this week"
    assert place.text == (
        "306 people, Overdue: 5, Due soon: 12. 1 phone not heard of for 3 days (Shiniu)."
        " 2 people were not visited by anybody; the township has been told."
    )


def test_no_more_than_five_places_are_named() -> None:
    counts = {"people": 9, "due": 0, "overdue": 1, "silent": 7, "silent_at": list("甲乙丙丁戊己庚"), "escalated": 0}
    assert message_of(Kind.EVENING, counts, "云湖镇").text.endswith("7 部手机 3 天没有联系（甲、乙、丙、丁、戊等）。")


def test_a_reminder_says_numbers_and_places() -> None:
    own = message_of(Kind.MORNING, {"due": 2, "overdue": 1, "asked": 1}, "", "https://here/")
    assert own.whole() == (
        "【守望】有 4 人等着探访\n已逾期 1 人，快到期 2 人，请您帮忙去看的 1 人。打开守望就能记。\nhttps://here/"
    )
    counts = {"people": 306, "due": 12, "overdue": 5, "silent": 3, "escalated": 2}
    place = message_of(Kind.EVENING, counts, "云湖镇")
    assert place.text == "共 306 人，已逾期 5 人，快到期 12 人。3 部手机 3 天没有联系。2 人一直没人去，已报到镇上。"
    assert message_of(Kind.EMERGENCY, {"urgent": 1}, "云湖镇").title == "云湖镇有紧急需求"
