"""A naive answer to a conformance case: one day after the other, one question at a time, straight from the JSON.

It shares nothing with the engine, not even the words, and is slow on purpose: every rule is written as the
specification says it.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
RANK = {"self": 0, "semi": 1, "full": 2}


def answer(case: dict[str, Any]) -> dict[str, Any]:
    """The expected answer to a case whose policy is written out."""
    world = World(case)
    lines = []
    for duty in case["policy"]["duties"]:
        for subject in world.subjects(duty["subject"]):
            asked = Asked(world, duty, subject)
            if any(asked.eligible(day) for day in days(world.first, world.last)):
                lines.append(asked.line())
    lines.sort(key=lambda line: (line["duty"], line["subject"]))
    return {"lines": lines, "quarantined": world.quarantined(), "late": world.late()}


class World:
    """What the case says, with dates and moments read."""

    def __init__(self, case: dict[str, Any]) -> None:
        self.case = case
        self.zone = ZoneInfo(case["timezone"])
        self.first, self.last = date.fromisoformat(case["from"]), date.fromisoformat(case["to"])
        self.today = datetime.fromisoformat(case["now"]).astimezone(self.zone).date()
        self.people = {person["id"]: Life(person) for person in case["people"]}

    def subjects(self, kind: str) -> list[str]:
        if kind == "person":
            return list(self.people)
        return list(self.case.get({"township": "townships", "household": "households"}[kind], []))

    def dated(self, record: dict[str, Any]) -> date:
        return datetime.fromisoformat(record["start"]).astimezone(self.zone).date()

    def quarantined(self) -> list[str]:
        found = set()
        for record in self.case["records"]:
            for subject in record["subjects"]:
                person = self.people.get(subject)
                if person and person.death and self.dated(record) > person.death:
                    found.add(record["id"])
        return sorted(found)

    def late(self) -> list[str]:
        found = set()
        for record in self.case["records"]:
            if record.get("received_at"):
                end = datetime.fromisoformat(record.get("end") or record["start"])
                if datetime.fromisoformat(record["received_at"]).timestamp() - end.timestamp() > 72 * 3600:
                    found.add(record["id"])
        return sorted(found)


class Life:
    """One person's facts, asked about one day."""

    def __init__(self, person: dict[str, Any]) -> None:
        self.born = date.fromisoformat(person["birth_date"])
        self.facts = person["facts"]
        self.binding = {id(fact): self.binds(fact) for fact in sorted(self.facts, key=lambda fact: fact["from"])}

    @cached_property
    def death(self) -> date | None:
        return min((date.fromisoformat(f["from"]) for f in self.facts if f["kind"] == "death"), default=None)

    def binds(self, fact: dict[str, Any]) -> date:
        """From which day the fact is taken into account."""
        begins = date.fromisoformat(fact["from"])
        known = date.fromisoformat(fact.get("known_on") or fact["from"])
        self.binding = {id(f): self.binds(f) for f in self.facts if f["from"] < fact["from"]}
        return max(begins, known) if self.begins_or_raises(fact, begins - DAY) else begins

    def begins_or_raises(self, fact: dict[str, Any], eve: date) -> bool:
        if fact["kind"] == "programme":
            return fact["value"] not in [other["value"] for other in self.holding("programme", eve)]
        if fact["kind"] == "arrangement":
            return fact["value"] == "dispersed" and self.value("arrangement", eve) != "dispersed"
        if fact["kind"] == "ability":
            before = self.value("ability", eve)
            return before is None or RANK[fact["value"]] > RANK[before]
        return False

    def holding(self, kind: str, day: date) -> list[dict[str, Any]]:
        """The facts of this kind that have begun and not ended on the day, in order of entry."""
        return [
            fact
            for fact in self.facts
            if fact["kind"] == kind
            and id(fact) in self.binding
            and self.binding[id(fact)] <= day
            and not (fact.get("to") and date.fromisoformat(fact["to"]) < day)
        ]

    def value(self, kind: str, day: date) -> str | None:
        best = None
        for fact in self.holding(kind, day):
            if best is None or fact["from"] >= best["from"]:
                best = fact
        return best["value"] if best else None

    def age(self, day: date) -> int:
        years = day.year - self.born.year
        if (self.born.month, self.born.day) == (2, 29) and not is_leap(day.year):
            reached = (day.month, day.day) >= (2, 28)
        else:
            reached = (day.month, day.day) >= (self.born.month, self.born.day)
        return years if reached else years - 1


