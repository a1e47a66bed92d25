"""Telling phones to which key they seal, and making sure that what they sealed can be opened."""

import base64

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock
from shouwang.county_keys import CountyKey, county_keys, make_first_key
from shouwang.sync.models import PublicKey
from shouwang.sync.write import Author, write

LOST_KEY = (
    "✗ 缺少县密钥 {id}：请把最新的 county.keys 放回数据目录（或设置 SHOUWANG_COUNTY_KEYS）；"
    "没有它，手机上封存的记录打不开。 / "
    "The county's key {id} is missing: put the newest county.keys back into the data folder (or set "
    "SHOUWANG_COUNTY_KEYS); what phones sealed to it cannot be opened without it."
)


def publish_keys(session: Session) -> None:
    """Brings the public halves to the phones, the first pair made where the county has none.

    Exits with a sentence when a key is missing that phones were told of before.
    """
    known = set(session.scalars(select(col(PublicKey.id))))
    if not known:
        make_first_key()
    keys = {key.id: key for key in county_keys()}
    if lost := sorted(known - set(keys)):
        raise SystemExit(LOST_KEY.format(id=lost[0]))
    rows = [_row(key, number) for number, key in enumerate(keys.values(), 1) if key.id not in known]
    write(session, rows, Author(None, clock.now()))


def public_key(session: Session) -> PublicKey | None:
    """The key to which phones seal now; None before the first start of a server."""
    return session.scalars(select(PublicKey).order_by(col(PublicKey.number).desc()).limit(1)).first()


def _row(key: CountyKey, number: int) -> PublicKey:
    return PublicKey(id=key.id, number=number, public=base64.b64encode(key.public).decode())
