"""The words of activities, and who takes part in them."""

from enum import StrEnum

from shouwang.accounts.roles import Role

LEADERS = frozenset({Role.VOLUNTEER_LEADER})
"""Who plans activities of her township, and says what became of them."""

HELPERS = LEADERS | {Role.VOLUNTEER, Role.WATCH_GROUP, Role.CADRE, Role.VILLAGE_CADRE, Role.SOCIAL_WORKER}
"""Who may sign up for the activities of her township."""


class ActivityKind(StrEnum):
    """What an activity is for."""

    POLICY = "policy"
    VISITS = "visits"
    HYGIENE = "hygiene"
    DIFFICULTIES = "difficulties"
    SERVICES = "services"
    FESTIVAL = "festival"
    OTHER = "other"


class ActivityStatus(StrEnum):
    """Where an activity stands."""

    PLANNED = "planned"
    DONE = "done"
    CANCELLED = "cancelled"


class Content(StrEnum):
    """What was done."""

    POLICY_TALK = "policy_talk"
    COMPANY = "company"
    GIFTS = "gifts"
    CLEANING = "cleaning"
    LAUNDRY = "laundry"
    HAIRCUT = "haircut"
    HEALTH = "health"
    ERRANDS = "errands"
    REPAIRS = "repairs"
    SAFETY = "safety"


class Solved(StrEnum):
    """Which difficulty was put right."""

    UTILITIES = "utilities"
    HOUSE = "house"
    DOCTOR = "doctor"
    PAPERS = "papers"
    GOODS = "goods"
    PHONE = "phone"
    OTHER = "other"


class CancelReason(StrEnum):
    """Why an activity does not take place."""

    WEATHER = "weather"
    TOO_FEW = "too_few"
    ANOTHER_DAY = "another_day"
    OTHER = "other"
