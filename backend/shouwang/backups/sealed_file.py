"""A backup is one file in the age format, for a key that follows from `secret.key` (docs/decisions/0153)."""

import hashlib
import hmac
import os
import tarfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import IO

import pyrage
from pyrage import x25519

from shouwang.backups.failures import Damaged

_LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_PREFIX = "age-secret-key-"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def identity_of(secret: bytes) -> x25519.Identity:
    """Who opens the backups of the county with this key; `str` of it is what the program `age` takes."""
    return x25519.Identity.from_str(_bech32(hmac.digest(secret, b"backup", hashlib.sha256)).upper())


def seal(pieces: Iterable[bytes], into: IO[bytes], identity: x25519.Identity) -> None:
    """Writes pieces, as they come, so that the identity alone opens them. Raises what making or writing raises."""
    pulled, written = _Pulled(pieces), _Written(into)
    try:
        pyrage.encrypt_io(pulled, written, [identity.to_public()])
    except pyrage.EncryptError:
        # The library tells what went wrong in words alone.
        raise pulled.problem or written.problem or Damaged from None


@contextmanager
def opened(path: Path, identity: x25519.Identity) -> Iterator[tarfile.TarFile]:
    """The entries of a sealed archive, one after the other. Raises `Damaged` for another key, or changed bytes.

    Whoever leaves the block in peace has seen the end of the file, and that it is whole.
    """
    reading, writing = os.pipe()
    problems: list[Exception] = []
    opener = Thread(target=_open_into, args=(path, writing, identity, problems))
    opener.start()
    try:
        with os.fdopen(reading, "rb") as plain, tarfile.open(fileobj=plain, mode="r|") as archive:
            yield archive
            while plain.read(1 << 20):
                """What follows on the last entry is read too: only the end tells that nothing was cut off."""
    except tarfile.TarError as broken:
        raise Damaged from broken
    finally:
        opener.join()
    if problems:
        raise Damaged from problems[0]


def _open_into(path: Path, end: int, identity: x25519.Identity, problems: list[Exception]) -> None:
    # Whoever reads may go before the end: then there is nobody to tell.
    with suppress(BrokenPipeError), os.fdopen(end, "wb") as plain:
        try:
            with path.open("rb") as file:
                pyrage.decrypt_io(file, plain, [identity])
        except (pyrage.DecryptError, OSError) as problem:
            problems.append(problem)


class _Pulled:
    """Pieces as a file that is read."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = iter(pieces)
        self._left = b""
        self.problem: Exception | None = None

    def read(self, most: int = -1) -> bytes:
        """The next bytes, at most so many; none at the end."""
        while not self._left:
            piece = self._next()
            if piece is None:
                return b""
            self._left = piece
        most = len(self._left) if most < 0 else most
        given, self._left = self._left[:most], self._left[most:]
        return given

    def _next(self) -> bytes | None:
        try:
            return next(self._pieces, None)
        except Exception as problem:
            self.problem = problem
            raise


class _Written:
    """A file that remembers what went wrong."""

    def __init__(self, into: IO[bytes]) -> None:
        self._into = into
        self.problem: OSError | None = None

    def write(self, content: bytes) -> int:
        """Writes to the file."""
        try:
            return self._into.write(content)
        except OSError as problem:
            self.problem = problem
            raise

    def flush(self) -> None:
        """Leaves it to whoever opened the file."""


def _bech32(key: bytes) -> str:
    """Bytes as BIP 173 writes them: age knows keys in no other form."""
    bits = int.from_bytes(key, "big") << 4  # 256 bits fill 52 letters of five but for four
    letters = [bits >> 5 * place & 31 for place in reversed(range(52))]
    head = [ord(letter) >> 5 for letter in _PREFIX] + [0] + [ord(letter) & 31 for letter in _PREFIX]
    check = _checksum([*head, *letters, *[0] * 6]) ^ 1
    tail = [check >> 5 * place & 31 for place in reversed(range(6))]
    return f"{_PREFIX}1{''.join(_LETTERS[each] for each in [*letters, *tail])}"


def _checksum(values: Iterable[int]) -> int:
    sum_ = 1
    for value in values:
        top = sum_ >> 25
        sum_ = (sum_ & 0x1FFFFFF) << 5 ^ value
        for place, generator in enumerate(_GENERATOR):
            sum_ ^= generator if top >> place & 1 else 0
    return sum_
