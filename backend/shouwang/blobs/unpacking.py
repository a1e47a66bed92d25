"""A picture unpacked, whatever its bytes are."""

from io import BytesIO

from PIL import Image


def unpacked(content: bytes, mode: str, size: tuple[int, int], most_pixels: int) -> Image.Image | None:
    """A JPEG in Pillow's `mode`, no larger than what `size` needs.

    None where it is none, says to have more than `most_pixels`, or cannot be opened. A progressive one is unpacked
    whole, however small it is wanted: the bound is what keeps some bytes from filling the memory.
    """
    try:
        with Image.open(BytesIO(content), formats=["JPEG"]) as opened:
            if opened.width * opened.height > most_pixels:
                return None
            opened.draft(mode, size)  # unpacked at a quarter or an eighth, where that is still enough
            return opened.convert(mode)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):  # whatever Pillow says of broken bytes
        return None
