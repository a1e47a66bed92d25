"""What a township does together on the 24th and 25th of each month: planned, signed up for, done or called off."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import NamedTuple

from shouwang import ids
from shouwang.accounts.models import User
from shouwang.activities.models import Activity, ActivityOrganiser, SignUp
from shouwang.activities.words import ActivityKind, ActivityStatus, CancelReason, Content, Solved
from shouwang.demo.dice import dice
from shouwang.demo.places import Township
from shouwang.demo.plan import Plan
from shouwang.demo.records import new_record
from shouwang.demo.workers import Worker
from shouwang.duties.words import RecordKind, RecordStatus
from shouwang.records.models import Record
from shouwang.sync.rows import maker
from shouwang.sync.write import Author, Change

CHOICES = {(24,): 30, (25,): 16, (24, 25): 50, (): 4}
"""On which of the collective days something is done, and in how many of a hundred months."""

MOST_SERVED_BY_NAME = 12
"""So many of those who were served are ticked by name, the others counted."""


class Sort(NamedTuple):
    """A sort of activity: what it is called, what is done, and what it may put right."""

    title: str
    kind: ActivityKind
    content: tuple[Content, ...]
    solved: tuple[Solved, ...]


SORTS = (
    Sort("集中走访慰问", ActivityKind.VISITS, (Content.COMPANY, Content.GIFTS), (Solved.GOODS,)),
    Sort("义诊和理发", ActivityKind.SERVICES, (Content.HEALTH, Content.HAIRCUT), (Solved.DOCTOR,)),
    Sort("房前屋后大扫除", ActivityKind.HYGIENE, (Content.CLEANING, Content.LAUNDRY), (Solved.HOUSE,)),
    Sort("送米油、送政策上门", ActivityKind.POLICY, (Content.POLICY_TALK, Content.GIFTS), (Solved.PAPERS,)),
    Sort("换季衣被整理", ActivityKind.DIFFICULTIES, (Content.LAUNDRY, Content.SAFETY), (Solved.UTILITIES,)),
)

new_activity, new_sign_up = maker(Activity), maker(SignUp)


class Served(NamedTuple):
    """Who may be served, and those of them whom the leader knows; up to when her phone has told of it."""

    people: Sequence[str]
    known: Sequence[str]
    until: datetime


class Done(NamedTuple):
    """What a township did and plans: the records in it, all other rows, and by which townships they are found."""

    records: list[Record]
    changes: list[Change]
    organisers: list[ActivityOrganiser]


def activities(plan: Plan, township: Township, leader: Worker, helpers: Sequence[User], served: "Served") -> Done:
    """The activities of a township in the period, and the next one."""
    making = _Making(plan, township, leader, helpers, served)
    made = Done([], [], [])
    for day in (plan.first + timedelta(days=n) for n in range(plan.days + 1)):
        of_month = dice(plan.seed, township.code, day.year, day.month)
        if day.day in of_month.choices(list(CHOICES), list(CHOICES.values()))[0]:
            making.took_place(of_month, day, made)
    making.comes(_next_day(plan.today), made)
    making.fell_through(made)
    return made


def _next_day(today: date) -> date:
    """The next collective day after today."""
    ahead = (today + timedelta(days=n) for n in range(1, 32))
    return next(day for day in ahead if day.day in (24, 25))


class _Making:
    """A township's activities in the making."""

    def __init__(self, plan: Plan, township: Township, leader: Worker, helpers: Sequence[User], served: Served) -> None:
        self.plan, self.township, self.leader = plan, township, leader
        self.helpers, self.served = helpers, served
        self.villages = [village.name for village in township.villages]

    def took_place(self, of_month: Random, day: date, made: Done) -> None:
        """One that was reported, if the report has come by now."""
        start = self.plan.moment(day, 8 + of_month.randrange(2), of_month.randrange(60))
        end = start + timedelta(minutes=of_month.randrange(90, 240))
        captured = end + timedelta(minutes=of_month.randrange(5, 90))
        received = captured + timedelta(seconds=of_month.randrange(5, 4000))
        if received > self.plan.until or captured > self.served.until:
            return
        row, coming = self._planned(day, f"{start.astimezone(self.plan.zone):%H:%M}", made)
        chance, sort = dice(self.plan.seed, row.id, "done"), _sort_of(row)
        present = sorted(each.id for each in coming if chance.random() < 0.9)
        served = self._served(chance)
        others, more = chance.randrange(2, 12), chance.randrange(4, 34)
        row.status, row.start, row.end = ActivityStatus.DONE, start, end
        row.present, row.others, row.beneficiaries = present, others, len(served) + more
        row.content = [str(each) for each in sort.content]
        row.solved = [str(each) for each in sort.solved if chance.random() < 0.6]
        row.reported_by_name, row.reported_at = self.leader.row.name, captured
        record = self._record(row, (start, end), (captured, received), served)
        row.records = [record.id]
        made.records.append(record)

    def _served(self, chance: Random) -> list[str]:
        """Some of the township, and now and then one whom the leader knows."""
        known = [person for person in self.served.known if chance.random() < 0.25]
        number = min(chance.randrange(4, MOST_SERVED_BY_NAME), len(self.served.people))
        return sorted({*known, *chance.sample(self.served.people, number)})

    def comes(self, day: date, made: Done) -> None:
        """One that is planned."""
        self._planned(day, "08:30", made)

    def fell_through(self, made: Done) -> None:
        """One of last month that rain made impossible."""
        day = self.plan.today.replace(day=1) - timedelta(days=12)
        if day < self.plan.first or dice(self.plan.seed, self.township.code, "rain").random() < 0.5:
            return
        row, _ = self._planned(day, "14:00", made)
        row.status, row.cancel_reason = ActivityStatus.CANCELLED, CancelReason.WEATHER
        row.cancelled_by_name = self.leader.row.name
        row.cancelled_at = self.plan.moment(day, 10, 20)

    def _planned(self, day: date, time: str, made: Done) -> tuple[Activity, list[User]]:
        chance = dice(self.plan.seed, self.township.code, day, "plan")
        at = min(self.plan.moment(day - timedelta(days=6), 19, chance.randrange(60)), self.plan.until)
        sort = chance.choice(SORTS)
        row = new_activity(
            id=ids.uuid7(chance, int(at.timestamp() * 1000)),
            township=self.township.code,
            organisers=[self.township.code],
            organiser_names=[self.township.name],
            kind=sort.kind.value,
            title=sort.title,
            day=day,
            time=time,
            place=chance.choice(self.villages),
            planned_by=self.leader.row.id,
            planned_by_name=self.leader.row.name,
            planned_at=at,
            present=[],
            content=[],
            solved=[],
            records=[],
        )
        coming = chance.sample(self.helpers, min(chance.randrange(3, 9), len(self.helpers)))
        made.changes.append(Change(row, Author(self.leader.row.id, at)))
        made.changes.extend(self._signed_up(row, user, at + timedelta(hours=n + 1)) for n, user in enumerate(coming))
        made.organisers.append(ActivityOrganiser(activity=row.id, township=self.township.code, day=day))
        return row, coming

    def _signed_up(self, row: Activity, user: User, at: datetime) -> Change:
        said = min(at, self.plan.until)
        id_ = ids.id_from("sign_up", row.id, user.id)
        line = new_sign_up(id=id_, activity=row.id, user=user.id, user_name=user.name, going=True, at=said)
        return Change(line, Author(user.id, said))

    def _record(
        self, row: Activity, times: tuple[datetime, datetime], written: tuple[datetime, datetime], served: list[str]
    ) -> Record:
        (start, end), (captured, received) = times, written
        return new_record(
            id=ids.uuid7(dice(self.plan.seed, self.township.code, row.day), int(captured.timestamp() * 1000)),
            kind=RecordKind.ACTIVITY.value,
            subject=self.township.code,
            subject_kind="township",
            township=self.township.code,
            role=self.leader.row.role,
            start=start,
            end=end,
            minutes=(end - start).total_seconds() / 60,
            service_date=row.day,
            captured_at=captured,
            received_at=received,
            status=RecordStatus.VALID.value,
            beneficiaries=row.beneficiaries,
            author=self.leader.row.id,
            author_name=self.leader.row.name,
            form="activity",
            answers={
                "activity": row.id,
                "title": row.title,
                "type": row.kind,
                "place": row.place,
                "organiser": row.organiser_names,
                "volunteers": len(row.present) + row.others,
                "content": row.content,
                "solved": row.solved,
                "served": served,
            },
            flags=[],
            pictures=[],
        )


def _sort_of(row: Activity) -> Sort:
    return next(each for each in SORTS if each.title == row.title)
