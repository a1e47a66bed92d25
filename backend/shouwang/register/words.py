"""The words of reports and of what a fact may say (semantics §2)."""

from enum import StrEnum

from shouwang.duties.words import Ability, Arrangement, FactKind


class Programme(StrEnum):
    """A programme of assistance (semantics §2)."""

    TEKUN = "tekun"
    DIBAO = "dibao"
    LOW_INCOME = "low_income"
    RESIDENT = "resident"


class Suspension(StrEnum):
    """Why nobody can be visited for a time."""

    HOSPITAL = "hospital"
    AWAY = "away"
    TEMPORARY_INSTITUTION = "temporary_institution"
    OTHER = "other"


class ReportWhat(StrEnum):
    """What the field says has happened to a person."""

    HOSPITAL = "hospital"
    AWAY = "away"
    BACK = "back"
    DEATH = "death"
    ABILITY = "ability"
    """She can no longer do by herself what she could: the township assesses her anew within ten working days."""


class ReportStatus(StrEnum):
    """What the township made of a report."""

    TO_BE_CONFIRMED = "to_be_confirmed"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


VALUES: dict[FactKind, frozenset[str | None]] = {
    FactKind.PROGRAMME: frozenset(Programme),
    FactKind.ARRANGEMENT: frozenset(Arrangement),
    FactKind.ABILITY: frozenset(Ability),
    FactKind.SUSPENSION: frozenset(Suspension),
    FactKind.DEATH: frozenset({None}),
}
"""What a fact of each kind may say; a death says nothing but its day."""
