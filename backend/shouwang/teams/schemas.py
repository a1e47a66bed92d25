"""What travels about teams."""

from datetime import date

from pydantic import BaseModel, ConfigDict, Field

from shouwang.register.place_schemas import PlaceName
from shouwang.teams.words import TeamKind


class TeamLine(BaseModel):
    """A team as lists show it: who leads it, how many belong to it today, and over how many people it watches."""

    id: str
    place: str
    place_name: str
    kind: TeamKind
    name: str
    leader: str | None
    members: int
    people: int
    ended_on: date | None


class MemberLine(BaseModel):
    """Somebody's time in a team."""

    id: str
    user: str
    user_name: str
    is_leader: bool
    valid_from: date
    valid_to: date | None


class AreaLine(BaseModel):
    """A village, or a group of it, in which a team watches or did; `people` live there today."""

    id: str
    village: str
    village_name: str
    group_name: str
    people: int
    valid_from: date
    valid_to: date | None


class TeamFile(BaseModel):
    """A team with all who belong or belonged to it, the present ones first, and where it watches or did."""

    team: TeamLine
    members: list[MemberLine]
    areas: list[AreaLine]


class NewTeam(BaseModel):
    """A team of a township or village. `id` is made by who asks, so that asking twice makes one."""

    model_config = ConfigDict(extra="forbid")

    id: str = Field(pattern=r"^[0-9a-f-]{36}$")
    place: str = Field(pattern=r"^[0-9]{9}([0-9]{3})?$")
    kind: TeamKind
    name: PlaceName


class TeamName(BaseModel):
    """How a team is called from now on; `seen` is how it was called on the page."""

    model_config = ConfigDict(extra="forbid")

    seen: str = Field(max_length=200)
    name: PlaceName


class NewMember(BaseModel):
    """Somebody belongs to a team from a day on; with `is_leader` she leads it from then on."""

    model_config = ConfigDict(extra="forbid")

    user: str = Field(min_length=1, max_length=64)
    is_leader: bool = False
    valid_from: date


class NewArea(BaseModel):
    """A team watches in a village from a day on; with `group_name` in that group of it alone."""

    model_config = ConfigDict(extra="forbid")

    village: str = Field(pattern=r"^[0-9]{12}$")
    group_name: str = Field(default="", max_length=40)
    valid_from: date


class LastDay(BaseModel):
    """Something ends with a day."""

    model_config = ConfigDict(extra="forbid")

    valid_to: date
