"""Ids that sort by the time at which their author made them."""

import hashlib
import secrets
import time
import uuid
from random import Random

OWN_NAMES = uuid.UUID("5b0d3c1e-7f60-7c1a-9a43-0d1c0a5e9f21")


def uuid7(random: Random | None = None, milliseconds: int | None = None) -> str:
    """A UUID of version 7 (RFC 9562 §5.7); with `random` and `milliseconds` given, the same one each time."""
    when = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    noise = random.getrandbits(74) if random else secrets.randbits(74)
    value = (when & (1 << 48) - 1) << 80 | 7 << 76 | (noise >> 62) << 64 | 0b10 << 62 | noise & (1 << 62) - 1
    return str(uuid.UUID(int=value))


def id_from(*parts: str) -> str:
    """The same id for the same parts, for what came without a usable one of its own."""
    return str(uuid.uuid5(OWN_NAMES, hashlib.sha256("\0".join(parts).encode()).hexdigest()))
