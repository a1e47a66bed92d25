"""What the audit tells of."""

from enum import StrEnum

DONE = "done"
"""The result of what was done; that of what was refused is the failure's code."""


class Deed(StrEnum):
    """What somebody did, or tried to do. The words of the pages stand in the desk's catalogue."""

    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"
    ENROLLED = "enrolled"
    PASSWORD_SET = "password_set"  # noqa: S105 - the name of a deed
    TOTP_ON = "totp_on"
    TOTP_OFF = "totp_off"
    LINK_MADE = "link_made"
    ACCOUNT_MADE = "account_made"
    ACCOUNT_CLOSED = "account_closed"
    ACCOUNT_OPENED = "account_opened"
    DEVICE_ENDED = "device_ended"
    IDENTITY_BOUND = "identity_bound"
    IDENTITY_UNBOUND = "identity_unbound"
    SHOWN = "shown"
    EXPORTED = "exported"
    MONTH_CLOSED = "month_closed"
    MONTH_SIGNED = "month_signed"
    MONTH_REOPENED = "month_reopened"
    RESCUED = "rescued"
    POLICY_ADOPTED = "policy_adopted"
    FORM_ADOPTED = "form_adopted"
    KEYS_ROTATED = "keys_rotated"
    WORKBOOK_TAKEN_IN = "workbook_taken_in"
    WORKBOOK_UNDONE = "workbook_undone"
    PEOPLE_MERGED = "people_merged"
    PEOPLE_PARTED = "people_parted"
    PERSON_GIVEN_OUT = "person_given_out"
    PERSON_ERASED = "person_erased"
    OLD_REMOVED = "old_removed"
    BACKED_UP = "backed_up"
    RESTORED = "restored"
    MOVED = "moved"
    AUDIT_PRUNED = "audit_pruned"
