"""Who is erased is named nowhere any more, and every number stays what it was; whoever asks gets all of it before."""

import hashlib
import io
import json
import zipfile
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine, LargeBinary, select
from sqlmodel import col
from typer.testing import CliRunner

import cast
from blobs.test_blobs import jpeg
from cast import CAST, envelope, visit
from shouwang import clock, ids, tables
from shouwang.audit.models import AuditEntry
from shouwang.blobs.models import BlobRef
from shouwang.blobs.service import Picture, append, expect
from shouwang.blobs.store import store
from shouwang.cli import app
from shouwang.database import reading, writing
from shouwang.questions.models import PicturePrint
from shouwang.register import sealed
from shouwang.register.models import Fact, Person
from shouwang.retention.erasing import GONE
from shouwang.retention.inventory import ERASED_NAME, HELD
from shouwang.retention.models import FileAct
from shouwang.sync.models import Mutation, RowVersion
from shouwang.sync.write import Author, write
from sync.test_push import push

Headers = dict[str, str]
ID_NUMBER, NOTE, PHONE, MINUTES = "430321194203170018", "褥疮三度，夜里常哭", "19988887777", 30
YEARS_AGO = timedelta(days=6 * 365)


@pytest.fixture
def officer(settled: Engine) -> Headers:
    return cast.sign_in(settled, CAST.officer, "desk-of-the-county")


@pytest.fixture
def wang(client: Client, settled: Engine, carer: Headers) -> str:
    """Somebody of whom everything is known that the field and the office can say, with a picture."""
    picture = jpeg(4_000)
    with writing(settled) as session:
        person = session.get_one(Person, CAST.wang)
        person.phone, person.address, person.note = PHONE, "莲花塘二十三号", "丧偶独子早亡"
        person.contacts = [{"name": "上官秀英", "phone": "19966665555", "relation": "邻居"}]
        person.id_number_sealed = sealed.seal_id_number(ID_NUMBER)
        write(session, [person], Author(None, clock.now()))
    told = envelope(visit(CAST.wang, clock.now() - timedelta(hours=1), note=NOTE))
    since = {"id": ids.uuid7(), "person": CAST.wang, "what": "hospital", "since": "2026-01-02", "note": NOTE}
    need = {"id": ids.uuid7(), "person": CAST.wang, "kind": "food", "note": NOTE}
    said = {"id": ids.uuid7(), "kind": "money", "whom": "other", "person": CAST.wang, "note": "少给五十元"}
    items = [told, envelope(since, 2, op="report.create"), envelope(need, 3, op="need.create")]
    items += [{**envelope(visit(CAST.wang, clock.now()), 4, op="concern.create", body=said), "about": []}]
    assert [each["status"] for each in push(client, carer, *items)["results"]] == ["applied"] * 4
    with writing(settled) as session:
        sha = ids_of(picture)
        expect(session, Picture(sha256=sha, size=len(picture)), "record", told["body"]["id"], f"p:{CAST.wang}")
        session.add(PicturePrint(record=told["body"]["id"], sha256=sha, worker=CAST.carer, print="0" * 16))
    append(sha, 0, picture)
    return sha


def ids_of(picture: bytes) -> str:
    return hashlib.sha256(picture).hexdigest()


def end_care(engine: Engine, ago: timedelta = YEARS_AGO) -> None:
    """She died so long ago."""
    with writing(engine) as session:
        day = clock.now().date() - ago
        died = Fact(
            id=ids.uuid7(), person=CAST.wang, kind="death", valid_from=day, known_on=day, entered_at=clock.now()
        )
        write(session, [died], Author(None, clock.now()))


def month(client: Client, headers: Headers) -> Any:
    today = clock.now().date()
    asked = {"township": cast.TOWNSHIP, "from": "2024-01-01", "to": today.isoformat()}
    reply = client.get("/api/ledger/people", headers=headers, params=asked)
    assert reply.status_code == 200, reply.text
    found = [row for row in reply.json()["rows"] if row["id"] == CAST.wang]
    return [{name: value for name, value in row.items() if "name" not in name} for row in found]


