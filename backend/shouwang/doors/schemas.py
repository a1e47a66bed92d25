"""Wire shapes of cards at doors."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field


class CardLine(BaseModel):
    """A card without what it says."""

    id: str
    number: int
    made_at: datetime


class HomeLine(BaseModel):
    """A door: of a household, or of a person without a registered one. `lost` counts its cards that are void."""

    home: str
    head: str
    names: list[str]
    village: str
    village_name: str
    group_name: str
    address: str
    card: CardLine | None
    lost: int


class HomesReply(BaseModel):
    """The doors of a township."""

    township: str
    name: str
    rows: list[HomeLine]


class PrintRequest(BaseModel):
    """Cards of which doors: all of a township, of a village of it, or these."""

    model_config = ConfigDict(extra="forbid")

    township: str = Field(pattern=r"^\d{9}$")
    village: str | None = Field(default=None, pattern=r"^\d{12}$")
    homes: list[str] | None = Field(default=None, max_length=2_000)


class PrintedCard(BaseModel):
    """A card to be printed: its number, and the address in its QR code."""

    number: int
    link: str


class PrintReply(BaseModel):
    """The cards in the order of villages, groups and doors; `made` of them are new."""

    made: int
    cards: list[PrintedCard]
