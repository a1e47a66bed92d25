"""The county's key pairs: phones seal to the public half, and only this server opens (docs/decisions/0060).

The private halves lie outside the database: in the environment or in a file of the data folder that only its owner may
read. So a database that is restored from an older backup still opens what phones sealed since. Keys are added, never
taken away: a phone may come back after a year with something sealed to an old one.
"""

import base64
import binascii
import hashlib
import os
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from shouwang.settings import Settings, settings

CURVE = ec.SECP256R1()
"""The one that the browsers of old phones have (WebCrypto, ECDH P-256)."""
FORM = 1
ID_BYTES, POINT_BYTES, NONCE_BYTES = 8, 65, 12
HEAD_BYTES = 1 + ID_BYTES + POINT_BYTES
_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


class CannotOpen(Exception):  # noqa: N818 - an outcome, not an error of ours
    """Not sealed to a key of this county, or changed since."""


@dataclass(frozen=True)
class CountyKey:
    """A key pair of the county."""

    scalar: int

    @cached_property
    def private(self) -> ec.EllipticCurvePrivateKey:
        """The half that stays here."""
        return ec.derive_private_key(self.scalar, CURVE)

    @cached_property
    def public(self) -> bytes:
        """The half that phones are given: an uncompressed point of 65 bytes."""
        return self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)

    @cached_property
    def id(self) -> str:
        """16 hexadecimal digits that name the pair."""
        return hashlib.sha256(self.public).hexdigest()[: 2 * ID_BYTES]


def open_sealed(text: str, purpose: str) -> bytes:
    """What a phone sealed to this county for a purpose: base64url of

    form (1 byte) | key id (8) | the sender's point (65) | nonce (12) | AES-256-GCM of the content

    under HKDF-SHA256 of the secret that both points share, salted with the sender's; the purpose is authenticated.
    Raises `CannotOpen`.
    """
    sealed = _bytes_of(text)
    nonce, content = sealed[HEAD_BYTES : HEAD_BYTES + NONCE_BYTES], sealed[HEAD_BYTES + NONCE_BYTES :]
    try:
        return _box(sealed[:HEAD_BYTES]).decrypt(nonce, content, purpose.encode())
    except (InvalidTag, ValueError) as broken:
        raise CannotOpen from broken


def county_keys() -> tuple[CountyKey, ...]:
    """All key pairs, the newest last; none before the first start."""
    here = settings()
    return _parsed(here.county_keys.replace(",", "\n") if here.county_keys else _file_text(here))


def as_text() -> str:
    """All private keys, one a line, the newest last: for the county's backup, which is sealed."""
    return "".join(f"{_line(key)}\n" for key in county_keys())


def bring_back(text: str) -> list[str]:
    """Adds the pairs of a backup that are not here, before those that are; gives the names of those it could not.

    Phones seal to the last, which stays it. Nothing can be added where the environment holds the keys.
    """
    here = settings()
    known = county_keys()
    missing = [key for key in _parsed(text) if key not in known]
    if not missing or here.county_keys:
        return [key.id for key in missing]
    _store(here, [_line(key) for key in (*missing, *known)], is_first=False)
    return []


def make_first_key() -> None:
    """Makes the first pair where there is none. Two processes that start at once agree on one."""
    if not county_keys():
        _store(settings(), [_new_line()], is_first=True)


def rotate() -> CountyKey:
    """Makes a new pair, to which phones seal from now on. Raises `PermissionError` where the environment holds them."""
    here = settings()
    if here.county_keys:
        raise PermissionError("SHOUWANG_COUNTY_KEYS")
    _store(here, [*map(_line, county_keys()), _new_line()], is_first=False)
    return county_keys()[-1]


def _bytes_of(text: str) -> bytes:
    try:
        sealed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as broken:
        raise CannotOpen from broken
    if len(sealed) <= HEAD_BYTES + NONCE_BYTES or sealed[0] != FORM:
        raise CannotOpen
    return sealed


@lru_cache(maxsize=4_096)
def _box(head: bytes) -> AESGCM:
    """A phone seals all of a session from one point: its secret is worked out once."""
    key_id, point = head[1 : 1 + ID_BYTES].hex(), head[1 + ID_BYTES :]
    key = next((key for key in county_keys() if key.id == key_id), None)
    if key is None:
        raise CannotOpen
    shared = key.private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point))
    return AESGCM(derived(shared, point))


def derived(shared: bytes, point: bytes) -> bytes:
    """The key that comes of a shared secret, salted with the sender's point."""
    return HKDF(SHA256(), 32, salt=point, info=b"shouwang sealed to the county 1").derive(shared)


@lru_cache(maxsize=8)
def _parsed(text: str) -> tuple[CountyKey, ...]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return tuple(CountyKey(_scalar(line)) for line in lines)


def _scalar(line: str) -> int:
    try:
        scalar = int(line, 16) if len(line) == 64 else 0
    except ValueError:
        scalar = 0
    if not 0 < scalar < _ORDER:
        raise SystemExit("county.keys must hold 64 hexadecimal digits on each line; put the original file back")
    return scalar


def _new_line() -> str:
    return _line(CountyKey(ec.generate_private_key(CURVE).private_numbers().private_value))


def _line(key: CountyKey) -> str:
    return f"{key.scalar:064x}"


def _file(where: Settings) -> Path:
    return where.data / "county.keys"


def _file_text(where: Settings) -> str:
    try:
        return _file(where).read_text()
    except FileNotFoundError:
        return ""


def _store(where: Settings, lines: list[str], *, is_first: bool) -> None:
    where.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Under its name the file is whole, also after a power cut: phones may have sealed to what it holds.
    with NamedTemporaryFile("w", dir=where.data, delete=False) as file:  # only its owner may read it
        file.write("\n".join(lines) + "\n")
        file.flush()
        os.fsync(file.fileno())
    made = Path(file.name)
    if not is_first:
        made.replace(_file(where))
        return
    try:
        _file(where).hardlink_to(made)
    except FileExistsError:  # another process was first
        pass
    finally:
        made.unlink()
