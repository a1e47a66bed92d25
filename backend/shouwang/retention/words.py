"""The words of retention."""

from enum import StrEnum


class ActKind(StrEnum):
    """What was done with all that is held about a person."""

    COPIED = "copied"
    ERASED = "erased"


class Because(StrEnum):
    """Why."""

    REQUESTED = "requested"
    """She or a close relative asked for it (PIPL, art. 45, 47 and 49)."""
    RETENTION_OVER = "retention_over"
    WRONGLY_ENTERED = "wrongly_entered"
    INSPECTION = "inspection"
    """Somebody who may inspects the file: for a copy alone."""
