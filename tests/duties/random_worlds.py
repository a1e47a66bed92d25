"""Small worlds in the form of conformance cases, written by Hypothesis: most days around today, edges preferred.

All strategies are constants that draw numbers relative to today; `world` turns them into dates. Strategies made anew
for each draw are ten times slower.
"""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

World = dict[str, Any]
Table = dict[str, Any]

TOWNSHIPS, HOUSEHOLDS = ["t1", "t2"], ["h1"]
SUBJECTS = [["p1"], ["p1"], ["p2"], ["p3"], ["p1", "p2"], ["t1"], ["t1", "t2"], ["h1"], ["p1", "h1", "t2"]]
ZONES = ["Asia/Shanghai"] * 6 + ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu"]
OFFSETS = [timezone(timedelta(minutes=minutes)) for minutes in (480, 480, 480, 0, -300, 345)]
BIRTHDAYS = [None, (2, 28), (2, 29), (3, 1), (12, 31), (1, 1), (6, 15)]
RHYTHMS = ["day", "day", "2 days", "3 days", "7 days", "week", "week", "month", "month", "quarter", "year"]
CALENDAR = {"week", "month", "quarter", "year"}


def one_of(*values: Any) -> st.SearchStrategy[Any]:
    """One of the values; name one several times to have it more often, None to say nothing."""
    return st.sampled_from(values)


DAYS = st.integers(-70, 12)
MINUTE = one_of(0, 540, 540, 959, 960, 1439) | st.integers(0, 1439)

AGE = st.fixed_dictionaries(
    {"min": one_of(None, 18, 65, 65), "max": one_of(None, None, 65, 66, 79), "on": one_of(None, "day", "unit_end")}
)
POPULATION = st.fixed_dictionaries(
    {
        "programmes": one_of(None, ["tekun"], ["tekun", "dibao"], ["dibao", "low_income"]),
        "arrangements": one_of(None, ["dispersed"], ["dispersed"], ["dispersed"], ["centralised"]),
        "abilities": one_of(None, None, None, ["full"], ["semi"], ["semi", "full"], ["self"]),
        "age": st.none() | st.none() | AGE,
    }
)
CREDIT = st.fixed_dictionaries(
    {
        "kinds": one_of(["visit"], ["visit"], ["visit"], ["activity", "visit"], ["checkup"]),
        "modes": one_of(None, None, ["home"], ["home", "phone"]),
        "roles": one_of(None, None, None, ["carer"], ["carer", "cadre"]),
        "min_minutes": one_of(None, None, None, 0, 30, 60),
        "min_value": one_of(None, None, None, 0, 30),
        "min_beneficiaries": one_of(None, None, None, 1),
    }
)
DUTY = st.fixed_dictionaries(
    {
        "subject": one_of("person", "person", "person", "person", "township", "household"),
        "every": one_of(*RHYTHMS),
        "times": one_of(None, 1, 2, 3),
        "only_days": one_of(None, None, [24, 25], [1], [31], [28, 29, 30]),
        "from": one_of(-2000, -2000, -2000, -400, -40) | DAYS,
        "to": one_of(None, None, None, None, 100) | DAYS,
        "population": st.none() | POPULATION,
        "credit": CREDIT,
    }
)
FACT = st.fixed_dictionaries(
    {
        "what": one_of(
            ("ability", "self"),
            ("ability", "semi"),
            ("ability", "full"),
            ("arrangement", "centralised"),
            ("arrangement", "dispersed"),
            ("suspension", "hospital"),
            ("suspension", "away"),
            ("programme", "tekun"),
            ("programme", "dibao"),
            ("death", None),
        ),
        "from": DAYS,
        "to": one_of(None, None, 0, 3) | st.integers(0, 40),
        "known_on": one_of(None, None, -3, 5) | st.integers(0, 40),
    }
)
PERSON = st.fixed_dictionaries(
    {
        "born": st.tuples(one_of(None, 18, 65, 66, 79, 80), one_of(*BIRTHDAYS)),
        "since": one_of(-800, -800, -800, -100, -30, -5),
        "known_after": one_of(None, None, None, 20, 780),
        "ability": one_of("full", "semi", "self", None),
        "more": st.lists(FACT, max_size=6),
        "rotate": one_of(0, 0, 0, 1, 2),
    }
)
RECORD = st.fixed_dictionaries(
    {
        "days": DAYS,
        "minute": MINUTE,
        "offset": one_of(*OFFSETS),
        "subjects": one_of(*SUBJECTS),
        "kind": one_of("visit", "visit", "visit", "activity", "checkup"),
        "mode": one_of("home", "home", "phone", None),
        "role": one_of("carer", "carer", "cadre", None),
        "minutes": one_of(30, None, 0, 29, 30, 59, 60, 61, 90),
        "waited": one_of(None, None, 3600, 72 * 3600, 72 * 3600 + 1),
        "status": one_of(None, None, None, "valid", "attempt", "pending", "voided"),
        "value": one_of(None, 0, 29.5, 30, 100),
        "beneficiaries": one_of(None, 0, 1, 2),
    }
)
RUN = st.fixed_dictionaries(
    {
        "days": st.integers(-60, 5) | one_of(-3, -2, -1, 0),
        "step": st.integers(1, 9),
        "count": st.integers(1, 30),
        "subjects": one_of(["p1"], ["p1"], ["p1", "p2", "t1"], ["p2", "h1"], ["p3", "t2"]),
        "kind": one_of("visit", "visit", "visit", "visit", "activity", "checkup"),
    }
)


