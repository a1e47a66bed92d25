"""The words of teams."""

from enum import StrEnum


class TeamKind(StrEnum):
    """What a team is for."""

    WATCH_GROUP = "watch_group"
    VOLUNTEERS = "volunteers"
    HEALTH = "health"
    CADRES = "cadres"
