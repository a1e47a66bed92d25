"""What was shown of a person in the clear, and to whom; what she was told and agreed to."""

from datetime import date, datetime

from sqlmodel import Field, Index, SQLModel

from shouwang.database import Moment
from shouwang.sealed_columns import sealed_text


class Showing(SQLModel, table=True):
    """One value, or the form of the profile, shown to somebody of an office. Append only; the value is not in here.

    `day` is the county's; `township` the person's then; `address` that from which it was asked.
    """

    __table_args__ = (Index("ix_showing_user_day", "user", "day"), Index("ix_showing_township_day", "township", "day"))

    id: str = Field(primary_key=True)
    at: datetime = Field(sa_type=Moment)
    day: date
    user: str = Field(foreign_key="user_account.id")
    user_name: str
    device: str
    address: str
    person: str = Field(foreign_key="person.id", index=True)
    township: str
    field: str
    because: str


class Consent(SQLModel, table=True):
    """What somebody was told and agreed to, for one purpose. Append only: what was said later stands.

    `text_version` is that of the purpose's text then, `basis` what it rested on; `name` and `relation` are those of the
    guardian or the witness.
    """

    id: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.id", index=True)
    purpose: str
    text_version: int
    basis: str
    said: str
    by: str
    name: str | None = Field(default=None, sa_type=sealed_text("consent.name"))
    relation: str | None = Field(default=None, sa_type=sealed_text("consent.relation"))
    day: date
    recorded_at: datetime = Field(sa_type=Moment)
    recorded_by: str = Field(foreign_key="user_account.id")
    recorded_by_name: str
