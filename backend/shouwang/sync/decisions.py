"""What is to become of an envelope."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from shouwang.activities.changes import ActivityChange
from shouwang.agreements.changes import Ended
from shouwang.checkups.filling import Filled
from shouwang.covers.service import CoverChange
from shouwang.questions.service import Answered
from shouwang.records.service import Voiding
from shouwang.register.models import Person
from shouwang.register.patches import put_into
from shouwang.sync.envelopes import Envelope
from shouwang.sync.models import Conflict
from shouwang.sync.schemas import Code
from shouwang.sync.synced import SyncedRow


class Parked(Exception):  # noqa: N818 - an outcome, not an error of ours
    """An item cannot be applied; it is kept and shown. `waits_for` is the id that it refers to and nobody knows."""

    def __init__(self, code: Code, waits_for: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.waits_for = waits_for


@dataclass(frozen=True, slots=True)
class Edit:
    """Values for a person; to be put into her row only when they are written, in a savepoint that takes them back."""

    person: Person
    values: Mapping[str, Any]

    def done(self) -> Person:
        """The person with the values."""
        put_into(self.person, self.values)
        return self.person


@dataclass(frozen=True, slots=True)
class Decision:
    """What is to become of an envelope: new rows, and values for a person who is there already."""

    envelope: Envelope
    code: Code | None = None
    flags: tuple[str, ...] = ()
    rows: tuple[SyncedRow, ...] = ()
    voids: tuple[Voiding, ...] = ()
    edit: Edit | None = None
    fill: Filled | None = None
    cover: CoverChange | None = None
    answered: Answered | None = None
    change: ActivityChange | Ended | None = None
    waits_for: str | None = None
    version: int | None = None
    """Which version of the row is the first that includes a patch or fill: until it comes, the phone shows its own."""

    @property
    def result(self) -> dict[str, Any]:
        """What the journal keeps beside status and code."""
        version = {} if self.version is None else {"version": self.version}
        return {"flags": list(self.flags), **version}

    @property
    def status(self) -> Literal["applied", "merged", "parked"]:
        """The word of the protocol. Merged: something else had changed meanwhile, and a person must choose."""
        if self.code is not None:
            return "parked"
        has_clashed = self.fill is not None and self.fill.has_clashed
        return "merged" if has_clashed or any(isinstance(row, Conflict) for row in self.rows) else "applied"
