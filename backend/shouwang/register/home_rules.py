"""Who lives in a household since when, once somebody moves. Pure: stays go in, stays come out (decision 0062)."""

from collections.abc import Sequence
from datetime import date

from shouwang.register.models import Stay


def left(stays: Sequence[Stay], person: str, day: date) -> list[Stay]:
    """The stays when somebody lives there no longer since a day, which she still has. What had not begun never was."""
    changed = []
    for stay in stays:
        if stay.person != person or stay.valid_to is not None:
            changed.append(stay)
        elif stay.valid_from < day:
            changed.append(Stay(person=person, valid_from=stay.valid_from, valid_to=day))
    return changed


def entered(stays: Sequence[Stay], person: str, day: date) -> list[Stay]:
    """The stays when somebody lives there since a day; a stay that ended on it goes on instead."""
    back = next((stay for stay in stays if (stay.person, stay.valid_to) == (person, day)), None)
    others = [stay for stay in stays if stay is not back]
    since = back.valid_from if back else day
    return sorted([*others, Stay(person=person, valid_from=since)], key=lambda stay: stay.valid_from)


def living(stays: Sequence[Stay]) -> list[str]:
    """Who lives there now, who came first before the others."""
    return [stay.person for stay in stays if stay.valid_to is None]


def running_since(stays: Sequence[Stay], person: str) -> date | None:
    """Since when somebody lives there; None: she does not."""
    return next((stay.valid_from for stay in stays if stay.person == person and stay.valid_to is None), None)
