"""Large replies, gzipped in the thread that made them: the middleware would do it while every other request waits."""

from fastapi import Request, Response
from zlib_ng import gzip_ng

WORTH_PACKING = 20_000
"""Bytes from which on it pays; smaller replies are the middleware's."""
LEVEL = 5


def packed(json: bytes, request: Request) -> Response:
    """The reply, gzipped where the asking side takes that. zlib-ng takes 0.4 of the time of Python's own zlib."""
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(json, media_type="application/json")
    headers = {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    content: bytes = gzip_ng.compress(json, LEVEL)  # type: ignore[no-untyped-call]
    return Response(content, media_type="application/json", headers=headers)
