"""Use cases of the pages of hygiene."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.access import within
from shouwang.accounts.queries import place_name
from shouwang.accounts.service import Caller
from shouwang.closing.guarding import guard
from shouwang.duties.words import RecordKind, RecordStatus
from shouwang.errors import Refused, Unknown
from shouwang.hygiene import points, queries, rules
from shouwang.hygiene.checking import check_line
from shouwang.hygiene.schemas import (
    CampaignLine,
    CheckLine,
    Correction,
    HygieneHome,
    HygieneReply,
    NewCampaign,
    NewRedemption,
    PointsFile,
)
from shouwang.ledger.queries import facts_within
from shouwang.ledger.standing import holding_on
from shouwang.records.models import Record
from shouwang.register.models import Household, Person
from shouwang.settings import settings
from shouwang.sync.rows import new_row
from shouwang.sync.write import Author, lock_buckets, write

LOOK_BACK = timedelta(days=31)
"""A re-check that is still due may follow a check of the quarter before."""


@dataclass(frozen=True, slots=True)
class Home:
    """Those who live at a door; `person` is in whose file what is written of the home is kept."""

    id: str
    person: Person
    people: list[Person]
    village_name: str
    group_name: str
    address: str


def hygiene(session: Session, township: str, day: date | None) -> HygieneReply:
    """A township's quarter: its campaigns, and its homes in the order of doors."""
    today = clock.today(settings().zone)
    first, last = rules.quarter_of(day or today)
    found = queries.records_within(session, township, RecordKind.HYGIENE_CHECK, first - LOOK_BACK, last)
    checks: dict[str, list[Record]] = {}
    for record in found:
        checks.setdefault(record.subject, []).append(record)
    have = queries.balances_within(session, township)
    campaigns = queries.records_within(session, township, RecordKind.HYGIENE_CAMPAIGN, first, last)
    homes = homes_of(session, township, min(today, last))
    return HygieneReply(
        township=township,
        name=place_name(session, township),
        today=today,
        first=first,
        last=last,
        campaigns=[_campaign(each) for each in campaigns],
        homes=[_home(home, checks.get(home.id, []), have.get(home.id, 0), first) for home in homes],
    )


def homes_of(session: Session, township: str, on: date) -> list[Home]:
    """The homes of a township in which somebody in care lives on a day, in the order of doors."""
    facts = facts_within(session, township)
    households = queries.households_within(session, township)
    lived: dict[str, list[tuple[Person, str]]] = {}
    for person, village in queries.people_with_villages(session, township):
        held = holding_on(on, facts.get(person.id, []))
        if "death" not in held and held.get("arrangement") != "centralised":
            lived.setdefault(person.household or person.id, []).append((person, village))
    homes = [_made(home, people, households.get(home)) for home, people in lived.items()]
    return sorted(homes, key=_door)


def record_campaign(session: Session, caller: Caller, asked: NewCampaign) -> CampaignLine:
    """A campaign of a township is written down. Twice the same is once. Raises `Refused`."""
    township = within(caller, asked.township)
    now, zone = clock.now(), settings().zone
    if asked.day > clock.today(zone):
        raise Refused("not_possible", why=["in_the_future"])
    lock_buckets(session, [f"t:{township}"])
    known = session.get(Record, asked.id)
    if known is not None:
        if (known.kind, known.subject) != (RecordKind.HYGIENE_CAMPAIGN, township):
            raise Refused("id_taken")
        return _campaign(known)
    guard(session, caller, township, asked.day, "record", asked.id)
    row = new_row(
        Record,
        id=asked.id,
        kind=RecordKind.HYGIENE_CAMPAIGN,
        subject=township,
        subject_kind="township",
        township=township,
        role=caller.role,
        start=datetime.combine(asked.day, time(12), zone),
        service_date=asked.day,
        captured_at=now,
        received_at=now,
        status=RecordStatus.VALID,
        beneficiaries=asked.homes,
        author=caller.user.id,
        author_name=caller.user.name,
        form="hygiene_campaign",
        answers={"title": asked.title, "done": asked.done, "helpers": asked.helpers},
        flags=[],
        pictures=[],
    )
    write(session, [row], Author(caller.user.id, now))
    return _campaign(row)


def points_of(session: Session, caller: Caller, home: str) -> PointsFile:
    """The ledger of a home's points. Raises `Unknown`."""
    found = _find(session, caller, home)
    lines = queries.lines_of(session, home)
    return PointsFile(
        home=home,
        name="、".join(each.name for each in found.people),
        village_name=found.village_name,
        balance=sum(line.points for line in lines),
        entries=points.entries(lines),
    )


def redeem(session: Session, caller: Caller, home: str, asked: NewRedemption) -> PointsFile:
    """Points are given for something in kind. Raises `Unknown`, `Refused`."""
    found = _find(session, caller, home)
    points.redeem(session, caller, home, found.person.id, found.person.township, asked)
    return points_of(session, caller, home)


def correct(session: Session, caller: Caller, home: str, asked: Correction) -> PointsFile:
    """A line is set against one that was wrong. Raises `Unknown`, `Refused`."""
    points.correct(session, caller, home, _find(session, caller, home).person.id, asked)
    return points_of(session, caller, home)


def _find(session: Session, caller: Caller, home: str) -> Home:
    household = session.get(Household, home)
    person = session.get(Person, household.person if household else home)
    if person is None:
        raise Unknown
    within(caller, person.township)
    here = queries.people_with_villages(session, person.township)
    people = [(each, village) for each, village in here if (each.household or each.id) == home]
    return _made(home, people or [(person, "")], household)


def _made(home: str, people: Sequence[tuple[Person, str]], household: Household | None) -> Home:
    ordered = sorted((person for person, _ in people), key=lambda each: each.id)
    first = next((each for each in ordered if household and each.id == household.person), ordered[0])
    village = household.village_name if household and household.village_name else people[0][1]
    group = (household.group_name if household else "") or first.group_name
    address = (household.address if household else "") or first.address
    return Home(home, first, ordered, village, group, address)


def _door(home: Home) -> tuple[object, ...]:
    return (home.village_name, rules.door_order(home.group_name, home.address), home.id)


def _home(home: Home, found: Sequence[Record], balance: int, first: date) -> HygieneHome:
    checks: list[CheckLine] = [check_line(record) for record in found]
    open_before = bool(checks) and checks[0].mend_by is not None
    counted = [each for each in checks if each.day >= first] or (checks[:1] if open_before else [])
    state, due_on = rules.state_of([(each.day, each.mend_by, each.again is not None) for each in counted])
    return HygieneHome(
        home=home.id,
        person=home.person.id,
        names=[each.name for each in home.people],
        village=home.person.village,
        village_name=home.village_name,
        group_name=home.group_name,
        state=state,
        due_on=due_on,
        checks=counted,
        balance=balance,
    )


def _campaign(record: Record) -> CampaignLine:
    said: Mapping[str, object] = record.answers
    return CampaignLine(
        id=record.id,
        day=record.service_date,
        title=str(said.get("title", "")),
        done=str(said.get("done", "")),
        homes=record.beneficiaries or 0,
        helpers=int(str(said.get("helpers", 0))),
        author_name=record.author_name,
    )
