"""Bodies of the page of patterns."""

from datetime import date

from pydantic import BaseModel

from shouwang.ledger.carer_schemas import CarerLoad


class Whose(BaseModel):
    """Somebody of whom a pattern tells, and the days of the records that it was drawn from."""

    person: str
    name: str
    village_name: str
    days: list[date]


class LonelyLine(Whose):
    """Nobody was at her home since `since` (null: not in the months that were read), though she was called."""

    since: date | None


class WorseLine(Whose):
    """A tick that was not as it should be in `lately` of `of_lately` visits, and before in `before` of `of_before`."""

    tick: str
    lately: int
    of_lately: int
    before: int
    of_before: int


class PatternsReply(BaseModel):
    """What calls for a closer look in a township; the carers are those with much to do, the most first."""

    township: str
    name: str
    today: date
    people: int
    lonely: list[LonelyLine]
    worse: list[WorseLine]
    carers: list[CarerLoad]
