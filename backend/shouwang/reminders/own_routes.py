"""One's own reminders over HTTP, and what comes back to the server by a secret alone."""

from fastapi import APIRouter, Response

from shouwang.accounts.access import SignedIn
from shouwang.database import Reading, Writing
from shouwang.reminders import own, replies
from shouwang.reminders.schemas import (
    FeedReply,
    MyReminders,
    RenewRequest,
    ReplyReply,
    ReplyRequest,
    Target,
    WishRequest,
)
from shouwang.routing import Committing

router = APIRouter(prefix="/api/reminders", tags=["reminders"], route_class=Committing)


@router.get("/mine")
def mine(caller: SignedIn, session: Reading) -> MyReminders:
    """How the caller is reminded, and by what."""
    return own.mine(session, caller)


@router.post("/mine")
def wish(asked: WishRequest, caller: SignedIn, session: Writing) -> MyReminders:
    """What the caller wants from now on."""
    return own.wish(session, caller, asked)


@router.post("/subscriptions", status_code=204)
def subscribe(asked: Target, caller: SignedIn) -> None:
    """This browser takes push, and is sent a test."""
    own.subscribe(caller, asked)


@router.post("/subscriptions/end", status_code=204)
def unsubscribe(caller: SignedIn, session: Writing) -> None:
    """This browser takes no push any more."""
    own.unsubscribe(session, caller)


@router.post("/subscriptions/renew", status_code=204)
def renew(asked: RenewRequest) -> None:
    """A browser has another address now; it knows the secret of the old one."""
    own.renew(asked.old, asked.new)


@router.post("/replies")
def reply(asked: ReplyRequest, session: Writing) -> ReplyReply:
    """Seen, or on the way: by the secret that came with the reminder."""
    return replies.reply(session, asked)


@router.post("/calendar")
def open_calendar(caller: SignedIn, session: Writing) -> FeedReply:
    """A new secret address for the caller's calendar; the one before ends."""
    return own.open_calendar(session, caller)


@router.post("/calendar/end", status_code=204)
def close_calendar(caller: SignedIn, session: Writing) -> None:
    """The calendar's address answers no more."""
    own.close_calendar(session, caller)


@router.get("/calendar/{secret}", response_class=Response, responses={200: {"content": {"text/calendar": {}}}})
def calendar(secret: str, session: Reading) -> Response:
    """How many visits are due on each day, without a name, for a calendar that holds the secret address."""
    return Response(replies.calendar_of(session, secret), media_type="text/calendar; charset=utf-8")
