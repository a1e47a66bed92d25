"""What travels about giving people to those who care for them."""

from datetime import datetime
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

PEOPLE_AT_ONCE = 500


class Move(BaseModel):
    """A person, and to whom she is given; null: to nobody."""

    model_config = ConfigDict(extra="forbid")

    person: str = Field(min_length=1, max_length=64)
    user: str | None = Field(min_length=1, max_length=64)


class AssignRequest(BaseModel):
    """People are given to workers from today on, as their own (`primary`) or to stand in (`substitute`).

    `instead_of` is somebody who cares for them no longer, in whatever role. `id` is made by who asks.
    """

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[0-9a-f-]{36}$")
    moves: list[Move] = Field(min_length=1, max_length=PEOPLE_AT_ONCE)
    as_: Literal["primary", "substitute"] = Field(default="primary", alias="as")
    instead_of: str | None = Field(default=None, max_length=64)

    @model_validator(mode="after")
    def check_moves(self) -> Self:
        """Each person once; and taken from somebody where she is given to nobody."""
        if len({move.person for move in self.moves}) < len(self.moves):
            raise ValueError("a person twice")
        if self.instead_of is None and any(move.user is None for move in self.moves):
            raise ValueError("from whom?")
        return self


class AssigningLine(BaseModel):
    """What was done: how many people, how many assignments began and ended with it, and whether it was undone."""

    id: str
    at: datetime
    by_name: str
    people: int
    began: int
    ended: int
    undone_at: datetime | None
