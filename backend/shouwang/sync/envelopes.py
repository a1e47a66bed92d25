"""Reading what phones send: leniently, one item at a time, so that none can hold up another."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson

from shouwang.county_keys import CannotOpen, open_sealed
from shouwang.ids import id_from
from shouwang.sync.models import Mutation

MAX_ID = 64


@dataclass(frozen=True, slots=True)
class Envelope:
    """An item as far as it must be understood to be kept: the rest is read when it is applied.

    `raw` is what is kept. `plain` is all of it that is read, as JSON: the raw text, or the body that was sealed in it.
    """

    id: str
    sent_id: str
    n: int | None
    op: str | None
    schema_version: int | None
    about: tuple[str, ...]
    item: Mapping[str, Any]
    raw: str
    plain: str


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
        plain=raw,
    )


def opened(envelope: Envelope) -> Envelope:
    """A sealed envelope with its body in place, as far as a key of this county opens it; what is kept stays sealed.

    Any other envelope, and one that cannot be opened, comes back as it is.
    """
    sealed = envelope.item.get("sealed")
    if not isinstance(sealed, str) or "body" in envelope.item:
        return envelope
    try:
        content = open_sealed(sealed, f"envelope {envelope.sent_id}")
        body, plain = read_json(content), content.decode()
    except (CannotOpen, ValueError, RecursionError):
        return envelope
    rest = {name: value for name, value in envelope.item.items() if name != "sealed"}
    return replace(envelope, item={**rest, "body": body}, plain=plain)


def read_entry(entry: Mutation) -> Envelope:
    """An entry of the journal, opened as far as a key of this county opens it."""
    return opened(read_envelope(read_json(entry.envelope.encode()), entry.user, entry.device))


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
