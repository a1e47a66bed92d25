"""Web push (RFC 8030, 8188, 8291, 8292): encrypted for one browser, signed by this server, holding numbers alone.

`http_ece` and `py_vapid` are what pywebpush itself encrypts and signs with; the request goes the way of all others.
"""

import binascii
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import http_ece
import orjson
from cryptography.hazmat.primitives.asymmetric import ec

from shouwang.reminders.outcomes import Outcome, Result, Undelivered, of_status
from shouwang.reminders.outgoing import Outgoing
from shouwang.reminders.vapid import vapid
from shouwang.reminders.wording import Message
from shouwang.settings import settings

TTL_SECONDS = 4 * 3_600
"""How long a push service keeps it for a phone that is off. With 0, Windows' service refuses and others drop it."""
SIGNED_FOR = timedelta(hours=12)


def deliver(
    out: Outgoing,
    target: Mapping[str, str],
    message: Message,
    reply: str,
    at: datetime,
    *,
    is_urgent: bool = False,
    on_my_way: str = "",
) -> Outcome:
    """Hands a message for a browser to its push service. Raises `Undelivered`.

    `reply` comes back when the notification is tapped: who holds it may say "seen" for this one message. `on_my_way`
    are the words of the button that says more. Without them it is a test, whose `reply` comes back at once.
    """
    says = {"title": message.title, "body": message.text, "on_my_way": on_my_way}
    body = encrypted(orjson.dumps({**says, "reply": reply, "test": not on_my_way}), target)
    headers = {
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(TTL_SECONDS),
        "Urgency": "high" if is_urgent else "normal",
        "X-WNS-Cache-Policy": "cache",
        "Authorization": authorization(target["endpoint"], at),
    }
    answer = out.ask("POST", target["endpoint"], content=body, headers=headers)
    return of_status(answer.status, answer.retry_after)


def authorization(endpoint: str, at: datetime) -> str:
    """The header that says who we are to this push service, and to no other."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((at + SIGNED_FOR).timestamp()),
        "sub": f"https://{urlsplit(settings().public_url).hostname or 'localhost'}",
    }
    return str(vapid().sign(claims)["Authorization"])


def encrypted(content: bytes, target: Mapping[str, str]) -> bytes:
    """The content for the browser that made the keys. Raises `Undelivered` where they are none."""
    try:
        point, secret = decoded(target["p256dh"]), decoded(target["auth"])
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
        once = ec.generate_private_key(ec.SECP256R1())
        sealed = http_ece.encrypt(content, private_key=once, dh=point, auth_secret=secret, version="aes128gcm")
    except (KeyError, ValueError, binascii.Error, http_ece.ECEException) as problem:
        raise Undelivered(Outcome(Result.GONE, "bad_keys")) from problem
    return bytes(sealed)


def decoded(text: str) -> bytes:
    """Bytes from base64url without its padding. Raises `ValueError`."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
