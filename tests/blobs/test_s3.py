"""The bucket keeps what the folder keeps: the same verbs, tried on a real server of S3's protocol."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer
from sqlalchemy import Engine

from blobs.test_blobs import expected, jpeg, state
from shouwang import database
from shouwang.backups.restoring import restore
from shouwang.backups.taking import back_up
from shouwang.blobs import s3
from shouwang.blobs.folder import Folder, WrongOffset
from shouwang.blobs.models import BlobState
from shouwang.blobs.s3 import Bucket
from shouwang.blobs.service import append, standing
from shouwang.blobs.store import Store, store
from shouwang.errors import Busy
from shouwang.settings import settings

KEYS = {"AWS_ACCESS_KEY_ID": "fictional", "AWS_SECRET_ACCESS_KEY": "fictional", "AWS_EC2_METADATA_DISABLED": "true"}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A server of S3's protocol with an empty bucket."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(address: str, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    boto3.client("s3", endpoint_url=address, region_name="us-east-1").create_bucket(Bucket="pictures")
    return Bucket("pictures", address, "us-east-1")


def fine(_: bytes) -> None:
    return None


@pytest.fixture(params=["folder", "bucket"])
def kept(request: Any, tmp_path: Path) -> Store:
    return Folder(tmp_path) if request.param == "folder" else request.getfixturevalue("bucket")


def test_a_folder_and_a_bucket_keep_alike(kept: Store) -> None:
    picture = jpeg(700)
    sha = hashlib.sha256(picture).hexdigest()
    assert (kept.have(sha), kept.read(sha)) == (0, None)
    assert kept.append(sha, 0, picture[:300]) == 300
    with pytest.raises(WrongOffset) as wrong:
        kept.append(sha, 100, picture[100:])
    assert wrong.value.offset == 300
    assert kept.append(sha, 300, picture[300:]) == kept.have(sha) == 700
    assert kept.read(sha) is None
    assert kept.finish(sha, lambda _: "not_a_picture") == "not_a_picture"
    assert kept.have(sha) == 0
    kept.append(sha, 0, picture[:-1] + b"x")
    assert kept.finish(sha, fine) == "wrong_hash"
    kept.append(sha, 0, picture)
    assert kept.finish(sha, fine) is None
    assert (kept.have(sha), kept.read(sha)) == (700, picture)
    with pytest.raises(WrongOffset):
        kept.append(sha, 0, picture)
    with pytest.raises(WrongOffset):
        kept.finish(sha, fine)
    kept.set_aside(sha)
    assert (kept.have(sha), kept.read(sha)) == (0, None)
    kept.append(sha, 0, picture)
    assert kept.finish(sha, fine) is None
    kept.remove(sha)
    kept.remove(sha)
    assert (kept.have(sha), kept.read(sha)) == (0, None)


def test_two_senders_who_mix_their_pieces_are_found_out(bucket: Bucket) -> None:
    picture = jpeg(900)
    sha = hashlib.sha256(picture).hexdigest()
    bucket._put(f"coming/{sha}/{0:010}", picture[:400])
    bucket._put(f"coming/{sha}/{200:010}", picture[200:500])  # of somebody who was at another place
    assert bucket.have(sha) == 400
    bucket.append(sha, 400, picture[400:])
    assert bucket.finish(sha, fine) is None
    assert bucket._listed(sha) == []


def test_pictures_of_visits_go_to_the_bucket_that_is_named(settled: Engine, address: str, bucket: Bucket) -> None:
    picture = jpeg(5_000, seed=len(settled.dialect.name))
    other = jpeg(seed=4)
    sha, unkept = expected(settled, picture), expected(settled, other)
    with named(address, "pictures"):
        append(sha, 0, picture)
        assert state(settled, sha) == BlobState.WHOLE
        assert standing(sha) == (5_000, 5_000)
        assert bucket.read(sha) == store().read(sha) == picture
    with named(address, "no-such-bucket"), pytest.raises(Busy):
        append(unkept, 0, other)


def test_what_lies_in_a_bucket_is_backed_up_and_put_back(
    settled: Engine, address: str, bucket: Bucket, tmp_path: Path
) -> None:
    picture = jpeg(3_000, seed=11 + len(settled.dialect.name))
    sha = expected(settled, picture)
    with named(address, "pictures"):
        append(sha, 0, picture)
        made = back_up(tmp_path / "county.age")
        assert (made.contents.pictures, made.contents.missing, made.torn) == (1, 0, 0)
        bucket.remove(sha)
        database.engine().dispose()
        restore(made.path, force=True)
        assert bucket.read(sha) == picture


@contextmanager
def named(address: str, name: str) -> Iterator[None]:
    """The settings name a bucket."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("SHOUWANG_S3_BUCKET", name)
        patched.setenv("SHOUWANG_S3_ENDPOINT", address)
        settings.cache_clear()
        s3.bucket.cache_clear()
        yield
    settings.cache_clear()
    s3.bucket.cache_clear()
