"""What the township does to people's files meanwhile, through the one write function."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Literal

from sqlalchemy import select, true, update
from sqlalchemy.orm import Session
from sqlmodel import col

import cast
from cast import CAST
from shouwang import clock, ids
from shouwang.accounts.models import Device, User
from shouwang.accounts.service import Caller
from shouwang.duties.models import AdoptedPolicy
from shouwang.errors import Refused
from shouwang.needs import service as needs
from shouwang.needs.models import Need
from shouwang.needs.schemas import NeedClose
from shouwang.needs.words import NeedOutcome, NeedStatus
from shouwang.records.models import Record
from shouwang.records.schemas import VoidReason
from shouwang.records.service import void_at_the_desk
from shouwang.records.words import MendReason
from shouwang.register.models import Assignment, Fact, Person
from shouwang.register.patches import profile_of
from shouwang.register.profiles import settle
from shouwang.register.schemas import ConflictChoice
from shouwang.sync import settling
from shouwang.sync.models import Conflict, Issue
from shouwang.sync.schemas import ResolveRequest
from shouwang.sync.synced import SyncedRow
from shouwang.sync.write import Author, lock_buckets, write
from sync.oracle import today


def reassign(session: Session, person: str, user: str | None, key: str) -> None:
    """Everybody's work for a person ends yesterday; somebody else's begins today."""
    lock_buckets(session, [f"p:{person}"])
    rows = list(session.scalars(select(Assignment).where(col(Assignment.person) == person).order_by("id")))
    running = [row for row in rows if row.valid_to is None or row.valid_to >= today()]
    for row in running:
        row.valid_to = today() - timedelta(days=1)
    _write(session, running)
    if user:
        share(session, person, user, key)


def share(session: Session, person: str, user: str, key: str) -> None:
    """One more who works for a person from today on."""
    row = ids.id_from("assignment", key)
    given = Assignment(id=row, person=person, user=user, user_name="某某", role="carer", valid_from=today())
    _write(session, [given])


def rename(session: Session, person: str, key: str) -> None:
    """Another name."""
    lock_buckets(session, [f"p:{person}"])
    found = session.get_one(Person, person)
    found.name = f"改名{key}"
    _write(session, [found])


def enter_facts(session: Session, people: Iterable[str], key: str) -> None:
    """A fact about each of many, as an import writes them."""
    _write(session, [_fact(person, f"{key}.{index}") for index, person in enumerate(people)])


def void_a_fact(session: Session, person: str) -> None:
    """The newest fact about a person was wrong."""
    fact = _newest_fact(session, person)
    if fact is not None:
        fact.voided_at = clock.now()
        _write(session, [fact])


def move_a_fact(session: Session, person: str, other: str) -> None:
    """The newest fact about a person was another's: it leaves one file and comes into another."""
    fact = _newest_fact(session, person)
    if fact is not None:
        fact.person = other
        _write(session, [fact])


def new_person(session: Session, user: str, key: str, name: str = "新来") -> str:
    """A person comes into care, with somebody to look after her."""
    person = ids.id_from("person", key)
    take_in(session, person, user, key, name)
    return person


def take_in(session: Session, person: str, user: str, key: str, name: str = "新来") -> None:
    """The same with an id that may have been written about before; once."""
    if session.get(Person, person) is not None:
        return
    row = Person(
        id=person,
        name=name,
        sex="female",
        birth_date=date(1948, 2, 3),
        township=cast.TOWNSHIP,
        village=cast.VILLAGE,
        village_name="石牛村",
    )
    _write(session, [row])
    enter_facts(session, [person] * 3, key)
    share(session, person, user, key)


def adopt(session: Session, key: str) -> None:
    """A new policy for everybody."""
    policy = AdoptedPolicy(
        id=ids.id_from("policy", key),
        county=cast.COUNTY,
        pack="test",
        valid_from=today(),
        adopted_at=clock.now(),
        body={"duties": []},
    )
    _write(session, [policy])


def turn_on_or_off(session: Session, user: str) -> None:
    """Deactivates a user, or takes it back."""
    found = session.get_one(User, user)
    found.active = not found.active
    _write(session, [found])


def turn_on(session: Session, user: str) -> None:
    """A user works here, whether she did before or not."""
    if not session.get_one(User, user).active:
        turn_on_or_off(session, user)


