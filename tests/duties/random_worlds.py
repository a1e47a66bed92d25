"""Small worlds in the form of conformance cases, thrown with dice: what can go wrong happens near today, and often.

Plain dice and no strategies of Hypothesis: those are thirty times slower here and write too few lines that differ.
`smaller` makes up for the shrinking.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from random import Random
from typing import Any

Table = dict[str, Any]
World = dict[str, Any]

PEOPLE, TOWNSHIPS, HOUSEHOLDS = ["p1", "p2", "p3"], ["t1", "t2"], ["h1"]
ZONES = ["Asia/Shanghai"] * 6 + ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"]
OFFSETS = [timezone(timedelta(minutes=minutes)) for minutes in (480, 480, 480, 0, -300, 345)]
RHYTHMS = ["day", "day", "2 days", "3 days", "7 days", "week", "week", "month", "month", "quarter", "year"]
CALENDAR = {"week", "month", "quarter", "year"}
BIRTHDAYS = [(2, 28), (2, 29), (3, 1), (12, 31), (1, 1), (6, 30)]
FACTS = {
    "programme": ["tekun", "tekun", "tekun", "dibao"],
    "arrangement": ["dispersed", "dispersed", "dispersed", "centralised"],
    "ability": ["self", "semi", "full"],
    "suspension": ["hospital", "away"],
}


def world(dice: Random) -> World:
    """Three people, two townships, a household, some duties, and records of which most count."""
    today = date(2024, 1, 1) + timedelta(days=dice.randrange(1900))
    begins = dice.choice([-60, -30, near(dice)])
    people = [person(dice, name, today) for name in PEOPLE]
    records = [record for _ in range(dice.randrange(3, 9)) for record in visits(dice, today)]
    records += [odd_record(dice, today) for _ in range(dice.randrange(6))]
    return {
        "policy": {"id": "x", "duties": [duty(dice, f"D-{number}", today) for number in range(dice.randrange(3, 7))]},
        "timezone": dice.choice(ZONES),
        "from": day(today, begins),
        "to": day(today, begins + dice.choice([0, 6, 30, 60, 100, 365])),
        "now": moment(dice, today).isoformat(),
        "people": people,
        "townships": TOWNSHIPS,
        "households": HOUSEHOLDS,
        "records": [{"id": f"r{number}", **record} for number, record in enumerate(records)],
        "extras": [extra(dice, f"E-{number}", today) for number in range(dice.randrange(3))],
    }


def smaller(world: World) -> Iterator[World]:
    """The world without one of its duties, people, records or facts, or without one thing said in them."""
    yield from ({**world, "policy": {"id": "x", "duties": rest}} for rest in without_one(world["policy"]["duties"]))
    for key in ("people", "records", "townships", "households", "extras"):
        yield from ({**world, key: rest} for rest in without_one(world[key]))
    for at, someone in enumerate(world["people"]):
        for facts in without_one(someone["facts"]):
            yield {**world, "people": [*world["people"][:at], {**someone, "facts": facts}, *world["people"][at + 1 :]]}


def reduced(world: World, fails: Callable[[World], bool]) -> World:
    """A world that still fails and from which nothing can be left out."""
    for less in smaller(world):
        if fails(less):
            return reduced(less, fails)
    return world


def without_one(entries: list[Any]) -> Iterator[list[Any]]:
    """The list without each of its entries."""
    return (entries[:at] + entries[at + 1 :] for at in range(len(entries)))


def duty(dice: Random, name: str, today: date) -> Table:
    """A duty that a policy may hold: `times` for calendar units only, `only_days` for months only."""
    every = dice.choice(RHYTHMS)
    only_days = dice.choice([[24, 25], [1], [31], [28, 29, 30]]) if every == "month" and dice.random() < 0.4 else None
    begins = near(dice) if dice.random() < 0.2 else -2000
    return said(
        id=name,
        subject=dice.choice(["person"] * 5 + ["township", "household"]),
        every=every,
        times=min(dice.choice([1, 1, 2, 3]), len(only_days or "123")) if every in CALENDAR else None,
        only_days=only_days,
        **{"from": day(today, begins)},
        to=day(today, max(begins, near(dice))) if dice.random() < 0.2 else None,
        population=population(dice),
        credit=credit(dice),
    )


def extra(dice: Random, name: str, today: date) -> Table:
    """One visit within some days around today, perhaps ended early."""
    begins = dice.choice([near(dice), dice.randrange(-12, 3)])
    return said(
        id=name,
        valid_from=day(today, begins),
        valid_to=day(today, begins + dice.choice([0, 1, 2, 6, 8, 29])),
        population=population(dice),
        ended=dice.choice([None, None, None, True]),
    )


def population(dice: Random) -> Table:
    """Mostly people that there are."""
    return said(
        programmes=dice.choice([None, None, ["tekun"], ["tekun"], ["tekun", "dibao"], ["dibao"]]),
        arrangements=dice.choice([None, None, ["dispersed"], ["dispersed"], ["dispersed"], ["centralised"]]),
        abilities=dice.choice([None, None, None, ["full"], ["semi"], ["self"], ["semi", "full"]]),
        age=age(dice) if dice.random() < 0.25 else None,
    )


def age(dice: Random) -> Table:
    """An age range around those of the people."""
    least = dice.choice([None, 65, 65, 66])
    return said(min=least, max=dice.choice([None, 66, 79]), on=dice.choice([None, "day", "unit_end", "unit_end"]))


def credit(dice: Random) -> Table:
    """Mostly such that a plain visit of an hour counts."""
    return said(
        kinds=dice.choice([["visit"]] * 5 + [["visit", "activity"], ["checkup"]]),
        modes=dice.choice([None, ["home"], ["home", "phone"]]),
        roles=dice.choice([None, None, ["carer"], ["carer", "cadre"]]),
        min_minutes=dice.choice([None, None, None, 0, 30, 60]),
        min_value=dice.choice([None, None, None, 0, 30]),
        min_beneficiaries=dice.choice([None, None, None, 0, 1]),
    )


def person(dice: Random, name: str, today: date) -> Table:
    """Someone in a programme, and what happened since, not always entered in order."""
    begins = dice.choice([-800, -800, -100, near(dice)])
    facts = [fact(dice, kind, today, begins, 0.15) for kind in ("programme", "arrangement", "ability")]
    facts += [fact(dice, dice.choice([*FACTS, "ability"]), today, near(dice), 0.5) for _ in range(dice.randrange(7))]
    if dice.random() < 0.2:
        facts.append({"kind": "death", "from": day(today, near(dice))})
    if dice.random() < 0.3:
        dice.shuffle(facts)
    return said(id=name, birth_date=birth_date(dice, today), facts=facts)


def birth_date(dice: Random, today: date) -> str | None:
    """Someone whose birthday is near, or on an edge of the calendar."""
    year = today.year - dice.choice([65, 65, 66, 67, 79, 80])
    near_today = today + timedelta(days=near(dice))
    month, of_month = dice.choice([(near_today.month, min(near_today.day, 28)), dice.choice(BIRTHDAYS)])
    leap_day_missing = (month, of_month) == (2, 29) and year % 4
    return None if dice.random() < 0.05 else date(year, month, 28 if leap_day_missing else of_month).isoformat()


def fact(dice: Random, kind: str, today: date, begins: int, changing: float) -> Table:
    """A fact that ends, or that was entered on another day, as often as `changing` says."""
    ends = begins + dice.choice([0, 1, 6, 20]) if dice.random() < changing or kind == "suspension" else None
    known = begins + dice.choice([-5, 1, 3, 10, 30]) if dice.random() < changing else None
    return said(
        kind=kind,
        value=dice.choice(FACTS[kind]),
        **{"from": day(today, begins)},
        to=None if ends is None or dice.random() < 0.2 else day(today, ends),
        known_on=None if known is None else day(today, known),
    )


def visits(dice: Random, today: date) -> Iterator[Table]:
    """Records that count for almost every duty, one every so many days, the last of them near today."""
    plain = {"kind": dice.choice(["visit"] * 6 + ["activity", "checkup"]), "mode": "home", "role": "carer"}
    subjects = dice.choice([["p1"], ["p2"], ["p3"], ["p1", "p2"], ["p2", "p3"], ["p3", "t1"], ["t1", "t2", "h1"]])
    last, step = dice.choice([near(dice), dice.randrange(-9, 3)]), dice.choice([1, 1, 2, 3, 5, 7, 11])
    for number in range(dice.randrange(1, 25)):
        start = datetime(today.year, today.month, today.day, 2, tzinfo=UTC) + timedelta(days=last - number * step)
        end = start + timedelta(hours=1)
        times = {"start": start.isoformat(), "end": end.isoformat()}
        yield {"subjects": subjects, **plain, "value": 30, "beneficiaries": 1, **times}


def odd_record(dice: Random, today: date) -> Table:
    """A record with anything said or unsaid."""
    start = moment(dice, today + timedelta(days=near(dice)))
    length = dice.choice([None, 0, 29, 30, 59, 60, 61])
    end = None if length is None else start + timedelta(minutes=length)
    received = dice.choice([start, end or start]) + timedelta(hours=72, seconds=dice.choice([-3600, 0, 1, 3600]))
    return said(
        subjects=dice.sample([*PEOPLE, *TOWNSHIPS, *HOUSEHOLDS], dice.choice([1, 1, 2])),
        kind=dice.choice(["visit", "visit", "visit", "activity", "checkup", "advice"]),
        mode=dice.choice(["home", "home", "phone", None]),
        role=dice.choice(["carer", "carer", "cadre", None]),
        start=start.isoformat(),
        end=end.isoformat() if end else None,
        received_at=received.isoformat() if dice.random() < 0.5 else None,
        status=dice.choice([None, None, "valid", "attempt", "pending", "voided"]),
        value=dice.choice([None, 0, 29.5, 30, 100]),
        beneficiaries=dice.choice([None, 0, 1, 2]),
    )


def moment(dice: Random, on: date) -> datetime:
    """A moment of a day in UTC, often near a midnight, written in some offset."""
    minute = dice.choice([0, 540, 959, 960, 1439, dice.randrange(1440)])
    return (datetime(on.year, on.month, on.day, tzinfo=UTC) + timedelta(minutes=minute)).astimezone(
        dice.choice(OFFSETS)
    )


def near(dice: Random) -> int:
    """So many days from today; the same few again and again, so that things fall on one day."""
    return dice.choice([-31, -30, -14, -7, -1, 0, 1, dice.randrange(-70, 15), dice.randrange(-70, 15)])


def day(today: date, days: int) -> str:
    """The day so many days after today."""
    return (today + timedelta(days=days)).isoformat()


def said(**values: Any) -> Table:
    """What is not None."""
    return {key: value for key, value in values.items() if value is not None}
