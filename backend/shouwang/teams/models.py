"""Teams, who belongs to them, and where they watch."""

from datetime import date

from sqlmodel import Field, SQLModel

from shouwang.sync.synced import SyncedRow
from shouwang.teams.words import TeamKind


class Team(SQLModel, table=True):
    """A watch group, a volunteer team, a health team of a township or village. One that is over has a last day."""

    id: str = Field(primary_key=True)
    place: str = Field(foreign_key="place.code", index=True)
    kind: str
    name: str
    ended_on: date | None = None


class TeamArea(SQLModel, table=True):
    """A village, or one group of it, in which a team watches for a time; both days are included."""

    __tablename__ = "team_area"

    id: str = Field(primary_key=True)
    team: str = Field(foreign_key="team.id", index=True)
    village: str = Field(foreign_key="place.code", index=True)
    group_name: str = ""
    valid_from: date
    valid_to: date | None = None


class MembershipShape(SQLModel):
    """That a user belongs to a team, as her phone sees it: in which role she writes about people of its area."""

    id: str
    team: str
    team_name: str
    kind: TeamKind
    role: str
    is_leader: bool
    valid_from: date
    valid_to: date | None


class TeamMember(SyncedRow, table=True):
    """A user belongs to a team for a time. Ended, never deleted. Who begins or ends to lead it begins anew."""

    __tablename__ = "team_member"
    sync_kind = "membership"

    id: str = Field(primary_key=True)
    team: str = Field(foreign_key="team.id", index=True)
    team_name: str = ""
    kind: str = ""
    role: str = ""
    user: str = Field(foreign_key="user_account.id", index=True)
    user_name: str = ""
    is_leader: bool = False
    valid_from: date
    valid_to: date | None = None

    def bucket(self) -> str:
        """Her own bucket."""
        return f"u:{self.user}"

    def shape(self) -> MembershipShape:
        """The membership without her name."""
        return MembershipShape.model_validate(self, from_attributes=True)