CLOSED = f"/api/closing/{cast.TOWNSHIP}/2026-10-01"


def close(client: Client, headers: Headers) -> Any:
    """A month is over and closed."""
    reply = client.post(f"{CLOSED}/close", headers=headers, json={})
    assert reply.status_code == 200, reply.text
    return reply.json()


def everything(engine: Engine) -> str:
    """All that stands in the database, opened."""
    with engine.connect() as connection:
        return "\n".join(
            str(value)
            for table in tables.metadata.sorted_tables
            for row in connection.execute(select(table))
            for value in row
        )


def is_told(secret: str, text: str) -> bool:
    """Whether it stands there, as it is or as JSON writes it."""
    return secret in text or json.dumps(secret)[1:-1] in text


def erase(client: Client, headers: Headers, **more: Any) -> Any:
    asked = {"because": "requested", "name": "王桂芝", **more}
    return client.post(f"/api/retention/people/{CAST.wang}/erase", headers=headers, json=asked)


def test_who_is_erased_is_named_nowhere_and_counts_as_before(
    client: Client, wang: str, settled: Engine, officer: Headers, clerk: Headers
) -> None:
    with reading(settled) as session:
        name = session.get_one(Person, CAST.wang).name
        before = len(session.scalars(select(col(RowVersion.version))).all())
    secrets = [name, NOTE, PHONE, "莲花塘二十三号", "上官秀英", "丧偶独子早亡", "少给五十元"]
    assert [each for each in secrets if not is_told(each, everything(settled))] == []
    assert erase(client, officer, name=name).json()["code"] == "still_in_care"
    end_care(settled, timedelta(days=400))
    assert erase(client, officer, name=name).json()["code"] == "kept_by_law"
    end_care(settled)
    counted, closed = month(client, clerk), close(client, clerk)
    assert counted
    assert erase(client, officer, name="别人").json()["code"] == "name_differs"
    assert erase(client, clerk, name=name).status_code == 403

    erased = erase(client, officer, name=name)

    assert erased.status_code == 200, erased.text
    assert erased.json()["erased"]["rows"] > 5
    assert [each for each in secrets if is_told(each, everything(settled))] == []
    assert store().read(wang) is None
    assert month(client, clerk) == counted
    again = client.get(f"{CLOSED}/versions/1", headers=clerk).json()
    assert (again["check"], again["version"]) == ("intact", closed)
    assert client.get(CLOSED, headers=clerk).json()["differences"] == []
    assert erase(client, officer, name=ERASED_NAME).json()["code"] == "already_erased"
    with reading(settled) as session:
        person = session.get_one(Person, CAST.wang)
        assert (person.name, person.id_number_sealed, person.contacts) == (ERASED_NAME, None, [])
        assert len(session.scalars(select(col(RowVersion.version))).all()) > before
        assert {row.envelope for row in session.scalars(select(Mutation))} == {GONE}
        assert session.scalars(select(BlobRef)).all() == []
        assert session.scalars(select(PicturePrint)).all() == []
        assert session.scalars(select(col(FileAct.because))).all() == ["requested"]
        told = session.scalars(
            select(AuditEntry).where(col(AuditEntry.row) == CAST.wang).order_by(col(AuditEntry.number))
        )
        assert [(each.deed, each.result) for each in told] == [
            ("person_erased", "still_in_care"),
            ("person_erased", "kept_by_law"),
            ("person_erased", "done"),
            ("person_erased", "already_erased"),
        ]


def test_an_envelope_that_comes_again_gets_its_old_answer(
    client: Client, settled: Engine, carer: Headers, officer: Headers
) -> None:
    item = envelope(visit(CAST.wang, clock.now(), note=NOTE))
    first = push(client, carer, item)
    end_care(settled)
    with reading(settled) as session:
        name = session.get_one(Person, CAST.wang).name
    assert erase(client, officer, name=name).status_code == 200
    assert push(client, carer, item)["results"] == first["results"]
    assert NOTE not in everything(settled)


