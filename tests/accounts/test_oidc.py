"""Signing in by another house: whom it lets in, and what it refuses."""

import base64
import secrets
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from httpx import Client, Response
from sqlalchemy import Engine, update
from sqlmodel import col

import cast
from accounts.providers import CLIENT, SECRET, Liar, liar, real_provider
from cast import CAST
from shouwang import clock
from shouwang.accounts.models import Credential, User
from shouwang.accounts.oidc import challenge_of, check_settings
from shouwang.accounts.oidc_sign_in import bind, unbind
from shouwang.database import writing
from shouwang.errors import Failure
from shouwang.settings import settings

SQLITE_IS_ENOUGH = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""Where no row decides."""
VERIFIER = secrets.token_urlsafe(32)
Configure = Callable[..., None]


@pytest.fixture
def configure(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[Configure]:
    """Gives the server a provider."""

    def configured(issuer: str, claim: str = "sub", **more: str) -> None:
        said = {"issuer": issuer, "client_id": CLIENT, "client_secret": SECRET, "claim": claim, **more}
        for name, value in said.items():
            monkeypatch.setenv(f"SHOUWANG_OIDC_{name.upper()}", value)
        settings.cache_clear()

    yield configured
    settings.cache_clear()


@pytest.fixture
def provider() -> Iterator[Liar]:
    with liar() as running:
        yield running


def call_her(engine: Engine, value: str, user: str = CAST.clerk) -> None:
    with writing(engine) as session:
        bind(session, value, session.get_one(User, user))


def begin(client: Client, verifier: str = VERIFIER) -> Any:
    reply = client.post("/api/accounts/oidc/begin", json={"challenge": challenge_of(verifier)})
    assert reply.status_code == 200, reply.text
    return reply.json()


def finish(client: Client, state: str, code: str, verifier: str = VERIFIER) -> Response:
    asked = {"state": state, "code": code, "verifier": verifier, "device": "desk-of-the-house"}
    return client.post("/api/accounts/oidc/finish", json=asked)


def sign_in(client: Client, provider: Liar) -> Response:
    begun = begin(client)
    return finish(client, begun["state"], provider.agree(begun["address"]))


def told(reply: Response) -> tuple[int, str]:
    return reply.status_code, reply.json().get("code", "")


@SQLITE_IS_ENOUGH
def test_the_whole_round_with_a_real_provider(client: Client, settled: Engine, configure: Configure) -> None:
    with real_provider() as issuer:
        configure(issuer, claim="email", scope="openid email")
        claims = {"email": "zhou.min@example.org", "email_verified": True}
        assert httpx.put(f"{issuer}/users/zhou", json=claims).status_code == 204
        call_her(settled, "zhou.min@example.org")
        assert client.get("/api/accounts/sign-in-ways").json() == {"oidc": "单位统一登录"}
        begun = begin(client)
        agreed = httpx.post(begun["address"], data={"sub": "zhou"})
        back = urlsplit(agreed.headers["location"])
        assert back.path == "/api/accounts/oidc/return"
        returned = client.get(back.path, params=parse_qs(back.query))
        assert returned.status_code == 303
        _, _, where, state, code = returned.headers["location"].split("/")
        assert (where, state) == ("oidc", begun["state"])
        reply = finish(client, state, code)
        assert reply.status_code == 200, reply.text
        assert reply.json()["user"]["id"] == CAST.clerk
        denied = httpx.post(begin(client)["address"], data={"action": "deny"})
        back = urlsplit(denied.headers["location"])
        assert client.get(back.path, params=parse_qs(back.query)).headers["location"] == "/#/oidc"


def test_who_comes_by_the_house_needs_no_password_of_ours_as_long_as_there_is_a_house(
    client: Client, settled: Engine, configure: Configure, provider: Liar
) -> None:
    configure(provider.issuer)
    call_her(settled, "zhou.min")
    with writing(settled) as session:
        session.delete(session.get_one(Credential, CAST.clerk))
    here = {"Authorization": f"Bearer {sign_in(client, provider).json()['token']}"}
    assert client.get("/api/accounts/users", headers=here).status_code == 200
    assert client.get("/api/accounts/me", headers=here).json()["must_set_password"] is False
    assert provider.seen == ["Basic " + base64.b64encode(b"shouwang-of-a-test:s%3Acret%2F%2B").decode()]
    by_link = cast.sign_in(settled, CAST.clerk, "another-desk")
    assert told(client.get("/api/accounts/users", headers=by_link)) == (403, "password_needed")
    configure("")
    assert told(client.get("/api/accounts/users", headers=here)) == (403, "password_needed")
    assert client.get("/api/accounts/sign-in-ways").json() == {"oidc": None}
    assert told(client.post("/api/accounts/oidc/begin", json={"challenge": "c" * 43})) == (404, "unknown")


def test_nobody_is_made_by_it_and_only_offices_come_in(
    client: Client, settled: Engine, configure: Configure, provider: Liar
) -> None:
    configure(provider.issuer)
    assert told(sign_in(client, provider)) == (403, "oidc_nobody")
    call_her(settled, "zhou.min")
    with writing(settled) as session:
        session.execute(update(User).where(col(User.id) == CAST.clerk).values(active=False))
    assert told(sign_in(client, provider)) == (403, "user_deactivated")
    with writing(settled) as session:
        session.execute(update(User).where(col(User.id) == CAST.clerk).values(active=True, role="carer"))
    assert told(sign_in(client, provider)) == (403, "oidc_nobody")


def test_of_another_provider_the_same_value_is_nobody_and_an_unbound_one_s_session_ends(
    client: Client, settled: Engine, configure: Configure, provider: Liar
) -> None:
    configure("https://the-house-before.example.org")
    call_her(settled, "zhou.min")
    configure(provider.issuer)
    assert told(sign_in(client, provider)) == (403, "oidc_nobody")
    call_her(settled, "zhou.min", CAST.other_clerk)
    reply = sign_in(client, provider).json()
    assert reply["user"]["id"] == CAST.other_clerk
    with writing(settled) as session:
        unbind(session, "zhou.min")
    here = {"Authorization": f"Bearer {reply['token']}"}
    assert told(client.get("/api/accounts/users", headers=here)) == (401, "device_revoked")


def test_a_value_is_one_user_s_and_a_user_has_one(settled: Engine, configure: Configure) -> None:
    with pytest.raises(Failure, match="unknown"):
        call_her(settled, "zhou.min")
    configure("https://example.org")
    call_her(settled, "zhou.min")
    call_her(settled, "zhou.min")
    with pytest.raises(Failure, match="oidc_taken"):
        call_her(settled, "zhou.min", CAST.officer)
    with pytest.raises(Failure, match="forbidden"):
        call_her(settled, "shen.tianqiang", CAST.carer)
    call_her(settled, "zhou.min.2")
    call_her(settled, "zhou.min", CAST.officer)
    with writing(settled) as session:
        unbind(session, "zhou.min")
    with pytest.raises(Failure, match="unknown"), writing(settled) as session:
        unbind(session, "zhou.min")


def lie(provider: Liar, **claims: Any) -> None:
    provider.claims = claims


def sign_with_another_key(provider: Liar) -> None:
    provider.signs_with = rsa.generate_private_key(65537, 2048)


def sign_with_the_secret(provider: Liar) -> None:
    provider.algorithm, provider.signs_with = "HS256", SECRET * 8


def sign_not_at_all(provider: Liar) -> None:
    provider.algorithm = "none"


LIES: dict[str, tuple[Callable[[Liar], Any], str]] = {
    "another audience": (lambda p: lie(p, aud="another client"), "oidc_bad_reply"),
    "two audiences without a party": (lambda p: lie(p, aud=[CLIENT, "another"]), "oidc_bad_reply"),
    "another party": (lambda p: lie(p, azp="another client"), "oidc_bad_reply"),
    "another issuer": (lambda p: lie(p, iss="https://example.org"), "oidc_bad_reply"),
    "another nonce": (lambda p: lie(p, nonce="of another sign-in"), "oidc_bad_reply"),
    "no nonce": (lambda p: lie(p, nonce=None), "oidc_bad_reply"),
    "expired": (lambda p: lie(p, iat=int(time.time()) - 900, exp=int(time.time()) - 600), "oidc_bad_reply"),
    "for ever": (lambda p: lie(p, exp=None), "oidc_bad_reply"),
    "of tomorrow": (lambda p: lie(p, iat=int(time.time()) + 86_400), "oidc_bad_reply"),
    "signed with another key": (sign_with_another_key, "oidc_bad_reply"),
    "signed with the shared secret": (sign_with_the_secret, "oidc_bad_reply"),
    "not signed": (sign_not_at_all, "oidc_bad_reply"),
    "of a key that is not there": (lambda p: setattr(p, "kid", "second"), "oidc_bad_reply"),
    "of no key in particular": (lambda p: setattr(p, "kid", None), "oidc_bad_reply"),
    "of a key of another kind": (lambda p: setattr(p, "kid", "other"), "oidc_bad_reply"),
    "says nothing of who it is": (lambda p: lie(p, sub=None), "oidc_bad_reply"),
    "an empty name": (lambda p: lie(p, sub=" "), "oidc_no_claim"),
    "refuses the code": (lambda p: setattr(p, "token_status", 400), "oidc_bad_reply"),
    "is broken": (lambda p: setattr(p, "token_status", 500), "oidc_unreachable"),
}


@SQLITE_IS_ENOUGH
def test_what_a_provider_may_not_say_lets_nobody_in(
    client: Client, settled: Engine, configure: Configure, provider: Liar
) -> None:
    configure(provider.issuer)
    call_her(settled, "zhou.min")
    honest = dict(vars(provider))
    assert sign_in(client, provider).status_code == 200
    for name, (how, code) in LIES.items():
        vars(provider).clear()
        vars(provider).update(honest, claims={})
        how(provider)
        assert told(sign_in(client, provider)) == (502, code), name
    vars(provider).clear()
    vars(provider).update(honest, claims={})
    assert sign_in(client, provider).status_code == 200


@SQLITE_IS_ENOUGH
def test_a_provider_that_is_down_or_another_one_is_said_to_be(
    client: Client, settled: Engine, configure: Configure, provider: Liar
) -> None:
    configure(provider.issuer)
    asked = {"challenge": challenge_of(VERIFIER)}
    for metadata in ({"issuer": "https://example.org"}, {"authorization_endpoint": "http://example.org/authorize"}):
        provider.metadata = metadata
        assert told(client.post("/api/accounts/oidc/begin", json=asked)) == (502, "oidc_bad_reply")
    configure("http://127.0.0.1:9")
    assert told(client.post("/api/accounts/oidc/begin", json=asked)) == (502, "oidc_unreachable")


def test_a_reply_is_good_once_in_the_browser_that_began_and_not_for_long(
    client: Client, settled: Engine, configure: Configure, provider: Liar, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(provider.issuer)
    call_her(settled, "zhou.min")
    begun = begin(client)
    assert finish(client, begun["state"], provider.agree(begun["address"])).status_code == 200
    assert told(finish(client, begun["state"], provider.agree(begun["address"]))) == (409, "oidc_state"), (
        "a second time"
    )
    assert told(finish(client, "made-up", provider.agree(begun["address"]))) == (409, "oidc_state")
    begun, other = begin(client), secrets.token_urlsafe(32)
    assert told(finish(client, begun["state"], provider.agree(begun["address"]), other)) == (409, "oidc_state")
    begun = begin(client)
    code = provider.agree(begun["address"])
    later = clock.now() + timedelta(minutes=10)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert told(finish(client, begun["state"], code)) == (409, "oidc_state"), "after ten minutes"


@SQLITE_IS_ENOUGH
def test_an_address_that_is_not_proven_is_nobody_s(
    client: Client, settled: Engine, configure: Configure, provider: Liar
) -> None:
    configure(provider.issuer, claim="email")
    call_her(settled, "zhou.min@example.org")
    for proven, status in ((None, 502), (False, 502), ("true", 502), (True, 200)):
        provider.claims = {"email": "zhou.min@example.org", "email_verified": proven}
        assert sign_in(client, provider).status_code == status, proven


@SQLITE_IS_ENOUGH
@pytest.mark.parametrize(
    ("issuer", "claim", "says"),
    [("https://example.org", "", "SHOUWANG_OIDC_CLAIM"), ("http://example.org", "sub", "https://")],
)
def test_half_of_the_settings_is_said_at_the_start(configure: Configure, issuer: str, claim: str, says: str) -> None:
    configure(issuer, claim)
    with pytest.raises(SystemExit, match=says):
        check_settings()