def revoke(session: Session, device: str) -> None:
    """A phone is lost."""
    session.execute(update(Device).where(col(Device.id) == device).values(revoked_at=clock.now()))


def settle_an_issue(session: Session, how: str) -> str | None:
    """The oldest open issue is tried again, accepted or settled without it; gives the entry of the journal."""
    still_open = select(Issue).where(col(Issue.resolved_at).is_(None))
    issue = session.scalars(still_open.order_by(col(Issue.created_at), col(Issue.id)).limit(1)).first()
    if issue is None:
        return None
    by = session.get_one(User, CAST.clerk)
    if how == "retry":
        settling.retry(session, issue, None)
    elif how == "accept" and issue.code in settling.ACCEPTABLE:
        settling.accept(session, issue, by)
    else:
        settling.resolve(session, issue, by, ResolveRequest(resolution="test"))
    return issue.mutation


def settle_a_conflict(session: Session, choice: Literal["kept", "other"]) -> None:
    """The oldest conflict is decided by somebody who sees what stands."""
    still_open = select(Conflict).where(col(Conflict.settled_at).is_(None))
    conflict = session.scalars(still_open.order_by(col(Conflict.created_at), col(Conflict.id)).limit(1)).first()
    if conflict is None:
        return
    person = session.get_one(Person, conflict.person)
    caller = _clerk(session)
    stands = profile_of(person)[conflict.field]
    settle(session, caller, person, conflict, ConflictChoice(choice=choice, seen=stands))


def take_a_need(session: Session) -> None:
    """A clerk looks after the oldest need that nobody has taken on."""
    need = _oldest_need(session, NeedStatus.OPEN)
    if need is not None:
        needs.take(session, _clerk(session), need)


def close_a_need(session: Session, key: str) -> None:
    """The oldest need that somebody looks after ends with an answer."""
    need = _oldest_need(session, NeedStatus.TAKEN)
    if need is not None:
        needs.close(session, _clerk(session), need, NeedClose(outcome=NeedOutcome.SOLVED, words=f"办妥{key}"))


def _oldest_need(session: Session, status: NeedStatus) -> Need | None:
    such = select(Need).where(col(Need.status) == status)
    return session.scalars(such.order_by(col(Need.received_at), col(Need.id)).limit(1)).first()


def void_a_record(session: Session, which: int, is_amended: bool) -> str | None:
    """Staff say that one of the newest such records is not so; gives its id where that has changed it."""
    such = col(Record.replaced_by).is_not(None) if is_amended else true()
    newest = select(Record).where(such).order_by(col(Record.received_at).desc(), col(Record.id))
    records = session.scalars(newest.limit(which + 1)).all()
    if not records:
        return None
    record, caller = records[-1], _clerk(session)
    is_replaced, was_voided = record.replaced_by is not None, record.status == "voided"
    refused = None
    try:
        void_at_the_desk(session, caller, record, VoidReason(why=MendReason.NOT_MADE))
    except Refused as thrown:
        refused = thrown.code
    assert refused == ("already_amended" if is_replaced else None)
    return None if was_voided else record.id


def move_house(session: Session, person: str, key: str) -> None:
    """The office writes another address."""
    lock_buckets(session, [f"p:{person}"])
    found = session.get_one(Person, person)
    found.address = f"{key}号"
    _write(session, [found])


def _newest_fact(session: Session, person: str) -> Fact | None:
    lock_buckets(session, [f"p:{person}"])
    hers = select(Fact).where(col(Fact.person) == person)
    return session.scalars(hers.order_by(col(Fact.entered).desc(), col(Fact.id)).limit(1)).first()


def _fact(person: str, key: str) -> Fact:
    return Fact(
        id=ids.id_from("fact", key),
        person=person,
        kind="ability",
        value="semi",
        valid_from=today(),
        known_on=today(),
        entered=int(key.split(".")[0]),
        entered_at=clock.now(),
    )


def _write(session: Session, rows: Iterable[SyncedRow]) -> None:
    write(session, rows, Author(CAST.clerk, clock.now()))


def _clerk(session: Session) -> Caller:
    clerk = session.get_one(User, CAST.clerk)
    return Caller(clerk, session.get_one(Device, f"desktop-0.{clerk.id}"))
