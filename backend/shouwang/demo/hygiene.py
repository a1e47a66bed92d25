"""Checks of homes, the campaigns of each quarter, and points that were earned and redeemed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice
from random import Random

from shouwang import ids
from shouwang.demo.dice import dice
from shouwang.demo.people import Home
from shouwang.demo.places import Township
from shouwang.demo.plan import Plan
from shouwang.demo.records import new_record
from shouwang.demo.workers import Worker
from shouwang.duties.words import FactKind, RecordKind, RecordStatus
from shouwang.hygiene.models import HygienePoints
from shouwang.hygiene.rules import quarter_of
from shouwang.hygiene.sheet import newest
from shouwang.hygiene.words import PointsKind, Problem
from shouwang.records.models import Record

CHECKED, TROUBLED, POOR, MENDED, REDEEMED = 0.9, 0.35, 0.04, 0.7, 0.15
GOODS = ("洗衣粉一袋", "毛巾两条", "肥皂两块", "食盐两包")
TITLES = ("清洁家园专项行动", "房前屋后大扫除", "清洗被褥和厨房")


@dataclass(slots=True)
class Cleaned:
    """Records, and the ledger of points."""

    records: list[Record] = field(default_factory=list)
    points: list[HygienePoints] = field(default_factory=list)


def hygiene(
    plan: Plan, township: Township, homes: Iterable[tuple[Home, Worker]], leader: Worker, clerk: Worker
) -> Cleaned:
    """What a township did for clean homes in the quarter of the plan's last day, and the campaigns before.

    Every other home is still to come, so that on any day the demo county has some to go to.
    """
    done = Cleaned()
    done.records += _campaigns(plan, township, leader)
    first, _ = quarter_of(plan.today)
    for home, worker in islice(homes, 1, None, 2):
        chance = dice(plan.seed, "hygiene", home.row.id)
        alive = not any(one.life.starts(FactKind.DEATH) for one in home.people)
        if alive and chance.random() < CHECKED and first < plan.today:
            checks = list(_checks(chance, plan, home, worker, max(first, plan.first)))
            done.records += checks
            done.points += _points(chance, checks, clerk)
    return done


def _campaigns(plan: Plan, township: Township, leader: Worker) -> Iterator[Record]:
    """One a quarter, in its second month or on the first day that the plan knows of it."""
    day = plan.first
    while day <= plan.today:
        first, last = quarter_of(day)
        chance = dice(plan.seed, "campaign", township.code, first)
        on = max(plan.first, first + timedelta(days=35 + chance.randrange(15)))
        if on <= min(last, plan.today):
            answers = {
                "title": chance.choice(TITLES),
                "done": "清运垃圾、清洗被褥",
                "helpers": chance.randrange(10, 40),
            }
            yield _record(chance, plan, leader, on, RecordKind.HYGIENE_CAMPAIGN, township.code, township.code, answers)
        day = last + timedelta(days=1)


def _checks(chance: Random, plan: Plan, home: Home, worker: Worker, first: date) -> Iterator[Record]:
    day = first + timedelta(days=chance.randrange(max(1, (plan.today - first).days)))
    is_poor = chance.random() < POOR
    before = _check(chance, plan, home, worker, day, is_poor=is_poor)
    yield before
    again = day + timedelta(days=newest().recheck_days)
    if is_poor and again < plan.today and chance.random() < MENDED:
        yield _check(chance, plan, home, worker, again, is_poor=False, again=before.id)


def _check(
    chance: Random, plan: Plan, home: Home, worker: Worker, day: date, *, is_poor: bool, again: str | None = None
) -> Record:
    sheet = newest()
    is_troubled = is_poor or chance.random() < TROUBLED
    troubled = chance.sample(sheet.items, 4 if is_poor else chance.randrange(1, 3)) if is_troubled else []
    scores = {item.id: (0 if is_poor else item.most // 2) if item in troubled else item.most for item in sheet.items}
    total = sum(scores.values())
    grade = sheet.grade_of(total)
    mend_by = sheet.mend_by(grade, day)
    answers = {
        **{"scores": scores, "total": total, "grade": grade.id, "points": grade.points, "after": []},
        "problems": chance.sample([str(each) for each in Problem], min(2, len(troubled))),
        **({"mend_by": mend_by.isoformat()} if mend_by else {}),
        **({"again": again} if again else {}),
    }
    person = home.people[0].row
    record = _record(chance, plan, worker, day, RecordKind.HYGIENE_CHECK, person.id, person.township, answers)
    if person.household:
        record.subject, record.subject_kind, record.file = home.row.id, "household", home.row.person
    else:
        record.subject_kind = "person"
    return record


def _record(
    chance: Random,
    plan: Plan,
    worker: Worker,
    day: date,
    kind: RecordKind,
    subject: str,
    township: str,
    answers: dict[str, object],
) -> Record:
    start = plan.moment(day, 9 + chance.randrange(8), chance.randrange(60))
    is_campaign = kind is RecordKind.HYGIENE_CAMPAIGN
    return new_record(
        id=ids.uuid7(chance, int(start.timestamp() * 1000)),
        kind=kind.value,
        subject=subject,
        subject_kind="township",
        township=township,
        role=worker.row.role,
        start=start,
        service_date=day,
        captured_at=start + timedelta(minutes=5),
        received_at=start + timedelta(minutes=6),
        status=RecordStatus.VALID.value,
        beneficiaries=chance.randrange(8, 30) if is_campaign else 1,
        author=worker.row.id,
        author_name=worker.row.name,
        form="hygiene_campaign" if is_campaign else "hygiene",
        answers=answers,
        flags=[],
        pictures=[],
    )


def _points(chance: Random, checks: Sequence[Record], clerk: Worker) -> Iterator[HygienePoints]:
    have = 0
    for check in checks:
        earned = check.answers["points"]
        if earned:
            have += earned
            yield _line(check, ids.id_from("hygiene_points", check.id), PointsKind.EARNED, earned, check.id)
    if have > 1 and chance.random() < REDEEMED:
        line = _line(checks[-1], ids.id_from("demo", "redeemed", checks[-1].id), PointsKind.REDEEMED, -2, None)
        line.goods, line.received_by = chance.choice(GOODS), "本人"
        line.by, line.by_name, line.at = clerk.row.id, clerk.row.name, line.at + timedelta(hours=2)
        yield line


def _line(check: Record, id_: str, kind: PointsKind, points: int, record: str | None) -> HygienePoints:
    whose = {"home": check.subject, "person": check.file or check.subject, "township": check.township}
    by = {"by": check.author, "by_name": check.author_name}
    return HygienePoints(id=id_, kind=kind, points=points, record=record, at=check.received_at, **whose, **by)
