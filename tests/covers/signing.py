"""A phone of the field, as far as it signs covers: what it shows, byte by byte, and what it hands in."""

from base64 import b64encode
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from cast import CAST, TOWNSHIP, envelope
from register.desk import today
from shouwang import ids
from shouwang.covers.codes import DAY_ZERO, PREFIX, PURPOSE, key_id, read_code

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


class Pen:
    """A key that signs covers."""

    def __init__(self) -> None:
        self._private = generate_private_key(SECP256R1())
        public = self._private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.public, self.id = b64encode(public).decode(), key_id(public)

    def code(self, *people: str, **more: Any) -> str:
        """The code of a cover of some of the carer's people, from today on, for whoever scans it."""
        signed = content(people or (CAST.wang, CAST.li), key=self.id, **more)
        r, s = decode_dss_signature(self._private.sign(PURPOSE + signed, ECDSA(SHA256())))
        return PREFIX + base45(signed + r.to_bytes(32) + s.to_bytes(32))


def content(
    people: Sequence[str],
    *,
    key: str,
    cover: str | None = None,
    giver: str = CAST.carer,
    taker: str | None = None,
    township: str = TOWNSHIP,
    first: date | None = None,
    days: int = 3,
) -> bytes:
    """What is signed."""
    start = first or today()
    head = b"".join(
        [
            b"\1",
            *(UUID(each).bytes if each else bytes(16) for each in (cover or ids.uuid7(), giver, taker)),
            bytes.fromhex(key),
            int(township).to_bytes(4),
            (start - DAY_ZERO).days.to_bytes(2),
            bytes([days]),
        ]
    )
    theirs = b"".join(UUID(person).bytes + _text("某某") + bytes(3) for person in people)
    return head + _text("沈天强") + b"\1" + _text("石牛村") + bytes([len(people)]) + theirs


def told(code: str, *people: str, n: int = 1, **more: Any) -> dict[str, Any]:
    """A `cover.create` on its way."""
    said = read_code(code)
    body = {"id": said.id, "code": code, **more}
    about = list(people or said.people)
    return envelope({"person": about[0]}, n, op="cover.create", body=body, about=about)


def ended(cover: str, *people: str, n: int = 9) -> dict[str, Any]:
    """A `cover.end` on its way."""
    about = list(people or (CAST.wang, CAST.li))
    return envelope({"person": about[0]}, n, op="cover.end", body={"cover": cover}, about=about)


def days_from_today(days: int) -> date:
    """The county's day, so many days ahead."""
    return today() + timedelta(days=days)


def base45(content: bytes) -> str:
    """As RFC 9285 says."""
    letters = []
    for start in range(0, len(content), 2):
        group = content[start : start + 2]
        value = int.from_bytes(group)
        for _ in range(len(group) + 1):
            value, letter = divmod(value, 45)
            letters.append(ALPHABET[letter])
    return "".join(letters)


def _text(words: str) -> bytes:
    return bytes([len(words.encode())]) + words.encode()
