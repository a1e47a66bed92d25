"""What travels about urgings and reminders."""

from datetime import date, datetime
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from shouwang.reminders.outcomes import Result
from shouwang.reminders.words import ROBOTS, ChannelKind, EscalationState, Kind, Language, ReplyWhat, StepTo, UrgedBy

PEOPLE_AT_ONCE = 500


class UrgeRequest(BaseModel):
    """A worker is urged about some of her people; `id` is made by who asks, so that asking twice urges once."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[0-9a-f-]{36}$")
    user: str = Field(min_length=1, max_length=64)
    people: list[str] = Field(min_length=1, max_length=PEOPLE_AT_ONCE)
    how: UrgedBy


class UrgingLine(BaseModel):
    """That a worker was urged, by whom and how."""

    id: str
    user: str
    how: UrgedBy
    at: datetime
    by_name: str


class Urged(UrgingLine):
    """An urging just made. Whoever calls is told the whole telephone; null where none is known."""

    phone: str | None


class NewChannel(BaseModel):
    """A channel to be set up; `id` is made by who asks. What each kind needs beside its name:

    robots `url` as their group shows it, and a `secret` where it signs; SMS `url`, `body` with `{phone}` and `{text}`,
    its `type`, and the words `ok` of a good reply; e-mail `host`, `port`, `security`, `sender`, a login if needed.
    """

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[0-9a-f-]{36}$")
    kind: Literal[ChannelKind.WECOM, ChannelKind.DINGTALK, ChannelKind.FEISHU, ChannelKind.SMS, ChannelKind.EMAIL]
    place: str = Field(pattern=r"^(\d{6}|\d{9}|\d{12})$")
    name: str = Field(min_length=1, max_length=60)
    digest: Literal["morning", "evening", "weekly"] = "evening"
    url: str = Field(default="", max_length=2_000)
    secret: str = Field(default="", max_length=200)
    method: Literal["POST", "GET"] = "POST"
    type: Literal["json", "form"] = "json"
    body: str = Field(default="", max_length=4_000)
    headers: dict[str, str] = Field(default_factory=dict, max_length=10)
    ok: str = Field(default="", max_length=200)
    host: str = Field(default="", max_length=200)
    port: int = Field(default=465, ge=1, le=65_535)
    security: Literal["tls", "starttls", "none"] = "tls"
    sender: str = Field(default="", max_length=200)
    login: str = Field(default="", max_length=200)
    password: str = Field(default="", max_length=200)

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        needed = ("host", "sender") if self.kind is ChannelKind.EMAIL else ("url",)
        if any(not getattr(self, name) for name in needed):
            raise ValueError("incomplete")
        if len(self.place) == 6 and self.kind in ROBOTS and self.digest != "weekly":
            raise ValueError("the county is told once a week")
        return self

    def config(self) -> dict[str, Any]:
        """What is kept sealed."""
        names = {
            ChannelKind.EMAIL: ("host", "port", "security", "sender", "login", "password"),
            ChannelKind.SMS: ("url", "method", "type", "body", "headers", "ok"),
        }.get(self.kind, ("url", "secret"))
        return {name: getattr(self, name) for name in names}


class ConfirmRequest(BaseModel):
    """The code that the test message showed."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(pattern=r"^\d{4}$")


class ChannelLine(BaseModel):
    """A channel and how it is. Numbers are recipients of the last seven days; `dry` were not told, as it is not
    confirmed. `tested` is what became of a test message that was just sent."""

    id: str
    kind: ChannelKind
    place: str
    place_name: str
    name: str
    host: str
    digest: Kind | None
    made_by_name: str | None
    confirmed_at: datetime | None
    success_at: datetime | None
    failure_at: datetime | None
    failure: str | None
    reached: int
    failed: int
    waiting: int
    dry: int
    may_change: bool
    tested: Result | None


class NotReached(BaseModel):
    """A worker with people whom no working channel reaches."""

    user: str
    name: str
    place_name: str
    has_phone: bool


class ChannelsReply(BaseModel):
    """The channels of one's places, and whom none of them reaches."""

    today: date
    channels: list[ChannelLine]
    unreached: list[NotReached]


class CallLine(BaseModel):
    """A worker who is to be called; `channels` are those by which she is told as well."""

    user: str
    name: str
    phone: str | None
    villages: list[str]
    due: int
    overdue: int
    channels: list[ChannelKind]


class CallsReply(BaseModel):
    """Whom to call today, numbers masked."""

    today: date
    township: str
    name: str
    lines: list[CallLine]


class Target(BaseModel):
    """A browser's push subscription, as it gives it."""

    model_config = ConfigDict(extra="forbid")

    endpoint: str = Field(min_length=12, max_length=2_000)
    p256dh: str = Field(pattern=r"^[A-Za-z0-9_-]{80,100}$")
    auth: str = Field(pattern=r"^[A-Za-z0-9_-]{20,40}$")


class RenewRequest(BaseModel):
    """A browser whose subscription changed by itself."""

    model_config = ConfigDict(extra="forbid")

    old: Target
    new: Target


class WishRequest(BaseModel):
    """How somebody wants to be reminded, and in which language; what is not said stays as it is."""

    model_config = ConfigDict(extra="forbid")

    digests: bool = True
    without: list[ChannelKind] = Field(default_factory=list, max_length=6)
    email: str | None = Field(default=None, max_length=200, pattern=r"^[^\s@]+@[^\s@]+\.[^\s@]+$")
    language: Language = Language.ZH


class MyReminders(BaseModel):
    """One's own reminders. `push_here`: this browser has subscribed; `push_works`: its test came through."""

    digests: bool
    without: list[ChannelKind]
    email: str | None
    language: Language
    channels: list[ChannelKind]
    push_key: str
    push_here: bool
    push_works: bool
    calendar: bool


class FeedReply(BaseModel):
    """The secret address of a calendar, told once."""

    url: str


class ReplyRequest(BaseModel):
    """An answer to a reminder, by the secret that came with it."""

    model_config = ConfigDict(extra="forbid")

    reply: str = Field(pattern=r"^[A-Za-z0-9_-]{32}$")
    what: ReplyWhat


class ReplyReply(BaseModel):
    """What kind of reminder was answered; null for a test."""

    kind: Kind | None


class StepLine(BaseModel):
    """Who was asked from a day on, and what came back. `name` is null for the office."""

    to: StepTo
    name: str | None
    day: date
    seen_at: datetime | None
    on_my_way_at: datetime | None


class EscalationLine(BaseModel):
    """Somebody whom nobody went to see, who was asked, and who would be asked next."""

    id: str
    person: str
    person_name: str
    village_name: str
    began_on: date
    state: EscalationState
    stopped_by_name: str | None
    stopped_at: datetime | None
    reason: str | None
    steps: list[StepLine]
    next: StepTo | None


class EscalationsReply(BaseModel):
    """The escalations of a place that are not over."""

    lines: list[EscalationLine]


class StopRequest(BaseModel):
    """Why nobody else is asked."""

    model_config = ConfigDict(extra="forbid")

    reason: str = Field(min_length=1, max_length=500, pattern=r"\S")
