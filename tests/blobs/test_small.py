"""A picture is shown small in lists, to whom the whole one is shown, at a twentieth of its bytes."""

import hashlib
import random
from io import BytesIO

import pytest
from httpx import Client
from PIL import Image
from sqlalchemy import Engine

import cast
from blobs.test_blobs import expected, jpeg
from cast import CAST
from shouwang.blobs.service import append
from shouwang.blobs.small import SIDE, made_small

Headers = dict[str, str]


def photo(width: int = 1_280, height: int = 960, mode: str = "RGB", seed: int = 1, **options: bool) -> bytes:
    """Soft colours under noise: it packs about as a photo does."""
    chance = random.Random(seed)
    rough = Image.frombytes("RGB", (16, 12), chance.randbytes(16 * 12 * 3)).resize((width, height))
    noise = Image.frombytes("RGB", (width, height), chance.randbytes(width * height * 3))
    made = BytesIO()
    Image.blend(rough, noise, 0.1).convert(mode).save(made, "JPEG", quality=80, **options)
    return made.getvalue()


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
@pytest.mark.parametrize("progressive", [False, True])
def test_whatever_its_kind_it_becomes_a_small_one_of_the_same_shape(mode: str, progressive: bool) -> None:
    whole = photo(mode=mode, progressive=progressive)
    small = made_small(whole)
    assert small is not None
    assert len(small) < len(whole) / 10
    with Image.open(BytesIO(small)) as image:
        assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (SIDE, SIDE * 3 // 4))


def test_what_cannot_be_opened_has_no_small_one() -> None:
    whole = photo(320, 240)
    for broken in (b"", b"\xff\xd8\xff", jpeg(), whole[: len(whole) // 2], b"\x89PNG\r\n\x1a\n" + b"0" * 40):
        assert made_small(broken) is None
    assert made_small(photo(3_000, 2_100)) is None, "unpacking it would cost more than a list is worth"


def test_no_bytes_break_it() -> None:
    chance, whole = random.Random(5), photo(64, 48)
    for _ in range(400):
        broken = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            broken[chance.randrange(2, len(broken))] = chance.randrange(256)
        made_small(bytes(broken[: chance.randint(2, len(broken))]))


def test_it_is_shown_to_whom_the_whole_one_is_shown(settled: Engine, client: Client) -> None:
    whole, noise = photo(), jpeg(seed=31)
    for content in (whole, noise):
        append(expected(settled, content), 0, content)
    path = f"/api/blobs/{hashlib.sha256(whole).hexdigest()}/small"
    for name in ("carer", "clerk", "officer"):
        reply = client.get(path, headers=cast.sign_in(settled, getattr(CAST, name), f"phone-of-{name}"))
        assert (reply.status_code, reply.headers["content-type"]) == (200, "image/jpeg")
        assert len(reply.content) < len(whole) / 10
    for name in ("other_carer", "other_clerk", "stranger"):
        sign_in = cast.sign_in(settled, getattr(CAST, name), f"phone-of-{name}")
        assert client.get(path, headers=sign_in).status_code == 404
    clerk = cast.sign_in(settled, CAST.clerk, "phone-of-clerk")
    unopened = f"/api/blobs/{hashlib.sha256(noise).hexdigest()}"
    assert [client.get(unopened + size, headers=clerk).status_code for size in ("", "/small")] == [200, 404]
