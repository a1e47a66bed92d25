"""One key for the life of a database, and nothing about people where others can read it."""

import os
import secrets
import socket
import stat
import subprocess
import sys
import traceback
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from register.intake import TOWNSHIP, everything, rows, take_in
from register.sheets import person, roster
from shouwang import sealing
from shouwang.database import make_engine, reading, writing
from shouwang.demo.county import load_county
from shouwang.register.models import Person, Place
from shouwang.settings import Settings
from shouwang.sync.models import Meta

PLACE = {"code": "430321101", "name": "云湖镇", "parent": "430321"}
COMMAND = Path(sys.executable).parent / "shouwang"


def mode(path: Path) -> int:
    """Who may do what with a file."""
    return stat.S_IMODE(path.stat().st_mode)


def key_file(here: Settings) -> Path:
    return here.data / "secret.key"


def start_anew() -> None:
    """As a new process would: what was in memory is forgotten."""
    sealing.sealer.cache_clear()


def fingerprint(engine: Engine) -> str | None:
    with reading(engine) as session:
        return session.scalar(select(col(Meta.value)).where(col(Meta.key) == sealing.FINGERPRINT))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
    return port


def check(engine: Engine) -> None:
    with writing(engine) as session:
        sealing.check_key(session)


def command(here: Settings, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"SHOUWANG_DATA": str(here.data), "SHOUWANG_DATABASE_URL": here.database_url}
    return subprocess.run(
        [COMMAND, *arguments], env=environment, capture_output=True, text=True, check=False, timeout=60
    )


def test_the_first_start_makes_a_key_that_only_its_owner_may_read(engine: Engine, here: Settings) -> None:
    check(engine)
    assert len(bytes.fromhex(key_file(here).read_text())) == 32
    assert (mode(key_file(here)), mode(here.data)) == (0o600, 0o700)
    assert [file.name for file in here.data.iterdir()] == ["secret.key"]
    assert fingerprint(engine) == sealing.sealer().blind_index(sealing.FINGERPRINT)


def test_another_start_with_the_same_key_changes_nothing(engine: Engine, here: Settings) -> None:
    check(engine)
    before, key = everything(engine), key_file(here).read_text()
    start_anew()
    check(engine)
    assert (everything(engine), key_file(here).read_text()) == (before, key)


def test_a_database_whose_key_is_lost_is_not_given_a_new_one(engine: Engine, here: Settings) -> None:
    take_in(engine, roster(person(1)))
    before = everything(engine)
    key_file(here).rename(here.data / "elsewhere")
    start_anew()
    with pytest.raises(SystemExit, match=r"找不到密钥.* / The key is missing"):
        take_in(engine, roster(person(1)))
    assert not key_file(here).exists()
    (here.data / "elsewhere").rename(key_file(here))
    assert everything(engine) == before


@pytest.mark.parametrize("given_in", ["file", "environment"])
def test_nothing_is_imported_under_another_key(
    engine: Engine, here: Settings, monkeypatch: pytest.MonkeyPatch, given_in: str
) -> None:
    take_in(engine, roster(person(1)))
    before, own, other = everything(engine), key_file(here).read_text(), secrets.token_hex(32)
    if given_in == "file":
        key_file(here).write_text(other)
    else:
        monkeypatch.setattr(here, "secret_key", other)
    start_anew()
    with pytest.raises(SystemExit, match=r"这不是封存这个数据库的那把密钥.* / This is not the key"):
        take_in(engine, roster(person(1)))
    key_file(here).write_text(own)
    monkeypatch.setattr(here, "secret_key", "")
    start_anew()
    assert everything(engine) == before


def test_the_key_may_move_from_the_file_into_the_environment(
    engine: Engine, here: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(engine, roster(person(1)))
    monkeypatch.setattr(here, "secret_key", key_file(here).read_text().strip())
    key_file(here).unlink()
    start_anew()
    take_in(engine, roster(person(1)))
    assert len(rows(engine, Person)) == 1
    assert not key_file(here).exists()


def test_without_a_database_that_was_asked_no_key_is_made(here: Settings) -> None:
    with pytest.raises(SystemExit, match="The key is missing"):
        sealing.sealer()
    assert not here.data.exists()


def test_the_demo_county_goes_under_the_key_of_the_database_only(engine: Engine, here: Settings) -> None:
    check(engine)
    key_file(here).write_text(secrets.token_hex(32))
    start_anew()
    with pytest.raises(SystemExit, match="This is not the key"):
        load_county(engine, small=True)
    with reading(engine) as session:
        assert session.scalar(select(func.count()).select_from(Place)) == 0


@pytest.mark.parametrize("arguments", [("serve", "--port", "{port}"), ("import", "{roster}", "--township", TOWNSHIP)])
def test_a_command_without_its_key_says_so_in_one_line_and_ends(
    engine: Engine, here: Settings, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    take_in(engine, roster(person(1)))
    key_file(here).unlink()
    (tmp_path / "roster.xlsx").write_bytes(roster(person(1)))
    done = command(here, *(each.format(port=free_port(), roster=tmp_path / "roster.xlsx") for each in arguments))
    assert (done.returncode, done.stderr.strip()) == (1, sealing.NO_KEY)
    assert not key_file(here).exists()


def test_the_files_of_the_database_are_for_their_owner_alone(tmp_path: Path) -> None:
    file = tmp_path / "data" / "shouwang.db"
    before = os.umask(0)
    try:
        engine = make_engine(f"sqlite:///{file}")
        with engine.begin() as connection:
            connection.exec_driver_sql("CREATE TABLE t (x)")
            modes = {each.name: mode(each) for each in file.parent.iterdir()}
        engine.dispose()
    finally:
        os.umask(before)
    assert modes == dict.fromkeys(("shouwang.db", "shouwang.db-wal", "shouwang.db-shm"), 0o600)
    assert mode(file.parent) == 0o700


@pytest.mark.parametrize("name", [None, PLACE["name"]], ids=["without a name", "twice"])
def test_an_exception_of_the_database_holds_no_values(engine: Engine, name: str | None) -> None:
    with pytest.raises(IntegrityError) as refused, writing(engine) as session:
        session.execute(insert(Place), [PLACE | {"name": name}] * 2)
    told = "".join(traceback.format_exception(refused.value))
    assert "INSERT INTO place" in told
    assert [value for value in PLACE.values() if value in told] == []
