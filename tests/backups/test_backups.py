"""20: after an older backup and a new epoch, what was acknowledged comes back from the phones that sync."""

import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine, select, text
from sqlmodel import col

import cast
from blobs.test_blobs import expected, jpeg
from cast import CAST, envelope, visit
from processes import BOUND
from shouwang import clock, county_keys, database
from shouwang.backups import restoring, taking
from shouwang.backups.failures import Another, Damaged, InUse, NoPlace, NoRoom, NotEmpty, OtherCounty
from shouwang.backups.restoring import restore
from shouwang.backups.snapshot import alone
from shouwang.backups.taking import back_up, check, forget_older
from shouwang.blobs.service import append
from shouwang.blobs.store import store
from shouwang.database import reading, writing
from shouwang.records.models import Record
from shouwang.register.models import Person
from shouwang.sealing import sealer
from shouwang.settings import settings
from shouwang.sync.epoch import epoch
from sync.model import Phone, Seat

SHOUWANG = str(Path(sys.executable).with_name("shouwang"))
Headers = dict[str, str]
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
"""What is the same whatever the rows come from."""


class Carrying:
    """A carer's phone, and the line to the server."""

    def __init__(self, client: Client, headers: Headers) -> None:
        self._client, self._headers = client, headers
        self.seat = Seat(CAST.carer, Phone("phone-of-a-test"), "")

    def save(self) -> str:
        """A visit is written down."""
        item = envelope(visit(CAST.wang, clock.now() - timedelta(hours=1)))
        self.seat.save({name: item[name] for name in ("id", "op", "about", "body")}, clock.now())
        return str(item["body"]["id"])

    def sync(self) -> None:
        """Pushes until nothing waits, pulls until there is no more, and pushes again what that brought back."""
        for _ in range(2):
            while batch := self.seat.queued():
                self.seat.settle(batch, self._asked("push", self.seat.push_request(batch)))
            while True:
                page = self._asked("pull", self.seat.pull_request(200))
                self.seat.apply(page)
                if not page["more"]:
                    break

    def _asked(self, what: str, body: str) -> Any:
        reply = self._client.post(f"/api/sync/{what}", headers=self._headers, content=body)
        assert reply.status_code == 200, reply.text
        return reply.json()


def records(engine: Engine) -> set[str]:
    with reading(engine) as session:
        return set(session.scalars(select(col(Record.id))))


def bring(engine: Engine, picture: bytes) -> str:
    sha = expected(engine, picture)
    append(sha, 0, picture)
    return sha


def nobody_is_connected() -> None:
    database.engine().dispose()


def test_what_was_sent_after_the_backup_comes_back_from_the_phone(
    client: Client, carer: Headers, settled: Engine, tmp_path: Path
) -> None:
    phone, picture = Carrying(client, carer), jpeg(5_000)
    sha, before = bring(settled, picture), phone.save()
    phone.sync()
    made = back_up(tmp_path / "county.age")
    assert (made.contents.pictures, made.contents.missing, made.torn) == (1, 0, 0)
    after = phone.save()
    phone.sync()
    assert records(settled) == {before, after}
    with reading(settled) as session:
        old = epoch(session)
    store().remove(sha)
    nobody_is_connected()

    restored = restore(made.path, force=True)

    assert restored.contents.tables == made.contents.tables
    assert restored.aside
    assert restored.aside.exists()
    assert records(settled) == {before}
    assert store().read(sha) == picture
    with reading(settled) as session:
        assert epoch(session) != old
    phone.sync()
    assert records(settled) == {before, after}
    assert {item.state for item in phone.seat.outbox} == {"acked"}


