"""Use cases of channels: set up, tested, confirmed, ended; how each is."""

import hmac
import secrets
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock
from shouwang.accounts.access import within
from shouwang.accounts.queries import place_name
from shouwang.accounts.service import Caller
from shouwang.database import reading, writing
from shouwang.errors import Forbidden, Refused, Unknown
from shouwang.reminders import queries, sms
from shouwang.reminders.claiming import changed, inserted
from shouwang.reminders.delivering import said
from shouwang.reminders.models import Channel, Reminder, Wish
from shouwang.reminders.outcomes import Outcome, Undelivered
from shouwang.reminders.outgoing import Outgoing, is_allowed, is_allowed_host, outgoing
from shouwang.reminders.schemas import ChannelLine, ChannelsReply, NewChannel
from shouwang.reminders.sending import note_health
from shouwang.reminders.unreached import LOOKED_AT, unreached_within
from shouwang.reminders.wording import Message, trial_message
from shouwang.reminders.words import ROBOTS, ChannelKind, Kind, Language, State
from shouwang.settings import settings

CODE_FOR = timedelta(minutes=30)
CODE_TRIES = 5


def channels(session: Session, caller: Caller) -> ChannelsReply:
    """The channels of the caller's places and those above, each with its health; and whom none of them reaches.

    A channel of the county's says how many it reached of the caller's own places.
    """
    today = clock.today(settings().zone)
    place = caller.user.place
    counted = queries.tally(session, place, today - LOOKED_AT)
    found = [each for each in queries.channels(session) if is_near(each.place, place)]
    return ChannelsReply(
        today=today,
        channels=[_line(session, each, caller, counted) for each in found],
        unreached=unreached_within(session, place, today),
    )


def is_near(one: str, other: str) -> bool:
    """Whether one of two places lies in the other."""
    return one.startswith(other) or other.startswith(one)


def make(session: Session, caller: Caller, asked: NewChannel) -> ChannelLine:
    """Sets a channel up, not confirmed. Raises `Refused` (host_not_allowed, bad_template), `Forbidden`, `Unknown`."""
    within(caller, asked.place)
    is_robot = asked.kind in ROBOTS
    if not is_robot and len(asked.place) > 6:
        raise Forbidden
    config = asked.config()
    if not _may_go(asked.kind, config):
        raise Refused("host_not_allowed")
    if asked.kind is ChannelKind.SMS and not sms.is_whole(config):
        raise Refused("bad_template")
    made = Channel(
        id=asked.id,
        kind=asked.kind,
        place=asked.place,
        name=asked.name,
        digest=asked.digest if is_robot else None,
        config=config,
        made_at=clock.now(),
        made_by=caller.user.id,
        made_by_name=caller.user.name,
    )
    known = session.get(Channel, asked.id)
    if known is not None and (known.made_by, known.kind, known.place) != (caller.user.id, asked.kind, asked.place):
        raise Refused("id_taken")
    if known is None:
        session.add(made)
        session.flush()
    return _line(session, known or made, caller, {})


def _may_go(kind: ChannelKind, config: dict[str, Any]) -> bool:
    if kind is ChannelKind.EMAIL:
        return is_allowed_host(config["host"], config["port"])
    return is_allowed(sms.filled(config["url"], {"phone": "1", "text": "1"}, "form"))


def hers(session: Session, caller: Caller, channel: str) -> Channel:
    """A channel that the caller may change. Raises `Unknown`."""
    found = session.get(Channel, channel)
    if found is None or found.ended_at is not None or found.kind == ChannelKind.WEB_PUSH:
        raise Unknown
    within(caller, found.place)
    return found


