"""The protocol over HTTP."""

import os
from threading import BoundedSemaphore
from typing import Any, TypeVar

from fastapi import APIRouter, BackgroundTasks, Request, Response
from pydantic import BaseModel
from sqlalchemy.orm import Session

from shouwang.accounts.access import Office, Staff, Token, signed_in, within
from shouwang.accounts.service import Caller, caller_of, note_first_use
from shouwang.audit.noting import note
from shouwang.audit.words import Deed
from shouwang.committing import committed
from shouwang.database import Reading, Writing, writing
from shouwang.errors import Malformed, Unknown
from shouwang.packing import WORTH_PACKING, packed
from shouwang.records.summaries import reading_summed_up
from shouwang.routing import Committing
from shouwang.sync import queries, retrying, settling
from shouwang.sync.bodies import Body
from shouwang.sync.contact import Contact, note_pull
from shouwang.sync.envelopes import read_json
from shouwang.sync.models import Issue, IssueShape
from shouwang.sync.pull import pull
from shouwang.sync.push import push
from shouwang.sync.rescue import opened, rescue, rescue_pictures
from shouwang.sync.schemas import (
    IssueLine,
    PullReply,
    PullRequest,
    PushReply,
    PushRequest,
    RescueReply,
    RescueRequest,
    ResolveRequest,
)

router = APIRouter(prefix="/api/sync", tags=["sync"], route_class=Committing)


# Bodies are read by hand, for they may be gzipped: so their shapes are told to OpenAPI by hand as well.


def _body_of(model: type[BaseModel]) -> dict[str, Any]:
    schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
    # What it is made of is known from replies.
    schema.pop("$defs", None)
    content = {"application/json": {"schema": schema}}
    return {"requestBody": {"required": True, "content": content}}


Asked = TypeVar("Asked", bound=BaseModel)


def _parsed(model: type[Asked], body: bytes) -> Asked:
    try:
        return model.model_validate(read_json(body))
    except (ValueError, RecursionError) as broken:
        raise Malformed from broken


# Push and pull are asked all day by every phone: whose token it is, the work and the JSON are done in one visit to one
# thread, where a dependency each would take longer than the work (docs/decisions/0005).


@router.post("/push", response_model=PushReply, openapi_extra=_body_of(PushRequest))
def push_route(token: Token, body: Body, afterwards: BackgroundTasks) -> Response:
    """Hands in a batch of envelopes."""
    with reading_summed_up() as session:
        caller = caller_of(session, token)
    note_first_use(caller.device)
    asked = _parsed(PushRequest, body)
    reply, is_ready = committed(lambda session: (push(session, caller, asked), queries.is_something_ready(session)))
    if is_ready:
        # After the commit and after the reply: what waited is tried in transactions of its own.
        afterwards.add_task(retrying.retry_waiting)
    return _json(reply.model_dump_json())


_PULLING = BoundedSemaphore(max(2, os.cpu_count() or 1))
"""So many pulls are made at once. Forty threads that pull would take from each other more than they get done: each one
costs 13 ms of processor time instead of 5.5."""


@router.post("/pull", response_model=PullReply, openapi_extra=_body_of(PullRequest))
def pull_route(token: Token, body: Body, request: Request) -> Response:
    """Fetches what is new."""
    with _PULLING:
        with reading_summed_up() as session:
            caller = signed_in(caller_of(session, token))
            asked = _parsed(PullRequest, body)
            reply = pull(session, caller, asked)
        response = packed(reply, request) if len(reply) > WORTH_PACKING else _json(reply)
    # The session is closed before the contact is written, so that one request never holds two connections.
    note_pull(caller.device, Contact(asked.watermark, asked.app_version, asked.phone))
    return response


def _json(text: str | bytes) -> Response:
    return Response(text, media_type="application/json")


@router.post("/rescue", openapi_extra=_body_of(RescueRequest))
def rescue_route(caller: Office, body: Body) -> RescueReply:
    """Hands in what a phone held that cannot send any more."""
    file = opened(_parsed(RescueRequest, body).sealed)
    with writing() as session:
        reply = rescue(session, caller, file)
        note(session, Deed.RESCUED, caller, "user", reply.user, items=reply.items, parked=reply.parked)
    # Bytes are taken in where a committed row refers to them.
    return reply.model_copy(update={"pictures": rescue_pictures(file)})


@router.get("/issues")
def issues(caller: Staff, session: Reading, settled: bool = False) -> list[IssueLine]:
    """Parked items of the caller's places, with `settled` also those that are settled."""
    return settling.issues(session, caller.user, settled=settled)


@router.post("/issues/{issue}/retry")
def retry_issue(issue: str, caller: Office, session: Writing) -> IssueShape:
    """Tries a parked item again; it stays parked, perhaps for another reason, when it still cannot be applied."""
    return settling.retry(session, _issue(session, caller, issue), caller.user).shape()


@router.post("/issues/{issue}/accept")
def accept_issue(issue: str, caller: Office, session: Writing) -> IssueShape:
    """Applies a parked item although its author was not assigned or her account or phone was closed."""
    return settling.accept(session, _issue(session, caller, issue), caller.user).shape()


@router.post("/issues/{issue}/resolve")
def resolve_issue(issue: str, asked: ResolveRequest, caller: Office, session: Writing) -> IssueShape:
    """Settles a parked item without applying it."""
    return settling.resolve(session, _issue(session, caller, issue), caller.user, asked).shape()


def _issue(session: Session, caller: Caller, issue: str) -> Issue:
    found = session.get(Issue, issue)
    if found is None:
        raise Unknown
    within(caller, found.township)
    if not settling.is_for(session, found, caller.user):
        raise Unknown
    return found
