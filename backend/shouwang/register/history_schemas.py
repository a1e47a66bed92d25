"""What travels of a profile's history."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel


class ProfileEdit(BaseModel):
    """A field that became another one; null where nothing stood."""

    field: Literal["name", "sex", "birth_date", "village_name", "group_name", "address", "phone", "contacts"]
    before: str | None
    after: str | None


class ProfileVersion(BaseModel):
    """Somebody changed a profile: by her phone, at the desk, or by a roster. `by_name` is null where a command did."""

    at: datetime
    by_name: str | None
    by_phone: bool
    edits: list[ProfileEdit]
