"""What data are for: the texts of `purposes.toml`, and on which basis each rests for whom."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from shouwang.privacy.words import Basis

FILE = Path(__file__).with_name("purposes.toml")


class Wording(BaseModel):
    """The same in both languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    zh: str
    en: str


class Purpose(BaseModel):
    """A purpose, the version of its text, and under which programmes it is a duty that a law gives the township."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    version: int
    statutory_for: frozenset[str]
    law: str
    title: Wording
    text: Wording

    def basis(self, programmes: Iterable[str]) -> Basis:
        """On what it rests for somebody in these programmes."""
        return Basis.CONSENT if self.statutory_for.isdisjoint(programmes) else Basis.STATUTORY_DUTY


@cache
def purposes() -> Mapping[str, Purpose]:
    """All purposes by id, in the order in which they are read out."""
    found = [Purpose.model_validate(each) for each in tomllib.loads(FILE.read_text("utf-8"))["purposes"]]
    return {purpose.id: purpose for purpose in found}
