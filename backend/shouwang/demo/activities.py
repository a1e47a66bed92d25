"""What a township does together on the 24th and 25th of each month."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from shouwang import ids
from shouwang.demo.dice import dice
from shouwang.demo.places import Township
from shouwang.demo.plan import Plan
from shouwang.demo.records import new_record
from shouwang.demo.workers import Worker
from shouwang.duties.words import RecordKind, RecordStatus
from shouwang.records.models import Record

CHOICES = {(24,): 30, (25,): 16, (24, 25): 50, (): 4}
"""On which of the collective days something is done, and in how many of a hundred months."""

TITLES = ("集中走访慰问", "义诊和理发", "房前屋后大扫除", "送米油、送政策上门", "换季衣被整理")


def activities(plan: Plan, township: Township, leader: Worker) -> Iterator[Record]:
    """The activities of a township in the period."""
    for day in (plan.first + timedelta(days=n) for n in range(plan.days + 1)):
        of_month = dice(plan.seed, township.code, day.year, day.month)
        if day.day in of_month.choices(list(CHOICES), list(CHOICES.values()))[0]:
            record = _activity(of_month, plan, township, leader, day)
            if record.received_at <= plan.until:
                yield record


def _activity(chance: Random, plan: Plan, township: Township, leader: Worker, day: date) -> Record:
    start = plan.moment(day, 8 + chance.randrange(2), chance.randrange(60))
    end = start + timedelta(minutes=chance.randrange(90, 240))
    captured = end + timedelta(minutes=chance.randrange(5, 90))
    return new_record(
        id=ids.uuid7(dice(plan.seed, township.code, day), int(captured.timestamp() * 1000)),
        kind=RecordKind.ACTIVITY.value,
        subject=township.code,
        subject_kind="township",
        township=township.code,
        role=leader.row.role,
        start=start,
        end=end,
        minutes=(end - start).total_seconds() / 60,
        service_date=day,
        captured_at=captured,
        received_at=captured + timedelta(seconds=chance.randrange(5, 4000)),
        status=RecordStatus.VALID.value,
        beneficiaries=chance.randrange(8, 46),
        author=leader.row.id,
        author_name=leader.row.name,
        form="activity",
        answers={"title": chance.choice(TITLES), "volunteers": chance.randrange(5, 21)},
        flags=[],
        pictures=[],
    )
