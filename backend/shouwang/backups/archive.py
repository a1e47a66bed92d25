"""What lies in a backup: a tar of a few kinds of entries, in this order, which any tar and gzip can read.

about.json                  which form this is, of which county and revision, and when it was made
tables/NAME/000001.jsonl.gz the rows of a table, a list of values in each line (`rows`)
county.keys                 the private keys to which phones seal
pictures/SHA256             bytes by their hash
sums.json                   how many rows each table has, and the hash over them; how many pictures there are
"""

import gzip
import hashlib
import tarfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import Connection

from shouwang import county_keys
from shouwang.backups.failures import Damaged
from shouwang.backups.queries import revision_of
from shouwang.backups.rows import Running, Sum, lines_of, tables_of

FORM = 1
PIECE_BYTES = 4 << 20
ABOUT, KEYS, SUMS = "about.json", "county.keys", "sums.json"
TABLES, PICTURES = "tables/", "pictures/"
_BLOCK = 512


@dataclass(frozen=True)
class About:
    """What a backup says of itself. `revision` is the schema's."""

    form: int
    county: str
    revision: str
    made_at: str


@dataclass
class Contents:
    """What was written into an archive, or found in one. `missing`: pictures that the rows speak of are not here."""

    about: About
    tables: dict[str, Sum] = field(default_factory=dict)
    pictures: int = 0
    picture_bytes: int = 0
    missing: int = 0

    @property
    def rows(self) -> int:
        """All rows of all tables."""
        return sum(each.count for each in self.tables.values())


def about(connection: Connection, county: str, now: datetime) -> About:
    """What is said of a backup that is made now."""
    return About(FORM, county, revision_of(connection), now.isoformat(timespec="seconds"))


def written(
    connection: Connection, contents: Contents, pictures: Iterable[tuple[str, bytes | None]]
) -> Iterator[bytes]:
    """The bytes of an archive; what is in it is noted in `contents` on the way."""
    yield from _entry(ABOUT, orjson.dumps(asdict(contents.about)))
    for table in tables_of(connection):
        running = Running()
        for number, piece in enumerate(_pieces(lines_of(connection, table), running), 1):
            yield from _entry(f"{TABLES}{table.name}/{number:06}.jsonl.gz", gzip.compress(piece, 3, mtime=0))
        contents.tables[str(table.name)] = running.sum()
    yield from _entry(KEYS, county_keys.as_text().encode())
    for sha256, content in pictures:
        if content is None:
            contents.missing += 1
            continue
        contents.pictures, contents.picture_bytes = contents.pictures + 1, contents.picture_bytes + len(content)
        yield from _entry(f"{PICTURES}{sha256}", content)
    yield from _entry(SUMS, orjson.dumps({"tables": contents.tables, "pictures": contents.pictures}))
    yield bytes(2 * _BLOCK)


def about_of(archive: tarfile.TarFile) -> About:
    """The first entry. Raises `Damaged`."""
    first = archive.next()
    if first is None or first.name != ABOUT:
        raise Damaged
    return About(**orjson.loads(_content(archive, first)))


@dataclass
class Told:
    """What becomes of the entries of an archive, kind by kind."""

    rows: Callable[[str, list[bytes]], None]
    keys: Callable[[str], None]
    picture: Callable[[str, bytes], None]


def follow(archive: tarfile.TarFile, contents: Contents, told: Told) -> dict[str, Sum]:
    """Hands over every entry behind the first; gives the sums that were noted in the end. Raises `Damaged`."""
    while entry := archive.next():  # iterating would begin with the first again
        content = _content(archive, entry)
        if entry.name.startswith(TABLES):
            told.rows(entry.name.split("/")[1], gzip.decompress(content).splitlines())
        elif entry.name == KEYS:
            told.keys(content.decode())
        elif entry.name.startswith(PICTURES):
            _picture(entry.name.removeprefix(PICTURES), content, contents, told)
        elif entry.name == SUMS:
            return _sums(orjson.loads(content), contents)
    raise Damaged


def _picture(sha256: str, content: bytes, contents: Contents, told: Told) -> None:
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Damaged
    contents.pictures, contents.picture_bytes = contents.pictures + 1, contents.picture_bytes + len(content)
    told.picture(sha256, content)


def _sums(noted: Any, contents: Contents) -> dict[str, Sum]:
    if noted["pictures"] != contents.pictures:
        raise Damaged
    return {name: Sum(**each) for name, each in noted["tables"].items()}


def _content(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> bytes:
    file = archive.extractfile(entry)
    if file is None:
        raise Damaged
    return file.read()


def _entry(name: str, content: bytes) -> Iterator[bytes]:
    info = tarfile.TarInfo(name)
    info.size, info.mode = len(content), 0o600
    yield info.tobuf() + content + bytes(-len(content) % _BLOCK)


def _pieces(lines: Iterable[bytes], running: Running) -> Iterator[bytes]:
    piece, size = [], 0
    for line in lines:
        running.add(line)
        piece.append(line)
        size += len(line) + 1
        if size >= PIECE_BYTES:
            yield b"\n".join(piece)
            piece, size = [], 0
    if piece:
        yield b"\n".join(piece)
