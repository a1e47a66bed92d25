"""What a phone does with the county's public key."""

import base64
import hashlib
import secrets

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from shouwang.county_keys import CURVE, FORM, ID_BYTES, NONCE_BYTES, derived


def seal_to(public: bytes, content: bytes, purpose: str) -> str:
    """Seals as a phone does, for one purpose, in the form that `open_sealed` has."""
    sender = ec.generate_private_key(CURVE)
    point = sender.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = sender.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, public))
    nonce = secrets.token_bytes(NONCE_BYTES)
    head = bytes([FORM]) + hashlib.sha256(public).digest()[:ID_BYTES] + point
    sealed = head + nonce + AESGCM(derived(shared, point)).encrypt(nonce, content, purpose.encode())
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()
