"""Where bytes are kept by their hash: a folder, or anything else that knows the same few verbs."""

from collections.abc import Callable
from typing import Protocol

from shouwang.blobs.folder import Folder
from shouwang.settings import settings

Objection = Callable[[bytes], str | None]


class Store(Protocol):
    """Bytes by their hash. What is whole hashes to its name; what is still coming is as long as it says."""

    def have(self, sha256: str) -> int:
        """How many bytes are here."""
        ...

    def append(self, sha256: str, offset: int, chunk: bytes) -> int:
        """Adds bytes at the end; how many are here then. Raises `WrongOffset`."""
        ...

    def finish(self, sha256: str, objection: Objection) -> str | None:
        """Gives the bytes their name, or says what speaks against it and begins anew. Raises `WrongOffset`."""
        ...

    def read(self, sha256: str) -> bytes | None:
        """All of them, where they are whole."""
        ...

    def set_aside(self, sha256: str) -> None:
        """Puts bytes that do not hash to their name where nobody takes them for whole, and a person can look."""
        ...

    def remove(self, sha256: str) -> None:
        """Takes them away, whatever is here of them."""
        ...


def store() -> Store:
    """The store of this county: a bucket where one is named, else the folder."""
    if settings().s3_bucket:
        # The client is an extra that only these counties install.
        from shouwang.blobs.s3 import bucket  # noqa: PLC0415

        return bucket()
    return Folder(settings().data / "blobs")
