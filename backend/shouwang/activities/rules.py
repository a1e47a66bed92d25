"""What may become of an activity, and what it comes to. Pure."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from shouwang.activities.words import ActivityStatus


class Numbers(NamedTuple):
    """How many volunteers came, and how many people they served."""

    volunteers: int
    beneficiaries: int


def organisers_of(township: str, others: Iterable[str]) -> list[str]:
    """All who organise it, each once, whoever planned it first."""
    return list(dict.fromkeys([township, *others]))


def numbers_of(present: Iterable[str], others: int, served: Iterable[str], served_others: int) -> Numbers:
    """Who is named twice is one."""
    return Numbers(len(set(present)) + others, len(set(served)) + served_others)


def strangers(present: Iterable[str], listed: Collection[str]) -> list[str]:
    """Who is said to have come and is not on the list."""
    return [each for each in present if each not in listed]


def is_open(status: str) -> bool:
    """Whether something may still become of it."""
    return status == ActivityStatus.PLANNED


def named_in(township: str, served: Mapping[str, str], organisers: Sequence[str]) -> list[str]:
    """Whom the record of a township names: its own people; the first organiser also those who are nobody else's.

    `served` says where each of them lives.
    """
    is_first = township == organisers[0]
    return sorted(
        person for person, home in served.items() if home == township or (is_first and home not in organisers)
    )