@on_sqlite
def test_a_backup_tells_nothing_and_opens_whole_or_not_at_all(
    settled: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(tmp_path / "county.age")
    content = made.path.read_bytes()
    assert made.path.stat().st_mode & 0o077 == 0
    assert not [name for name in ("沈天强", "430321101", "about.json") if name.encode() in content]
    assert check(made.path).tables == made.contents.tables
    for changed in (content[:-1], content[:-70_000], content[:-9] + bytes([content[-9] ^ 1]) + content[-8:], b""):
        (tmp_path / "changed.age").write_bytes(changed)
        with pytest.raises(Damaged):
            check(tmp_path / "changed.age")
    monkeypatch.setenv("SHOUWANG_SECRET_KEY", "ab" * 32)
    settings.cache_clear()
    sealer.cache_clear()
    nobody_is_connected()
    with pytest.raises(Damaged):
        restore(made.path, force=True)
    with reading(settled) as session:
        assert len(session.scalars(select(col(Person.id))).all()) == 3


def test_a_county_that_is_there_or_served_is_left_alone(settled: Engine, tmp_path: Path) -> None:
    made = back_up(tmp_path / "county.age")
    with pytest.raises(NotEmpty):
        restore(made.path)
    with settled.connect() as somebody:
        somebody.execute(select(col(Person.id))).all()
        with pytest.raises(InUse):
            restore(made.path, force=True)
    with alone(), pytest.raises(Another):
        back_up(tmp_path / "county.age")
    assert check(made.path).tables == made.contents.tables


@on_sqlite
def test_nothing_that_is_no_backup_is_replaced_by_one(settled: Engine, tmp_path: Path) -> None:
    assert settled.url.database is not None
    for file in (Path(settled.url.database), settings().data / "secret.key", tmp_path / "letter.txt"):
        file.exists() or file.write_text("of somebody")
        before = file.read_bytes()
        with pytest.raises(NoPlace):
            back_up(file)
        assert file.read_bytes() == before
    made = back_up(tmp_path / "county.age")
    assert back_up(made.path).contents.tables == made.contents.tables


@on_sqlite
def test_a_log_that_a_lost_database_left_behind_is_not_played_into_the_restored_one(
    settled: Engine, tmp_path: Path
) -> None:
    made = back_up(tmp_path / "county.age")
    nobody_is_connected()
    assert settled.url.database is not None
    file = Path(settled.url.database)
    with sqlite3.connect(file) as writer:
        writer.execute("PRAGMA wal_autocheckpoint = 0")
        writer.execute("CREATE TABLE of_before (id)")
        writer.commit()
        left = file.with_name(f"{file.name}-wal").read_bytes()
    writer.close()
    file.unlink()
    file.with_name(f"{file.name}-wal").write_bytes(left)
    restore(made.path)
    with reading(settled) as session:
        assert session.scalars(text("SELECT name FROM sqlite_master WHERE name = 'of_before'")).all() == []
    assert [each.read_bytes() for each in file.parent.glob("before-restore-*-wal")] == [left]


def test_a_backup_of_another_county_is_not_taken(
    settled: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(tmp_path / "county.age")
    before = records(settled)
    nobody_is_connected()
    monkeypatch.setattr(
        "shouwang.backups.restoring.settings", lambda: settings().model_copy(update={"county": "430322"})
    )
    with pytest.raises(OtherCounty):
        restore(made.path, force=True)
    assert records(settled) == before


@on_sqlite
def test_keys_that_are_not_here_any_more_come_back_before_those_that_are(settled: Engine, tmp_path: Path) -> None:
    county_keys.make_first_key()
    [old] = county_keys.county_keys()
    made = back_up(tmp_path / "county.age")
    (settings().data / "county.keys").unlink()
    county_keys.make_first_key()
    [new] = county_keys.county_keys()
    nobody_is_connected()
    assert restore(made.path, force=True).keys == []
    assert county_keys.county_keys() == (old, new)


@on_sqlite
def test_only_the_newest_are_kept_where_that_is_wanted(
    settled: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "_check", lambda *_: 0)
    (tmp_path / "other.age").touch()
    now = clock.now()
    for days in range(3):
        monkeypatch.setattr(clock, "now", lambda days=days: now + timedelta(days=days))
        back_up(tmp_path)
    assert forget_older(tmp_path, 2) == 1
    assert len(list(tmp_path.glob("shouwang-*.age"))) == 2
    assert (tmp_path / "other.age").exists()


@pytest.fixture
def county(settled: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., subprocess.Popen[str]]:
    """Starts a backup as a process of its own, which may write files of so many bytes."""

    def start(most: int = resource.RLIM_INFINITY) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [*BOUND, SHOUWANG, "backup", str(tmp_path / "county.age")],
            env=os.environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
        )

    return start


@on_sqlite
def test_a_backup_that_is_killed_leaves_the_one_before(
    settled: Engine, tmp_path: Path, county: Callable[..., subprocess.Popen[str]]
) -> None:
    made = back_up(tmp_path / "county.age")
    before, part = made.path.read_bytes(), tmp_path / "county.age.part"
    with county() as running:
        deadline = time.monotonic() + 120
        while not part.exists():
            assert time.monotonic() < deadline
            assert running.poll() is None, running.communicate()
        running.send_signal(signal.SIGKILL)
    assert running.returncode == -signal.SIGKILL
    assert made.path.read_bytes() == before
    with writing(settled) as session:
        session.get_one(Person, CAST.li).address = "石牛村二组"
    again = back_up(made.path)
    assert again.contents.tables["person"] != made.contents.tables["person"]
    assert not part.exists()


@on_sqlite
def test_a_full_disk_is_told_of_and_leaves_the_backup_before(
    settled: Engine, tmp_path: Path, county: Callable[..., subprocess.Popen[str]]
) -> None:
    bring(settled, jpeg(3_000_000))
    made = back_up(tmp_path / "county.age")
    before = made.path.read_bytes()
    for most in (100_000, 2_900_000):
        with county(most) as running:
            _, told = running.communicate(timeout=120)
        assert running.returncode == 1
        assert "磁盘写不下" in told
        assert "make room" in told
        assert "Traceback" not in told
        assert made.path.read_bytes() == before
        assert sorted(path.name for path in tmp_path.iterdir() if "age" in path.name) == ["county.age"]


def test_a_restore_that_fails_in_the_end_has_changed_nothing(
    settled: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(tmp_path / "county.age")
    with writing(settled) as session:
        old = epoch(session)
        session.get_one(Person, CAST.li).address = "石牛村二组"
    nobody_is_connected()

    def no_room(*_: object) -> None:
        raise NoRoom(why="a test")

    monkeypatch.setattr(restoring, "_turn", no_room)
    with pytest.raises(NoRoom):
        restore(made.path, force=True)
    with reading(settled) as session:
        assert (epoch(session), session.get_one(Person, CAST.li).address) == (old, "石牛村二组")
        assert session.get_one(Person, CAST.wang).name
    assert cast.sign_in(settled, CAST.carer)
