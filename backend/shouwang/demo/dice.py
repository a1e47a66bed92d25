"""Chance that falls the same way each time, and shares that add up."""

from collections.abc import Sequence
from random import Random


def dice(*parts: object) -> Random:
    """Chance of its own for each part of the county: the same parts give the same numbers on every machine."""
    return Random("/".join(map(str, parts)))  # noqa: S311 - nothing here is a secret


def shares(total: int, weights: Sequence[float], least: int = 0) -> list[int]:
    """Whole shares of `total`, near the weights and `least` or more each, that add up (largest remainder)."""
    left = total - least * len(weights)
    whole = sum(weights)
    exact = [left * weight / whole for weight in weights]
    given = [int(share) for share in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: given[i] - exact[i])
    for i in by_remainder[: left - sum(given)]:
        given[i] += 1
    return [share + least for share in given]
