"""Generated worlds: conformance cases without an answer, crowded around the days where counting goes wrong."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

Draw = st.DrawFn
World = dict[str, Any]

ANCHORS = [
    "2024-02-29",
    "2025-02-28",
    "2026-01-01",
    "2026-03-01",
    "2026-06-30",
    "2026-12-31",
    "2027-10-25",
    "2028-02-20",
]
ZONES = ["Asia/Shanghai", "Asia/Shanghai", "Asia/Urumqi", "America/New_York"]
PROGRAMMES = ["tekun", "dibao", "resident"]
ABILITIES = ["self", "semi", "full"]
ARRANGEMENTS = ["dispersed", "centralised"]
KINDS = ["visit", "visit", "visit", "activity", "checkup"]
MODES = ["home", "phone", "hospital"]
ROLES = ["carer", "watch_group"]
STATUSES = ["valid"] * 6 + ["attempt", "pending", "voided"]
EVERY = ["day", "2 days", "3 days", "7 days", "week", "week", "month", "month", "quarter", "year"]


@st.composite
def worlds(draw: Draw) -> World:
    """A whole world around one anchor day."""
    anchor = date.fromisoformat(draw(st.sampled_from(ANCHORS)))
    zone = draw(st.sampled_from(ZONES))
    first = anchor + timedelta(draw(st.integers(-45, 20)))
    people = draw(st.lists(people_around(anchor), min_size=1, max_size=2))
    for number, person in enumerate(people):
        person["id"] = f"p{number}"
    townships, households = draw(st.sampled_from([(["T1"], ["H1"]), (["T1"], ["H1"]), (["T1", "T2"], [])]))
    subjects = [person["id"] for person in people] + townships + households
    rounds = draw(st.lists(rounds_around(anchor, zone, subjects), min_size=1, max_size=3))
    records = [record for each in rounds for record in each]
    records += draw(st.lists(records_around(anchor, zone, subjects), max_size=12))
    for number, record in enumerate(records):
        record["id"] = f"r{number}"
    last = first + timedelta(draw(st.sampled_from([0, 1, 6, 13, 30, 30, 45, 100])))
    return {
        "policy": {"id": "generated", "duties": draw(duties_around(anchor))},
        "timezone": zone,
        "from": first.isoformat(),
        "to": last.isoformat(),
        "now": draw(moments(draw(st.sampled_from([first, last, anchor])), zone, -10, 40)),
        "people": people,
        "townships": townships,
        "households": households,
        "records": records,
    }


@st.composite
def people_around(draw: Draw, anchor: date) -> dict[str, Any]:
    """Someone whose birthday may fall near the anchor, with facts that may be late, short, tied and contradictory."""
    born = _years_before(anchor, draw(st.sampled_from([64, 65, 80]))) + timedelta(draw(st.integers(-60, 60)))
    if draw(st.integers(0, 5)) == 0:
        born = date(draw(st.sampled_from([1944, 1960, 1964])), 2, 29)
    entered = draw(st.sampled_from([True, True, True, False]))
    facts = _since_long_ago(draw, anchor) if entered else []
    facts += draw(st.lists(facts_around(anchor), max_size=4))
    return {"id": "", "birth_date": born.isoformat(), "facts": facts}


@st.composite
def facts_around(draw: Draw, anchor: date) -> dict[str, Any]:
    """One fact that begins near the anchor, half of them ended, a third of them entered later or earlier."""
    values = {"programme": PROGRAMMES, "arrangement": ARRANGEMENTS, "ability": ABILITIES, "suspension": ["hospital"]}
    kind = draw(st.sampled_from([*values, *values, *values, "ability", "death"]))
    begins = anchor + timedelta(draw(st.integers(-60, 50)))
    fact: dict[str, Any] = {"kind": kind, "from": begins.isoformat()}
    if kind == "death":
        return fact
    fact["value"] = draw(st.sampled_from(values[kind]))
    if kind == "suspension" or draw(st.booleans()):
        fact["to"] = (begins + timedelta(draw(st.integers(0, 25)))).isoformat()
    if draw(st.integers(0, 2)) == 0:
        fact["known_on"] = (begins + timedelta(draw(st.integers(-5, 30)))).isoformat()
    return fact


@st.composite
def rounds_around(draw: Draw, anchor: date, zone: str, subjects: list[str]) -> list[dict[str, Any]]:
    """Someone who comes every so many days for a while, and does all that can be asked."""
    subject = draw(st.sampled_from([subjects[0], *subjects]))
    kind = draw(st.sampled_from(["visit", "visit", "visit", "visit", "activity", "checkup"]))
    first, every = draw(st.integers(-60, 15)), draw(st.sampled_from([1, 1, 2, 2, 3, 7, 9]))
    said = {
        "kind": kind,
        "subjects": [subject],
        "mode": "home",
        "role": "watch_group",
        "value": 100,
        "beneficiaries": 1,
    }
    at = datetime.combine(anchor + timedelta(first), datetime.min.time(), ZoneInfo(zone)) + timedelta(hours=9)
    starts = [at + timedelta(every * n) for n in range(draw(st.integers(1, 25)))]
    return [{**said, "start": s.isoformat(), "end": (s + timedelta(hours=1)).isoformat()} for s in starts]


@st.composite
def records_around(draw: Draw, anchor: date, zone: str, subjects: list[str]) -> dict[str, Any]:
    """One record, often just around midnight, an hour long, or received around the 72nd hour."""
    start = draw(moments(anchor, zone, -50, 70))
    record: dict[str, Any] = {
        "id": "",
        "kind": draw(st.sampled_from(KINDS)),
        "subjects": draw(st.lists(st.sampled_from(subjects), min_size=1, max_size=2, unique=True)),
        "start": start,
        "status": draw(st.sampled_from(STATUSES)),
    }
    optional = {
        "mode": st.sampled_from(["home", "home", *MODES]),
        "role": st.sampled_from(ROLES),
        "value": st.sampled_from([0, 29.5, 30, 100]),
        "beneficiaries": st.integers(0, 2),
    }
    for key, values in optional.items():
        if draw(st.integers(0, 4)):
            record[key] = draw(values)
    if draw(st.integers(0, 4)):
        record["end"] = _later(start, draw(st.sampled_from([0, 1800, 3599, 3600, 7200])))
    if draw(st.booleans()):
        seconds = draw(st.sampled_from([60, 259199, 259200, 259201, 262800, 2000000]))
        record["received_at"] = _later(record.get("end", start), seconds)
    return record


@st.composite
def duties_around(draw: Draw, anchor: date) -> list[dict[str, Any]]:
    """One to three duties, a version change among them now and then."""
    duties = draw(st.lists(one_duty(anchor), min_size=1, max_size=3))
    for number, duty in enumerate(duties):
        duty["id"] = f"D-{number}"
    return duties


@st.composite
def one_duty(draw: Draw, anchor: date) -> dict[str, Any]:
    """A duty of any rhythm, in force since long ago or only around the anchor."""
    every = draw(st.sampled_from(EVERY))
    begins = draw(st.sampled_from([date(2020, 1, 1), anchor + timedelta(draw(st.integers(-70, 40)))]))
    duty: dict[str, Any] = {
        "id": "",
        "subject": draw(st.sampled_from(["person"] * 4 + ["township", "household"])),
        "every": every,
        "from": begins.isoformat(),
        "population": draw(populations()),
        "credit": draw(credits_wanted()),
    }
    if draw(st.integers(0, 2)) == 0:
        duty["to"] = (max(begins, anchor) + timedelta(draw(st.integers(0, 40)))).isoformat()
    if every in ("week", "month", "quarter", "year") and draw(st.booleans()):
        duty["times"] = draw(st.integers(1, 2))
    if every == "month" and draw(st.booleans()):
        duty["only_days"] = draw(st.sampled_from([[24, 25], [1, 28], [28, 29], [10, 31], [15, 16, 30]]))
    return duty


@st.composite
def populations(draw: Draw) -> dict[str, Any]:
    """Any of the limits of a population."""
    population: dict[str, Any] = {}
    lists = {"programmes": PROGRAMMES, "arrangements": ARRANGEMENTS, "abilities": ABILITIES}
    for key, values in lists.items():
        if draw(st.integers(0, 4)) == 0:
            population[key] = draw(st.lists(st.sampled_from(values), min_size=1, max_size=2, unique=True))
    if draw(st.integers(0, 3)) == 0:
        limits = [{"min": 65}, {"min": 80}, {"max": 64}, {"min": 18, "max": 79}]
        population["age"] = draw(st.sampled_from(limits)) | {"on": draw(st.sampled_from(["day", "unit_end"]))}
    return population


@st.composite
def credits_wanted(draw: Draw) -> dict[str, Any]:
    """What counts: mostly any visit, now and then one limit or two."""
    credit: dict[str, Any] = {"kinds": draw(st.sampled_from([["visit"]] * 4 + [["visit", "activity"], ["checkup"]]))}
    optional: dict[str, list[Any]] = {
        "modes": [["home"], ["home", "phone"]],
        "roles": [["watch_group"], ["carer", "watch_group"]],
        "min_minutes": [0, 60],
        "min_value": [0, 30],
        "min_beneficiaries": [1],
    }
    for key, values in optional.items():
        if draw(st.integers(0, 6)) == 0:
            credit[key] = draw(st.sampled_from(values))
    return credit


@st.composite
def moments(draw: Draw, anchor: date, zone: str, earliest: int, latest: int) -> str:
    """A moment some days from the anchor, told in the zone's own time or in another."""
    day = anchor + timedelta(draw(st.integers(earliest, latest)))
    hour, minute = draw(st.sampled_from([(9, 0), (9, 0), (0, 0), (0, 30), (23, 59), (16, 30)]))
    told_in = ZoneInfo(draw(st.sampled_from([zone, zone, "UTC", "Asia/Kathmandu"])))
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=told_in).isoformat()


def _since_long_ago(draw: Draw, anchor: date) -> list[dict[str, Any]]:
    """The three facts that put a person into the usual population, 70 to 200 days before."""
    begins = (anchor - timedelta(draw(st.integers(70, 200)))).isoformat()
    ability = draw(st.sampled_from(ABILITIES))
    values = {"programme": "tekun", "arrangement": "dispersed", "ability": ability}
    return [{"kind": kind, "value": value, "from": begins} for kind, value in values.items()]


def _later(moment: str, seconds: int) -> str:
    return (datetime.fromisoformat(moment) + timedelta(seconds=seconds)).isoformat()


def _years_before(day: date, years: int) -> date:
    return day.replace(year=day.year - years, day=min(day.day, 28))
