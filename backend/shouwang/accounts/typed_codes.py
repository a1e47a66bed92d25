"""Opening a link by its code. Typed codes are short enough to be tried at random, so wrong ones are counted.

A try is counted before it is looked at, per address and in the whole county, and taken back when there is such a code:
many at once are no more than the same number one after the other (docs/decisions/0091).
"""

import logging
from datetime import timedelta
from ipaddress import IPv6Address, ip_address, ip_network

from sqlalchemy import delete, update
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock
from shouwang.accounts import codes, queries, service
from shouwang.accounts.models import WrongCode
from shouwang.accounts.schemas import EnrolReply, EnrolRequest
from shouwang.audit.noting import nobody, note_apart
from shouwang.audit.words import Deed
from shouwang.database import insert_into, lock_rows, writing
from shouwang.errors import EnrolmentLocked, Failure, Malformed, Unknown
from shouwang.sealing import sealer

log = logging.getLogger(__name__)

WINDOW = timedelta(hours=1)
FROM_ONE_ADDRESS = 20
"""Carers of a whole township may share one: mobile networks put many phones behind it."""
FROM_ANYWHERE = 100
_ANYWHERE = "anywhere"


def enrol(asked: EnrolRequest, address: str) -> EnrolReply:
    """Turns a code into tokens, whether typed or out of a picture.

    Raises `Malformed` with `code_mistyped`, `EnrolmentLocked`, and what `service.enrol` raises.
    """
    code = codes.as_made(asked.code)
    if not codes.is_typed(code):
        return _opened_or_noted(asked)
    if not codes.is_whole(code):
        raise Malformed("code_mistyped")
    counted = _count(address)
    try:
        reply = _opened_or_noted(asked)
    except Unknown:
        raise
    except Failure:  # used or too old, and no guess
        _take_back(counted)
        raise
    _take_back(counted)
    return reply


def forget_old_tries() -> None:
    """What is older than a day tells nothing. At the start of a server: in a try, two would wait for each other."""
    with writing() as session:
        session.execute(delete(WrongCode).where(col(WrongCode.since) < clock.now() - timedelta(days=1)))


def _opened_or_noted(asked: EnrolRequest) -> EnrolReply:
    try:
        return _open(asked)
    except Failure as refusal:
        note_apart(Deed.ENROLLED, nobody(), refusal.code)
        raise


def _open(asked: EnrolRequest) -> EnrolReply:
    with writing() as session:
        return service.enrol(session, asked)


def _count(address: str) -> list[str]:
    """Counts a try under its keys. Raises `EnrolmentLocked`, and counts nothing then."""
    limits = {_key_of(address): FROM_ONE_ADDRESS, _ANYWHERE: FROM_ANYWHERE}
    with writing() as session:
        for key, most in limits.items():
            _count_one(session, key, most)
    return list(limits)


def _count_one(session: Session, key: str, most: int) -> None:
    now = clock.now()
    first = insert_into(session, WrongCode).values(key=key, tries=0, since=now)
    session.execute(first.on_conflict_do_nothing())
    counted: WrongCode = session.scalars(lock_rows(session, queries.wrong_codes(key))).one()
    if now - counted.since >= WINDOW:
        counted.tries, counted.since = 0, now
    if counted.tries >= most:
        if key == _ANYWHERE:
            log.warning("somebody is guessing sign-in codes: for up to an hour none can be typed, pictures still open")
        seconds = (counted.since + WINDOW - now).total_seconds()
        raise EnrolmentLocked(retry_after=max(1, round(seconds)))
    counted.tries += 1


def _take_back(keys: list[str]) -> None:
    with writing() as session:
        for key in keys:  # in the order in which they were counted, or two would wait for each other
            taken = update(WrongCode).where(col(WrongCode.key) == key, col(WrongCode.tries) > 0)
            session.execute(taken.values(tries=col(WrongCode.tries) - 1))


def _key_of(address: str) -> str:
    """Nobody reads in the database who typed from where. A household with IPv6 has a whole /64 to type from."""
    return sealer().blind_index(f"codes typed from {_network(address)}")


def _network(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((known, 64), strict=False)) if isinstance(known, IPv6Address) else str(known)
