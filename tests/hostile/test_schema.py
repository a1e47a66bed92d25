"""Every route is asked what its own description allows, and what it does not: none breaks, none answers as it must not.

The description of the API makes the requests; the ids of real things stand in for half of those that it makes up.
"""

import os
from collections.abc import Iterator
from contextlib import suppress
from itertools import cycle
from typing import Any

import pytest
import schemathesis
from httpx import Client
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import response_schema_conformance
from sqlalchemy import Engine

from accounts.test_rights import whole
from shouwang.app import create_app

__all__ = ["whole"]

schemathesis.serializer.alias("application/offset+octet-stream", "application/octet-stream")

Operation = Any
"""One of the API's, as schemathesis knows it."""
ROLES = ("officer", "clerk", "carer", "doctor", "auditor", "administrator")
BODY_LEFT_OPEN = "ignore:Exception ignored in.*SpooledTemporaryFile:pytest.PytestUnraisableExceptionWarning"
"""The parser of forms leaves the file of a form that ends in the middle to the collector of garbage."""
LAST = ("/sign-out", "/deactivate", "/revoke", "/password")
"""What ends somebody is asked when nothing else is to come."""

ENOUGH = settings(
    max_examples=int(os.environ.get("SHOUWANG_EXAMPLES", "3")),
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.filterwarnings(BODY_LEFT_OPEN)
def test_nothing_that_is_asked_breaks_a_route(client: Client, settled: Engine, whole: dict[str, str]) -> None:
    tokens = cycle(whole[role] for role in ROLES if role in whole)
    broken = []
    for operation in sorted(operations(), key=lambda each: each.path.endswith(LAST)):
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            broken += asked(client, operation, mode, whole, tokens)
    assert not broken, "\n".join(broken)


def operations() -> Iterator[Operation]:
    """All that the description knows."""
    schema = schemathesis.openapi.from_dict(create_app().openapi())
    for found in schema.get_all_operations():
        yield found.ok()  # type: ignore[union-attr]


def asked(client: Client, operation: Operation, mode: GenerationMode, whole: dict[str, str], tokens: Any) -> list[str]:
    """What was wrong with the answers to one kind of request."""
    found: list[str] = []

    @ENOUGH
    @given(case=operation.as_strategy(generation_mode=mode), is_real=st.booleans())
    def ask(case: Case[Any], is_real: bool) -> None:
        made_up = dict(case.path_parameters or {})
        case.path_parameters = {name: whole.get(name, one) if is_real else one for name, one in made_up.items()}
        reply = case.call(base_url=str(client.base_url), headers={"Authorization": next(tokens)}, timeout=60)
        if reply.status_code >= 500:
            found.append(f"{operation.label} {reply.status_code} {case.as_curl_command()[:1500]}")
            return
        try:
            case.validate_response(reply, checks=[not_a_server_error, response_schema_conformance])
        except (Exception, FailureGroup) as wrong:
            found.append(f"{operation.label} {reply.status_code} {str(wrong)[:1500]}")

    with suppress(Unsatisfiable):  # where nothing is asked for, nothing can be asked wrongly
        ask()
    return found
