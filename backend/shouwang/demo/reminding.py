"""The channels of the demo county: set up and not confirmed, so that it sends nothing and shows what it would send."""

from datetime import timedelta
from typing import Any

from shouwang import ids
from shouwang.accounts.models import User
from shouwang.demo.plan import Plan
from shouwang.reminders.models import Channel
from shouwang.reminders.words import ChannelKind, Kind

SET_UP_BEFORE = timedelta(days=5)
NOWHERE = "https://example.invalid/"
"""No host may have this name (RFC 6761): even a confirmed channel of the demo would reach nobody."""


def channels(plan: Plan, officer: User) -> list[Channel]:
    """A group's robot of the first township, and the county's gateway for text messages."""
    township = plan.townships[0]
    made: dict[str, Any] = {
        "made_at": plan.moment(plan.today - SET_UP_BEFORE, 10),
        "made_by": officer.id,
        "made_by_name": officer.name,
    }
    robot = Channel(
        id=ids.id_from("demo", "robot"),
        kind=ChannelKind.WECOM,
        place=township.code,
        name=f"{township.name}探访群",
        digest=Kind.EVENING,
        config={"url": f"{NOWHERE}robot", "secret": ""},
        **made,
    )
    gateway = Channel(
        id=ids.id_from("demo", "gateway"),
        kind=ChannelKind.SMS,
        place=plan.county,
        name="县短信平台",
        config={
            "url": f"{NOWHERE}send",
            "method": "POST",
            "type": "json",
            "body": '{"mobile": "{phone}", "content": "{text}"}',
            "headers": {},
            "ok": "",
        },
        **made,
    )
    return [robot, gateway]
