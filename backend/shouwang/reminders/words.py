"""How somebody of an office tells a worker that visits are due."""

from enum import StrEnum


class UrgedBy(StrEnum):
    """The way an urging takes; no other is needed where nobody has installed anything."""

    CALL = "call"
    TEXT = "text"
