"""Decisions about accounts, without any database."""

from datetime import datetime, timedelta

from shouwang.accounts.roles import OFFICE_ROLES, STAFF, Role


def may_enrol(role: Role, place: str, other_role: Role, other_place: str) -> bool:
    """Whether somebody of an office may hand out a sign-in link for another user.

    For the field's workers of her place, yes. For an office, only from above it: a link is that user's whole power.
    """
    if role not in OFFICE_ROLES or not other_place.startswith(place):
        return False
    return other_role not in STAFF or len(other_place) > len(place)


def may_close(role: Role, place: str, other_role: Role, other_place: str) -> bool:
    """Whether somebody of an office may close another user's account, and open it again.

    Whoever may hand out her links; and an administrator for the others of her own office, who have nobody above them.
    """
    is_administrator = role == Role.ADMINISTRATOR and other_place.startswith(place)
    return is_administrator or may_enrol(role, place, other_role, other_place)


def must_change(changed_at: datetime, now: datetime, days: int) -> bool:
    """Whether a password of that moment is too old after so many days; 0 days: never."""
    return days > 0 and now - changed_at >= timedelta(days=days)
