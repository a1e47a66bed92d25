"""Bytes by their hash in a bucket of any S3-compatible store, with the verbs of the folder (docs/decisions/0131).

What is coming lies there piece by piece, each under the offset at which it begins; how much is here is how far
the pieces follow on each other. Nobody holds a lock: whoever mixes pieces of two senders is found out by the hash.
"""

import hashlib
from collections.abc import Iterator
from functools import cache

import boto3
from botocore.client import Config
from botocore.exceptions import BotoCoreError, ClientError

from shouwang.blobs.folder import WrongOffset
from shouwang.blobs.store import Objection
from shouwang.settings import settings

ABSENT = {"404", "NoSuchKey", "NotFound"}


class Bucket:
    """A bucket of bytes."""

    def __init__(self, name: str, endpoint: str, region: str) -> None:
        # Keys come from the environment as every S3 client reads it, or from the machine's role.
        self._name = name
        checks = {"request_checksum_calculation": "when_required", "response_checksum_validation": "when_required"}
        patience = Config(connect_timeout=5, read_timeout=20, retries={"max_attempts": 2}, **checks)
        self._s3 = boto3.client("s3", endpoint_url=endpoint or None, region_name=region, config=patience)

    def have(self, sha256: str) -> int:
        """How many bytes are here."""
        try:
            with _reached():
                return int(self._s3.head_object(Bucket=self._name, Key=_whole(sha256))["ContentLength"])
        except FileNotFoundError:
            return sum(size for _, size in self._pieces(sha256))

    def append(self, sha256: str, offset: int, chunk: bytes) -> int:
        """Adds bytes at the end; how many are here then. Raises `WrongOffset`."""
        here = self.have(sha256)
        if offset != here:
            raise WrongOffset(here)
        if chunk:
            self._put(f"{_coming(sha256)}{offset:010}", chunk)
        return here + len(chunk)

    def finish(self, sha256: str, objection: Objection) -> str | None:
        """Gives the bytes their name; what speaks against it is said instead, and they begin anew."""
        if self._get(_whole(sha256)) is not None:
            self._forget(sha256)
            raise WrongOffset(self.have(sha256))
        content = b"".join(self._get(key) or b"" for key, _ in self._pieces(sha256))
        problem = "wrong_hash" if hashlib.sha256(content).hexdigest() != sha256 else objection(content)
        if problem is None:
            self._put(_whole(sha256), content)
        self._forget(sha256)
        return problem

    def read(self, sha256: str) -> bytes | None:
        """All of them, where they are whole."""
        return self._get(_whole(sha256))

    def set_aside(self, sha256: str) -> None:
        """Puts them under `damaged/`, where nobody takes them for whole."""
        self._put(f"damaged/{sha256}", self._get(_whole(sha256)) or b"")
        self._delete(_whole(sha256))

    def remove(self, sha256: str) -> None:
        """Takes them away, whatever is here of them."""
        self._forget(sha256)
        self._delete(_whole(sha256))

    def _pieces(self, sha256: str) -> Iterator[tuple[str, int]]:
        """The pieces that follow on each other from the first byte on."""
        sizes = dict(self._listed(sha256))
        at = 0
        while (key := f"{_coming(sha256)}{at:010}") in sizes:
            yield key, sizes[key]
            at += sizes[key]

    def _listed(self, sha256: str) -> list[tuple[str, int]]:
        with _reached():
            pages = self._s3.get_paginator("list_objects_v2").paginate(Bucket=self._name, Prefix=_coming(sha256))
            return [(found["Key"], int(found["Size"])) for page in pages for found in page.get("Contents", [])]

    def _forget(self, sha256: str) -> None:
        """The pieces go, one by one: not every such store takes many at once in the same words."""
        for key, _ in self._listed(sha256):
            self._delete(key)

    def _delete(self, key: str) -> None:
        with _reached():
            self._s3.delete_object(Bucket=self._name, Key=key)

    def _get(self, key: str) -> bytes | None:
        try:
            with _reached():
                content: bytes = self._s3.get_object(Bucket=self._name, Key=key)["Body"].read()
                return content
        except FileNotFoundError:
            return None

    def _put(self, key: str, content: bytes) -> None:
        with _reached():
            self._s3.put_object(Bucket=self._name, Key=key, Body=content)


class _reached:  # noqa: N801 - reads as a word of a sentence
    """What the store answers, in the words of a folder: `FileNotFoundError`, or `OSError` where it is out of reach."""

    def __enter__(self) -> None:
        """Nothing is asked yet."""

    def __exit__(self, _: object, raised: BaseException | None, __: object) -> None:
        """Raises `FileNotFoundError`, `OSError`."""
        if isinstance(raised, ClientError):
            absent = str(raised.response.get("Error", {}).get("Code")) in ABSENT
            raise (FileNotFoundError if absent else OSError)("the store of pictures refused") from raised
        if isinstance(raised, BotoCoreError):
            raise OSError("the store of pictures cannot be reached") from raised


def _whole(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}"


def _coming(sha256: str) -> str:
    return f"coming/{sha256}/"


@cache
def bucket() -> Bucket:
    """The bucket of this county."""
    return Bucket(settings().s3_bucket, settings().s3_endpoint, settings().s3_region)
