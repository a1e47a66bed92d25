"""What must not be read from a stolen database: sealed with AES-256-GCM; an ID number is found by a keyed hash.

The key lies outside the database: in the environment or in a file of the data folder that only its owner may read.
The database keeps the key's fingerprint. Under another key everybody would be unknown, and an import would enter all
of them a second time.
"""

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import String, column, select, table
from sqlalchemy.orm import Session

from shouwang.database import insert_into, migrate, writing
from shouwang.settings import Settings, settings

NONCE_BYTES = 12
_META = table("meta", column("key", String), column("value", String))  # the models seal: they import this module
FINGERPRINT = "key_fingerprint"
"""Under which the table `meta` keeps what the key makes of this very word."""

NO_KEY = (
    "✗ 找不到密钥：请把原来的 secret.key 放回数据目录（或设置 SHOUWANG_SECRET_KEY）；没有它，封存的号码打不开。 / "
    "The key is missing: put the original secret.key back into the data folder (or set SHOUWANG_SECRET_KEY); "
    "what is sealed cannot be opened without it."
)
OTHER_KEY = (
    "✗ 这不是封存这个数据库的那把密钥：请换回原来的 secret.key（或 SHOUWANG_SECRET_KEY），数据没有改动。 / "
    "This is not the key that sealed this database: put the original secret.key (or SHOUWANG_SECRET_KEY) back; "
    "nothing was changed."
)


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


def check_key(session: Session) -> None:
    """Makes sure that the key at hand is the one that sealed this database; to be called before anything is sealed.

    Only a database that knows no key yet is given one, made where there is none. Exits with a sentence otherwise.
    """
    if _fingerprint(session) is None:
        _make_where_missing(settings())
        first = insert_into(session, _META).values(key=FINGERPRINT, value=sealer().blind_index(FINGERPRINT))
        session.execute(first.on_conflict_do_nothing())
    # Read again: another process that started at the same moment may have been first.
    if _fingerprint(session) != sealer().blind_index(FINGERPRINT):
        raise SystemExit(OTHER_KEY)


def make_ready() -> None:
    """Brings the database up to date and makes sure of its key: what every command does that writes."""
    migrate()
    with writing() as session:
        check_key(session)


def load_key(where: Settings) -> bytes:
    """The key from the environment or from the data folder. Exits with a sentence where there is none."""
    if where.secret_key:
        return _parse(where.secret_key, "SHOUWANG_SECRET_KEY")
    path = _key_file(where)
    if not path.exists():
        raise SystemExit(NO_KEY)
    return _parse(path.read_text().strip(), path.name)


def _fingerprint(session: Session) -> str | None:
    return session.scalar(select(_META.c.value).where(_META.c.key == FINGERPRINT))


def _key_file(where: Settings) -> Path:
    return where.data / "secret.key"


def _parse(text: str, name: str) -> bytes:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise SystemExit(f"{name} must hold 64 hexadecimal digits; make some with: openssl rand -hex 32")
    return key


def _make_where_missing(where: Settings) -> None:
    if where.secret_key or _key_file(where).exists():
        return
    where.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Under its name the key is whole or not there, also after a power cut: what it sealed may be on the disk already.
    with NamedTemporaryFile("w", dir=where.data) as file:  # only its owner may read it
        file.write(secrets.token_hex(32) + "\n")
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):  # another process was first
            _key_file(where).hardlink_to(file.name)
    _fsync_folder(where.data)


def _fsync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
