"""Use case of whoever runs the server: is everything still in the store that the database thinks is there?

A file may be deleted, a disk restored from an older day than the database, a bucket emptied. What is gone shows at the
desk as missing, and is asked for again from the phones, which keep what they sent for a while (docs/decisions/0136).
"""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import update
from sqlmodel import col

from shouwang import clock
from shouwang.blobs import queries
from shouwang.blobs.asking import ask
from shouwang.blobs.models import Blob, BlobState
from shouwang.blobs.store import store
from shouwang.database import reading, writing

AT_ONCE = 500
FEW = 10
"""So many may all be gone by themselves; of more it is rather the folder that is not there."""
PATIENCE = timedelta(days=1)
"""What was promised only now may still be on its way."""
KEPT = timedelta(days=60)
"""No phone has it for longer after it was sent; what waits there comes without being asked."""


class NoneLeftError(Exception):
    """Not one of `looked` is in the store: rather it is not mounted, or another bucket is named."""

    def __init__(self, looked: int) -> None:
        super().__init__(looked)
        self.looked = looked


class Checked(NamedTuple):
    """Of `looked` so many are `gone` and `damaged`; `missing` are not here all in all, `asked` rows ask phones anew."""

    looked: int
    gone: int
    damaged: int
    missing: int
    asked: int


def check(*, thoroughly: bool = False, none_left: bool = False) -> Checked:
    """Looks for everything that should be here, and asks phones for what is not. Raises `NoneLeftError`.

    `thoroughly`: reads and hashes it as well. `none_left`: believes it, should none be there.
    """
    looked, gone, damaged = 0, [], []
    for sha256, size in _thought_whole():
        looked += 1
        if store().have(sha256) == 0:
            gone.append(sha256)
        elif _is_damaged(sha256, size, thoroughly=thoroughly):
            damaged.append(sha256)
    if len(gone) == looked > FEW and not none_left:
        raise NoneLeftError(looked)
    for sha256 in damaged:
        store().set_aside(sha256)
    _note_lost([*gone, *damaged])
    missing, asked = _ask()
    return Checked(looked, len(gone), len(damaged), missing, asked)


def _thought_whole() -> Iterator[tuple[str, int]]:
    last = ""
    while True:
        with reading() as session:
            page = queries.whole_after(session, last, AT_ONCE)
        if not page:
            return
        yield from page
        last = page[-1][0]


def _is_damaged(sha256: str, size: int, *, thoroughly: bool) -> bool:
    if store().have(sha256) != size:
        return True
    return thoroughly and hashlib.sha256(store().read(sha256) or b"").hexdigest() != sha256


def _note_lost(hashes: Sequence[str]) -> None:
    for some in _some(hashes):
        lost = update(Blob).where(col(Blob.sha256).in_(some), col(Blob.state) == BlobState.WHOLE)
        with writing() as session:
            session.execute(lost.values(state=BlobState.EXPECTED, lost_at=clock.now()))


def _ask() -> tuple[int, int]:
    """How many are missing that somebody may have, and how many rows ask for them anew."""
    now, asked = clock.now(), 0
    with reading() as session:
        hashes = queries.overdue(session, now - KEPT, now - PATIENCE)
    for some in _some(hashes):
        with writing() as session:
            asked += ask(session, some)
    return len(hashes), asked


def _some(hashes: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(hashes), AT_ONCE):
        yield hashes[start : start + AT_ONCE]
