"""Bytes by their hash in a folder of the data folder.

Under its name a file is whole and hashes to it, also after a power cut. What is still coming lies beside, and its
length is how much of it is here.
"""

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


class WrongOffset(Exception):  # noqa: N818 - an outcome, not an error of ours
    """The bytes that came do not follow on those that are here; `offset` is where to go on."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class Folder:
    """A folder of bytes."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def path(self, sha256: str) -> Path:
        """Where the whole bytes are, if they are."""
        return self._root / sha256[:2] / sha256

    def have(self, sha256: str) -> int:
        """How many bytes are here."""
        for path in (self.path(sha256), self._coming(sha256)):
            if path.exists():
                return path.stat().st_size
        return 0

    def read(self, sha256: str) -> bytes | None:
        """All of them, where they are whole."""
        try:
            return self.path(sha256).read_bytes()
        except FileNotFoundError:
            return None

    def set_aside(self, sha256: str) -> None:
        """Puts them into `damaged`, where nobody takes them for whole."""
        (self._root / "damaged").mkdir(mode=0o700, exist_ok=True)
        self.path(sha256).replace(self._root / "damaged" / sha256)

    def remove(self, sha256: str) -> None:
        """Takes them away, whatever is here of them."""
        for path in (self.path(sha256), self._coming(sha256)):
            path.unlink(missing_ok=True)

    def append(self, sha256: str, offset: int, chunk: bytes) -> int:
        """Adds bytes at the end; how many are here then. Raises `WrongOffset`."""
        with self._held(sha256) as coming:
            if offset != os.fstat(coming).st_size:
                raise WrongOffset(os.fstat(coming).st_size)
            os.lseek(coming, offset, os.SEEK_SET)
            os.write(coming, chunk)
            os.fsync(coming)
            return os.fstat(coming).st_size

    def finish(self, sha256: str, objection: Callable[[bytes], str | None]) -> str | None:
        """Gives the bytes their name; what speaks against it is said instead, and they begin anew."""
        with self._held(sha256) as coming:
            content = self._coming(sha256).read_bytes()
            problem = "wrong_hash" if hashlib.sha256(content).hexdigest() != sha256 else objection(content)
            if problem is not None:
                os.ftruncate(coming, 0)
                return problem
            self.path(sha256).parent.mkdir(mode=0o700, exist_ok=True)
            self._coming(sha256).replace(self.path(sha256))
            _fsync(self.path(sha256).parent)
            return None

    @contextmanager
    def _held(self, sha256: str) -> Iterator[int]:
        """The bytes that are coming, for one writer at a time. Raises `WrongOffset` where another has finished them."""
        self._coming(sha256).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        coming = os.open(self._coming(sha256), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(coming, fcntl.LOCK_EX)
            if self.path(sha256).exists():
                self._coming(sha256).unlink(missing_ok=True)
                raise WrongOffset(self.have(sha256))
            yield coming
        finally:
            os.close(coming)

    def _coming(self, sha256: str) -> Path:
        return self._root / "coming" / sha256


def _fsync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
