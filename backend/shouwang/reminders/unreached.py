"""Whom no working channel reaches, and the list by which they are called instead."""

from collections import defaultdict
from datetime import date, timedelta

from sqlalchemy.orm import Session

from shouwang.accounts.models import User
from shouwang.accounts.queries import place_name
from shouwang.ledger.today import living
from shouwang.ledger.today_queries import workers_of
from shouwang.register.identity import mask_phone
from shouwang.reminders import queries
from shouwang.reminders.counting import per_worker
from shouwang.reminders.rules import Reach, channels_for
from shouwang.reminders.schemas import CallLine, CallsReply, NotReached
from shouwang.reminders.words import ChannelKind

LOOKED_AT = timedelta(days=7)
"""How far back it is asked whether a channel brought somebody's messages."""


def unreached_within(session: Session, place: str, today: date) -> list[NotReached]:
    """The workers with people whom no confirmed channel reaches, by place and name."""
    workers = queries.users_by_id(session, workers_of(session, place, today))
    reached = reached_by(session, workers, today)
    lacking = [user for user in workers.values() if not reached[user.id]]
    return [
        NotReached(user=user.id, name=user.name, place_name=place_name(session, user.place), has_phone=bool(user.phone))
        for user in sorted(lacking, key=lambda user: (user.place, user.name, user.id))
    ]


def reached_by(session: Session, users: dict[str, User], today: date) -> dict[str, list[str]]:
    """The kinds of confirmed channels that reach each of some users; one that failed her last is none."""
    ready = [each for each in queries.channels(session) if each.confirmed_at is not None]
    wishes, subscribed = queries.wishes_of(session, users), queries.subscriptions_of(session, users)
    kinds = {each.id: each.kind for each in ready}
    failing = queries.failing(session, users, today - LOOKED_AT)
    reached = {}
    for user in users.values():
        wish = wishes.get(user.id)
        reach = Reach(has_push=user.id in subscribed, phone=user.phone, email=wish.email if wish else None)
        if wish:
            reach.wants, reach.without = wish.digests, wish.without
        near = [
            (each.id, ChannelKind(each.kind))
            for each in ready
            if user.place.startswith(each.place) and (user.id, each.id) not in failing
        ]
        reached[user.id] = [kinds[channel] for channel in channels_for(reach, near)]
    return reached


def calls(session: Session, township: str, name: str, today: date) -> CallsReply:
    """Who is to be called today, for the loudspeaker and the telephone: those without a channel first, by village.

    The numbers are masked: whoever calls is shown one from the page of the day, and that is kept.
    """
    people = list(living(session, township, today))
    villages: defaultdict[str, set[str]] = defaultdict(set)
    for each in people:
        if each.carer is not None:
            villages[each.carer.id].add(each.someone.village_name)
    counts = {user: own for user, own in per_worker(people).items() if own.any()}
    users = queries.users_by_id(session, counts)
    reached = reached_by(session, users, today)
    lines = [
        CallLine(
            user=user.id,
            name=user.name,
            phone=mask_phone(user.phone) if user.phone else None,
            villages=sorted(villages[user.id]),
            due=counts[user.id].due,
            overdue=counts[user.id].overdue,
            channels=[ChannelKind(kind) for kind in reached[user.id]],
        )
        for user in users.values()
    ]
    return CallsReply(
        today=today,
        township=township,
        name=name,
        lines=sorted(lines, key=lambda line: (bool(line.channels), line.villages, -line.overdue, line.name)),
    )
