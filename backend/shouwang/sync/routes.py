"""The protocol over HTTP."""

import orjson
from fastapi import APIRouter, Response
from pydantic import ValidationError

from shouwang.accounts.access import AnyDevice, SignedIn, Staff
from shouwang.database import Reading, Writing
from shouwang.errors import Malformed
from shouwang.sync import queries
from shouwang.sync.bodies import Body
from shouwang.sync.contact import note_idle_contact
from shouwang.sync.pull import pull
from shouwang.sync.push import push
from shouwang.sync.schemas import IssueLine, PullReply, PullRequest, PushReply, PushRequest

router = APIRouter(prefix="/api/sync", tags=["sync"])


# The body is read by hand, for it may be gzipped: so its shape is told to OpenAPI by hand as well.
PUSH_BODY = {
    "requestBody": {"required": True, "content": {"application/json": {"schema": PushRequest.model_json_schema()}}}
}


@router.post("/push", response_model=PushReply, openapi_extra=PUSH_BODY)
def push_route(caller: AnyDevice, session: Writing, body: Body) -> PushReply:
    """Hands in a batch of envelopes."""
    try:
        return push(session, caller, PushRequest.model_validate(orjson.loads(body)))
    except (orjson.JSONDecodeError, ValidationError) as broken:
        raise Malformed from broken


@router.post("/pull", response_model=PullReply)
def pull_route(asked: PullRequest, caller: SignedIn, session: Reading) -> Response:
    """Fetches what is new."""
    reply = pull(session, caller, asked)
    session.close()  # before the contact is written, so that one request never holds two connections
    note_idle_contact(caller.device, asked.watermark)
    return Response(reply, media_type="application/json")


@router.get("/issues")
def issues(caller: Staff, session: Reading) -> list[IssueLine]:
    """Parked items of the caller's places."""
    return [
        IssueLine(**issue.shape().model_dump(), user_name=author, person_name=person, township=issue.township)
        for issue, author, person in queries.open_issues(session, caller.user.place)
    ]
