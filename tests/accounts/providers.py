"""Identity providers for tests: a real one in a process of its own, and one that can be told to lie."""

import base64
import hashlib
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from servers import running

CLIENT, SECRET = "shouwang-of-a-test", "s:cret/+"


@contextmanager
def real_provider() -> Iterator[str]:
    """oidc-provider-mock, which is Authlib's server, on a port of 127.0.0.1; `PUT /users/SUB` sets claims."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/.well-known/openid-configuration", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while True:
        with suppress(OSError), urlopen(url, timeout=2):  # noqa: S310 - our own
            return
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.05)


@dataclass
class Liar:
    """A provider that checks PKCE, the secret and that codes are used once, and lies as it is told."""

    claims: dict[str, Any] = field(default_factory=dict)
    """What its tokens say otherwise; None takes a claim away."""
    key: Any = field(default_factory=lambda: rsa.generate_private_key(65537, 2048))
    algorithm: str = "RS256"
    kid: str | None = "first"
    signs_with: Any = None
    """What it signs with in place of `key`."""
    metadata: dict[str, Any] = field(default_factory=dict)
    token_status: int = 200
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    """How clients showed who they are."""
    issuer: str = ""

    def app(self) -> FastAPI:
        """What it serves."""
        app = FastAPI()
        app.add_api_route("/.well-known/openid-configuration", self._metadata)
        app.add_api_route("/keys", self._keys)
        app.add_api_route("/token", self._token, methods=["POST"])
        return app

    def agree(self, address: str) -> str:
        """As somebody who signs in there and agrees: the code that her browser takes back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert (asked["client_id"], asked["response_type"], asked["code_challenge_method"]) == (CLIENT, "code", "S256")
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        return code

    def _metadata(self) -> dict[str, Any]:
        doors = {name: f"{self.issuer}/{path}" for name, path in DOORS.items()}
        return {"issuer": self.issuer, **doors, **self.metadata}

    def _keys(self) -> dict[str, Any]:
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        other = jwt.algorithms.ECAlgorithm.to_jwk(OTHER_KEY.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": "first", "use": "sig"}, {**other, "kid": "other", "use": "sig"}]}

    async def _token(self, request: Request) -> Any:
        form = {name: values[0] for name, values in parse_qs((await request.body()).decode()).items()}
        self.seen.append(request.headers.get("authorization", f"{form.get('client_id')} {form.get('client_secret')}"))
        asked = self.codes.pop(form["code"], None)
        hashed = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=")
        right = asked is not None and hashed.decode() == asked["code_challenge"]
        if asked is None or not right or form["redirect_uri"] != asked["redirect_uri"] or self.token_status != 200:
            return JSONResponse({"error": "invalid_grant"}, self.token_status if right else 400)
        return {"access_token": "x", "token_type": "Bearer", "id_token": self._id_token(asked)}

    def _id_token(self, asked: dict[str, str]) -> str:
        now = int(time.time())
        honest = {"iss": self.issuer, "aud": CLIENT, "sub": "zhou.min", "nonce": asked["nonce"]}
        claims = {**honest, "iat": now, "exp": now + 300, **self.claims}
        told = {name: value for name, value in claims.items() if value is not None}
        headers = {"kid": self.kid} if self.kid else None
        key: Any = None if self.algorithm == "none" else self.signs_with or self.key
        return jwt.encode(told, key, algorithm=self.algorithm, headers=headers)


DOORS = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
OTHER_KEY = ec.generate_private_key(ec.SECP256R1())


@contextmanager
def liar() -> Iterator[Liar]:
    """One that runs, honest until it is told otherwise."""
    provider = Liar()
    with running(provider.app()) as provider.issuer:
        yield provider
