"""Urgings, channels, calls and escalations over HTTP: the desk's side of reminders."""

from fastapi import APIRouter

from shouwang import clock
from shouwang.accounts.access import Office, Staff, within
from shouwang.database import Reading, Writing
from shouwang.errors import Unknown
from shouwang.register.models import Place
from shouwang.reminders import channels, replies, service, unreached
from shouwang.reminders.schemas import (
    CallsReply,
    ChannelLine,
    ChannelsReply,
    ConfirmRequest,
    EscalationsReply,
    NewChannel,
    StopRequest,
    Urged,
    UrgeRequest,
)
from shouwang.routing import Committing
from shouwang.settings import settings

router = APIRouter(prefix="/api/reminders", tags=["reminders"], route_class=Committing)


@router.post("/urgings")
def urge(asked: UrgeRequest, caller: Office, session: Writing) -> Urged:
    """Urges a worker about people of hers whose visits are overdue; whoever calls is told the telephone."""
    return service.urge(session, caller, asked)


@router.post("/urgings/{urging}/undo", status_code=204)
def undo(urging: str, caller: Office, session: Writing) -> None:
    """Takes an urging back that was made by mistake."""
    service.undo(session, caller, urging)


@router.get("/channels")
def all_channels(caller: Staff, session: Reading) -> ChannelsReply:
    """The channels of the caller's places, how each is, and whom none of them reaches."""
    return channels.channels(session, caller)


@router.post("/channels")
def make_channel(asked: NewChannel, caller: Office, session: Writing) -> ChannelLine:
    """Sets a channel up; nothing goes out by it until it is confirmed."""
    return channels.make(session, caller, asked)


@router.post("/channels/{channel}/test")
def test_channel(channel: str, caller: Office) -> ChannelLine:
    """Sends a test message with a code: to the group, or to the caller herself."""
    return channels.test(caller, channel)


@router.post("/channels/{channel}/confirm")
def confirm_channel(channel: str, asked: ConfirmRequest, caller: Office) -> ChannelLine:
    """The code of the test message was read: reminders go out by this channel from now on."""
    return channels.confirm(caller, channel, asked.code)


@router.post("/channels/{channel}/end", status_code=204)
def end_channel(channel: str, caller: Office, session: Writing) -> None:
    """Nothing goes out by this channel any more."""
    channels.end(session, caller, channel)


@router.get("/calls")
def calls(township: str, caller: Staff, session: Reading) -> CallsReply:
    """Whom to call today, for the loudspeaker and the telephone."""
    within(caller, township)
    place = session.get(Place, township)
    if place is None or len(township) != 9:
        raise Unknown
    return unreached.calls(session, township, place.name, clock.today(settings().zone))


@router.get("/escalations")
def escalations(township: str, caller: Staff, session: Reading) -> EscalationsReply:
    """Whom nobody went to see, who was asked, and what came back."""
    return replies.escalations(session, caller, township)


@router.post("/escalations/{escalation}/stop", status_code=204)
def stop_escalation(escalation: str, asked: StopRequest, caller: Office, session: Writing) -> None:
    """Nobody else is asked about this one."""
    replies.stop(session, caller, escalation, asked.reason)
