"""The phone's core as a process of its own, against a real server; this side is the office, and asks the tables."""

import json
import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Engine

import cast
from duties.phone_engine import PWA, node, one_file
from e2e.county import County
from processes import BOUND
from shouwang import clock, ids
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.database import writing
from shouwang.records.models import Record
from shouwang.sync.models import Mutation
from shouwang.sync.write import Author, write
from sync import office, oracle
from sync.tables import Tables

SOURCE = PWA / "src" / "sync" / "faults" / "histories.ts"
SEATS = ((0, 0), (0, 0), (1, 0), (1, 1))
"""Telephone and user of each seat, as in steps.ts: two tabs, a second phone, and one who shares it."""
USERS, PEOPLE = 2, 3
Row = dict[str, Any]


class Office:
    """Answers what the phones' process asks."""

    def __init__(self, county: County, engine: Engine) -> None:
        self.county, self.engine = county, engine
        self._worlds = count(1)
        self._world = 0

    def answer(self, asked: Row) -> Any:
        """What one line comes to."""
        match asked["do"]:
            case "begin":
                return self.begin()
            case "truth":
                return self.truth(asked["users"])
            case "kill":
                self.county.kill()
                self.county.start()
            case "over":
                pass
            case change:
                self.change(change, asked["person"], asked["user"], f"{self._world}.{asked['key']}.later")
        return None

    def begin(self) -> Row:
        """People whom no other history knows, and carers who are signed in."""
        self._world = next(self._worlds)
        users = [ids.id_from("user", f"{self._world}.{number}") for number in range(USERS)]
        with writing(self.engine) as session:
            write(session, [_carer(user) for user in users], Author(None, clock.now()))
            people = [
                office.new_person(session, users[number // 2], f"{self._world}.{number}") for number in range(PEOPLE)
            ]
        return {
            "address": self.county.address,
            "users": users,
            "people": people,
            "seats": self._signed_in(users),
        }

    def _signed_in(self, users: list[str]) -> list[Row]:
        """Tabs of one browser share a token."""
        tokens: dict[tuple[int, int], Row] = {}
        for telephone, user in SEATS:
            if (telephone, user) not in tokens:
                device = f"telephone-{self._world}-{telephone}"
                token = cast.sign_in(self.engine, users[user], device)["Authorization"].split()[1]
                tokens[telephone, user] = {"user": users[user], "device": device, "token": token}
        return [tokens[seat] for seat in SEATS]

    def change(self, what: str, person: str, user: str | None, key: str) -> None:
        """The township works meanwhile."""
        with writing(self.engine) as session:
            if what == "reassign":
                office.reassign(session, person, user, key)
            elif what == "share":
                assert user
                office.share(session, person, user, key)
            else:
                assert what == "rename", what
                office.rename(session, person, key)

    def truth(self, users: list[str]) -> Row:
        """Asked of the business tables, and of the journal."""
        tables = Tables(self.engine)
        return {
            "visible": {user: _listed(oracle.visible_to(tables, user)) for user in users},
            "journal": _journal(tables, users),
        }


def _carer(user: str) -> User:
    return User(id=user, name="某某", role=Role.CARER, place=cast.TOWNSHIP, phone="19900000000", created_at=clock.now())


def _listed(shown: oracle.Shown) -> list[Row]:
    return [{"kind": kind, "id": row, "body": body} for (kind, row), body in shown.items()]


def _journal(tables: Tables, users: list[str]) -> list[Row]:
    made = Counter(record.mutation for record in tables.all(Record))
    return [
        {
            "id": entry.id,
            "user": entry.user,
            "status": entry.status,
            "envelope": json.loads(entry.envelope),
            "records": made[entry.id],
        }
        for entry in tables.all(Mutation)
        if entry.user in users
    ]


@contextmanager
def bundled(folder: Path) -> Iterator[Path]:
    """The histories as one file that Node runs."""
    bundle = folder / "histories.mjs"
    one_file(SOURCE, bundle)
    yield bundle


def play(bundle: Path, county: County, engine: Engine, **order: Any) -> None:
    """Plays histories until they are through or one fails.

    `PHONE_SEED` and `PHONE_PATH`, as the failure prints them, play that one again.
    """
    for key in ("seed", "path"):
        if (value := os.environ.get(f"PHONE_{key.upper()}")) is not None:
            order[key] = int(value) if key == "seed" else value
    at_the_desk = Office(county, engine)
    pipe = subprocess.PIPE
    command = [*BOUND, node(), str(bundle), json.dumps(order)]
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as process:
        try:
            is_over = _serve(at_the_desk, process.stdin, process.stdout)
        except BaseException:
            process.kill()  # or it shrinks for minutes what fails because nobody answers
            raise
        assert process.stderr
        told = process.stderr.read()
    assert process.returncode == 0, told[-20_000:]
    assert is_over


def _serve(at_the_desk: Office, answers: IO[str] | None, questions: IO[str] | None) -> bool:
    """Until the phones hang up; whether they had come to the end."""
    assert answers
    assert questions
    last: Row = {}
    for line in questions:
        last = json.loads(line)
        answers.write(json.dumps(at_the_desk.answer(last)) + "\n")
        answers.flush()
    return last.get("do") == "over"
