"""Teams, and who belongs to them."""

from datetime import date

from sqlmodel import Field, SQLModel


class Team(SQLModel, table=True):
    """A watch group, a volunteer team, a health team."""

    id: str = Field(primary_key=True)
    place: str = Field(foreign_key="place.code", index=True)
    kind: str
    name: str


class TeamMember(SQLModel, table=True):
    """A user belongs to a team for a time."""

    __tablename__ = "team_member"

    id: str = Field(primary_key=True)
    team: str = Field(foreign_key="team.id", index=True)
    user: str = Field(foreign_key="user_account.id", index=True)
    is_leader: bool = False
    valid_from: date
    valid_to: date | None = None
