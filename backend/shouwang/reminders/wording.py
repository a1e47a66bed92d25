"""What reminders say: numbers and the names of places, never a person."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from shouwang.duties.words import Light
from shouwang.reminders.phrases import OF_LIGHTS, SIGNED, phrase
from shouwang.reminders.words import Kind, Language

MOST_PLACES = 5
"""How many places with silent phones are named; a text message has little room."""


class Message(NamedTuple):
    """A title and a sentence; `link` opens the list, where the sender knows its own address."""

    title: str
    text: str
    link: str | None = None

    def whole(self) -> str:
        """All of it as one text, for channels that know no titles."""
        return "\n".join(part for part in (f"【{SIGNED}】{self.title}", self.text, self.link) if part)


def message_of(
    kind: Kind, counts: Mapping[str, Any], place: str, link: str | None = None, language: Language = Language.ZH
) -> Message:
    """The words of a reminder about a place or, without one, about one's own people."""
    if kind is Kind.EMERGENCY:
        title = phrase(language, "urgent_title", place=place)
        return Message(title, phrase(language, "urgent", urgent=counts["urgent"]), link)
    if place == "":
        waiting = counts["due"] + counts["overdue"] + counts["asked"]
        return Message(phrase(language, "own_title", n=waiting), _own_text(counts, language), link)
    title = phrase(language, "weekly_title" if kind is Kind.WEEKLY else "evening_title", place=place)
    return Message(title, _place_text(counts, language), link)


def _light(language: Language, light: Light, number: int) -> str:
    return phrase(language, "light", light=OF_LIGHTS[language][light], n=number)


def _own_text(counts: Mapping[str, Any], language: Language) -> str:
    parts = [
        _light(language, Light.RED, counts["overdue"]) if counts["overdue"] else "",
        _light(language, Light.YELLOW, counts["due"]) if counts["due"] else "",
        phrase(language, "asked", n=counts["asked"]) if counts["asked"] else "",
    ]
    said = phrase(language, "comma").join(part for part in parts if part)
    return said + phrase(language, "stop") + phrase(language, "open")


def _place_text(counts: Mapping[str, Any], language: Language) -> str:
    parts = [
        phrase(language, "people", n=counts["people"]),
        _light(language, Light.RED, counts["overdue"]),
        _light(language, Light.YELLOW, counts["due"]),
    ]
    text = phrase(language, "comma").join(parts) + phrase(language, "stop")
    if counts["silent"]:
        where = _where(counts.get("silent_at", []), language)
        text += phrase(language, "silent", n=counts["silent"], where=where)
    if counts["escalated"]:
        text += phrase(language, "escalated", n=counts["escalated"])
    return text


def _where(names: Sequence[str], language: Language) -> str:
    """In which places phones are silent; whose they are stands on the page, behind a sign-in."""
    if not names:
        return ""
    said = phrase(language, "between_names").join(names[:MOST_PLACES])
    if len(names) > MOST_PLACES:
        said = phrase(language, "and_more", names=said)
    return phrase(language, "where", names=said)


def trial_message(code: str, language: Language = Language.ZH) -> Message:
    """What a channel is confirmed by."""
    return Message(phrase(language, "trial_title"), phrase(language, "trial", code=code))