def test(caller: Caller, channel: str) -> ChannelLine:
    """Sends the test message with a new code: to the group, or to the caller herself. No database is held meanwhile."""
    code = f"{secrets.randbelow(10_000):04d}"
    with writing() as session:
        found = hers(session, caller, channel)
        wish = session.get(Wish, caller.user.id)
        address = caller.user.phone if found.kind == ChannelKind.SMS else wish.email if wish else None
        if found.kind not in ROBOTS and not address:
            raise Refused("no_address")
        found.code, found.code_at, found.code_tries = code, clock.now(), 0
        is_group = found.kind in ROBOTS
        message = trial_message(code, Language.ZH if is_group else queries.language_of(session, caller.user.id))
    with outgoing() as out:
        outcome = _tried(out, found, address, message)
    with writing() as session:
        note_health(session, channel, outcome, clock.now())
    with reading() as session:
        return _line(session, session.get_one(Channel, channel), caller, {}, outcome)


def _tried(out: Outgoing, channel: Channel, address: str | None, message: Message) -> Outcome:
    try:
        return said(out, ChannelKind(channel.kind), channel.config, message, address, clock.now())
    except Undelivered as problem:
        return problem.outcome


def confirm(caller: Caller, channel: str, code: str) -> ChannelLine:
    """From now on reminders go out by it. Raises `Refused("wrong_code")`: five tries for each test message."""
    with writing() as session:  # the try counts also where it was wrong
        found = hers(session, caller, channel)
        tried = update(Channel).where(col(Channel.id) == channel, col(Channel.code_tries) < CODE_TRIES)
        may_try = changed(session, tried.values(code_tries=col(Channel.code_tries) + 1))
        is_right = may_try and _is_code(found, code, clock.now())
        if is_right:
            found.confirmed_at, found.code = clock.now(), None
    if not is_right:
        raise Refused("wrong_code")
    with reading() as session:
        return _line(session, session.get_one(Channel, channel), caller, {})


def _is_code(channel: Channel, code: str, at: datetime) -> bool:
    is_fresh = channel.code_at is not None and channel.code_at >= at - CODE_FOR
    return is_fresh and channel.code is not None and hmac.compare_digest(channel.code, code)


def end(session: Session, caller: Caller, channel: str) -> None:
    """Nothing goes out by it any more; what it has sent is kept."""
    now = clock.now()
    hers(session, caller, channel).ended_at = now
    waits = (col(Reminder.channel) == channel, col(Reminder.state) == State.WAITING)
    session.execute(update(Reminder).where(*waits).values(state=State.GIVEN_UP, ended_at=now, why="channel_ended"))


def push_channel(session: Session) -> str:
    """The one channel of web push, which is there as soon as a phone asks for it: each phone confirms itself."""
    row = {
        "id": ChannelKind.WEB_PUSH,
        "kind": ChannelKind.WEB_PUSH,
        "place": settings().county,
        "name": "",
        "config": {},
        "made_at": clock.now(),
        "confirmed_at": clock.now(),
        "code_tries": 0,
    }
    inserted(session, Channel, row)
    return ChannelKind.WEB_PUSH


def _line(
    session: Session,
    channel: Channel,
    caller: Caller,
    counted: dict[tuple[str, str], int],
    tested: Outcome | None = None,
) -> ChannelLine:
    number = {state: counted.get((channel.id, state), 0) for state in State}
    return ChannelLine(
        id=channel.id,
        kind=ChannelKind(channel.kind),
        place=channel.place,
        place_name=place_name(session, channel.place),
        name=channel.name,
        host=_host(channel),
        digest=Kind(channel.digest) if channel.digest else None,
        made_by_name=channel.made_by_name,
        confirmed_at=channel.confirmed_at,
        success_at=channel.success_at,
        failure_at=channel.failure_at,
        failure=channel.failure,
        reached=number[State.SENT],
        failed=number[State.GIVEN_UP] + number[State.UNKNOWN],
        waiting=number[State.WAITING] + number[State.CLAIMED],
        dry=number[State.DRY],
        may_change=channel.place.startswith(caller.user.place) and channel.kind != ChannelKind.WEB_PUSH,
        tested=tested.result if tested else None,
    )


def _host(channel: Channel) -> str:
    config = channel.config
    return str(config.get("host") or urlsplit(config.get("url", "")).hostname or "")
