"""17: bytes hash to their name; a cut upload goes on where it was; who may not see the row sees nothing."""

import hashlib
import random
import socket
import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine

import cast
from cast import CAST
from shouwang.blobs import service
from shouwang.blobs.folder import Folder
from shouwang.blobs.models import Blob, BlobState
from shouwang.blobs.rules import Problem, objection_to
from shouwang.blobs.service import Picture, append, expect, standing
from shouwang.blobs.store import store
from shouwang.database import reading, writing
from shouwang.errors import Refused, Unknown

Headers = dict[str, str]


def county_folder() -> Folder:
    found = store()
    assert isinstance(found, Folder)
    return found


def jpeg(size: int = 3_000, width: int = 640, height: int = 480, extra: bytes = b"", seed: int = 1) -> bytes:
    """The head of a real JPEG, and noise as its data."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\1\x11\0"
    head = b"\xff\xd8" + segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\0\0") + extra
    head += segment(0xC0, frame) + segment(0xDA, b"\1\1\0\0\x3f\0")
    noise = random.Random(seed).randbytes(size - len(head) - 2).replace(b"\xff", b"\xfe")
    return head + noise + b"\xff\xd9"


def segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def expected(engine: Engine, picture: bytes, file: str = f"p:{CAST.wang}") -> str:
    """A row refers to it."""
    sha = hashlib.sha256(picture).hexdigest()
    with writing(engine) as session:
        expect(session, Picture(sha256=sha, size=len(picture)), "sheet", f"sheet of {sha[:8]}", file)
    return sha


def state(engine: Engine, sha: str) -> str:
    with reading(engine) as session:
        return session.get_one(Blob, sha).state


def test_an_upload_that_was_cut_at_any_byte_goes_on_there(settled: Engine) -> None:
    """Whatever the last writer left behind when it died, between the first byte and the name."""
    picture = jpeg(400)
    for cut in range(len(picture) + 1):
        mine = picture[:-10] + struct.pack(">Q", cut) + picture[-2:]
        sha = expected(settled, mine)
        coming = county_folder()._coming(sha)
        coming.parent.mkdir(parents=True, exist_ok=True)
        coming.write_bytes(mine[:cut])
        have, size = standing(sha)
        assert (have, size) == (cut, len(mine))
        if have < size:
            assert append(sha, have, mine[have:]) == size
        assert county_folder().path(sha).read_bytes() == mine
        assert state(settled, sha) == BlobState.WHOLE
        assert not coming.exists()


def test_a_line_that_is_cut_within_a_piece_loses_that_piece_alone(
    client: Client, settled: Engine, carer: Headers
) -> None:
    picture = jpeg(90_000)
    sha = expected(settled, picture)
    for start, end in pairwise((0, 30_000, 60_000, 90_000)):
        cut_off(client, carer, sha, start, picture[start:end], (end - start) // 3)
        head = client.head(f"/api/blobs/{sha}", headers=carer)
        assert (head.headers["upload-offset"], head.headers["upload-length"]) == (str(start), "90000")
        sent = patch(client, carer, sha, start, picture[start:end])
        assert (sent.status_code, sent.headers["upload-offset"]) == (204, str(end))
    assert client.get(f"/api/blobs/{sha}", headers=carer).content == picture
    assert patch(client, carer, sha, 0, picture[:10]).json() == {"code": "wrong_offset", "offset": 90_000}


def cut_off(client: Client, headers: Headers, sha: str, offset: int, piece: bytes, after: int) -> None:
    """Says that a whole piece is coming, sends some of it and hangs up."""
    url = client.base_url
    lines = [
        f"PATCH /api/blobs/{sha} HTTP/1.1",
        f"Host: {url.host}",
        f"Authorization: {headers['Authorization']}",
        f"Upload-Offset: {offset}",
        f"Content-Length: {len(piece)}",
    ]
    with socket.create_connection((url.host, url.port or 80), timeout=10) as line:
        line.sendall("\r\n".join([*lines, "", ""]).encode() + piece[:after])


def patch(client: Client, headers: Headers, sha: str, offset: int, piece: bytes) -> Any:
    return client.patch(f"/api/blobs/{sha}", headers={**headers, "Upload-Offset": str(offset)}, content=piece)


def test_what_is_not_what_it_says_begins_anew(settled: Engine) -> None:
    picture = jpeg()
    sha = expected(settled, picture)
    wrong = picture[:-3] + b"x" + picture[-2:]
    with pytest.raises(Refused) as refused:
        append(sha, 0, wrong)
    assert refused.value.code == Problem.WRONG_HASH
    assert standing(sha) == (0, len(picture))
    with pytest.raises(Refused, match="too_many_bytes"):
        append(sha, 0, picture + b"x")
    with pytest.raises(Refused, match="wrong_offset"):
        append(sha, 5, picture[5:])
    append(sha, 0, picture)
    with pytest.raises(Unknown):
        append(hashlib.sha256(b"?").hexdigest(), 0, b"?")
    with pytest.raises(Refused, match="picture_too_large"), writing(settled) as session:
        expect(session, Picture(sha256=sha, size=10**8), "record", "x", "p:x")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (jpeg(), None),
        (b"", Problem.NOT_A_PICTURE),
        (b"\x89PNG\r\n\x1a\n" + b"0" * 40, Problem.NOT_A_PICTURE),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Problem.NOT_A_PICTURE),
        (b"\xff\xd8\xff\xd9", Problem.NOT_A_PICTURE),
        (b"\xff\xd8\xff\xe0\0\0" * 9, Problem.NOT_A_PICTURE),
        (jpeg()[:30], Problem.NOT_A_PICTURE),
        (jpeg(width=65_000, height=65_000), Problem.TOO_MANY_PIXELS),
        (jpeg(extra=segment(0xE1, b"Exif\0\0MM")), Problem.HAS_METADATA),
        (jpeg(extra=segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0")), Problem.HAS_METADATA),
    ],
)
def test_only_a_picture_that_tells_nothing_of_its_camera_is_kept(content: bytes, problem: Problem | None) -> None:
    assert objection_to(content) == problem


def test_no_bytes_break_the_reading_of_a_picture() -> None:
    chance = random.Random(7)
    for _ in range(3_000):
        broken = bytearray(jpeg(120))
        for _ in range(chance.randint(1, 6)):
            broken[chance.randrange(2, len(broken))] = chance.choice((0, 1, 0xC0, 0xDA, 0xFF, chance.randrange(256)))
        objection_to(bytes(broken[: chance.randint(2, len(broken))]))


def test_two_rows_share_the_bytes_and_each_shows_them_to_its_own(settled: Engine, client: Client) -> None:
    picture = jpeg()
    sha = expected(settled, picture)
    append(sha, 0, picture)
    seen = dict(sightings(client, settled, sha))
    assert seen == {"carer": True, "other_carer": False, "clerk": True, "officer": True} | dict.fromkeys(
        ("other_clerk", "stranger"), False
    )
    with writing(settled) as session:
        expect(session, Picture(sha256=sha, size=len(picture)), "sheet", "1", f"u:{CAST.other_carer}")
        expect(session, Picture(sha256=sha, size=9), "concern", "1", f"s:{CAST.stranger}")
    assert dict(sightings(client, settled, sha))["other_carer"]
    assert not dict(sightings(client, settled, sha))["stranger"]
    assert state(settled, sha) == BlobState.WHOLE
    assert standing(sha) == (len(picture), len(picture))


def sightings(client: Client, engine: Engine, sha: str) -> Iterator[tuple[str, bool]]:
    for name in ("carer", "other_carer", "clerk", "officer", "other_clerk", "stranger"):
        reply = client.get(f"/api/blobs/{sha}", headers=cast.sign_in(engine, getattr(CAST, name), f"phone-of-{name}"))
        assert reply.status_code in (200, 404)
        assert reply.status_code == 404 or reply.headers["content-type"] == "image/jpeg"
        yield name, reply.status_code == 200


def test_of_two_who_bring_the_same_bytes_one_goes_on_for_both(settled: Engine) -> None:
    picture = jpeg(1_000)
    sha = expected(settled, picture)
    service.append(sha, 0, picture[:600])
    with pytest.raises(Refused, match="wrong_offset"):
        service.append(sha, 0, picture[:500])
    assert standing(sha)[0] == 600
    service.append(sha, 600, picture[600:])
    assert county_folder().path(sha).read_bytes() == picture
