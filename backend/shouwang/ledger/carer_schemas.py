"""Who cares for whom, and how much that is."""

from pydantic import BaseModel

from shouwang.accounts.roles import Role


class VillageShare(BaseModel):
    """How many of a worker's people live in a village."""

    village: str
    village_name: str
    people: int


class CarerLoad(BaseModel):
    """What a worker has to do: people of her own and those for whom she stands in, and where they live.

    `visits` is how many visits a week the county's policies owe to her own people; `is_heavy` that these are many.
    """

    user: str
    name: str
    role: Role
    people: int
    substitute_for: int
    fully_dependent: int
    visits: float
    is_heavy: bool
    villages: list[VillageShare]
