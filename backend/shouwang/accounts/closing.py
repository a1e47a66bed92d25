"""Use cases of closing an account: somebody left, and nobody comes in as her any more."""

from sqlalchemy import delete
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock
from shouwang.accounts import queries
from shouwang.accounts.models import Credential, Device, OidcIdentity, User
from shouwang.accounts.roles import STAFF, Role
from shouwang.accounts.service import revoke_where, void_links
from shouwang.errors import Refused
from shouwang.sync.write import Author, lock_buckets, write


def deactivate(session: Session, user: User, *, by: str | None) -> None:
    """Closes an account. Her links are void; of an office, her sessions end and her ways in are forgotten.

    A phone of the field keeps its tokens: it hands in what it holds, all of which is parked (docs/protocol.md §3).
    Raises `Refused` with `last_administrator`.
    """
    found = _locked(session, user)
    if not found.active:
        return
    if found.role == Role.ADMINISTRATOR and not queries.other_administrators(session, found.id):
        raise Refused("last_administrator")
    void_links(session, found)
    if found.role in STAFF:
        _forget_ways_in(session, found)
    _turn(session, found, by, active=False)


def reactivate(session: Session, user: User, *, by: str | None) -> None:
    """Opens a closed account again. The phone of somebody in the field goes on; an office's user needs a new link."""
    found = _locked(session, user)
    if not found.active:
        _turn(session, found, by, active=True)


def _locked(session: Session, user: User) -> User:
    lock_buckets(session, [user.bucket()])
    session.refresh(user)
    return user


def _turn(session: Session, user: User, by: str | None, *, active: bool) -> None:
    user.active = active
    write(session, [user], Author(by, clock.now()))


def _forget_ways_in(session: Session, user: User) -> None:
    for way in (Credential, OidcIdentity):
        session.execute(delete(way).where(col(way.user) == user.id))
    revoke_where(session, col(Device.user) == user.id)
