"""What is wrong in a register, on the wire: for offices."""

from datetime import date

from sqlmodel import SQLModel

from shouwang.quality.rules import About, FindingKind


class FindingLine(SQLModel):
    """One thing to put right. `count` and `of` are numbers, `values` what contradicts; `id` is what it is about."""

    kind: FindingKind
    about: About
    id: str
    name: str
    village_name: str
    day: date | None
    count: int | None
    of: int | None
    values: list[str]


class QualityReply(SQLModel):
    """What of a township is to be put right, what matters most first; `people`: of how many on its register."""

    township: str
    name: str
    people: int
    findings: list[FindingLine]
