"""Rows that are written together."""

from dataclasses import dataclass, field

from sqlmodel import SQLModel

from shouwang.sync.write import Change


@dataclass(slots=True)
class Batch:
    """Rows that no phone holds go in `first` and `last`; between them the synced ones, each with who wrote it."""

    name: str
    people: int = 0
    first: list[SQLModel] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    last: list[SQLModel] = field(default_factory=list)
