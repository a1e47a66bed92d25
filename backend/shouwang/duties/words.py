"""The words that policies, facts and records are written in (semantics §1 and §2)."""

from enum import StrEnum


class SubjectKind(StrEnum):
    """Whom a duty is owed to."""

    PERSON = "person"
    HOUSEHOLD = "household"
    TOWNSHIP = "township"


class RecordKind(StrEnum):
    """What someone in the field wrote."""

    VISIT = "visit"
    ACTIVITY = "activity"
    HYGIENE_CAMPAIGN = "hygiene_campaign"
    HYGIENE_CHECK = "hygiene_check"
    CHECKUP = "checkup"
    ASSESSMENT = "assessment"
    ADVICE = "advice"
    NEED = "need"
    AGREEMENT = "agreement"


class Mode(StrEnum):
    """How a visit was made."""

    HOME = "home"
    PHONE = "phone"
    VIDEO = "video"
    REMOTE = "remote"
    HOSPITAL = "hospital"


class RecordStatus(StrEnum):
    """What became of a record; only a valid one is ever credited."""

    VALID = "valid"
    ATTEMPT = "attempt"
    PENDING = "pending"
    VOIDED = "voided"


class Role(StrEnum):
    """In which role the author of a record acted."""

    CARER = "carer"
    WATCH_GROUP = "watch_group"
    CADRE = "cadre"
    VILLAGE_CADRE = "village_cadre"
    FAMILY_DOCTOR = "family_doctor"
    POLICE = "police"
    SOCIAL_WORKER = "social_worker"
    PROVIDER = "provider"
    VOLUNTEER = "volunteer"
    VOLUNTEER_LEADER = "volunteer_leader"
    HEALTH_WORKER = "health_worker"
    ASSESSOR = "assessor"
    CLERK = "clerk"
    OFFICER = "officer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"


class FactKind(StrEnum):
    """What is known about a person as a timeline."""

    PROGRAMME = "programme"
    ARRANGEMENT = "arrangement"
    ABILITY = "ability"
    SUSPENSION = "suspension"
    DEATH = "death"


class Arrangement(StrEnum):
    """Where a person is supported: at home among others, or in an institution."""

    DISPERSED = "dispersed"
    CENTRALISED = "centralised"


class Ability(StrEnum):
    """Ability by dependency, from the least dependent to the most."""

    SELF = "self"
    SEMI = "semi"
    FULL = "full"


class Light(StrEnum):
    """What is owed now: overdue, due, in time, or nothing."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    GREY = "grey"


class Severity(StrEnum):
    """What an unmet duty amounts to; only a breach is ever reported as one."""

    BREACH = "breach"
    REFERENCE = "reference"
    INFORMATION = "information"


class PolicyStatus(StrEnum):
    """Whether a policy is law; a draft is never shown as one."""

    DRAFT = "draft"
    IN_FORCE = "in_force"
    REPEALED = "repealed"


class StatementKind(StrEnum):
    """What a source states beside frequencies: nothing is owed by it yet, and nothing is counted."""

    COVERAGE = "coverage"
    MONEY = "money"
    DEADLINE = "deadline"
    STAFFING = "staffing"
    CONTENT = "content"
    TIMES = "times"


class ExtraReason(StrEnum):
    """Why everybody is visited once more."""

    HEAT = "heat"
    COLD = "cold"
    FESTIVAL = "festival"
    OTHER = "other"


class AgeOn(StrEnum):
    """On which day an age is asked: each day, or the last day of the unit."""

    DAY = "day"
    UNIT_END = "unit_end"
