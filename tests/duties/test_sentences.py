"""Every duty can be read as one plain sentence, in Chinese and in English."""

from typing import Any

import pytest

from shouwang.duties.duty import Duty
from shouwang.duties.policy import load_pack, parse_policy, shipped_packs
from shouwang.duties.sentences import duty_sentence

SENTENCES = {
    "XT-01": (
        "全失能的分散供养特困人员，每天上门探访一次",
        "Fully dependent dispersed people in extreme poverty: one home visit every day",
    ),
    "XT-02": (
        "半失能的分散供养特困人员，每两天上门探访一次",
        "Partly dependent dispersed people in extreme poverty: one home visit every 2 days",
    ),
    "GN-01": (
        "60 岁及以上的全失能的人员，每月探访一次",
        "Fully dependent people aged 60 or over: one visit every month",
    ),
    "XT-03": (
        "全自理的分散供养特困人员，每周上门探访一次",
        "Self-caring dispersed people in extreme poverty: one home visit every week",
    ),
    "XT-10": (
        "每个乡镇（街道），每月 24、25 日开展活动一次",
        "Each township: one activity every month on day 24 or 25",
    ),
    "RC-05": (
        "每个乡镇（街道），每月开展活动一次，受益不少于 1 人",
        "Each township: one activity every month, for at least 1 person",
    ),
    "RC-07": (
        "年末时 65 岁及以上的特困人员，每年体检一次",
        "People in extreme poverty aged 65 or over by the end of the year: one checkup every year",
    ),
    "RC-15": (
        "每个乡镇（街道），每季度开展环境卫生整治一次",
        "Each township: one hygiene campaign every quarter",
    ),
    "DH-01": (
        "80 岁及以上的人员，每月上门探访一次，每次不少于 60 分钟",
        "People aged 80 or over: one home visit every month, at least 60 minutes each",
    ),
}
SHIPPED = {duty.id: duty for pack in shipped_packs() for duty in load_pack(pack).duties}


@pytest.mark.parametrize("duty", SHIPPED)
def test_a_shipped_duty_reads_as_a_sentence(duty: str) -> None:
    sentences = duty_sentence(SHIPPED[duty], "zh"), duty_sentence(SHIPPED[duty], "en")
    assert sentences == SENTENCES[duty]


def test_a_sentence_names_every_limit() -> None:
    duty = _duty(
        every="month",
        times=3,
        population={"programmes": ["tekun", "dibao"], "arrangements": ["dispersed"], "age": {"min": 18, "max": 79}},
        credit={
            "kinds": ["visit"],
            "modes": ["home", "phone"],
            "roles": ["carer", "volunteer"],
            "min_minutes": 60,
            "min_value": 30,
            "min_beneficiaries": 2,
        },
    )
    assert duty_sentence(duty, "zh") == (
        "18 至 79 岁的分散供养的特困人员或低保对象，每月由照料服务人或志愿者上门或电话探访 3 次，"
        "每次不少于 60 分钟，每次不低于 30 元，受益不少于 2 人"
    )
    assert duty_sentence(duty, "en") == (
        "Dispersed people in extreme poverty or on dibao aged 18 to 79: 3 times a home or phone visit by a carer "
        "or a volunteer every month, at least 60 minutes each, worth at least 30 yuan each, for at least 2 people"
    )


def test_an_upper_age_and_a_long_rhythm_have_their_words() -> None:
    duty = _duty(every="3 days", population={"programmes": ["new"], "age": {"max": 15, "on": "unit_end"}})
    assert duty_sentence(duty, "zh") == "15 岁及以下的new，每 3 天探访一次"
    assert duty_sentence(duty, "en") == "People new aged 15 or under: one visit every 3 days"


def _duty(**said: Any) -> Duty:
    duty = {"id": "D", "subject": "person", "from": "2020-01-01", "credit": {"kinds": ["visit"]}} | said
    return parse_policy({"id": "x", "duties": [duty]}).duties[0]
