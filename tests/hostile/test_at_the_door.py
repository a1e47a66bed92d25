"""What stands at the door of the server: headers, no cookies, bounded bodies, and no way around by a path."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx import Client

from register.desk import Headers
from shouwang.app import LARGEST_BODY

ROOT = Path(__file__).parents[2]
MARKUP = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|srcdoc")


@pytest.mark.parametrize("path", ["/", "/api/accounts/me", "/no/such/page", "/healthz"])
def test_every_reply_forbids_scripts_frames_and_guesses(client: Client, path: str) -> None:
    headers = client.get(path).headers
    policy = dict(each.strip().split(" ", 1) for each in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert (policy["script-src"], policy["style-src"], policy["connect-src"]) == ("'self'",) * 3
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"


def test_no_page_puts_a_text_in_as_markup() -> None:
    files = [each for each in (ROOT / "pwa" / "src").rglob("*.ts*") if ".test." not in each.name]
    assert len(files) > 100
    assert [str(each) for each in files if MARKUP.search(each.read_text("utf-8"))] == []
    assert "<script>" not in (ROOT / "pwa" / "index.html").read_text("utf-8")


def test_nothing_that_a_browser_sends_by_itself_signs_anybody_in(client: Client, clerk: Headers) -> None:
    token = clerk["Authorization"].removeprefix("Bearer ")
    reply = client.get("/api/accounts/me", headers=clerk)
    assert reply.status_code == 200
    assert "set-cookie" not in reply.headers
    for cookies, query in (({"token": token, "Authorization": f"Bearer {token}"}, {}), ({}, {"token": token})):
        asked = client.build_request("GET", "/api/accounts/me", params=query)
        asked.headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in cookies.items())
        assert client.send(asked).status_code == 401


def test_another_origin_is_told_nothing(client: Client, clerk: Headers) -> None:
    elsewhere = {"Origin": "https://elsewhere.example"}
    asked = {**elsewhere, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "authorization"}
    for reply in (
        client.options("/api/sync/push", headers=asked),
        client.get("/api/accounts/me", headers=clerk | elsewhere),
    ):
        assert not [name for name in reply.headers if name.startswith("access-control")]


def test_a_body_beyond_all_measure_is_not_read(client: Client, clerk: Headers) -> None:
    assert client.post("/api/register/rosters", headers=clerk, content=b"x" * (LARGEST_BODY + 1)).status_code == 413

    def endless() -> Iterator[bytes]:
        for _ in range(LARGEST_BODY // 1_000_000 + 2):
            yield b"x" * 1_000_000

    json = {"Content-Type": "application/json"}
    assert client.post("/api/accounts/users", headers=clerk | json, content=endless()).status_code == 413


@pytest.mark.parametrize(
    "path",
    [
        "/../secret.key",
        "/%2e%2e/%2e%2e/secret.key",
        "/assets/..%2f..%2f..%2fapp.py",
        "/..%5c..%5csecret.key",
        "/api/blobs/..%2f..%2fsecret.key",
        "/api/blobs/%00",
        "//etc/passwd",
    ],
)
def test_no_path_leads_out_of_what_is_served(client: Client, clerk: Headers, path: str) -> None:
    asked = client.build_request("GET", "/", headers=clerk)
    asked.url = asked.url.copy_with(raw_path=path.encode())
    assert client.send(asked).status_code in (400, 404, 405, 422)


def test_the_api_is_not_described_to_whoever_asks(client: Client) -> None:
    for path in ("/openapi.json", "/docs", "/redoc"):
        assert "paths" not in client.get(path).text
