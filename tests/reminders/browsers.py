"""A browser as a push service knows it: an address and keys of its own."""

import base64
import json
import os
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from reminders.gateways import Asked


class PushBrowser:
    """Makes the keys of a subscription and reads what was sealed to them."""

    def __init__(self, endpoint: str) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._secret = os.urandom(16)
        point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.target = {"endpoint": endpoint, "p256dh": as_text(point), "auth": as_text(self._secret)}

    def read(self, asked: Asked) -> Any:
        """What a push says. Raises `http_ece.ECEException` where it was sealed to somebody else."""
        key, secret = self._key, self._secret
        return json.loads(http_ece.decrypt(asked.body, private_key=key, auth_secret=secret, version="aes128gcm"))


def as_text(raw: bytes) -> str:
    """Bytes in base64url without padding."""
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
