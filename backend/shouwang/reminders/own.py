"""Use cases of one's own reminders: what somebody wants, the browsers that take push, the calendar's secret address."""

import secrets
from hashlib import sha256

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock
from shouwang.accounts.service import Caller
from shouwang.database import writing
from shouwang.errors import Refused
from shouwang.reminders import queries, web_push
from shouwang.reminders.channels import push_channel
from shouwang.reminders.models import Feed, Subscription, Wish
from shouwang.reminders.outcomes import Result, Undelivered, as_refusal
from shouwang.reminders.outgoing import is_allowed, outgoing
from shouwang.reminders.phrases import phrase
from shouwang.reminders.queries import language_of
from shouwang.reminders.schemas import FeedReply, MyReminders, Target, WishRequest
from shouwang.reminders.sending import hash_of, note_health
from shouwang.reminders.vapid import public_key
from shouwang.reminders.wording import Message
from shouwang.reminders.words import ROBOTS, ChannelKind, Language
from shouwang.settings import settings

MOST_BROWSERS = 10


def mine(session: Session, caller: Caller) -> MyReminders:
    """What the caller's page of reminders shows."""
    user = caller.user.id
    wish = session.get(Wish, user) or _unsaid(user)
    browsers = queries.subscriptions_of(session, [user], confirmed=False).get(user, [])
    here = [each for each in browsers if each.device == caller.device.id]
    near = [each for each in queries.channels(session) if caller.user.place.startswith(each.place)]
    kinds = {ChannelKind(each.kind) for each in near if each.confirmed_at and each.kind not in ROBOTS}
    return MyReminders(
        digests=wish.digests,
        without=[ChannelKind(kind) for kind in wish.without],
        email=wish.email,
        language=Language(wish.language),
        channels=sorted(kinds | {ChannelKind.WEB_PUSH}),
        push_key=public_key(),
        push_here=bool(here),
        push_works=any(each.confirmed_at is not None for each in here),
        calendar=queries.feed_of(session, user) is not None,
    )


def _unsaid(user: str) -> Wish:
    return Wish(user=user, digests=True, without=[], language=Language.ZH, changed_at=clock.now())


def wish(session: Session, caller: Caller, asked: WishRequest) -> MyReminders:
    """Keeps what she wants, as far as she says it; emergencies reach her all the same."""
    kept = session.get(Wish, caller.user.id) or _unsaid(caller.user.id)
    kept.changed_at = clock.now()
    for name in asked.model_fields_set:
        said = getattr(asked, name)
        setattr(kept, name, sorted(set(said)) if name == "without" else said)
    session.add(kept)
    session.flush()
    return mine(session, caller)


def subscribe(caller: Caller, target: Target) -> None:
    """Keeps this browser and sends it a test, which confirms it when it comes through.

    Raises `Refused("host_not_allowed")` for a push service that this server may not ask, `Refused("too_many")`.
    """
    if not is_allowed(target.endpoint):
        raise Refused("host_not_allowed")
    code = secrets.token_urlsafe(24)
    with writing() as session:
        push_channel(session)
        theirs = queries.subscriptions_of(session, [caller.user.id], confirmed=False).get(caller.user.id, [])
        for each in theirs:
            if each.device == caller.device.id and each.id != id_of(target.endpoint):
                session.delete(each)  # one browser has one subscription: a newer one is its rotation
        if len(theirs) > MOST_BROWSERS:
            raise Refused("too_many")
        _keep(session, caller.user.id, caller.device.id, target, code)
        language = language_of(session, caller.user.id)
    _try(id_of(target.endpoint), target, code, language)


def id_of(endpoint: str) -> str:
    """Under what a browser's address is found."""
    return sha256(endpoint.encode()).hexdigest()


def _keep(session: Session, user: str, device: str, target: Target, code: str) -> None:
    session.merge(
        Subscription(
            id=id_of(target.endpoint),
            user=user,
            device=device,
            target=target.model_dump(),
            made_at=clock.now(),
            code_hash=hash_of(code),
            confirmed_at=None,
        )
    )


def _try(subscription: str, target: Target, code: str, language: Language) -> None:
    with outgoing() as out:
        try:
            said = Message(phrase(language, "push_on_title"), phrase(language, "push_on"))
            outcome = web_push.deliver(out, target.model_dump(), said, code, clock.now())
        except Undelivered as problem:
            outcome = problem.outcome
    with writing() as session:
        note_health(session, ChannelKind.WEB_PUSH, as_refusal(outcome), clock.now())
        if outcome.result is Result.GONE:
            queries.forget_subscription(session, subscription)


def renew(old: Target, new: Target) -> None:
    """A browser's subscription has changed by itself: who knows the old one's secret may put the new one in its place.

    Without an old one of that secret nothing happens, and nothing is said.
    """
    if not is_allowed(new.endpoint):
        raise Refused("host_not_allowed")
    code = secrets.token_urlsafe(24)
    with writing() as session:
        known = session.get(Subscription, id_of(old.endpoint))
        if known is None or not secrets.compare_digest(known.target["auth"], old.auth):
            return
        user, device = known.user, known.device
        session.delete(known)
        session.flush()
        _keep(session, user, device, new, code)
        language = language_of(session, user)
    _try(id_of(new.endpoint), new, code, language)


def unsubscribe(session: Session, caller: Caller) -> None:
    """This browser takes no push any more."""
    for each in queries.subscriptions_of(session, [caller.user.id], confirmed=False).get(caller.user.id, []):
        if each.device == caller.device.id:
            session.delete(each)


def open_calendar(session: Session, caller: Caller) -> FeedReply:
    """A new secret address for her calendar; an older one ends. It is told once and kept as its hash."""
    close_calendar(session, caller)
    secret = secrets.token_urlsafe(32)
    session.add(Feed(secret_hash=hash_of(secret), user=caller.user.id, made_at=clock.now()))
    return FeedReply(url=f"{settings().public_url.rstrip('/')}/api/reminders/calendar/{secret}")


def close_calendar(session: Session, caller: Caller) -> None:
    """The address that she gave away answers no more."""
    live = (col(Feed.user) == caller.user.id, col(Feed.revoked_at).is_(None))
    session.execute(update(Feed).where(*live).values(revoked_at=clock.now()))
