"""One message on its way: which words, to which address, by which road."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from shouwang.accounts.models import User
from shouwang.reminders import mail, queries, robots, sms, web_push
from shouwang.reminders.models import Channel, Reminder, Subscription, Wish
from shouwang.reminders.outcomes import Outcome, Result, as_refusal
from shouwang.reminders.outgoing import Outgoing
from shouwang.reminders.phrases import phrase
from shouwang.reminders.planning import named
from shouwang.reminders.wording import Message, message_of
from shouwang.reminders.words import ROBOTS, ChannelKind, Kind, Language
from shouwang.settings import settings

GAPS: dict[ChannelKind, float] = {
    **robots.GAPS,
    ChannelKind.SMS: sms.GAP,
    ChannelKind.EMAIL: mail.GAP,
    ChannelKind.WEB_PUSH: 0.0,
}
"""Seconds between two messages of one channel. Push services are many and ask for none."""

NOBODY = Outcome(Result.REFUSED, "no_address")


@dataclass(frozen=True, slots=True)
class Errand:
    """All that is needed to deliver a reminder, read while it was claimed: no database is held during a request."""

    reminder: Reminder
    kind: ChannelKind
    config: dict[str, Any]
    message: Message
    reply: str
    language: Language
    address: str | None = None
    target: dict[str, str] | None = None
    subscription: str | None = None


def errand_for(session: Session, reminder: Reminder, user: User | None, reply: str) -> Errand:
    """The errand of a claimed reminder."""
    channel = session.get_one(Channel, reminder.channel)
    kind = ChannelKind(channel.kind)
    language = queries.language_of(session, user.id if user else "")
    message = message_of(Kind(reminder.kind), reminder.counts, named(session, reminder), _link(kind, reply), language)
    found = _subscription(session, user) if kind is ChannelKind.WEB_PUSH else None
    return Errand(
        reminder,
        kind,
        channel.config,
        message,
        reply,
        language,
        _address(session, kind, user),
        found.target if found else None,
        found.id if found else None,
    )


def _link(kind: ChannelKind, reply: str) -> str | None:
    """A group's link leads to the app; a person's says as well that she has seen it."""
    url = settings().public_url.rstrip("/")
    if not url or kind is ChannelKind.WEB_PUSH:
        return None
    return f"{url}/" if kind in ROBOTS else f"{url}/#/due/{reply}"


def _subscription(session: Session, user: User | None) -> Subscription | None:
    theirs = queries.subscriptions_of(session, [user.id] if user else [])
    return next((each for every in theirs.values() for each in every), None)


def _address(session: Session, kind: ChannelKind, user: User | None) -> str | None:
    if user is None:
        return None
    if kind is ChannelKind.SMS:
        return user.phone
    wish = session.get(Wish, user.id) if kind is ChannelKind.EMAIL else None
    return wish.email if wish else None


def deliver(out: Outgoing, errand: Errand, at: datetime) -> Outcome:
    """Hands it over, once. Raises `Undelivered`."""
    if errand.kind is not ChannelKind.WEB_PUSH:
        return said(out, errand.kind, errand.config, errand.message, errand.address, at)
    if errand.target is None:
        return NOBODY
    is_urgent, words = errand.reminder.kind == Kind.EMERGENCY, phrase(errand.language, "on_my_way")
    return web_push.deliver(out, errand.target, errand.message, errand.reply, at, is_urgent=is_urgent, on_my_way=words)


def said(
    out: Outgoing, kind: ChannelKind, config: Mapping[str, Any], message: Message, address: str | None, at: datetime
) -> Outcome:
    """Hands a message to a group's robot, or to a gateway for an address. Raises `Undelivered`."""
    if kind in ROBOTS:
        return as_refusal(robots.deliver(out, kind, config, message, at))
    if address is None:
        return NOBODY
    if kind is ChannelKind.SMS:
        return as_refusal(sms.deliver(out, config, address, message))
    return as_refusal(mail.deliver(config, address, message))
