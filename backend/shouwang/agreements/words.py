"""The words of agreements."""

from enum import StrEnum

from shouwang.accounts.roles import Role

SIGNERS = frozenset({Role.CARER, Role.WATCH_GROUP, Role.CADRE, Role.VILLAGE_CADRE, Role.SOCIAL_WORKER})
"""Who brings the paper to a person's home, or is a party herself. Nobody else's phone hears of agreements."""


class AgreementKind(StrEnum):
    """What is agreed on, as `kinds.toml` describes it."""

    ENTRUSTED_CARE = "entrusted_care"
    TRIPARTITE = "tripartite"
    FOUR_PARTY = "four_party"
    MEDICAL = "medical"
    GUARDIANSHIP = "guardianship"


class PartyRole(StrEnum):
    """As what somebody signs."""

    PERSON = "person"
    CARER = "carer"
    GUARDIAN = "guardian"
    ENTRUSTED = "entrusted"
    TOWNSHIP = "township"
    VILLAGE = "village"
    GRID = "grid"
    INSTITUTION = "institution"
    HEALTH_CENTRE = "health_centre"


class EndReason(StrEnum):
    """Why an agreement ended before its time."""

    CARER_CHANGED = "carer_changed"
    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"
    LEFT = "left"
    DIED = "died"
    NOT_KEPT = "not_kept"
    OTHER = "other"


class AgreementState(StrEnum):
    """What is so of one agreement on a day."""

    HOLDS = "holds"
    NOT_BEGUN = "not_begun"
    EXPIRED = "expired"
    ENDED = "ended"
    VOIDED = "voided"


class Coverage(StrEnum):
    """Where somebody stands who should have an agreement."""

    COVERED = "covered"
    WRONG_KIND = "wrong_kind"
    LAPSED = "lapsed"
    NONE = "none"


class Misfit(StrEnum):
    """Why what she has does not fit how she lives."""

    MOVED_IN = "moved_in"
    MOVED_OUT = "moved_out"
    IN_FOR_A_TIME = "in_for_a_time"
    OTHER_KIND = "other_kind"


class Objection(StrEnum):
    """What speaks against an agreement as it is stated."""

    PERSON_MISSING = "person_missing"
    PERSON_NOT_WANTED = "person_not_wanted"
    PARTY_MISSING = "party_missing"
    PARTY_NOT_WANTED = "party_not_wanted"
    SERVICES_MISSING = "services_missing"
    SERVICE_UNKNOWN = "service_unknown"
    IN_THE_FUTURE = "in_the_future"
    ENDS_BEFORE_IT_BEGINS = "ends_before_it_begins"
    TOO_LONG = "too_long"
    NOT_A_MINOR = "not_a_minor"
    BEFORE_IT_BEGAN = "before_it_began"
    AFTER_ITS_END = "after_its_end"
