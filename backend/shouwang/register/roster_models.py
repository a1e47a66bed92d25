"""What an import remembers of the one before."""

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel


class RosterSaid(SQLModel, table=True):
    """What rosters last said of a person, field by field: what the next one can have seen of her. No phone has it."""

    __tablename__ = "roster_said"

    person: str = Field(primary_key=True, foreign_key="person.id")
    texts: dict[str, str] = Field(default_factory=dict, sa_type=JSON)
