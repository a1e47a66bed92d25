"""A picture that says to be enormous is not unpacked."""

from io import BytesIO

import pytest
from PIL import Image

from shouwang.blobs.rules import objection_to
from shouwang.blobs.small import made_small
from shouwang.questions.pictures import print_of


def claiming(width: int, height: int, *, progressive: bool) -> bytes:
    """A small JPEG whose header says another size."""
    out = BytesIO()
    Image.new("RGB", (64, 64), "white").save(out, "JPEG", progressive=progressive)
    content = out.getvalue()
    at = content.index(b"\xff\xc2" if progressive else b"\xff\xc0") + 5
    return content[:at] + height.to_bytes(2, "big") + width.to_bytes(2, "big") + content[at + 4 :]


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("size", [(65_500, 65_500), (12_000, 7_000), (65_500, 2_000)])
@pytest.mark.filterwarnings("default")  # Pillow warns of what is half as large as what it refuses
def test_a_picture_that_says_to_be_enormous_is_not_unpacked(size: tuple[int, int], progressive: bool) -> None:
    bomb = claiming(*size, progressive=progressive)
    assert objection_to(bomb) == "too_many_pixels"
    assert made_small(bomb) is None
    assert print_of(bomb) is None
