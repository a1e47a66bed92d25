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
