"""When the festivals are on which people are visited: a table that ships, and no calendar that is computed."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Festival(NamedTuple):
    """One festival in one year."""

    id: str
    name: str
    name_en: str
    day: date


@cache
def festivals() -> tuple[Festival, ...]:
    """All that the table holds, in the order of their days."""
    table = tomllib.loads((files("shouwang.duties") / "festivals.toml").read_text("utf-8"))["festivals"]
    found = (Festival(each["id"], each["name"], each["name_en"], day) for each in table for day in each["days"])
    return tuple(sorted(found, key=_by_day))


def festivals_from(first: date) -> list[Festival]:
    """Those still to come on a day, and the one of that day."""
    return [festival for festival in festivals() if festival.day >= first]


def _by_day(festival: Festival) -> tuple[date, str]:
    return festival.day, festival.id