def worlds() -> st.SearchStrategy[World]:
    """Worlds of up to three people, their facts and records, and up to three duties."""
    return st.builds(
        world,
        today=st.dates(date(2024, 1, 1), date(2029, 1, 31)),
        minute=MINUTE,
        offset=one_of(*OFFSETS),
        zone=one_of(*ZONES),
        period=st.tuples(one_of(-60, -30, -30) | DAYS, one_of(30, 60, 365) | st.integers(0, 40)),
        duties=st.lists(DUTY, min_size=1, max_size=3),
        people=st.lists(PERSON, min_size=2, max_size=3),
        places=one_of(True, True, False),
        records=st.lists(RECORD, max_size=8),
        runs=st.lists(RUN, min_size=1, max_size=4),
    )


def world(
    today: date,
    minute: int,
    offset: timezone,
    zone: str,
    period: tuple[int, int],
    duties: list[Table],
    people: list[Table],
    places: bool,
    records: list[Table],
    runs: list[Table],
) -> World:
    """The case that was drawn."""
    written = [odd_record(record, today) for record in records] + [one for run in runs for one in visits(run, today)]
    return {
        "policy": {"id": "x", "duties": [duty(entry, number, today) for number, entry in enumerate(duties)]},
        "timezone": zone,
        "from": day(today, period[0]),
        "to": day(today, sum(period)),
        "now": moment(today, minute, offset).isoformat(),
        "people": [person(entry, number, today) for number, entry in enumerate(people, start=1)],
        "townships": TOWNSHIPS if places else [],
        "households": HOUSEHOLDS if places else [],
        "records": [{"id": f"r{number}", **record} for number, record in enumerate(written)],
    }


def duty(entry: Table, number: int, today: date) -> Table:
    """A duty that a policy may hold: `times` for calendar units only, `only_days` for months only."""
    every, limits = entry["every"], dict(entry)
    limits["only_days"] = entry["only_days"] if every == "month" else None
    possible = len(limits["only_days"] or "123")
    limits["times"] = min(entry["times"], possible) if entry["times"] and every in CALENDAR else None
    limits |= {"id": f"D-{number}", "from": day(today, entry["from"]), "to": None}
    if entry["to"] is not None:
        limits["to"] = day(today, max(entry["from"], entry["to"]))
    for key in ("population", "credit"):
        limits[key] = said(entry[key] or {})
    if age := limits["population"].get("age"):
        limits["population"]["age"] = age_limit(age)
    return said(limits)


def age_limit(age: Table) -> Table:
    """An age whose `max` is not below its `min`."""
    return said({**age, "max": None if (age["min"] or 0) > (age["max"] or 0) else age["max"]})


def person(entry: Table, number: int, today: date) -> Table:
    """Someone who entered everything at once, and to whom more happened since."""
    base = [("programme", "tekun"), ("arrangement", "dispersed"), ("ability", entry["ability"])]
    since = {"from": entry["since"], "to": None, "known_on": entry["known_after"]}
    facts = [fact({"what": what, **since}, today) for what in base if what[1]]
    facts += [fact(more, today) for more in entry["more"]]
    turn = entry["rotate"]
    in_order = facts[turn:] + facts[:turn]
    return said({"id": f"p{number}", "birth_date": birth_date(entry["born"], today), "facts": in_order})


def birth_date(born: tuple[int | None, tuple[int, int] | None], today: date) -> str | None:
    """The birth date of someone who reaches an age in today's year; on today's day, where no birthday is given."""
    age, birthday = born
    if age is None:
        return None
    month, of_month = birthday or (today.month, min(today.day, 28))
    year = today.year - age
    return date(year, month, min(of_month, 28) if year % 4 and month == 2 else of_month).isoformat()


def fact(entry: Table, today: date) -> Table:
    """A fact; its `to` and `known_on` are so many days after its `from`."""
    kind, value = entry["what"]
    ends, known = (None if entry[key] is None else day(today, entry["from"] + entry[key]) for key in ("to", "known_on"))
    begins = day(today, entry["from"])
    return said(
        {"kind": kind, "value": value, "from": begins, "to": None if kind == "death" else ends, "known_on": known}
    )


def odd_record(entry: Table, today: date) -> Table:
    """A record with anything said or unsaid."""
    start = moment(today + timedelta(days=entry["days"]), entry["minute"], entry["offset"])
    end = None if entry["minutes"] is None else start + timedelta(minutes=entry["minutes"])
    received = None if entry["waited"] is None else (end or start) + timedelta(seconds=entry["waited"])
    plain = ("subjects", "kind", "mode", "role", "status", "value", "beneficiaries")
    times = {"start": start, "end": end, "received_at": received}
    written = {key: None if at is None else at.isoformat() for key, at in times.items()}
    return said({**{key: entry[key] for key in plain}, **written})


def visits(run: Table, today: date) -> list[Table]:
    """Records that count for almost every duty, one every so many days, the last of them given."""
    full = {"mode": "home", "role": "carer", "value": 30, "beneficiaries": 1}
    said_by_run = {"subjects": run["subjects"], "kind": run["kind"], **full}
    starts = [datetime(today.year, today.month, today.day, 2, tzinfo=UTC) + timedelta(days=run["days"])]
    starts += [starts[0] + timedelta(days=-run["step"] * number) for number in range(1, run["count"])]
    return [
        {**said_by_run, "start": start.isoformat(), "end": (start + timedelta(hours=1)).isoformat()} for start in starts
    ]


def moment(on: date, minute: int, offset: timezone) -> datetime:
    """A minute of a day in UTC, written in an offset."""
    return (datetime(on.year, on.month, on.day, tzinfo=UTC) + timedelta(minutes=minute)).astimezone(offset)


def day(today: date, days: int) -> str:
    """The day so many days after today."""
    return (today + timedelta(days=days)).isoformat()


def said(table: Table) -> Table:
    """The table without what is not said."""
    return {key: value for key, value in table.items() if value is not None}
