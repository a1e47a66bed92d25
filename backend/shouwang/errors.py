"""Every failure there is, and its one rendering. The client owns the sentence that a person reads."""

import logging
import traceback
from typing import Any, ClassVar

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DataError, DBAPIError
from starlette.exceptions import HTTPException

log = logging.getLogger(__name__)


class Failure(Exception):  # noqa: N818 - the word of the protocol
    """A request that cannot be met. `code` is stable; `facts` travel with it."""

    status: ClassVar[int] = 400
    code: str = "malformed"

    def __init__(self, code: str | None = None, **facts: Any) -> None:
        super().__init__(code or self.code)
        self.code = code or self.code
        self.facts = facts


class Malformed(Failure):
    """What came is not what the protocol says."""


class NotSignedIn(Failure):
    """No token, or one that is not (or no longer) good."""

    status = 401
    code = "unknown_token"


class Forbidden(Failure):
    """Known, but not allowed."""

    status = 403
    code = "forbidden"


class Unknown(Failure):
    """Not there, or none of the caller's business: the two answer alike."""

    status = 404
    code = "unknown"


class Refused(Failure):
    """What is known already says otherwise; the code says what, the facts which."""

    status = 409
    code = "refused"


class SignInFailed(Failure):
    """A wrong login, password or code: which of them is not said. `code_needed`: right so far."""

    status = 401
    code = "wrong_password"


class OidcFailed(Failure):
    """The county's identity provider cannot be reached, or said what cannot be taken."""

    status = 502
    code = "oidc_unreachable"


class SignInLocked(Failure):
    """Too many wrong passwords; `retry_after` is in seconds."""

    status = 429
    code = "sign_in_locked"


class EnrolmentUsed(Failure):
    """Another device has opened this link before."""

    status = 409
    code = "enrolment_used"


class EnrolmentExpired(Failure):
    """The link is too old."""

    status = 410
    code = "enrolment_expired"


class EnrolmentLocked(Failure):
    """Too many codes were typed that nobody has; `retry_after` is in seconds."""

    status = 429
    code = "enrolment_locked"


class TooLarge(Failure):
    """More bytes than this server takes at once."""

    status = 413
    code = "too_large"


class TooMany(Failure):
    """More requests of one device or address than anybody needs; `retry_after` is in seconds."""

    status = 429
    code = "too_many"


class Broken(Failure):
    """A bug of ours: the log says where, and nothing of what was asked."""

    status = 500
    code = "internal"


class Busy(Failure):
    """Come again in a few seconds."""

    status = 503
    code = "busy"


def render(failure: Failure) -> JSONResponse:
    """A failure as it travels."""
    headers = {"Retry-After": str(failure.facts.get("retry_after", 5))} if failure.status in (429, 503) else None
    return JSONResponse({"code": failure.code, **failure.facts}, failure.status, headers)


def whereabouts(problem: BaseException) -> str:
    """The kind of an exception and of its causes, and the lines of code that they came through; never their texts.

    A text may hold whatever was in the way: a name, a number, a note.
    """
    lines = []
    cause: BaseException | None = problem
    while cause is not None:
        frames = traceback.extract_tb(cause.__traceback__)
        lines += [type(cause).__name__, *(f"  {each.filename}:{each.lineno} in {each.name}" for each in frames)]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines)


def install(app: FastAPI) -> None:
    """Has every failure of the app rendered here."""
    app.exception_handler(Failure)(_failure)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(HTTPException)(_http)
    app.exception_handler(DBAPIError)(_database)


def _failure(_: Request, problem: Failure) -> JSONResponse:
    return render(problem)


def _invalid(_: Request, problem: RequestValidationError) -> JSONResponse:
    # Says where and what kind, never the value: it may be somebody's number.
    places = [{"at": ".".join(map(str, e["loc"])), "message": e["type"]} for e in problem.errors()]
    return JSONResponse({"code": "invalid", "errors": places}, 422)


def _http(_: Request, problem: HTTPException) -> JSONResponse:
    codes = {401: "unknown_token", 403: "forbidden", 404: "unknown", 413: "too_large"}
    return JSONResponse({"code": codes.get(problem.status_code, "malformed")}, problem.status_code, problem.headers)


def _database(_: Request, problem: DBAPIError) -> JSONResponse:
    # The exception's text holds the statement's values: only its kind goes to the log.
    log.error("the database refused: %s", type(problem.orig).__name__)
    if isinstance(problem, DataError):  # a text with NUL, a number beyond all bounds: to come again would not help
        return JSONResponse({"code": "invalid", "errors": []}, 422)
    return render(Busy())
