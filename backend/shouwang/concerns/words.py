"""The words of confidential reports."""

from enum import StrEnum


class ConcernKind(StrEnum):
    """What somebody is said to have done."""

    NEGLECT = "neglect"
    ABUSE = "abuse"
    MONEY = "money"
    OTHER = "other"


class Whom(StrEnum):
    """Whom a report is about: a worker whom the phone knows, somebody of an office, or somebody named in words."""

    WORKER = "worker"
    OFFICE = "office"
    OTHER = "other"


class ConcernStatus(StrEnum):
    """Where a report stands with the office."""

    NEW = "new"
    TAKEN = "taken"
    CLOSED = "closed"


class Outcome(StrEnum):
    """What looking into a report came to."""

    CONFIRMED = "confirmed"
    PARTLY = "partly"
    UNFOUNDED = "unfounded"
    HANDED_ON = "handed_on"


class Step(StrEnum):
    """What somebody of an office did with a report."""

    READ = "read"
    TAKEN = "taken"
    NOTED = "noted"
    CLOSED = "closed"
