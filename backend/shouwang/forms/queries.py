"""Every SELECT of forms."""

from collections.abc import Collection

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.forms.models import AdoptedForm


def adopted_forms(session: Session) -> list[AdoptedForm]:
    """All versions that the county adopted, each form's oldest first."""
    found = select(AdoptedForm).order_by(col(AdoptedForm.form), col(AdoptedForm.form_version))
    return list(session.scalars(found))


def forms_by_id(session: Session, ids: Collection[str]) -> dict[str, AdoptedForm]:
    """Those of these that the county has; nothing is asked where nothing is looked for."""
    if not ids:
        return {}
    return {row.id: row for row in session.scalars(select(AdoptedForm).where(col(AdoptedForm.id).in_(ids)))}


def newest_version(session: Session, form: str) -> int:
    """The number of the county's newest version; 0 where she has none."""
    newest = select(func.max(col(AdoptedForm.form_version))).where(col(AdoptedForm.form) == form)
    return session.scalar(newest) or 0
