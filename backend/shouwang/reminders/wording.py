"""What reminders say: numbers and the names of places, never a person. The words of lights are those of the pages."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from shouwang.duties.words import Light
from shouwang.reminders.words import Kind

OF_LIGHTS = {Light.RED: "已逾期", Light.YELLOW: "快到期"}
"""As `pwa/src/i18n/zh.ts` has them; a test compares."""

SIGNED = "守望"


class Message(NamedTuple):
    """A title and a sentence; `link` opens the list, where the sender knows its own address."""

    title: str
    text: str
    link: str | None = None

    def whole(self) -> str:
        """All of it as one text, for channels that know no titles."""
        return "\n".join(part for part in (f"【{SIGNED}】{self.title}", self.text, self.link) if part)


def message_of(kind: Kind, counts: Mapping[str, Any], place: str, link: str | None = None) -> Message:
    """The words of a reminder about a place or, without one, about one's own people."""
    if kind is Kind.EMERGENCY:
        return Message(f"{place}有紧急需求", f"{counts['urgent']} 件紧急需求等人处理，请打开守望看看。", link)
    if place == "":
        return Message(_own_title(counts), _own_text(counts), link)
    title = f"{place}本周情况" if kind is Kind.WEEKLY else f"{place}今天的情况"
    return Message(title, _place_text(counts), link)


def _own_title(counts: Mapping[str, Any]) -> str:
    return f"有 {counts['due'] + counts['overdue'] + counts['asked']} 人等着探访"


def _own_text(counts: Mapping[str, Any]) -> str:
    parts = [
        f"{OF_LIGHTS[Light.RED]} {counts['overdue']} 人" if counts["overdue"] else "",
        f"{OF_LIGHTS[Light.YELLOW]} {counts['due']} 人" if counts["due"] else "",
        f"请您帮忙去看的 {counts['asked']} 人" if counts["asked"] else "",
    ]
    return "，".join(part for part in parts if part) + "。打开守望就能记。"


def _place_text(counts: Mapping[str, Any]) -> str:
    parts = [
        f"共 {counts['people']} 人",
        f"{OF_LIGHTS[Light.RED]} {counts['overdue']} 人",
        f"{OF_LIGHTS[Light.YELLOW]} {counts['due']} 人",
    ]
    text = "，".join(parts) + "。"
    if counts["silent"]:
        text += f"{counts['silent']} 部手机 3 天没有联系。"
    if counts["escalated"]:
        text += f"{counts['escalated']} 人一直没人去，已报到镇上。"
    return text


def trial_message(code: str) -> Message:
    """What a channel is confirmed by."""
    return Message("测试消息", f"看到这条消息，请在提醒设置里填写确认码 {code}。")
