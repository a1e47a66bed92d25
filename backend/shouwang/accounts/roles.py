"""Who somebody is: the roles, and which of them sit in an office."""

from enum import StrEnum


class Role(StrEnum):
    """Who somebody is to the people in care, or in the office (semantics §1)."""

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


STAFF = frozenset({Role.CLERK, Role.OFFICER, Role.AUDITOR, Role.ADMINISTRATOR})
"""Whoever sits in an office and sees its places' pages."""

OFFICE_ROLES = STAFF - {Role.AUDITOR}
"""Staff who may change things."""

COUNTY_ROLES = OFFICE_ROLES - {Role.CLERK}
"""Staff who act for the whole county."""

OVERSIGHT_ROLES = STAFF - {Role.CLERK}
"""Staff who see what other staff have looked at."""
