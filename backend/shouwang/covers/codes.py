"""The code that one phone shows and another one scans: its form, and its signature (docs/decisions/0126). Pure.

Bytes in base 45 (RFC 9285), for which QR codes have a mode of their own:

| bytes | what |
| --- | --- |
| 1 | the form: 1 |
| 16, 16, 16 | the cover's id, the giver, the taker (zeros: whoever scans it) |
| 8 | the start of the SHA-256 of the giver's public key |
| 4 | the township as a number |
| 2, 1 | the first day, counted from 2020-01-01, and how many days |
| text | the giver's name |
| 1, texts | the villages' names |
| 1, each 16 + text + 3 | people: id, name, and what a phone needs to show what is owed; the server knows that better |
| 64 | ECDSA over P-256 and SHA-256 of `PURPOSE` and all before: r and s |

A text is its length in bytes and UTF-8.
"""

import hashlib
from base64 import b64decode
from binascii import Error
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

PREFIX = "SHOUWANG:"
PURPOSE = b"shouwang cover\0"
FORM = 1
KEY_ID_BYTES, POINT_BYTES, SIGNATURE_BYTES = 8, 65, 64
MOST_PEOPLE = 20
LONGEST = 3_000
DAY_ZERO = date(2020, 1, 1)
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}


@dataclass(frozen=True, slots=True)
class CoverCode:
    """What a code says, as far as the server asks. `taker` is None where whoever scans it takes over."""

    id: str
    giver: str
    taker: str | None
    key: str
    township: str
    first_day: date
    last_day: date
    people: tuple[str, ...]
    signed: bytes
    signature: bytes

    @property
    def digest(self) -> str:
        """Of all that was signed: a signature made anew for the same words is the same code."""
        return hashlib.sha256(self.signed).hexdigest()


def read_code(text: str) -> CoverCode:
    """What a code says. Raises `ValueError` where it is none; nobody has looked at the signature yet."""
    if not text.startswith(PREFIX) or len(text) > LONGEST:
        raise ValueError("no code of a cover")
    code = _from_base45(text[len(PREFIX) :])
    signed, signature = code[:-SIGNATURE_BYTES], code[-SIGNATURE_BYTES:]
    reader = _Reader(signed)
    if reader.number(1) != FORM:
        raise ValueError("another form")
    cover, giver, taker = reader.id(), reader.id(), reader.id()
    key = reader.take(KEY_ID_BYTES).hex()
    township = f"{reader.number(4):09d}"
    first = DAY_ZERO + timedelta(days=reader.number(2))
    last = first + timedelta(days=reader.number(1) - 1)
    reader.text()
    for _ in range(reader.number(1)):
        reader.text()
    people = tuple(_person(reader) for _ in range(reader.number(1)))
    if reader.rest or not people or len(people) > MOST_PEOPLE or len(set(people)) < len(people):
        raise ValueError("more or less than a code")
    nobody = taker == str(UUID(int=0))
    return CoverCode(cover, giver, None if nobody else taker, key, township, first, last, people, signed, signature)


def key_id(public: bytes) -> str:
    """What names a key: the start of its SHA-256."""
    return hashlib.sha256(public).hexdigest()[: 2 * KEY_ID_BYTES]


def read_public(text: str) -> bytes:
    """A public key as it travels. Raises `ValueError` where it is no point of the curve."""
    try:
        public = b64decode(text, validate=True)
    except Error as broken:
        raise ValueError("no base64") from broken
    if len(public) != POINT_BYTES:
        raise ValueError("no uncompressed point")
    EllipticCurvePublicKey.from_encoded_point(SECP256R1(), public)
    return public


def is_signed_by(code: CoverCode, public: bytes) -> bool:
    """Whether this key signed the code."""
    half = SIGNATURE_BYTES // 2
    r, s = (int.from_bytes(part) for part in (code.signature[:half], code.signature[half:]))
    key = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), public)
    try:
        key.verify(encode_dss_signature(r, s), PURPOSE + code.signed, ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True


class _Reader:
    """Takes bytes from the front; raises `ValueError` where there are no more."""

    def __init__(self, content: bytes) -> None:
        self.rest = content

    def take(self, size: int) -> bytes:
        if len(self.rest) < size:
            raise ValueError("cut off")
        taken, self.rest = self.rest[:size], self.rest[size:]
        return taken

    def number(self, size: int) -> int:
        return int.from_bytes(self.take(size))

    def id(self) -> str:
        return str(UUID(bytes=self.take(16)))

    def text(self) -> str:
        return self.take(self.number(1)).decode()


def _person(reader: _Reader) -> str:
    person = reader.id()
    reader.text()
    reader.take(3)
    return person


def _from_base45(text: str) -> bytes:
    if len(text) % 3 == 1 or any(letter not in _VALUES for letter in text):
        raise ValueError("no base 45")
    content = bytearray()
    for start in range(0, len(text), 3):
        group = text[start : start + 3]
        value = sum(_VALUES[letter] * 45**place for place, letter in enumerate(group))
        if value >= 256 ** (len(group) - 1):
            raise ValueError("a group that says more than it has room for")
        content += value.to_bytes(len(group) - 1)
    return bytes(content)
