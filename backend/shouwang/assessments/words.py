"""The words of assessments."""

from enum import StrEnum


class Scale(StrEnum):
    """By which scale somebody was assessed. They are never converted into each other (decision 0163)."""

    SIX_ITEMS = "six_items"
    """特困人员认定办法, art. 7: three classes, by which care is owed."""
    GBT_42195 = "gbt_42195"
    """GB/T 42195-2022: 90 points, five levels."""


class Item(StrEnum):
    """The six items: 吃饭 穿衣 上下床 如厕 室内行走 洗澡."""

    EATING = "eating"
    DRESSING = "dressing"
    BED = "bed"
    TOILET = "toilet"
    WALKING = "walking"
    BATHING = "bathing"


class Met(StrEnum):
    """Whether somebody does it by herself. What nobody looked at is neither."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_ASSESSED = "not_assessed"


class AssessorKind(StrEnum):
    """In which capacity somebody signs."""

    DOCTOR = "doctor"
    CIVIL_AFFAIRS = "civil_affairs"
    DISABLED_FEDERATION = "disabled_federation"
    THIRD_PARTY = "third_party"
    OTHER = "other"


class AssessmentStatus(StrEnum):
    """What the office made of an assessment."""

    TO_BE_CONFIRMED = "to_be_confirmed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


class Objection(StrEnum):
    """Why an assessment cannot be taken."""

    LEVEL_OPEN = "level_open"
    OVERRIDE_NEEDS_REASON = "override_needs_reason"
    TOO_FEW_ASSESSORS = "too_few_assessors"
    TOO_MANY_ASSESSORS = "too_many_assessors"
    DOCTOR_NEEDED = "doctor_needed"
    THIRD_PARTY_NEEDED = "third_party_needed"
    SCORE_AND_LEVEL_DIFFER = "score_and_level_differ"
    IN_THE_FUTURE = "in_the_future"
    NOT_ITS_LEVEL = "not_its_level"
