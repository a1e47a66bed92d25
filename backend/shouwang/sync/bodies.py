"""Request bodies that may be gzipped, with a cap on what they unpack to (Starlette does not unpack them)."""

import zlib
from typing import Annotated

from fastapi import Depends, Request

from shouwang.errors import Malformed, TooLarge
from shouwang.settings import settings


async def unpacked_body(request: Request) -> bytes:
    """The body, unpacked. Raises `TooLarge` before more than the cap was held, `Malformed` for broken gzip."""
    cap = settings().push_batch_bytes
    packed = bytearray()
    async for chunk in request.stream():
        packed += chunk
        if len(packed) > cap:
            raise TooLarge
    encoding = request.headers.get("content-encoding", "identity").lower()
    if encoding == "identity":
        return bytes(packed)
    if encoding != "gzip":
        raise Malformed
    return gunzip(bytes(packed), cap)


def gunzip(packed: bytes, cap: int) -> bytes:
    """The bytes inside, at most `cap` of them."""
    unpacker = zlib.decompressobj(wbits=31)
    try:
        body = unpacker.decompress(packed, cap + 1)
    except zlib.error as broken:
        raise Malformed from broken
    if len(body) > cap:
        raise TooLarge
    if not unpacker.eof:
        raise Malformed
    return body


Body = Annotated[bytes, Depends(unpacked_body)]
