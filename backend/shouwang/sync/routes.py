"""The protocol over HTTP."""

from typing import Any, TypeVar

from fastapi import APIRouter, Response
from pydantic import BaseModel

from shouwang.accounts.access import Staff, Token, signed_in
from shouwang.accounts.service import caller_of
from shouwang.committing import committed
from shouwang.database import Reading, reading
from shouwang.errors import Malformed
from shouwang.sync import queries
from shouwang.sync.bodies import Body
from shouwang.sync.contact import note_idle_contact
from shouwang.sync.envelopes import read_json
from shouwang.sync.pull import pull
from shouwang.sync.push import push
from shouwang.sync.schemas import IssueLine, PullReply, PullRequest, PushReply, PushRequest

router = APIRouter(prefix="/api/sync", tags=["sync"])


# Bodies are read by hand, for they may be gzipped: so their shapes are told to OpenAPI by hand as well.


def _body_of(model: type[BaseModel]) -> dict[str, Any]:
    content = {"application/json": {"schema": model.model_json_schema()}}
    return {"requestBody": {"required": True, "content": content}}


Asked = TypeVar("Asked", bound=BaseModel)


def _parsed(model: type[Asked], body: bytes) -> Asked:
    try:
        return model.model_validate(read_json(body))
    except (ValueError, RecursionError) as broken:
        raise Malformed from broken


# Push and pull are asked all day by every phone: whose token it is, the work and the JSON are done in one visit to one
# thread, where a dependency each would take longer than the work (docs/decisions/0060).


@router.post("/push", response_model=PushReply, openapi_extra=_body_of(PushRequest))
def push_route(token: Token, body: Body) -> Response:
    """Hands in a batch of envelopes."""
    with reading() as session:
        caller = caller_of(session, token)
    asked = _parsed(PushRequest, body)
    reply = committed(lambda session: push(session, caller, asked))
    return _json(reply.model_dump_json())


@router.post("/pull", response_model=PullReply, openapi_extra=_body_of(PullRequest))
def pull_route(token: Token, body: Body) -> Response:
    """Fetches what is new."""
    with reading() as session:
        caller = signed_in(caller_of(session, token))
        asked = _parsed(PullRequest, body)
        reply = pull(session, caller, asked)
    # The session is closed before the contact is written, so that one request never holds two connections.
    note_idle_contact(caller.device, asked.watermark)
    return _json(reply)


def _json(text: str | bytes) -> Response:
    return Response(text, media_type="application/json")


@router.get("/issues")
def issues(caller: Staff, session: Reading) -> list[IssueLine]:
    """Parked items of the caller's places."""
    return [
        IssueLine(**issue.shape().model_dump(), user_name=author, person_name=person, township=issue.township)
        for issue, author, person in queries.open_issues(session, caller.user.place)
    ]
