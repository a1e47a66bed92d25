"""How pictures look, whatever their bytes are."""

import hashlib
import random
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from httpx import Client
from PIL import Image, ImageDraw

from cast import CAST, envelope, visit
from shouwang import clock
from shouwang.questions.pictures import MOST_BITS_APART, print_of
from shouwang.questions.rules import distance


def scene(seed: int, quality: int = 85, words: str = "", scale: float = 1.0) -> bytes:
    """A JPEG of some shapes, as large as phones send; with words at its lower edge."""
    shapes = random.Random(seed)
    image = Image.radial_gradient("L").resize((640, 480)).convert("RGB")
    drawing = ImageDraw.Draw(image)
    for _ in range(12):
        x, y = shapes.randrange(560), shapes.randrange(400)
        colour = tuple(shapes.randrange(256) for _ in range(3))
        drawing.rectangle((x, y, x + shapes.randrange(40, 240), y + shapes.randrange(40, 200)), fill=colour)
    drawing.rectangle((0, 430, 640, 480), fill="black")
    drawing.text((10, 440), words, fill="white")
    if scale != 1.0:
        image = image.resize((int(640 * scale), int(480 * scale)))
    kept = BytesIO()
    image.save(kept, "JPEG", quality=quality)
    return kept.getvalue()


def looks(picture: bytes) -> int:
    value = print_of(picture)
    assert value is not None
    return value


@pytest.mark.parametrize("seed", range(5))
def test_the_same_scene_looks_the_same_smaller_coarser_and_with_another_time_on_it(seed: int) -> None:
    original = looks(scene(seed, words="2026-03-03 09:00"))
    for other in (scene(seed, 40, "2026-03-09 18:31"), scene(seed, scale=0.6), scene(seed, 60, scale=1.4)):
        assert distance(original, looks(other)) <= MOST_BITS_APART


def test_of_sixty_scenes_no_two_look_the_same() -> None:
    prints = [looks(scene(seed)) for seed in range(100, 160)]
    apart = [distance(one, other) for at, one in enumerate(prints) for other in prints[:at]]
    assert min(apart) > MOST_BITS_APART


@pytest.mark.parametrize("picture", [b"", b"\xff\xd8\xff", b"GIF89a", b"x" * 10_000, scene(1)[:300]])
def test_bytes_that_are_no_picture_look_like_nothing(picture: bytes) -> None:
    assert print_of(picture) is None


def test_a_wall_and_a_dark_night_look_like_nothing() -> None:
    kept = BytesIO()
    Image.new("RGB", (640, 480), "#202020").save(kept, "JPEG")
    assert print_of(kept.getvalue()) is None


def test_a_picture_taken_of_a_picture_is_asked_about_once_it_is_here(client: Client, carer: dict[str, str]) -> None:
    start = clock.now() - timedelta(days=3)
    contents = [scene(7, words="3月3日"), scene(7, 50, "3月9日", scale=0.8), scene(8)]
    visits = [seen(start + timedelta(days=day), content) for day, content in enumerate(contents)]
    items = [envelope(each, n, schema_version=2) for n, each in enumerate(visits, 1)]
    client.post("/api/sync/push", headers=carer, json={"device": "d", "items": items})
    for content in contents:
        name = hashlib.sha256(content).hexdigest()
        sent = client.patch(f"/api/blobs/{name}", headers=carer | {"Upload-Offset": "0"}, content=content)
        assert sent.status_code in (200, 204), sent.text
    rows = client.post("/api/sync/pull", headers=carer, json={"device": "d", "have": {}}).json()["rows"]
    asked = [row["body"] for row in rows if row["kind"] == "question"]
    assert [(each["kind"], each["records"]) for each in asked] == [("picture", [each["id"] for each in visits[:2]])]


def seen(start: Any, content: bytes) -> dict[str, Any]:
    picture = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
    return visit(CAST.wang, start, pictures=[picture])
