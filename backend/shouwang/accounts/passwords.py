"""Passwords of staff: what a good one is, and how it is kept (GB/T 22239-2019, level 2: complexity, change, lock)."""

import unicodedata
from enum import StrEnum
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 8, 200
CLASSES = 3
UNUSABLE = "!"
"""Kept in place of a hash: whoever has it signs in by a link alone."""


class Weakness(StrEnum):
    """What is wrong with a new password."""

    SHORT = "password_short"
    SIMPLE = "password_simple"
    HOLDS_LOGIN = "password_holds_login"
    COMMON = "password_common"
    SAME = "password_same"


_AT_ONCE = BoundedSemaphore(2)
"""Each takes 64 MiB: who knocks often must not fill the memory."""
_COMMON = frozenset({"password", "admin123", "qwer1234", "abcd1234", "1qaz2wsx", "passw0rd", "aa123456", "woaini520"})


def weakness(password: str, login: str) -> Weakness | None:
    """The first thing that is wrong with a new password; None: it will do."""
    folded = password.casefold()
    if len(password) < SHORTEST:
        return Weakness.SHORT
    if _classes(password) < CLASSES:
        return Weakness.SIMPLE
    if login.casefold() in folded:
        return Weakness.HOLDS_LOGIN
    return Weakness.COMMON if folded.rstrip("!.?@#") in _COMMON else None


def normal_login(text: str) -> str:
    """A login as it is compared: however wide, with whichever capitals and blanks it was typed."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def hash_of(password: str) -> str:
    """What is kept: argon2id with a salt of its own."""
    with _AT_ONCE:
        return _hasher().hash(_normal(password))


def agrees(kept: str | None, password: str) -> bool:
    """Whether it is the password. Takes as long where there is no such user: the time tells nobody who there is."""
    try:
        with _AT_ONCE:
            _hasher().verify(kept or _nobody(), _normal(password))
        return kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_usable(kept: str) -> bool:
    """Whether any password agrees with it: the demo county's staff have none."""
    return kept != UNUSABLE


def _normal(password: str) -> str:
    # Keyboards for Chinese write digits in two widths, which look alike.
    return unicodedata.normalize("NFKC", password)


def _classes(password: str) -> int:
    """How many of: small letters, capitals, digits, anything else."""
    letters = {_class(letter) for letter in unicodedata.normalize("NFKC", password)}
    return len(letters)


def _class(letter: str) -> str:
    if letter.isdigit():
        return "digit"
    if letter.islower():
        return "small"
    return "capital" if letter.isupper() else "other"


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher()  # RFC 9106's second choice: 64 MiB, three passes, four lanes


@cache
def _nobody() -> str:
    return _hasher().hash("nobody has this password")
