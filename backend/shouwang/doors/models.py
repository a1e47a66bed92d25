"""Cards at doors, and how each is known in the files of those who live behind it."""

from datetime import datetime

from sqlmodel import Field, SQLModel, UniqueConstraint

from shouwang.database import Moment
from shouwang.sealed_columns import sealed_text
from shouwang.sync.synced import SyncedRow


class DoorCard(SQLModel, table=True):
    """A card of a household, or of a `person` without a registered one; one of a home is good at a time.

    `number` counts a township's cards and is printed; `token` is all that the QR code says, kept so that the card can
    be printed again; `hash` is that of the token. A lost one is void from `voided_at` on.
    """

    __tablename__ = "door_card"
    __table_args__ = (UniqueConstraint("township", "number"),)

    id: str = Field(primary_key=True)
    township: str = Field(foreign_key="place.code", index=True)
    household: str | None = Field(default=None, foreign_key="household.id", index=True)
    person: str | None = Field(default=None, foreign_key="person.id", index=True)
    number: int
    token: str = Field(sa_type=sealed_text("door_card.token"))
    hash: str = Field(unique=True)
    made_at: datetime = Field(sa_type=Moment)
    made_by: str
    made_by_name: str
    voided_at: datetime | None = Field(default=None, sa_type=Moment)
    voided_by: str | None = None
    voided_by_name: str | None = None


class DoorShape(SQLModel):
    """A card as the phones of those who care for a person know it."""

    id: str
    person: str
    hash: str
    voided_at: datetime | None


class Door(SyncedRow, table=True):
    """That a card hangs at a person's door. Who moves out, or whose card is lost, keeps it as void from a moment on."""

    sync_kind = "door"

    id: str = Field(primary_key=True)
    person: str = Field(foreign_key="person.id", index=True)
    card: str = Field(foreign_key="door_card.id", index=True)
    hash: str
    voided_at: datetime | None = Field(default=None, sa_type=Moment)

    def bucket(self) -> str:
        """The person's own file."""
        return f"p:{self.person}"

    def shape(self) -> DoorShape:
        """The hash of the token, never the token."""
        return DoorShape.model_validate(self, from_attributes=True)
