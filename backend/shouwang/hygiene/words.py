"""The words of hygiene."""

from enum import StrEnum


class Problem(StrEnum):
    """What was found, by chips."""

    RUBBISH = "rubbish"
    SMELL = "smell"
    BEDDING = "bedding"
    CLOTHES = "clothes"
    DISHES = "dishes"
    STALE_FOOD = "stale_food"
    TOILET = "toilet"
    WIRES = "wires"
    STOVE = "stove"
    CLUTTER = "clutter"
    OTHER = "other"


class PointsKind(StrEnum):
    """Why points were added or taken. Nothing in the ledger is ever changed: a mistake has an entry against it."""

    EARNED = "earned"
    VOIDED = "voided"
    REDEEMED = "redeemed"
    CORRECTED = "corrected"


class HomeState(StrEnum):
    """Where a home stands in a quarter."""

    NOT_YET = "not_yet"
    CHECKED = "checked"
    RECHECK_DUE = "recheck_due"
    MENDED = "mended"
