"""Another house's sign-in by OpenID Connect: the authorization code flow with PKCE, and an ID token checked whole.

Nothing here knows of our users. Every failure is an `OidcFailed` whose code says which side has to look; what the
provider said goes nowhere, neither into logs nor to a page.
"""

import base64
import hashlib
import hmac
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from threading import BoundedSemaphore
from typing import Any
from urllib.parse import quote_plus, urlencode, urlsplit

import httpx
import jwt

from shouwang.errors import Busy, OidcFailed
from shouwang.settings import settings

log = logging.getLogger(__name__)

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
"""Signatures alone: with a shared secret (HS256) or none, whoever has read the client's settings could write tokens."""
LEEWAY_SECONDS = 60
PATIENCE_SECONDS = 10.0
LARGEST_REPLY = 262_144
_AT_ONCE = BoundedSemaphore(8)
"""A provider that hangs must not hold all of this server's threads."""


def is_on() -> bool:
    """Whether this county has a provider."""
    return bool(settings().oidc_issuer)


def check_settings() -> None:
    """Exits with a sentence where the settings say half of it."""
    here = settings()
    needed = {"SHOUWANG_OIDC_CLIENT_ID": here.oidc_client_id, "SHOUWANG_OIDC_CLAIM": here.oidc_claim}
    missing = [name for name, value in needed.items() if not value]
    if here.oidc_issuer and missing:
        names = ", ".join(missing)
        raise SystemExit(f"✗ 设了 SHOUWANG_OIDC_ISSUER，还要设 {names}。 / SHOUWANG_OIDC_ISSUER also needs {names}.")
    if here.oidc_issuer and not _is_safe(here.oidc_issuer):
        raise SystemExit("✗ SHOUWANG_OIDC_ISSUER 应以 https:// 开头。 / SHOUWANG_OIDC_ISSUER must begin with https://.")


def address(redirect_uri: str, state: str, nonce: str, challenge: str) -> str:
    """Where a browser is sent. `challenge` is PKCE's, by S256."""
    here = settings()
    asked = {
        "response_type": "code",
        "client_id": here.oidc_client_id,
        "redirect_uri": redirect_uri,
        "scope": here.oidc_scope,
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
    }
    with _asking() as client:
        door = _address_in(discover(client), "authorization_endpoint")
    return f"{door}{'&' if urlsplit(door).query else '?'}{urlencode(asked)}"


def who(redirect_uri: str, code: str, verifier: str, nonce: str) -> str:
    """Who somebody is at the provider: the value of the claim that the settings name, out of a checked token."""
    with _asking() as client:
        known = discover(client)
        token = _exchange(client, known, redirect_uri, code, verifier)
        keys = _json(client.get(_address_in(known, "jwks_uri")))
    claims = _checked(token, keys, nonce)
    value = claims.get(settings().oidc_claim)
    is_proven = settings().oidc_claim != "email" or claims.get("email_verified") is True
    if not isinstance(value, str) or not value.strip() or not is_proven:
        raise OidcFailed("oidc_no_claim")
    return value.strip()


def agrees(verifier: str, challenge: str) -> bool:
    """PKCE's S256, looked at here as well: not every provider does."""
    return hmac.compare_digest(challenge_of(verifier), challenge)


def challenge_of(verifier: str) -> str:
    """What stands for a verifier while it is still a secret (RFC 7636)."""
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def discover(client: httpx.Client) -> Mapping[str, Any]:
    """What the provider says of itself; asked anew each time, for few sign in and keys change."""
    issuer = settings().oidc_issuer
    known = _json(client.get(f"{issuer.rstrip('/')}/.well-known/openid-configuration"))
    if known.get("issuer") != issuer:
        raise _refused("another issuer")
    return known


@contextmanager
def _asking() -> Iterator[httpx.Client]:
    if not _AT_ONCE.acquire(blocking=False):
        raise Busy
    try:
        with httpx.Client(timeout=PATIENCE_SECONDS, follow_redirects=False) as client:
            yield client
    except httpx.HTTPError as failed:
        log.warning("the identity provider cannot be reached: %s", type(failed).__name__)
        raise OidcFailed from failed
    finally:
        _AT_ONCE.release()


def _exchange(client: httpx.Client, known: Mapping[str, Any], redirect_uri: str, code: str, verifier: str) -> str:
    here = settings()
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri, "code_verifier": verifier}
    ways = known.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    headers = {}
    if here.oidc_client_secret and "client_secret_basic" in ways:
        # encoded before they are put together (RFC 6749 §2.3.1): either may hold a colon
        both = f"{quote_plus(here.oidc_client_id)}:{quote_plus(here.oidc_client_secret)}"
        headers["Authorization"] = "Basic " + base64.b64encode(both.encode()).decode()
    else:
        form |= {"client_id": here.oidc_client_id}
        form |= {"client_secret": here.oidc_client_secret} if here.oidc_client_secret else {}
    reply = client.post(_address_in(known, "token_endpoint"), data=form, headers=headers)
    token = _json(reply).get("id_token")
    if not isinstance(token, str):
        raise _refused("no ID token")
    return token


def _checked(token: str, keys: Mapping[str, Any], nonce: str) -> Mapping[str, Any]:
    """The claims of an ID token: signature, issuer, audience, times and nonce (OpenID Connect Core §3.1.3.7)."""
    here = settings()
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _key_of(token, keys),
            algorithms=ALGORITHMS,
            audience=here.oidc_client_id,
            issuer=here.oidc_issuer,
            leeway=LEEWAY_SECONDS,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except (jwt.PyJWTError, ValueError, TypeError) as wrong:
        raise _refused(type(wrong).__name__) from wrong
    many = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", here.oidc_client_id if not many else None) != here.oidc_client_id:
        raise _refused("another party")
    if not hmac.compare_digest(str(claims.get("nonce", "")), nonce):
        raise _refused("another nonce")
    return claims


def _key_of(token: str, keys: Mapping[str, Any]) -> Any:
    """The provider's key that the token names, or its only one. Raises `jwt.PyJWTError`."""
    wanted = jwt.get_unverified_header(token).get("kid")
    signing = [key for key in jwt.PyJWKSet.from_dict(dict(keys)).keys if key.public_key_use in (None, "sig")]
    fitting = [key for key in signing if wanted is None or key.key_id == wanted]
    if len(fitting) != 1:
        raise jwt.InvalidKeyError
    return fitting[0].key


def _json(reply: httpx.Response) -> Mapping[str, Any]:
    """A reply's content. What is refused, too large or no JSON is a failure of the provider's."""
    if reply.status_code >= 500:
        log.warning("the identity provider cannot be reached: status %d", reply.status_code)
        raise OidcFailed
    try:
        content = reply.json() if len(reply.content) <= LARGEST_REPLY else None
    except ValueError:
        content = None
    if reply.status_code != 200 or not isinstance(content, dict):
        raise _refused(f"status {reply.status_code}")
    return content


def _address_in(known: Mapping[str, Any], name: str) -> str:
    found = known.get(name)
    if not isinstance(found, str) or not _is_safe(found):
        raise _refused(f"no {name}")
    return found


def _is_safe(url: str) -> bool:
    """Over TLS, or on this machine."""
    parts = urlsplit(url)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"))


def _refused(why: str) -> OidcFailed:
    log.warning("what the identity provider said was refused: %s", why)
    return OidcFailed("oidc_bad_reply")
