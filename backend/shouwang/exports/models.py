"""Which files were made, of what, by whom and what for. The files themselves are kept nowhere."""

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from shouwang.database import Moment


class Export(SQLModel, table=True):
    """A file that was made. Append only. `because`: what its numbers are in the clear for; null: they are masked.

    `digest` is the hash over the rows of all its sheets, by which a file is known again; `version` that of the
    closed month with whose figures its own agree, null where they are others, or none with which a month is closed.
    `user` is null on the command line of the server.
    """

    id: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment, index=True)
    day: date
    user: str | None = Field(default=None, foreign_key="user_account.id", index=True)
    user_name: str
    device: str
    address: str
    ledger: str
    place: str = Field(index=True)
    first: date
    last: date
    format: str
    rows: int
    because: str | None = None
    version: int | None = None
    digest: str
