"""The ledger of points. Append only; what a home has is the sum of its lines."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from shouwang.database import Moment
from shouwang.sealed_columns import sealed_text


class HygienePoints(SQLModel, table=True):
    """A line of a home's points: `points` are added, less than nothing is taken.

    `person` is in whose file the home is kept, and whose lock the ledger is written under. `record` is the check that
    earned them; `corrects` the line that this one is set against.
    """

    __tablename__ = "hygiene_points"

    id: str = Field(primary_key=True)
    home: str = Field(index=True)
    person: str = Field(index=True)
    township: str = Field(index=True)
    kind: str
    points: int
    goods: str | None = Field(default=None, sa_type=sealed_text("hygiene_points.goods"))
    received_by: str | None = Field(default=None, sa_type=sealed_text("hygiene_points.received_by"))
    record: str | None = Field(default=None, index=True)
    corrects: str | None = None
    at: datetime = Field(sa_type=Moment)
    by: str
    by_name: str
