"""Numbers that must not be read from a stolen database: sealed with AES-256-GCM, found again by a keyed hash.

The key lies outside the database: in the environment or in a file of the data folder that only its owner may read.
"""

import hashlib
import hmac
import os
import secrets
from functools import cache
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from shouwang.settings import Settings, settings

NONCE_BYTES = 12


class Sealer:
    """Seals texts and finds them again under one key of 32 bytes."""

    def __init__(self, key: bytes) -> None:
        self._box = AESGCM(hmac.digest(key, b"seal", hashlib.sha256))
        self._index_key = hmac.digest(key, b"blind index", hashlib.sha256)

    def seal(self, text: str, purpose: str) -> bytes:
        """The text, readable again only with the key and for the same purpose (a column's name)."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._box.encrypt(nonce, text.encode(), purpose.encode())

    def open(self, sealed: bytes, purpose: str) -> str:
        """The text again. Raises `cryptography.exceptions.InvalidTag` for another key, purpose or changed bytes."""
        return self._box.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], purpose.encode()).decode()

    def blind_index(self, text: str) -> str:
        """The same digits for the same text, useless without the key."""
        return hmac.new(self._index_key, text.encode(), hashlib.sha256).hexdigest()


@cache
def sealer() -> Sealer:
    """The sealer of this process."""
    return Sealer(load_key(settings()))


def load_key(where: Settings) -> bytes:
    """The key from the environment or from the data folder, where the first start makes it."""
    if where.secret_key:
        return _parse(where.secret_key, "SHOUWANG_SECRET_KEY")
    path = where.data / "secret.key"
    if not path.exists():
        _make(path)
    return _parse(path.read_text().strip(), path.name)


def _parse(text: str, name: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise SystemExit(f"{name} must hold 64 hexadecimal digits; make some with: openssl rand -hex 32")
    return key


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(32) + "\n")
