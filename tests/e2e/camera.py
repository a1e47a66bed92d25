"""A camera that sees what a test draws: Chromium plays a film in place of a real one, or is handed a picture."""

import base64
from collections.abc import Sequence
from math import cos, radians, sin
from pathlib import Path

import segno
from playwright.sync_api import FilePayload, Page, expect

from blobs.test_blobs import segment

WIDTH, HEIGHT = 640, 480
MODULE = 9
"""Pixels of the film to a module of the code."""
TILT = 7.0
"""In degrees: nobody holds a phone straight."""
PAPER, INK = 205, 60
WHERE = b"Exif\0\0MM GPS of the elder's door"
PICTURE = """([width, height, seed]) => {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const context = canvas.getContext("2d");
    const noise = context.createImageData(64, 64);
    for (let y = 0; y < height; y += 64) for (let x = 0; x < width; x += 64) {
        for (let at = 0; at < noise.data.length; at++) {
            seed = (seed * 1103515245 + 12345) % 2147483648;
            noise.data[at] = at % 4 === 3 ? 255 : seed >>> 16;
        }
        context.putImageData(noise, x, y);
        if (width > 2000 && x > 640) break;
    }
    return canvas.toDataURL("image/jpeg", 0.9).split(",")[1];
}"""
FILM_ARGUMENTS = ("--use-fake-device-for-media-stream", "--use-file-for-fake-video-capture={}")


def arguments(film: Path) -> list[str]:
    """What Chromium is started with, to take the film for its camera; it is read whenever the camera is opened."""
    return [argument.format(film) for argument in FILM_ARGUMENTS]


def shoot(film: Path, texts: Sequence[str], frames_each: int = 6) -> None:
    """Writes a film that shows the QR code of each text for so many frames, at ten a second, over and over."""
    colours = bytes([128]) * (WIDTH * HEIGHT // 2)
    with film.open("wb") as file:
        file.write(f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F10:1 Ip A1:1 C420jpeg\n".encode())
        for text in texts:
            frame = b"FRAME\n" + _seen(text) + colours
            for _ in range(frames_each):
                file.write(frame)


def _seen(text: str) -> bytes:
    """Grey on grey and tilted, as a slip of paper on a table."""
    modules = [list(row) for row in segno.make(text, error="m").matrix_iter(border=4)]
    middle, turn, lift = len(modules) / 2, cos(radians(TILT)) / MODULE, sin(radians(TILT)) / MODULE
    pixels = bytearray([PAPER - 25]) * (WIDTH * HEIGHT)
    for y in range(HEIGHT):
        for x in range(WIDTH):
            across, down = x - WIDTH / 2, y - HEIGHT / 2
            column, row = int(middle + across * turn + down * lift), int(middle - across * lift + down * turn)
            if 0 <= row < len(modules) and 0 <= column < len(modules):
                pixels[y * WIDTH + x] = INK if modules[row][column] else PAPER
    return bytes(pixels)


def photograph(page: Page, width: int, height: int, seed: int) -> bytes:
    """As a camera would give it: with where it was taken."""
    drawn = base64.b64decode(page.evaluate(PICTURE, [width, height, seed]))
    return drawn[:2] + segment(0xE1, WHERE) + drawn[2:]


def take(page: Page, picture: bytes) -> None:
    """Takes it at a visit whose form is open, until it is kept or refused."""
    file: FilePayload = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": picture}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("正在处理…")).to_have_count(0)
