"""Who may read a confidential report, without any database."""

from collections.abc import Collection
from dataclasses import dataclass

COUNTY_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody of an office: her id, and the place whose people are hers."""

    user: str
    place: str


def may_read(reader: Reader, township: str, named: Collection[str], *, only_county: bool) -> bool:
    """Staff of the township and above, or of the county alone; never anybody whom it names."""
    is_of_county = len(reader.place) <= COUNTY_DIGITS
    return township.startswith(reader.place) and (is_of_county or not only_county) and reader.user not in named
