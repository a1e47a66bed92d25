"""Reading what phones send: leniently, one item at a time, so that none can hold up another."""

import json
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
    raw = _as_text(item)
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


def read_json(body: bytes) -> Any:
    """The JSON of a body. Raises `ValueError` when it is none.

    A note cut in the middle of an emoji holds half of it: orjson refuses the whole batch for that, the standard
    library reads it, and the one item is parked.
    """
    try:
        return orjson.loads(body)
    except orjson.JSONDecodeError:
        return json.loads(body)


def _as_text(item: Any) -> str:
    try:
        return orjson.dumps(item).decode()
    except TypeError:  # half an emoji, or nested deeper than orjson goes
        return json.dumps(item)


def _text(value: Any) -> str | None:
    """An id or a word of the protocol: printable ASCII. PostgreSQL cannot store NUL, and no database half an emoji."""
    is_word = isinstance(value, str) and 0 < len(value) <= MAX_ID and value.isascii() and value.isprintable()
    return value if is_word else None


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31 else None


def _about(value: Any) -> tuple[str, ...]:
    people = value if isinstance(value, list) else []
    return tuple(person for person in people[:50] if _text(person))
