"""The words of checkups."""

from enum import StrEnum


class CheckupState(StrEnum):
    """Where the checkup of a year stands. `done` and `elsewhere` are credited."""

    DUE = "due"
    INCOMPLETE = "incomplete"
    DONE = "done"
    ELSEWHERE = "elsewhere"
    REFUSED = "refused"


class FieldKind(StrEnum):
    """How a field is filled in."""

    NUMBER = "number"
    CHOICE = "choice"
    CHOICES = "choices"
    TEXT = "text"
    DATE = "date"


class Fault(StrEnum):
    """Why a value is refused."""

    UNKNOWN_FIELD = "unknown_field"
    WRONG_KIND = "wrong_kind"
    TOO_LOW = "too_low"
    TOO_HIGH = "too_high"
    TOO_FINE = "too_fine"
    TOO_LONG = "too_long"
    NOT_OFFERED = "not_offered"
    CONTRADICTS = "contradicts"
    NO_DAY = "no_day"
    IN_THE_FUTURE = "in_the_future"
    OTHER_YEAR = "other_year"


class Bounds(StrEnum):
    """From where on a constitution is balanced (平和): the copies of the national sheet differ."""

    AT_MOST = "at_most"
    """All others ≤ 8: balanced; all ≤ 10: nearly."""
    BELOW = "below"
    """All others < 8: balanced; all < 10: nearly."""


class Band(StrEnum):
    """A self-care score in words: 0–3, 4–8, 9–18, 19 and more."""

    SELF = "self"
    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


class Build(StrEnum):
    """A body mass index in words (WS/T 428): below 18.5, below 24, below 28, and more."""

    THIN = "thin"
    NORMAL = "normal"
    OVERWEIGHT = "overweight"
    OBESE = "obese"


class Leaning(StrEnum):
    """Whether somebody has a constitution."""

    YES = "yes"
    LEANS = "leans"
    NO = "no"


class Constitution(StrEnum):
    """The nine constitutions: 气虚 阳虚 阴虚 痰湿 湿热 血瘀 气郁 特禀 平和."""

    QI = "qi"
    YANG = "yang"
    YIN = "yin"
    PHLEGM = "phlegm"
    DAMP_HEAT = "damp_heat"
    STASIS = "stasis"
    GLOOM = "gloom"
    SPECIAL = "special"
    BALANCED = "balanced"
