"""What may be kept, without a database: a JPEG of a bearable size that tells nothing of its camera, or a voice note."""

import struct
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

MOST_PIXELS = 25_000_000
"""More is a bomb: a few bytes that unpack to more than a browser can hold."""

_START = b"\xff\xd8\xff"
_SCAN, _APP1 = 0xDA, 0xE1
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_PERSONAL = (b"Exif\0", b"http://ns.adobe.com/")


class Problem(StrEnum):
    """Why bytes are not kept."""

    WRONG_HASH = "wrong_hash"
    NOT_A_PICTURE = "not_a_picture"
    TOO_MANY_PIXELS = "too_many_pixels"
    HAS_METADATA = "has_metadata"


class _Segment(NamedTuple):
    marker: int
    content: bytes


_SOUNDS = {"audio/webm": (0, b"\x1aE\xdf\xa3"), "audio/ogg": (0, b"OggS"), "audio/mp4": (4, b"ftyp")}


def media_type(content: bytes) -> str:
    """What it is, by its first bytes alone."""
    for name, (at, mark) in _SOUNDS.items():
        if content[at : at + len(mark)] == mark:
            return name
    return "image/jpeg"


def objection_to(content: bytes) -> Problem | None:
    """What speaks against a picture or a voice note; None: nothing."""
    return None if media_type(content) in _SOUNDS else _objection_to_picture(content)


def _objection_to_picture(picture: bytes) -> Problem | None:
    if not picture.startswith(_START):
        return Problem.NOT_A_PICTURE
    segments = list(_segments(picture))
    frames = [segment.content for segment in segments if segment.marker in _FRAMES and len(segment.content) >= 5]
    if not frames or segments[-1].marker != _SCAN:
        return Problem.NOT_A_PICTURE
    if any(segment.marker == _APP1 and segment.content.startswith(_PERSONAL) for segment in segments):
        return Problem.HAS_METADATA
    pixels = max(height * width for height, width in (struct.unpack(">HH", frame[1:5]) for frame in frames))
    return Problem.TOO_MANY_PIXELS if pixels > MOST_PIXELS else None


def _segments(picture: bytes) -> Iterator[_Segment]:
    """The segments before the picture's data, and the one with which that begins."""
    at = 2
    while at + 4 <= len(picture) and picture[at] == 0xFF:
        marker = picture[at + 1]
        length = int.from_bytes(picture[at + 2 : at + 4], "big")
        yield _Segment(marker, picture[at + 4 : at + 2 + length])
        if marker == _SCAN or length < 2:
            return
        at += 2 + length
