"""Every SELECT about urgings and about whom reminders reach."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.accounts.models import Device, User
from shouwang.needs.models import Need
from shouwang.needs.words import NeedStatus
from shouwang.register.models import Assignment, Person, Place
from shouwang.register.queries import running_on
from shouwang.reminders.models import (
    Channel,
    Escalation,
    EscalationStep,
    Feed,
    Planned,
    Reminder,
    Subscription,
    Urging,
    Wish,
)
from shouwang.reminders.rules import LONGEST_BLOCK
from shouwang.reminders.words import EscalationState, Kind, Language, State


def urgings_of_day(session: Session, place: str, day: date) -> dict[str, Urging]:
    """The last urging of each worker of a place on a day that nobody has undone."""
    found = (
        select(Urging)
        .where(col(Urging.township).startswith(place, autoescape=True), col(Urging.day) == day)
        .where(col(Urging.undone_at).is_(None))
        .order_by(col(Urging.at), col(Urging.id))
    )
    return {urging.user: urging for urging in session.scalars(found)}


def hers_among(session: Session, user: str, people: Iterable[str], place: str, day: date) -> dict[str, str]:
    """Which of some people of a place a worker cares for on a day, and the township of each."""
    found = (
        select(col(Person.id), col(Person.township))
        .join(Assignment, col(Assignment.person) == col(Person.id))
        .where(col(Assignment.user) == user, col(Person.id).in_(list(people)), *running_on(day))
        .where(col(Person.township).startswith(place, autoescape=True))
    )
    return {row[0]: row[1] for row in session.execute(found)}


def townships(session: Session, place: str) -> list[Place]:
    """The townships of a place, by code."""
    found = select(Place).where(func.length(Place.code) == 9, col(Place.code).startswith(place, autoescape=True))
    return list(session.scalars(found.order_by(col(Place.code))))


def is_planned(session: Session, kind: Kind, place: str, day: date) -> bool:
    """Whether the digests of a place were composed for a day."""
    return session.get(Planned, (kind, place, day)) is not None


def users_by_id(session: Session, ids: Iterable[str]) -> dict[str, User]:
    """The active users of these ids."""
    found = select(User).where(col(User.id).in_(list(ids)), col(User.active))
    return {user.id: user for user in session.scalars(found)}


def users_at(session: Session, role: str, place: str) -> list[User]:
    """The active users of a role in a place and below."""
    found = select(User).where(col(User.role) == role, col(User.active))
    return list(session.scalars(found.where(col(User.place).startswith(place, autoescape=True)).order_by(User.id)))


def wishes_of(session: Session, users: Iterable[str]) -> dict[str, Wish]:
    """What users want, of those who have said so."""
    return {wish.user: wish for wish in session.scalars(select(Wish).where(col(Wish.user).in_(list(users))))}


def subscriptions_of(
    session: Session, users: Iterable[str], *, confirmed: bool = True
) -> dict[str, list[Subscription]]:
    """The browsers of users that take web push, the newest first; none of a phone that was lost."""
    in_use = (col(Device.id) == col(Subscription.device)) & col(Device.revoked_at).is_(None)
    found = select(Subscription).join(Device, in_use).where(col(Subscription.user).in_(list(users)))
    if confirmed:
        found = found.where(col(Subscription.confirmed_at).is_not(None))
    theirs: defaultdict[str, list[Subscription]] = defaultdict(list)
    for each in session.scalars(found.order_by(col(Subscription.made_at).desc(), col(Subscription.id))):
        theirs[each.user].append(each)
    return theirs


def channels(session: Session) -> list[Channel]:
    """All channels that are not ended: those that are confirmed first, then those of the smallest place."""
    found = select(Channel).where(col(Channel.ended_at).is_(None))
    order = (col(Channel.confirmed_at).is_(None), func.length(Channel.place).desc(), col(Channel.id))
    return list(session.scalars(found.order_by(*order)))


def others_on(session: Session, people: Iterable[str], day: date) -> dict[str, list[str]]:
    """Who besides the primary carer is assigned to people on a day, by id."""
    found = (
        select(col(Assignment.person), col(Assignment.user))
        .join(User, col(User.id) == col(Assignment.user))
        .where(col(Assignment.person).in_(list(people)), *running_on(day))
        .where(col(Assignment.is_primary).is_(False), col(User.active))
        .order_by(col(Assignment.valid_from), col(Assignment.id))
    )
    others: defaultdict[str, list[str]] = defaultdict(list)
    for person, user in session.execute(found):
        others[person].append(user)
    return others


def running_escalations(session: Session, place: str) -> list[tuple[Escalation, EscalationStep]]:
    """The escalations of a place that go on, or that an office has stopped, each with its last step."""
    last = select(col(EscalationStep.escalation), func.max(col(EscalationStep.number)).label("number"))
    newest = last.group_by(col(EscalationStep.escalation)).subquery()
    found = (
        select(Escalation, EscalationStep)
        .join(newest, newest.c.escalation == col(Escalation.id))
        .join(
            EscalationStep,
            (col(EscalationStep.escalation) == newest.c.escalation) & (col(EscalationStep.number) == newest.c.number),
        )
        .where(col(Escalation.township).startswith(place, autoescape=True))
        .where(col(Escalation.state) != EscalationState.OVER)
        .order_by(col(Escalation.began_on), col(Escalation.id))
    )
    return [(row[0], row[1]) for row in session.execute(found)]


def steps_of(session: Session, escalations: Iterable[str]) -> dict[str, list[EscalationStep]]:
    """All steps of escalations, in order."""
    found = select(EscalationStep).where(col(EscalationStep.escalation).in_(list(escalations)))
    steps: defaultdict[str, list[EscalationStep]] = defaultdict(list)
    for step in session.scalars(found.order_by(col(EscalationStep.number))):
        steps[step.escalation].append(step)
    return steps


def on_their_way(session: Session, users: Iterable[str], since: datetime) -> set[str]:
    """Who of some users has answered since a moment that she is on her way."""
    found = select(col(Reminder.recipient)).where(
        col(Reminder.recipient).in_(list(users)), col(Reminder.on_my_way_at) >= since
    )
    return set(session.scalars(found))


def urgent_needs(session: Session, since: datetime) -> list[Need]:
    """The urgent needs that came in since a moment and that nobody has taken on yet."""
    found = select(Need).where(col(Need.urgent), col(Need.status) == NeedStatus.OPEN, col(Need.received_at) >= since)
    return list(session.scalars(found.order_by(col(Need.received_at))))


def waiting(session: Session, at: datetime, soon: datetime, limit: int) -> list[str]:
    """Ids of reminders that may be claimed and whose channels are free soon, emergencies first."""
    is_digest = col(Reminder.kind) != Kind.EMERGENCY
    found = (
        select(col(Reminder.id))
        .join(Channel, col(Channel.id) == col(Reminder.channel))
        .where(*_waits(at), free_by(at, soon), col(Channel.ended_at).is_(None))
        .order_by(is_digest, col(Reminder.next_at), col(Reminder.id))
    )
    return list(session.scalars(found.limit(limit)))


def _waits(at: datetime) -> tuple[Any, ...]:
    return col(Reminder.state) == State.WAITING, col(Reminder.next_at) <= at


def free_by(at: datetime, soon: datetime) -> Any:
    """Whether a channel may be used at a moment or soon after: no clock that was put back shuts it for longer."""
    free_at = col(Channel.free_at)
    return or_(free_at.is_(None), free_at <= soon, free_at > at + LONGEST_BLOCK)


def how_many_wait(session: Session, at: datetime) -> int:
    """How many reminders could go out now if their channels were free."""
    return session.scalar(select(func.count()).select_from(Reminder).where(*_waits(at))) or 0


def language_of(session: Session, user: str) -> Language:
    """In which language a user is told; a group and who has said nothing in Chinese."""
    wish = session.get(Wish, user)
    return Language(wish.language) if wish else Language.ZH


def reminder_by_reply(session: Session, reply_hash: str) -> Reminder | None:
    """The reminder that a reply answers."""
    return session.scalars(select(Reminder).where(col(Reminder.reply_hash) == reply_hash)).one_or_none()


def subscription_by_code(session: Session, code_hash: str) -> Subscription | None:
    """The subscription whose test push carried a code."""
    return session.scalars(select(Subscription).where(col(Subscription.code_hash) == code_hash)).one_or_none()


def feed_of(session: Session, user: str) -> Feed | None:
    """The calendar of a user that still answers."""
    found = select(Feed).where(col(Feed.user) == user, col(Feed.revoked_at).is_(None))
    return session.scalars(found.order_by(col(Feed.made_at).desc())).first()


def tally(session: Session, place: str, since: date) -> dict[tuple[str, str], int]:
    """How many recipients of a place each channel had, in each state, since a day."""
    found = (
        select(col(Reminder.channel), col(Reminder.state), func.count(func.distinct(col(Reminder.recipient))))
        .where(col(Reminder.day) >= since, col(Reminder.place).startswith(place, autoescape=True))
        .group_by(col(Reminder.channel), col(Reminder.state))
    )
    counted: list[Any] = list(session.execute(found))
    return {(channel, state): number for channel, state, number in counted}


def failing(session: Session, users: Iterable[str], since: date) -> set[tuple[str, str]]:
    """Users and channels of which the last thing since a day is that the channel did not bring her message."""
    told = select(col(Reminder.recipient), col(Reminder.channel), col(Reminder.state))
    ended = told.where(col(Reminder.recipient).in_(list(users)), col(Reminder.day) >= since)
    ended = ended.where(col(Reminder.state).in_((State.SENT, State.GIVEN_UP))).order_by(col(Reminder.ended_at))
    last = {(recipient, channel): state for recipient, channel, state in session.execute(ended)}
    return {pair for pair, state in last.items() if state == State.GIVEN_UP}


def forget_reminders(session: Session, before: date) -> None:
    """Takes away what was told before a day."""
    session.execute(delete(Reminder).where(col(Reminder.day) < before, col(Reminder.state) != State.CLAIMED))


def forget_subscription(session: Session, subscription: str) -> None:
    """Takes away a browser that its push service no longer knows."""
    session.execute(delete(Subscription).where(col(Subscription.id) == subscription))


def townships_of_worker(session: Session, user: str, day: date) -> list[str]:
    """The townships in which a worker has people on a day."""
    found = (
        select(col(Person.township))
        .join(Assignment, col(Assignment.person) == col(Person.id))
        .where(col(Assignment.user) == user, *running_on(day))
    )
    return sorted(set(session.scalars(found)))


def answers_of(session: Session, users: Iterable[str], since: date) -> dict[str, list[Reminder]]:
    """What was told to users since a day, and what came back."""
    found = select(Reminder).where(col(Reminder.recipient).in_(list(users)), col(Reminder.day) >= since)
    answers: defaultdict[str, list[Reminder]] = defaultdict(list)
    for each in session.scalars(found):
        answers[each.recipient].append(each)
    return answers
