"""Where phones were at homes: fictional points in empty sea, with the errors that phones have."""

from functools import cache
from math import cos, radians
from typing import Any

from shouwang.demo.dice import dice
from shouwang.duties.words import Mode

SEA = (15.0, 135.0)
"""Degrees of WGS 84: nobody lives there, so that no point is anybody's home."""
COUNTY_DEGREES, VILLAGE_METRES = 0.15, 500
METRES_A_DEGREE = 111_320
ALLOWED, SHIFTED = 0.4, 0.2
"""The shares of workers who let their phones say where they are, and of phones that say it in shifted coordinates."""
SHIFT_METRES = (310.0, 420.0)
ACCURATE_METRES, COARSE_METRES = (6, 60), (900, 2_500)
COARSE = 0.05


def position(seed: int, village: str, home: str, worker: str, mode: Mode, record: str) -> dict[str, Any] | None:
    """What a record says of where it was written; None of calls, and of phones that do not say it."""
    if mode is not Mode.HOME or not _says_it(seed, worker):
        return None
    chance = dice(seed, "position", record)
    low, high = COARSE_METRES if chance.random() < COARSE else ACCURATE_METRES
    accuracy = chance.randrange(low, high)
    shift = SHIFT_METRES if _is_shifted(seed, worker) else (0.0, 0.0)
    lat, lon = _moved(_home(seed, village, home), *(each + chance.gauss(0, accuracy / 2.5) for each in shift))
    return {"lat": round(lat, 6), "lon": round(lon, 6), "accuracy": accuracy}


@cache
def _says_it(seed: int, worker: str) -> bool:
    return dice(seed, "says where", worker).random() < ALLOWED


@cache
def _is_shifted(seed: int, worker: str) -> bool:
    return dice(seed, "shifted", worker).random() < SHIFTED


@cache
def _home(seed: int, village: str, home: str) -> tuple[float, float]:
    chance = dice(seed, "home", home)
    return _moved(_village(seed, village), chance.gauss(0, VILLAGE_METRES), chance.gauss(0, VILLAGE_METRES))


@cache
def _village(seed: int, village: str) -> tuple[float, float]:
    chance = dice(seed, "village", village)
    lat, lon = (each + chance.uniform(-COUNTY_DEGREES, COUNTY_DEGREES) for each in SEA)
    return lat, lon


def _moved(point: tuple[float, float], north: float, east: float) -> tuple[float, float]:
    lat, lon = point
    return lat + north / METRES_A_DEGREE, lon + east / (METRES_A_DEGREE * cos(radians(lat)))
