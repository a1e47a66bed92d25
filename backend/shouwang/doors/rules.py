"""What a card at a door says, and what it proves of a visit. No database in here."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

TOKEN_BYTES = 16
"""Too many to be guessed, few enough for a QR code that is read from a metre away."""


class DoorFlag(StrEnum):
    """Why what a card said does not show that somebody was at the person's door."""

    UNKNOWN = "door_unknown"
    OTHER = "door_other"
    VOID = "door_void"


@dataclass(frozen=True, slots=True)
class Lived:
    """Somebody's time behind a door, both days included."""

    person: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True)
class KnownCard:
    """A card: who lives or lived behind its door, and from when on it says nothing any more."""

    lived: tuple[Lived, ...]
    voided_at: datetime | None


def new_token() -> str:
    """What the QR code of a new card holds. It means nothing by itself."""
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_of(token: str) -> str:
    """How a card is known to phones and in records: it finds the card, and nobody can print one from it."""
    return sha256(token.encode()).hexdigest()


def flag_of(card: KnownCard | None, people: Iterable[str], day: date, written_at: datetime) -> DoorFlag | None:
    """What speaks against a card at a visit to somebody, under any of her ids; None: she was shown to be there."""
    if card is None:
        return DoorFlag.UNKNOWN
    if not any(lived.person in people and _lived_on(lived, day) for lived in card.lived):
        return DoorFlag.OTHER
    if card.voided_at is not None and written_at >= card.voided_at:
        return DoorFlag.VOID
    return None


def _lived_on(lived: Lived, day: date) -> bool:
    is_begun = lived.valid_from is None or lived.valid_from <= day
    return is_begun and (lived.valid_to is None or day <= lived.valid_to)
