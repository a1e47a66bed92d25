"""The audit: who did what, when and from where, and what came of it; each entry chained to the one before."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from shouwang.database import Moment

HEAD = 1
"""The id of the one row of `AuditHead`."""


class AuditEntry(SQLModel, table=True):
    """One deed, or one that was refused. Append only.

    `user` is null where nobody was known (a refused sign-in) and on the command line; `place` is the actor's, the
    county's where there is none. `what` is the kind of thing that it was about and `row` its id; `result` is `done` or
    the code of the refusal; `facts` is JSON of numbers and words of ours. No name of somebody in care, no number and no
    note is in here. `hash` is over all of it and `previous`, under the county's key (docs/decisions/0150).
    """

    __tablename__ = "audit_entry"

    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=Moment)
    day: date = Field(index=True)
    user: str | None = Field(default=None, index=True)
    user_name: str
    place: str
    device: str
    address: str
    request: str
    deed: str = Field(index=True)
    what: str
    row: str
    result: str
    facts: str
    previous: str
    hash: str


class AuditHead(SQLModel, table=True):
    """The last entry: its number and hash, in the one row that all who append take turns at."""

    __tablename__ = "audit_head"

    id: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    number: int
    hash: str
