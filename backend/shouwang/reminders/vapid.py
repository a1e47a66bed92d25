"""The key by which push services know this server (RFC 8292): made when it is first needed, kept beside the others.

Browsers subscribe to its public half. Under another key all of them would have to subscribe anew.
"""

import os
import re
from base64 import urlsafe_b64encode
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from py_vapid import Vapid02

from shouwang.settings import Settings, settings

NO_KEY = (
    "✗ vapid.key（或 SHOUWANG_VAPID_KEY）应为 64 位十六进制数字。"
    " / vapid.key (or SHOUWANG_VAPID_KEY) must hold 64 hexadecimal digits."
)


def vapid() -> Vapid02:
    """The key pair; made where there is none. Exits with a sentence for what is no key."""
    here = settings()
    text = here.vapid_key or _stored(here) or _made(here)
    if not re.fullmatch(r"[0-9a-fA-F]{64}", text.strip()):
        raise SystemExit(NO_KEY)
    try:
        return Vapid02(ec.derive_private_key(int(text.strip(), 16), ec.SECP256R1()))
    except ValueError:  # a number that the curve does not have
        raise SystemExit(NO_KEY) from None


def public_key() -> str:
    """What browsers subscribe to: an uncompressed point in base64url."""
    point = vapid().public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(point).rstrip(b"=").decode()


def _file(here: Settings) -> Path:
    return here.data / "vapid.key"


def _stored(here: Settings) -> str:
    try:
        return _file(here).read_text()
    except FileNotFoundError:
        return ""


def _made(here: Settings) -> str:
    here.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    number = ec.generate_private_key(ec.SECP256R1()).private_numbers().private_value
    with NamedTemporaryFile("w", dir=here.data) as file:  # only its owner may read it
        file.write(f"{number:064x}\n")
        file.flush()
        os.fsync(file.fileno())
        with suppress(FileExistsError):  # another process was first
            _file(here).hardlink_to(file.name)
    return _stored(here)
