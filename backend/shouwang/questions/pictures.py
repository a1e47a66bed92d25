"""How a picture looks, in 64 bits: two that look the same to a person hardly differ in them, whatever their bytes are.

The difference hash: the picture in grey, nine columns by eight rows, and for each pair of neighbours which is brighter.
"""

from itertools import pairwise

from PIL import Image
from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.blobs.rules import MOST_PIXELS
from shouwang.blobs.unpacking import unpacked
from shouwang.questions import queries
from shouwang.questions.raising import keep, pictured_twice
from shouwang.questions.rules import alike
from shouwang.records.models import Record
from shouwang.sync.write import Author, lock_buckets

COLUMNS, ROWS = 9, 8
MOST_BITS_APART = 3
"""Of 64. Two pictures of one room from one chair differ in more."""
FEWEST_BITS = 8
"""A wall or a dark night has fewer edges than this: it looks like every other one."""
FLICKER = 2
"""Of 255: by so much a smooth surface changes when it is packed anew."""
WITHOUT_WATERMARK = 0.8
"""The words stand at the lower edge, and tell each time something else."""


def print_of(picture: bytes) -> int | None:
    """How it looks; None where nothing can be told. Raises nothing: bytes from a phone may be anything."""
    grey = unpacked(picture, "L", (COLUMNS * 8, ROWS * 8), MOST_PIXELS)
    if grey is None:
        return None
    shown = grey.crop((0, 0, grey.width, max(1, int(grey.height * WITHOUT_WATERMARK))))
    small = shown.resize((COLUMNS, ROWS), Image.Resampling.BOX).tobytes()
    rows = [small[at : at + COLUMNS] for at in range(0, len(small), COLUMNS)]
    bits = [left > right + FLICKER for row in rows for left, right in pairwise(row)]
    value = sum(bit << at for at, bit in enumerate(bits))
    return value if FEWEST_BITS <= value.bit_count() <= len(bits) - FEWEST_BITS else None


def look_at(session: Session, sha256: str, picture: bytes) -> None:
    """Looks at a picture that has come, and asks where another of the same worker looks the same."""
    mine = queries.records_with(session, sha256)
    value = print_of(picture) if mine else None
    if value is None:
        return
    lock_buckets(session, [f"u:{each.worker}" for each in mine])
    for each in mine:
        each.print = f"{value:016x}"
        others = [(o.record, int(o.print or "0", 16)) for o in queries.prints_of(session, each.worker)]
        known = session.get(Record, each.record)
        if known is not None:
            looks_same = alike(value, others, MOST_BITS_APART)
            asked = pictured_twice(session, looks_same, {known.id: known})
            keep(session, asked, {known.id: known}, Author(None, clock.now()))
    session.flush()
