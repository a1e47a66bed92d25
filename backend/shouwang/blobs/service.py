"""Use cases of pictures: a row says that one is coming, it comes in pieces, and who may see the row may see it.

Bytes are only taken where a row refers to them, so nobody can fill the disk; whoever brings them, they are the same.
"""

from contextlib import suppress
from typing import Annotated

from pydantic import BaseModel, Field
from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock
from shouwang.accounts.models import User
from shouwang.accounts.roles import STAFF
from shouwang.accounts.service import Caller
from shouwang.blobs import queries
from shouwang.blobs.asking import no_longer_wanted
from shouwang.blobs.folder import WrongOffset
from shouwang.blobs.models import Blob, BlobRef, BlobState
from shouwang.blobs.rules import objection_to
from shouwang.blobs.store import store
from shouwang.database import insert_into, reading, writing
from shouwang.errors import Busy, Refused, Unknown
from shouwang.questions.pictures import look_at
from shouwang.settings import settings
from shouwang.sync.pull import scope

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Picture(BaseModel):
    """Bytes that a row refers to: their hash, how many they are, and the hash of what they were drawn from."""

    sha256: Sha256
    size: int = Field(ge=1)
    original: Sha256 | None = None


def expect(session: Session, picture: Picture, kind: str, row: str, file: str) -> None:
    """A row of a file refers to bytes, which are taken in from then on. Raises `Refused` where they are too many."""
    if picture.size > settings().blob_bytes:
        raise Refused("picture_too_large", most=settings().blob_bytes)
    named = {"sha256": picture.sha256, "size": picture.size, "state": BlobState.EXPECTED, "expected_at": clock.now()}
    added = insert_into(session, Blob).values(**named)
    # A second row may know better how many there are, as long as they are not here.
    corrected = added.on_conflict_do_update(
        index_elements=["sha256"], set_={"size": picture.size}, where=col(Blob.state) == BlobState.EXPECTED
    )
    session.execute(corrected)
    ref = insert_into(session, BlobRef).values(sha256=picture.sha256, kind=kind, id=row, file=file)
    session.execute(ref.on_conflict_do_nothing())


def standing(sha256: str) -> tuple[int, int]:
    """How many bytes are here, and how many they will be. Raises `Unknown` where nothing refers to them."""
    blob = _expected(sha256)
    if blob.state == BlobState.REMOVED:
        return blob.size, blob.size
    if store().have(sha256) == blob.size:
        _finish(blob)  # whoever brought the last of them may have been cut off before they had their name
    return store().have(sha256), blob.size


def append(sha256: str, offset: int, chunk: bytes) -> int:
    """Takes in a piece; how many bytes are here then. Raises `Refused`.

    The last piece has all of them checked: what is not kept begins anew.
    """
    blob = _expected(sha256)
    if blob.state == BlobState.REMOVED:
        raise Refused("wrong_offset", offset=blob.size)
    if offset + len(chunk) > blob.size:
        raise Refused("too_many_bytes", size=blob.size)
    try:
        have = store().append(sha256, offset, chunk)
    except WrongOffset as here:
        raise Refused("wrong_offset", offset=here.offset) from None
    except OSError as full:
        raise Busy from full
    problem = _finish(blob) if have == blob.size else None
    if problem is not None:
        raise Refused(problem)
    return have


def visible(session: Session, caller: Caller, sha256: str) -> bytes:
    """The bytes, for somebody who may see a row that refers to them. Raises `Unknown`."""
    files = queries.files_of(session, sha256)
    content = store().read(sha256) if _may_see(session, caller, files) else None
    if content is None:
        raise Unknown
    return content


def _expected(sha256: str) -> Blob:
    with reading() as session:
        blob = session.get(Blob, sha256)
    if blob is None:
        raise Unknown
    return blob


def _finish(blob: Blob) -> str | None:
    """Gives bytes that are all here their name, and notes it; what speaks against it is said instead."""
    with suppress(WrongOffset):  # another has done it
        problem = store().finish(blob.sha256, objection_to)
        if problem is not None:
            return problem
    if blob.state != BlobState.WHOLE:
        with writing() as session:
            come = {"state": BlobState.WHOLE, "lost_at": None}
            session.execute(update(Blob).where(col(Blob.sha256) == blob.sha256).values(**come))
            no_longer_wanted(session, [blob.sha256])
            look_at(session, blob.sha256, store().read(blob.sha256) or b"")
    return None


def _may_see(session: Session, caller: Caller, files: list[str]) -> bool:
    if caller.role in STAFF:
        places = (_place(session, file) for file in files)
        return any(place is not None and place.startswith(caller.user.place) for place in places)
    own = set(scope(session, caller, clock.today(settings().zone)))
    return any(file in own for file in files)


def _place(session: Session, file: str) -> str | None:
    """Whose office may see a file."""
    kind, _, name = file.partition(":")
    if kind == "p":
        return queries.township_of(session, name)
    if kind == "u":
        user = session.get(User, name)
        return user.place if user else None
    return name if kind == "t" else None
