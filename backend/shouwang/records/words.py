"""The words of records that travel."""

from enum import StrEnum


class MendReason(StrEnum):
    """Why a record is amended or voided. None of them wants a text beside it."""

    WRONG_TIME = "wrong_time"
    WRONG_CONTENT = "wrong_content"
    WRONG_PERSON = "wrong_person"
    TWICE = "twice"
    NOT_MADE = "not_made"
    OTHER = "other"


class PaperReason(StrEnum):
    """Why a visit was written on paper."""

    LOST_PHONE = "lost_phone"
    BROKEN_PHONE = "broken_phone"
    NO_PHONE = "no_phone"
    OTHER = "other"
