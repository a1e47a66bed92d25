"""What is waiting goes out: claimed by a conditional update, delivered, and written down.

A process may die between any two lines. A digest that was claimed and not written down may have arrived, so it is not
sent again: at most once. An emergency is sent again: at least once.
"""

import logging
import secrets
import time
from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Engine, update
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock
from shouwang.database import reading, writing
from shouwang.errors import whereabouts
from shouwang.reminders import queries
from shouwang.reminders.claiming import changed
from shouwang.reminders.delivering import GAPS, Errand, deliver, errand_for
from shouwang.reminders.models import Channel, Reminder
from shouwang.reminders.outcomes import Outcome, Result, Undelivered
from shouwang.reminders.outgoing import Outgoing, outgoing
from shouwang.reminders.planning import instead, plan_all
from shouwang.reminders.rules import KEPT_FOR, LEASE, ends_of, may_go, next_try
from shouwang.reminders.words import DIGESTS, ChannelKind, Kind, State
from shouwang.settings import settings

log = logging.getLogger(__name__)

AT_ONCE = 100
MOST_BROWSERS = 5
"""How many browsers of one user are tried, where push services say that they are gone."""
LONGEST_WAIT = 5.0
"""Seconds for which a channel that is free soon is waited for; else its messages wait for the next round."""


def remind(
    on: Engine,
    now: Callable[[], datetime] = clock.now,
    sleep: Callable[[float], object] = time.sleep,
    stopped: Callable[[], bool] = lambda: False,
) -> Counter[str]:
    """One round: plans what is due and sends what waits. Says how many were planned, and how many ended how.

    An emergency that comes up meanwhile goes before the rest of the digests. When `stopped`, it ends after the message
    that it has begun.
    """
    told: Counter[str] = Counter()
    take_up_what_was_left(on, now())
    with outgoing() as out:
        went = 1
        while went > 0 and not stopped():
            told["planned"] += plan_all(on, now())
            states = [_send(on, out, each, now, sleep) for each in _waiting(on, now()) if not stopped()]
            went = sum(state is not None for state in states)
            told.update(state for state in states if state is not None)
    with reading(on) as session:
        told["left"] = queries.how_many_wait(session, now())
    return told


def _waiting(on: Engine, at: datetime) -> list[str]:
    with reading(on) as session:
        return queries.waiting(session, at, at + timedelta(seconds=LONGEST_WAIT), AT_ONCE)


def take_up_what_was_left(on: Engine, at: datetime) -> None:
    """What a process claimed that is no more: an emergency waits again, of a digest nobody knows. What is old goes."""
    left = (col(Reminder.state) == State.CLAIMED, col(Reminder.claimed_at) < at - LEASE)
    again, lost = update(Reminder).where(*left), update(Reminder).where(*left)
    with writing(on) as session:
        session.execute(
            again.where(col(Reminder.kind) == Kind.EMERGENCY).values(state=State.WAITING, next_at=at, claimed_at=None)
        )
        session.execute(lost.values(state=State.UNKNOWN, ended_at=at, why="interrupted"))
        queries.forget_reminders(session, clock.local_date(at, settings().zone) - KEPT_FOR)


def _send(
    on: Engine, out: Outgoing, id_: str, now: Callable[[], datetime], sleep: Callable[[float], object]
) -> State | None:
    """Sends one, if it is still to be had; None where it is not, or its channel is not free."""
    late = _late(on, id_, now())
    if late is not None:
        return late
    if not _take_turn(on, id_, now, sleep):
        return None
    reply = secrets.token_urlsafe(24)
    errand = _claimed(on, id_, now(), reply)
    if errand is None:
        return None
    try:
        outcome = deliver(out, errand, now())
    except Undelivered as problem:
        outcome = problem.outcome
    except Exception as problem:
        log.error("a reminder by %s failed: %s", errand.kind, whereabouts(problem))
        outcome = Outcome(Result.UNSURE, "broken")
    return record(on, errand, outcome, now())


def _late(on: Engine, id_: str, at: datetime) -> State | None:
    """Gives up a digest whose window is over; one that waits for the night to end goes on waiting. None: in time."""
    with reading(on) as session:
        found = session.get_one(Reminder, id_)
    kind, zone = Kind(found.kind), settings().zone
    if may_go(kind, found.day, at, zone):
        return None
    ends = ends_of(kind, found.day, zone)
    is_early = ends is not None and at < ends
    state = State.WAITING if is_early else State.GIVEN_UP
    later: dict[str, object] = {"next_at": at + timedelta(minutes=5)}
    values = later if is_early else {"ended_at": at, "why": "too_late"}
    waits = (col(Reminder.id) == id_, col(Reminder.state) == State.WAITING)
    with writing(on) as session:
        session.execute(update(Reminder).where(*waits).values(state=state, **values))
    return state


