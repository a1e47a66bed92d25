"""Reading what phones send: leniently, one item at a time, so that none can hold up another."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from shouwang.ids import id_from

MAX_ID = 64


@dataclass(frozen=True, slots=True)
class Envelope:
    """An item as far as it must be understood to be kept: the rest is read when it is applied."""

    id: str
    sent_id: str
    n: int | None
    op: str | None
    schema_version: int | None
    about: tuple[str, ...]
    item: Mapping[str, Any]
    raw: str


def read_envelope(item: Any, user: str, device: str) -> Envelope:
    """Never fails: what cannot be understood becomes an envelope without an op."""
    raw = orjson.dumps(item).decode()
    fields = item if isinstance(item, dict) else {}
    # One without an id gets the same id each time it is sent, so that it too is kept once.
    sent_id = _text(fields.get("id")) or id_from("envelope", user, device, raw)
    return Envelope(
        id=sent_id,
        sent_id=sent_id,
        n=_number(fields.get("n")),
        op=_text(fields.get("op")),
        schema_version=_number(fields.get("schema_version")),
        about=_about(fields.get("about")),
        item=fields,
        raw=raw,
    )


def _text(value: Any) -> str | None:
    # PostgreSQL cannot store NUL in text.
    return value if isinstance(value, str) and 0 < len(value) <= MAX_ID and "\0" not in value else None


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31 else None


def _about(value: Any) -> tuple[str, ...]:
    people = value if isinstance(value, list) else []
    return tuple(person for person in people[:50] if _text(person))
