"""A picture made small, for lists: a twentieth of its bytes, in some milliseconds, from what the store has."""

from io import BytesIO

from PIL import Image

SIDE = 240
"""The longer one, in points: twice what the desk's lists give it."""
QUALITY = 70
MOST_PIXELS = 6_000_000
"""Twice the largest that a phone or the desk draws. Of more, unpacking costs a server more than a list is worth."""


def made_small(content: bytes) -> bytes | None:
    """The same picture as a small JPEG; None where it is none, is too large to begin with, or cannot be opened."""
    try:
        with Image.open(BytesIO(content), formats=["JPEG"]) as image:
            if image.width * image.height > MOST_PIXELS:
                return None
            image.draft("RGB", (SIDE, SIDE))  # unpacked at a quarter or an eighth, where that is still enough
            image.thumbnail((SIDE, SIDE))
            small = BytesIO()
            image.convert("RGB").save(small, "JPEG", quality=QUALITY)
            return small.getvalue()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):  # whatever Pillow says of broken bytes
        return None
