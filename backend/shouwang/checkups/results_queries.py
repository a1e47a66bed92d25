"""Every SELECT that taking results in from a workbook makes, and taking that back."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.accounts.models import User
from shouwang.checkups.models import CheckupSection
from shouwang.checkups.results_models import CheckupImport, CheckupImportWrote


def imports_within(session: Session, place: str, most: int) -> list[Any]:
    """The last imports of a place, the newest first, with the name of who did it."""
    found = (
        select(CheckupImport, col(User.name))
        .outerjoin(User, col(User.id) == col(CheckupImport.by))
        .where(col(CheckupImport.township).startswith(place, autoescape=True))
        .order_by(col(CheckupImport.at).desc(), col(CheckupImport.id))
    )
    return list(session.execute(found.limit(most)))


def wrote_by(session: Session, import_id: str) -> list[CheckupImportWrote]:
    """What an import wrote."""
    return list(session.scalars(select(CheckupImportWrote).where(col(CheckupImportWrote.import_id) == import_id)))


def sections_by_id(session: Session, ids: Iterable[str]) -> dict[str, CheckupSection]:
    """Sections of these ids, read anew."""
    wanted = select(CheckupSection).where(col(CheckupSection.id).in_(list(ids)))
    return {row.id: row for row in session.scalars(wanted.execution_options(populate_existing=True))}
