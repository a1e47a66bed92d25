"""Pushes that wait for the disk together: one commit, an answer only after it, and nobody pays for another's fault."""

import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from threading import Barrier, Event
from typing import Any

import pytest
from sqlalchemy import Engine, event, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from shouwang.committing import Line
from shouwang.database import make_engine, reading, writing

Work = Callable[[Session], Any]


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = make_engine(f"sqlite:///{tmp_path / 'line.sqlite'}")
    with writing(made) as session:
        session.execute(text("CREATE TABLE said (word TEXT PRIMARY KEY)"))
    yield made
    made.dispose()


def say(word: str) -> Work:
    def work(session: Session) -> str:
        session.execute(text("INSERT INTO said VALUES (:word)"), {"word": word})
        return f"{word} was said"

    return work


def said(engine: Engine) -> set[str]:
    with reading(engine) as session:
        return set(session.scalars(text("SELECT word FROM said")))


def in_one_go(engine: Engine, works: Sequence[Work]) -> list[Any]:
    """Has all of them line up while somebody else is at work; gives what each heard, or what it raised."""
    line, begun, go = Line(engine), Event(), Event()

    def hold(_: Session) -> None:
        begun.set()
        assert go.wait(20)

    with ThreadPoolExecutor(len(works) + 1) as pool:
        first = pool.submit(line.join, hold)
        assert begun.wait(20)
        others = [pool.submit(line.join, work) for work in works]
        deadline = time.monotonic() + 20
        while line.length() < len(works) and time.monotonic() < deadline:
            time.sleep(0.01)
        go.set()
        first.result()
        return [other.exception() or other.result() for other in others]


def test_all_who_wait_are_committed_at_once_and_each_hears_of_its_own(engine: Engine) -> None:
    commits: list[str] = []
    event.listen(engine, "commit", lambda _: commits.append("commit"))
    heard = in_one_go(engine, [say(word) for word in "abcde"])
    assert heard == [f"{word} was said" for word in "abcde"]
    assert said(engine) == set("abcde")
    assert len(commits) == 1  # whoever they waited for wrote nothing


def test_whose_work_fails_hears_of_it_and_harms_nobody_else(engine: Engine) -> None:
    def fail(session: Session) -> None:
        say("half")(session)
        raise ValueError

    heard = in_one_go(engine, [say("a"), say("a"), fail, say("b")])
    assert [type(answer) for answer in heard] == [str, IntegrityError, ValueError, str]
    assert said(engine) == {"a", "b"}


def test_nobody_hears_of_success_when_the_commit_fails(engine: Engine) -> None:
    def break_at_commit(session: Session) -> None:
        session.execute(text("PRAGMA defer_foreign_keys = ON"))
        session.execute(text("INSERT INTO child VALUES ('nobody')"))

    with writing(engine) as session:
        session.execute(text("CREATE TABLE child (parent TEXT REFERENCES said (word))"))
    heard = in_one_go(engine, [say("a"), break_at_commit])
    assert heard[0] == "a was said"
    assert isinstance(heard[1], IntegrityError)
    assert said(engine) == {"a"}


def test_who_writes_without_pause_leaves_the_others_their_turns(engine: Engine) -> None:
    """SQLite by itself lets whoever has just written write again and again, while the others sleep."""
    order: list[str] = []
    all_write = Barrier(3)

    def without_pause(writer: str) -> None:
        all_write.wait(20)
        for turn in range(25):
            with writing(engine) as session:
                say(f"{writer}{turn}")(session)
                order.append(writer)

    with ThreadPoolExecutor(3) as pool:
        for done in [pool.submit(without_pause, writer) for writer in "abc"]:
            done.result()
    changes = sum(one != next_one for one, next_one in pairwise(order))
    assert changes > 12  # of 74; by SQLite alone 3 to 6


def test_a_command_waits_for_a_writer_of_the_server_that_has_only_read_so_far(engine: Engine) -> None:
    command = make_engine(engine.url.render_as_string())

    def write_too() -> None:
        with writing(command) as session:
            say("b")(session)

    with ThreadPoolExecutor(1) as pool:
        with writing(engine) as session:
            session.execute(text("SELECT word FROM said")).all()
            other = pool.submit(write_too)
            with suppress(TimeoutError):
                other.result(timeout=0.2)
            say("a")(session)
        other.result()
    command.dispose()
    assert said(engine) == {"a", "b"}