def _take_turn(on: Engine, id_: str, now: Callable[[], datetime], sleep: Callable[[float], object]) -> bool:
    """Takes the channel's next free moment: of several processes one gets it. Waits for one that comes soon."""
    for _ in range(3):
        at = now()
        with writing(on) as session:
            channel = session.get_one(Channel, session.get_one(Reminder, id_).channel)
            gap = timedelta(seconds=GAPS[ChannelKind(channel.kind)])
            taken = update(Channel).where(col(Channel.id) == channel.id, queries.free_by(at, at))
            taken = taken.values(free_at=at + gap)
            if gap == timedelta() or changed(session, taken):
                return channel.ended_at is None and channel.confirmed_at is not None
        wait = ((channel.free_at or at) - at).total_seconds()
        if wait > LONGEST_WAIT:
            return False
        sleep(max(wait, 0.05))
    return False


def _claimed(on: Engine, id_: str, at: datetime, reply: str) -> Errand | None:
    """Makes a waiting reminder this process's work. None where another one has it."""
    with writing(on) as session:
        claim = (
            update(Reminder)
            .where(col(Reminder.id) == id_, col(Reminder.state) == State.WAITING)
            .values(
                state=State.CLAIMED,
                claimed_at=at,
                tries=col(Reminder.tries) + 1,
                reply_hash=hash_of(reply),
            )
        )
        if not changed(session, claim):
            return None
        reminder = session.get_one(Reminder, id_, populate_existing=True)
        # Who has left since it was planned has no address any more.
        user = queries.users_by_id(session, [reminder.recipient]).get(reminder.recipient)
        return errand_for(session, reminder, user, reply)


def record(on: Engine, errand: Errand, outcome: Outcome, at: datetime) -> State:
    """Writes down what became of it, and how its channel is."""
    reminder = errand.reminder
    with writing(on) as session:
        state, values = _after(reminder, outcome, at)
        mine = (col(Reminder.id) == reminder.id, col(Reminder.claimed_at) == reminder.claimed_at)
        session.execute(update(Reminder).where(*mine).values(state=state, **values))
        note_health(session, reminder.channel, outcome, at)
        if outcome.result is Result.GONE and errand.subscription is not None:
            queries.forget_subscription(session, errand.subscription)
        if errand.kind is ChannelKind.WEB_PUSH and errand.target is None:
            instead(session, reminder, at)
    return state


def _after(reminder: Reminder, outcome: Outcome, at: datetime) -> tuple[State, dict[str, object]]:
    kind, why = Kind(reminder.kind), outcome.why or None
    ended: dict[str, object] = {"ended_at": at, "why": why}
    if outcome.result is Result.DELIVERED:
        return State.SENT, ended
    if outcome.result is Result.UNSURE and kind in DIGESTS:
        return State.UNKNOWN, ended
    if outcome.result is Result.REFUSED:
        return State.GIVEN_UP, ended
    # Of a browser that is gone another one of hers may take it, at once.
    is_gone = outcome.result is Result.GONE
    next_at = next_try(kind, reminder.day, reminder.tries, at, settings().zone)
    if next_at is None or (is_gone and reminder.tries >= MOST_BROWSERS):
        return State.GIVEN_UP, ended
    next_at = at if is_gone else max(next_at, at + timedelta(seconds=outcome.wait))
    return State.WAITING, {"next_at": next_at, "why": why, "claimed_at": None}


def note_health(session: Session, channel: str, outcome: Outcome, at: datetime) -> None:
    """What the page of settings shows of a channel. A browser that is gone is no fault of its channel."""
    values: dict[str, object] = {}
    if outcome.result is Result.DELIVERED:
        values = {"success_at": at}
    elif outcome.result is not Result.GONE:
        values = {"failure_at": at, "failure": outcome.why}
    if outcome.wait and channel != ChannelKind.WEB_PUSH:  # one push service that is busy says nothing of the others
        values["free_at"] = at + timedelta(seconds=outcome.wait)
    if values:
        session.execute(update(Channel).where(col(Channel.id) == channel).values(**values))


def hash_of(secret: str) -> str:
    """Under what a secret that was given away is kept."""
    return sha256(secret.encode()).hexdigest()
