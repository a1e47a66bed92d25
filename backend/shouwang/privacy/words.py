"""The words of privacy: what is shown of a person and why, what she was told and agreed to."""

from enum import StrEnum


class ShownField(StrEnum):
    """What was shown in the clear. `profile`: telephone and contacts, where they are changed. `checkup`: values."""

    ID_NUMBER = "id_number"
    BANK_ACCOUNT = "bank_account"
    PHONE = "phone"
    PROFILE = "profile"
    CHECKUP = "checkup"


class ShownBecause(StrEnum):
    """Why somebody looked. `correct` is what the form of the profile is for."""

    PAY = "pay"
    CALL = "call"
    VERIFY = "verify"
    APPLY = "apply"
    INQUIRY = "inquiry"
    OWN_REQUEST = "own_request"
    CORRECT = "correct"
    CHECKUP = "checkup"


class Basis(StrEnum):
    """On what processing rests: a duty that a law gives (PIPL art. 13 (1) 3), or consent (13 (1) 1)."""

    STATUTORY_DUTY = "statutory_duty"
    CONSENT = "consent"


class Said(StrEnum):
    """What was said about a purpose: she was told (PIPL art. 17, 35), agreed, refused, or withdrew (art. 15)."""

    TOLD = "told"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class SaidBy(StrEnum):
    """Who said it: the person, her guardian, or she before a witness because she cannot sign."""

    SELF = "self"
    GUARDIAN = "guardian"
    WITNESS = "witness"


class Minor(StrEnum):
    """Somebody who is not of age: below 14 a guardian must agree (PIPL art. 31); from 14 she may herself."""

    UNDER_14 = "under_14"
    UNDER_18 = "under_18"
