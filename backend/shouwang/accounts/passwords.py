"""Passwords of staff: what a good one is, and how it is kept (GB/T 22239-2019, level 2: complexity, change, lock)."""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from shouwang.errors import Busy

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
AT_THE_DOOR = BoundedSemaphore(8)
"""Those who are looked at and those who wait: more would hold the threads that pushes need."""
PATIENCE_SECONDS = 10.0
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
    """What is kept: argon2id with a salt of its own. Raises `Busy`."""
    with _in_turn():
        return _hasher().hash(_normal(password))


def agrees(kept: str | None, password: str) -> bool:
    """Whether it is the password. Takes as long where there is no such user: the time tells nobody who there is.

    Raises `Busy`.
    """
    try:
        with _in_turn():
            _hasher().verify(kept or _nobody(), _normal(password))
        return kept is not None
    except (VerificationError, InvalidHashError):
        return False


def is_usable(kept: str) -> bool:
    """Whether any password agrees with it: the demo county's staff have none."""
    return kept != UNUSABLE


@contextmanager
def _in_turn() -> Iterator[None]:
    if not AT_THE_DOOR.acquire(blocking=False):
        raise Busy
    try:
        if not _AT_ONCE.acquire(timeout=PATIENCE_SECONDS):
            raise Busy
        try:
            yield
        finally:
            _AT_ONCE.release()
    finally:
        AT_THE_DOOR.release()


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
