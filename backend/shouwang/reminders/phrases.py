"""The sentences of reminders in both languages. The words of lights are those of the pages; a test compares them."""

import re
from collections.abc import Mapping
from typing import Any

from shouwang.duties.words import Light
from shouwang.reminders.words import Language

SIGNED = "守望"
"""Before every text: gateways of mainland China ask for a name in these brackets, in whatever language."""

OF_LIGHTS: Mapping[Language, Mapping[Light, str]] = {
    Language.ZH: {Light.RED: "已逾期", Light.YELLOW: "快到期"},
    Language.EN: {Light.RED: "Overdue", Light.YELLOW: "Due soon"},
}

_PHRASES: Mapping[Language, Mapping[str, str]] = {
    Language.ZH: {
        "urgent_title": "{place}有紧急需求",
        "urgent": "{urgent} 件紧急需求等人处理，请打开守望看看。",
        "own_title": "有 {n} 人等着探访",
        "asked": "请您帮忙去看的 {n} 人",
        "open": "打开守望就能记。",
        "weekly_title": "{place}本周情况",
        "evening_title": "{place}今天的情况",
        "people": "共 {n} 人",
        "light": "{light} {n} 人",
        "silent": "{n} 部手机 3 天没有联系{where}。",
        "where": "（{names}）",
        "and_more": "{names}等",
        "escalated": "{n} 人一直没人去，已报到镇上。",
        "event": "{n} 人等着探访",
        "trial_title": "测试消息",
        "trial": "看到这条消息，请在提醒设置里填写确认码 {code}。",
        "push_on_title": "通知已打开",
        "push_on": "以后有人等着探访，就在这里提醒您。",
        "on_my_way": "我这就去",
        "comma": "，",
        "between_names": "、",
        "stop": "。",
    },
    Language.EN: {
        "urgent_title": "Urgent need in {place}",
        "urgent": "{urgent} urgent {urgent|need waits|needs wait} for somebody. Please open Shouwang.",
        "own_title": "{n} {n|visit|visits} due",
        "asked": "asked to help with {n} {n|person|people}",
        "open": " Open Shouwang to log them.",
        "weekly_title": "{place} this week",
        "evening_title": "{place} today",
        "people": "{n} people",
        "light": "{light}: {n}",
        "silent": " {n} {n|phone|phones} not heard of for 3 days{where}.",
        "where": " ({names})",
        "and_more": "{names} and others",
        "escalated": " {n} {n|person was|people were} not visited by anybody; the township has been told.",
        "event": "{n} {n|visit|visits} due",
        "trial_title": "Test message",
        "trial": "If you see this message, type the code {code} on the page of reminders.",
        "push_on_title": "Notifications are on",
        "push_on": "When somebody waits for a visit, you are told here.",
        "on_my_way": "I am on my way",
        "comma": ", ",
        "between_names": ", ",
        "stop": ".",
    },
}


def phrase(language: Language, name: str, **values: Any) -> str:
    """A sentence with its values. `{n|day|days}` takes the first word when n is 1 and else the second, as the app."""

    def filled(found: re.Match[str]) -> str:
        key, one, many = found.groups()
        return str(values[key]) if one is None else (one if values[key] == 1 else many)

    return re.sub(r"\{(\w+)(?:\|([^|}]*)\|([^}]*))?\}", filled, _PHRASES[language][name])


def languages_alike() -> bool:
    """Whether every sentence stands in every language."""
    return len({frozenset(sentences) for sentences in _PHRASES.values()}) == 1
