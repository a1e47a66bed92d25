"""What an import remembers of the one before."""

from sqlmodel import Field, SQLModel

from shouwang.sealed_columns import sealed_json


class RosterSaid(SQLModel, table=True):
    """What rosters last said of a person, field by field: what the next one can have seen of her. No phone has it."""

    __tablename__ = "roster_said"

    person: str = Field(primary_key=True, foreign_key="person.id")
    texts: dict[str, str] = Field(default_factory=dict, sa_type=sealed_json("roster_said.texts"))
