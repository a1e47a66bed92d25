"""Who takes over, and the key of the phone that hands over."""

import pytest
from httpx import Client
from sqlalchemy import Engine

import cast
from cast import CAST
from covers.signing import Pen

Headers = dict[str, str]


@pytest.fixture
def other(settled: Engine) -> Headers:
    """The other carer's headers, who is to take over."""
    return cast.sign_in(settled, CAST.other_carer, "phone-of-the-other")


@pytest.fixture
def pen(client: Client, carer: Headers) -> Pen:
    """The key of the carer's phone, which the server knows."""
    pen = Pen()
    for _ in range(2):
        reply = client.post("/api/covers/keys", headers=carer, json={"public": pen.public})
        assert reply.status_code == 204, reply.text
    return pen
