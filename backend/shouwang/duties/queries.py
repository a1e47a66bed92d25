"""Every SELECT about policies."""

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang.duties.models import AdoptedPolicy


def adopted_policies(session: Session, county: str) -> list[AdoptedPolicy]:
    """What a county follows or followed, the oldest adoption first."""
    theirs = select(AdoptedPolicy).where(col(AdoptedPolicy.county) == county)
    in_order = (col(AdoptedPolicy.valid_from), col(AdoptedPolicy.pack), col(AdoptedPolicy.pack_version))
    return list(session.scalars(theirs.order_by(*in_order)))
