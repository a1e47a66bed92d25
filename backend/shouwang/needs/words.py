"""The words of needs."""

from enum import StrEnum


class NeedKind(StrEnum):
    """What is wanting."""

    HEALTH = "health"
    MEDICINE = "medicine"
    FOOD = "food"
    MONEY = "money"
    HOUSE = "house"
    SAFETY = "safety"
    CARE = "care"
    DOCUMENTS = "documents"
    OTHER = "other"


class NeedStatus(StrEnum):
    """Where a need stands with the office."""

    OPEN = "open"
    TAKEN = "taken"
    CLOSED = "closed"


class NeedOutcome(StrEnum):
    """What became of a need."""

    SOLVED = "solved"
    PARTLY = "partly"
    PASSED_ON = "passed_on"
    NOT_SOLVABLE = "not_solvable"
    NO_NEED = "no_need"


class NeedStep(StrEnum):
    """What somebody of an office did with a need."""

    TAKEN = "taken"
    GIVEN = "given"
    RELEASED = "released"
    NOTED = "noted"
    CLOSED = "closed"
    REOPENED = "reopened"
