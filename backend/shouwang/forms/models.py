"""Forms that a county made its own."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON
from sqlmodel import Field, SQLModel

from shouwang.database import Moment
from shouwang.sync.synced import COUNTY_BUCKET, SyncedRow


class FormShape(SQLModel):
    """A version of a form as a phone sees it."""

    id: str
    form: str
    version: int
    body: dict[str, Any]


class AdoptedForm(SyncedRow, table=True):
    """A version that the county adopted; `body` is its definition, never changed. The newest is what is asked."""

    __tablename__ = "adopted_form"
    sync_kind = "form"

    id: str = Field(primary_key=True)
    form: str = Field(index=True)
    form_version: int
    adopted_at: datetime = Field(sa_type=Moment)
    body: dict[str, Any] = Field(sa_type=JSON)

    def bucket(self) -> str:
        """The county's bucket: it names no person."""
        return COUNTY_BUCKET

    def shape(self) -> FormShape:
        """The version and its questions."""
        return FormShape(id=self.id, form=self.form, version=self.form_version, body=self.body)
