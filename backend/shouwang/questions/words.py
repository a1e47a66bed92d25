"""The words of questions."""

from enum import StrEnum


class QuestionKind(StrEnum):
    """What does not fit together."""

    OVERLAP = "overlap"
    """At two people's homes at the same time, on no common trip."""
    TRAVEL = "travel"
    """From one person's home to another's faster than anybody travels there."""
    BURST = "burst"
    """So many homes within so few minutes."""
    PICTURE = "picture"
    """The same picture in two records."""
    FAR = "far"
    """Far from where this person's visits are written down."""
    CLOCK = "clock"
    """The phone's clock was off by more than it can be put right."""
    LATE = "late"
    """Written down long after."""
    NO_END = "no_end"
    """No end, where the policy counts minutes."""
    NOT_MET = "not_met"
    """One met her at home while another found nobody."""


class QuestionStatus(StrEnum):
    """Where a question stands."""

    OPEN = "open"
    ANSWERED = "answered"
    ACCEPTED = "accepted"
    """An office is content with the answer, or with the record as it is."""
    DECLINED = "declined"
    """An office is not; the record counts all the same until a person takes it back."""
    MOOT = "moot"
    """What it was about no longer stands: its author has put it right, or it was taken back."""


class Answer(StrEnum):
    """What the one who is asked may say with one tap."""

    AS_WRITTEN = "as_written"
    """It was so."""
    TOGETHER = "together"
    """They were together, or live door to door."""
    WRITTEN_LATER = "written_later"
    """There was no time or no power; it was written down afterwards."""
    WRONG_TIME = "wrong_time"
    """The time is wrong."""
    WRONG_PLACE = "wrong_place"
    """The phone did not know where it was, or the visit was somewhere else."""
    WRONG_PICTURE = "wrong_picture"
    """The wrong picture was taken."""
    WRONG_PHONE_CLOCK = "wrong_phone_clock"
    """The phone's clock was wrong."""
    OTHER = "other"
    """Something else; the note may say what."""
