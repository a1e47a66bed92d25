"""The two numbers that the register keeps sealed, and how they are opened, found and shown in lists."""

from shouwang.register.identity import mask_account, mask_id
from shouwang.sealing import sealer

ID_NUMBER = "person.id_number"
BANK_ACCOUNT = "person.bank_account"


def seal_id_number(number: str) -> bytes:
    """An ID number for the database."""
    return sealer().seal(number, ID_NUMBER)


def index_id_number(number: str) -> str:
    """By what a person is found who has this ID number of 18 characters."""
    return sealer().blind_index(number)


def seal_bank_account(account: str) -> bytes:
    """A bank account for the database."""
    return sealer().seal(account, BANK_ACCOUNT)


def open_bank_account(sealed: bytes | None) -> str | None:
    """A bank account in the clear: for payments and comparisons, never for a list."""
    return sealer().open(sealed, BANK_ACCOUNT) if sealed else None


def open_id_number(sealed: bytes | None) -> str | None:
    """An ID number in the clear: one at a time, and kept who was shown it."""
    return sealer().open(sealed, ID_NUMBER) if sealed else None


def masked_id_number(sealed: bytes | None) -> str | None:
    """An ID number as lists show it."""
    return mask_id(sealer().open(sealed, ID_NUMBER)) if sealed else None


def masked_bank_account(sealed: bytes | None) -> str | None:
    """A bank account as lists show it."""
    return mask_account(sealer().open(sealed, BANK_ACCOUNT)) if sealed else None
