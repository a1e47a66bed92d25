"""The names by which reminders are told apart."""

from enum import StrEnum


class UrgedBy(StrEnum):
    """The way an urging takes; no other is needed where nobody has installed anything."""

    CALL = "call"
    TEXT = "text"


class Kind(StrEnum):
    """What a reminder is: a digest, which is sent at most once, or something that cannot wait, at least once."""

    MORNING = "morning"
    EVENING = "evening"
    WEEKLY = "weekly"
    EMERGENCY = "emergency"


DIGESTS = frozenset({Kind.MORNING, Kind.EVENING, Kind.WEEKLY})


class ChannelKind(StrEnum):
    """The roads that lead to somebody."""

    WEB_PUSH = "web_push"
    WECOM = "wecom"
    DINGTALK = "dingtalk"
    FEISHU = "feishu"
    SMS = "sms"
    EMAIL = "email"


ROBOTS = frozenset({ChannelKind.WECOM, ChannelKind.DINGTALK, ChannelKind.FEISHU})
"""They speak to the group of a place; the others to one person."""


class State(StrEnum):
    """Where a reminder stands.

    `waiting` is free to be claimed from its next moment on, `claimed` is somebody's work. It ends as `sent`, as
    `given_up` (the channel said no, or its time is over), as `unknown` (it may have arrived, and a digest is not sent
    twice), or as `dry`: its channel was not confirmed, so nothing was sent.
    """

    WAITING = "waiting"
    CLAIMED = "claimed"
    SENT = "sent"
    GIVEN_UP = "given_up"
    UNKNOWN = "unknown"
    DRY = "dry"


class Language(StrEnum):
    """In which language somebody is told."""

    ZH = "zh"
    EN = "en"


class StepTo(StrEnum):
    """Whom an escalation has come to, in this order."""

    CARER = "carer"
    SUBSTITUTE = "substitute"
    VILLAGE_CADRE = "village_cadre"
    TOWNSHIP = "township"


class EscalationState(StrEnum):
    """Whether it goes on: `over` when somebody was there, `stopped` when an office said so."""

    RUNNING = "running"
    STOPPED = "stopped"
    OVER = "over"


class ReplyWhat(StrEnum):
    """What somebody answers to a reminder with one tap."""

    SEEN = "seen"
    ON_MY_WAY = "on_my_way"