class Asked:
    """One duty of one subject."""

    def __init__(self, world: World, duty: dict[str, Any], subject: str) -> None:
        self.world, self.duty, self.subject = world, duty, subject
        every = duty["every"]
        self.n = 1 if every == "day" else int(every.split()[0]) if every.endswith(" days") else None
        self.known: dict[date, bool] = {}
        self.credits = {
            world.dated(record)
            for record in world.case["records"]
            if subject in record["subjects"] and counts(duty["credit"], record) and world.dated(record) <= world.today
        }

    def line(self) -> dict[str, Any]:
        said = {"duty": self.duty["id"], "subject": self.subject}
        light, due_by = self.rolling_light() if self.n else self.calendar_light()
        said |= self.rolling() if self.n else self.calendar()
        return said | {"light": light, "due_by": due_by.isoformat() if due_by else None}

    def in_force(self, day: date) -> bool:
        asked = day if self.n else self.unit(day)[0]
        begins, ends = date.fromisoformat(self.duty["from"]), self.duty.get("to")
        return begins <= asked and not (ends and date.fromisoformat(ends) < asked)

    def eligible(self, day: date) -> bool:
        if day not in self.known:
            self.known[day] = self.in_force(day) and self.in_population(day)
        return self.known[day]

    def in_population(self, day: date) -> bool:
        if self.duty["subject"] != "person":
            return True
        life, population = self.world.people[self.subject], self.duty.get("population", {})
        programmes = {fact["value"] for fact in life.holding("programme", day)}
        if (life.death and day >= life.death) or life.holding("suspension", day) or not programmes or day < life.born:
            return False
        if "programmes" in population and not programmes & set(population["programmes"]):
            return False
        if "arrangements" in population and life.value("arrangement", day) not in population["arrangements"]:
            return False
        if "abilities" in population and life.value("ability", day) not in population["abilities"]:
            return False
        return self.of_age(life, day, population.get("age"))

    def of_age(self, life: Life, day: date, limit: dict[str, Any] | None) -> bool:
        if limit is None:
            return True
        asked = self.unit(day)[-1] if limit.get("on") == "unit_end" and not self.n else day
        return bool(limit.get("min", 0) <= life.age(asked) <= limit.get("max", 999))

    def credited(self, day: date) -> bool:
        only = self.duty.get("only_days")
        return day in self.credits and self.eligible(day) and (not only or day.day in only)

    def rolling(self) -> dict[str, Any]:
        assert self.n
        expected = credited = gap = run = stretch = 0
        misses = []
        start = min([self.world.first, *self.first_days()])
        for day in days(start, min(self.world.last, self.world.today - DAY)):
            inside = day >= self.world.first
            if not self.eligible(day):
                expected, stretch, run = expected + stretch // self.n, 0, 0
                continue
            stretch += inside
            run = 0 if self.credited(day) else run + 1
            if inside:
                credited += self.credited(day)
                gap = max(gap, run)
                if run and run % self.n == 0:
                    misses.append(day.isoformat())
        expected += stretch // self.n
        return {"expected": expected, "credited": credited, "misses": misses, "open": 0, "longest_gap": gap}

    def rolling_light(self) -> tuple[str, date | None]:
        assert self.n
        today = self.world.today
        if not self.eligible(today):
            return "grey", None
        day = today
        while self.eligible(day) and not self.credited(day):
            day -= DAY
        due_by = day + self.n * DAY
        return ("red" if due_by < today else "yellow" if due_by == today else "green"), due_by

    def first_days(self) -> list[date]:
        """Days before which the subject is eligible for nothing."""
        if self.duty["subject"] != "person":
            return [date.fromisoformat(self.duty["from"])]
        return [date.fromisoformat(fact["from"]) for fact in self.world.people[self.subject].facts]

    def calendar(self) -> dict[str, Any]:
        expected = credited = still_open = 0
        misses = []
        for day in days(self.world.first, self.world.last):
            unit = self.unit(day)
            if day != unit[-1] or not self.owed(unit):
                continue
            if self.met(unit):
                expected, credited = expected + 1, credited + 1
            elif day < self.world.today:
                expected += 1
                misses.append(day.isoformat())
            else:
                still_open += 1
        return {"expected": expected, "credited": credited, "misses": misses, "open": still_open}

    def calendar_light(self) -> tuple[str, date | None]:
        today = self.world.today
        if not self.eligible(today):
            return "grey", None
        unit = self.unit(today)
        before, after = self.unit(unit[0] - DAY), self.unit(unit[-1] + DAY)
        if not self.owed(unit) or self.met(unit):
            return "green", self.end(after) if self.in_force(after[0]) else None
        due_by = self.end(unit)
        assert due_by
        if self.owed(before) and not self.met(before) and not any(self.credited(day) for day in unit):
            return "red", due_by
        left = len(days(today, due_by))
        if due_by < today:
            return "red", due_by
        return ("yellow" if left <= 2 or left <= len(unit) / 4 else "green"), due_by

    def owed(self, unit: list[date]) -> bool:
        eligible = [day for day in unit if self.eligible(day)]
        only = self.duty.get("only_days")
        possible = [day for day in unit if not only or day.day in only]
        enough: bool = len(possible) >= self.duty.get("times", 1)
        return enough and self.eligible(unit[-1]) and len(eligible) >= len(unit) / 2

    def met(self, unit: list[date]) -> bool:
        return sum(self.credited(day) for day in unit) >= int(self.duty.get("times", 1))

    def end(self, unit: list[date]) -> date | None:
        only = self.duty.get("only_days")
        return max((day for day in unit if not only or day.day in only), default=None)

    def unit(self, day: date) -> list[date]:
        """All days of the calendar unit that holds the day."""
        first, last = day, day
        while self.name(first - DAY) == self.name(day):
            first -= DAY
        while self.name(last + DAY) == self.name(day):
            last += DAY
        return days(first, last)

    def name(self, day: date) -> tuple[int, ...]:
        year, week, _ = day.isocalendar()
        quarter = (day.month + 2) // 3
        every = self.duty["every"]
        return {"week": (year, week), "month": (day.year, day.month), "quarter": (day.year, quarter)}.get(
            every, (day.year,)
        )


def counts(credit: dict[str, Any], record: dict[str, Any]) -> bool:
    """Whether a record reaches everything that the credit asks of it."""
    length = None
    if record.get("end"):
        begun, ended = (datetime.fromisoformat(record[key]).timestamp() for key in ("start", "end"))
        length = (ended - begun) / 60
    reached = [
        (length, credit.get("min_minutes", 0)),
        (record.get("value"), credit.get("min_value", 0)),
        (record.get("beneficiaries"), credit.get("min_beneficiaries", 0)),
    ]
    return bool(
        record.get("status", "valid") == "valid"
        and record["kind"] in credit["kinds"]
        and ("modes" not in credit or record.get("mode") in credit["modes"])
        and ("roles" not in credit or record.get("role") in credit["roles"])
        and all(not limit or (said is not None and said >= limit) for said, limit in reached)
    )


def days(first: date, last: date) -> list[date]:
    """The days from first to last, none where last is before first."""
    return [first + n * DAY for n in range((last - first).days + 1)]


def is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
