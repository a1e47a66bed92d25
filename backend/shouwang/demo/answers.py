"""What a visitor writes into version 2 of the visit form."""

from random import Random
from typing import Any
from zlib import crc32

TICKS = ("spirit", "body", "food", "safety", "hygiene", "needs")
ALL_WELL = 0.93
CONCERNS = {
    "body": ("unwell", "no_medicine", "wants_hospital"),
    "safety": ("roof_leaks", "power_fault"),
    "food": ("short_of_food",),
    "spirit": ("lonely", "wants_call"),
    "hygiene": (),
    "needs": ("no_medicine",),
}
NOTES = (
    "血压正常，精神不错。",
    "帮忙打扫了院子，换了床单。",
    "送去了米和油。",
    "提醒按时吃药。",
    "陪着聊了会儿天，晒了太阳。",
    "灶台旧了，已提醒注意用火。",
    "腿脚不便，扶着走了几圈。",
    "被子洗好晒干了。",
    "说想吃鱼，下次带一条来。",
    "带去卫生院量了血糖。",
    "天冷了，加了一床棉被。",
    "屋后排水沟堵了，已疏通。",
)


SERVICES = ("daily_watch", "daily_care", "company", "cleaning", "shopping", "meals", "laundry")
WITH_SERVICES = 3
"""One visit in so many says what was done."""


def answers(chance: Random, record: str) -> dict[str, Any]:
    """Mostly all is well; sometimes one concern, with the phrase for it. What was done follows from the record's id."""
    ticks = dict.fromkeys(TICKS, "ok")
    phrases: list[str] = []
    if chance.random() > ALL_WELL:
        concern = chance.choice(TICKS)
        ticks[concern] = "concern"
        phrases = [chance.choice(CONCERNS[concern])] if CONCERNS[concern] else []
    done, which = divmod(crc32(record.encode()), WITH_SERVICES)
    services = [] if which else [SERVICES[done % len(SERVICES)]]
    return {name: said for name, said in (("ticks", ticks), ("services", services), ("phrases", phrases)) if said}


def note(chance: Random) -> str | None:
    """A few words, for one visit in twenty."""
    return chance.choice(NOTES) if chance.random() < 0.05 else None