def test_a_copy_holds_all_of_it_but_what_others_told_in_confidence(
    client: Client, wang: str, settled: Engine, officer: Headers, clerk: Headers
) -> None:
    asked = {"because": "requested"}
    path = f"/api/retention/people/{CAST.wang}/copy"
    assert client.post(path, headers=clerk, json=asked).status_code == 403
    reply = client.post(path, headers=officer, json=asked)
    assert reply.status_code == 200, reply.text
    archive = zipfile.ZipFile(io.BytesIO(reply.content))
    told = archive.read("held.json").decode()
    for expected in (ID_NUMBER, NOTE, PHONE, "莲花塘二十三号", "上官秀英"):
        assert expected in told
    assert not is_told("少给五十元", told)
    held = json.loads(told)
    assert len(held["held"]["record"]) == 1
    assert held["held"]["record"][0]["minutes"] == MINUTES
    assert len(held["journal"]) == 3
    assert archive.read(f"pictures/{wang}") == store().read(wang)
    listed = client.get("/api/retention", headers=officer).json()
    assert [(each["kind"], each["because"]) for each in listed["acts"]] == [("copied", "requested")]


def test_the_timer_says_whose_time_is_over_and_erases_them_only_where_that_is_asked(
    wang: str, settled: Engine, client: Client, officer: Headers
) -> None:
    assert client.get("/api/retention", headers=officer).json()["due"] == []
    end_care(settled)
    [due] = client.get("/api/retention", headers=officer).json()["due"]
    assert (due["person"], date.fromisoformat(due["kept_until"]).year - date.fromisoformat(due["ended"]).year) == (
        CAST.wang,
        5,
    )
    told = CliRunner().invoke(app, ["file", "due"])
    assert (told.exit_code, CAST.wang in told.stdout, NOTE in everything(settled)) == (0, True, True)
    told = CliRunner().invoke(app, ["file", "due", "--erase"])
    assert (told.exit_code, NOTE in everything(settled)) == (0, False)
    assert client.get("/api/retention", headers=officer).json()["due"] == []


def test_what_a_command_refuses_leaves_no_file_and_is_told_of(wang: str, settled: Engine, tmp_path: Path) -> None:
    out = tmp_path / "copy.zip"
    assert (
        CliRunner().invoke(app, ["file", "copy", "nobody", "--out", str(out), "--because", "requested"]).exit_code != 0
    )
    assert not out.exists()
    refused = CliRunner().invoke(app, ["file", "erase", CAST.wang, "--because", "requested", "--yes"])
    assert refused.exit_code == 1
    with reading(settled) as session:
        told = session.scalars(select(AuditEntry).where(col(AuditEntry.row) == CAST.wang))
        assert [(each.deed, each.result) for each in told] == [("person_erased", "still_in_care")]


def test_every_table_about_people_is_in_the_inventory_and_all_that_is_sealed_goes() -> None:
    listed = {str(held.table.__tablename__): held for held in HELD}
    about = {
        table.name
        for table in tables.metadata.sorted_tables
        if any(key.column.table.name == "person" for key in table.foreign_keys) or "person" in table.columns
    }
    assert about - set(listed) == KEPT_AS_IT_IS
    for name, held in listed.items():
        blobs = {column.name for column in tables.metadata.tables[name].columns if _is_sealed(column)}
        assert blobs - set(held.wiped) == SEALED_AND_KEPT.get(name, set()), name


KEPT_AS_IT_IS = {"file_act", "person_merge"}
"""They say of ids alone what was done."""
SEALED_AND_KEPT = {"door_card": {"token"}}
"""A random number of a card."""


def _is_sealed(column: Any) -> bool:
    return isinstance(getattr(column.type, "impl_instance", column.type), LargeBinary)
