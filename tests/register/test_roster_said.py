"""14: a roster overwrites nothing that was changed since the last one, on SQLite and PostgreSQL."""

from typing import Any

import pytest
from httpx import Client
from sqlalchemy import Engine, delete

import cast
from cast import CAST
from register.desk import send
from register.intake import codes, everything, rows
from register.sheets import HEADER, person, roster
from shouwang.database import writing
from shouwang.register.models import Assignment, Person
from shouwang.register.roster_import import ImportResult, import_roster
from shouwang.register.roster_models import RosterSaid
from shouwang.register.roster_report import as_json
from shouwang.sync.models import Conflict

Headers = dict[str, str]
OF_OLD, OF_NOW, OF_THE_FILE = "19911110000", "19911110001", "19911110002"


def take(engine: Engine, phone: str = OF_OLD, address: str = "石牛村1号", **more: Any) -> ImportResult:
    """Takes in a roster with one person, in a transaction of its own."""
    name = more.pop("name", "王强")
    line = [*person(1, 姓名=name), "1组", address, phone]
    content = roster(line, header=[*HEADER, "组", "家庭住址", "联系电话"])
    with writing(engine) as session:
        return import_roster(session, content, cast.TOWNSHIP, **more)


def her(engine: Engine) -> Person:
    """The person of the roster."""
    people: list[Person] = [each for each in rows(engine, Person) if each.id_number_index]
    (found,) = people
    return found


def patch(client: Client, engine: Engine, n: int = 1, **body: Any) -> Any:
    """Her own carer sends an edit; what became of it."""
    (carer,) = (each.user for each in rows(engine, Assignment) if each.person == her(engine).id)
    item = cast.envelope({"person": her(engine).id, **body}, n, op="person.patch")
    return send(client, cast.sign_in(engine, carer), item)


def waiting(client: Client, clerk: Headers) -> Any:
    return client.get("/api/register/conflicts", headers=clerk).json()


def settle(client: Client, clerk: Headers, choice: str, seen: str) -> None:
    (conflict,) = waiting(client, clerk)
    asked = {"choice": choice, "seen": seen}
    assert client.post(f"/api/register/conflicts/{conflict['id']}/settle", headers=clerk, json=asked).status_code == 200


def test_what_a_carer_has_changed_stays_and_the_rosters_value_waits_for_a_person(
    client: Client, settled: Engine, clerk: Headers
) -> None:
    take(settled)
    assert patch(client, settled, set={"phone": [OF_OLD, OF_NOW]}) == [("applied", None)]
    result = take(settled, OF_THE_FILE, "石牛村2号", by=CAST.clerk)
    assert (her(settled).phone, her(settled).address) == (OF_NOW, "石牛村2号")
    (conflict,) = waiting(client, clerk)
    said = {name: conflict[name] for name in ("field", "kept", "other", "current", "mutation", "author_name")}
    assert said == {
        "field": "phone",
        "kept": OF_NOW,
        "other": OF_THE_FILE,
        "current": OF_NOW,
        "mutation": None,
        "author_name": "周敏",
    }
    assert (result.changed, result.conflicts, codes(result)) == (1, 1, [(3, "changed_since")])
    assert [line["column"] for line in as_json(result)["warnings"]] == ["联系电话"]


def test_the_same_file_again_changes_nothing_and_asks_nothing_twice(
    client: Client, settled: Engine, clerk: Headers
) -> None:
    take(settled)
    patch(client, settled, set={"phone": [OF_OLD, OF_NOW]})
    take(settled, OF_THE_FILE)
    before = everything(settled)
    again = take(settled, OF_THE_FILE)
    assert everything(settled) == before
    assert (again.changed, again.conflicts, codes(again)) == (0, 0, [(3, "changed_since")])


def test_a_file_that_still_says_what_the_field_has_corrected_takes_nothing_back(
    client: Client, settled: Engine, clerk: Headers
) -> None:
    take(settled)
    patch(client, settled, set={"phone": [OF_OLD, OF_NOW]})
    assert take(settled).conflicts == 1
    assert her(settled).phone == OF_NOW
    assert [(each["other"], each["author_name"]) for each in waiting(client, clerk)] == [(OF_OLD, None)]


def test_a_value_that_a_person_has_decided_against_is_not_asked_again(
    client: Client, settled: Engine, clerk: Headers
) -> None:
    take(settled)
    patch(client, settled, set={"phone": [OF_OLD, OF_NOW]})
    take(settled, OF_THE_FILE)
    settle(client, clerk, "kept", OF_NOW)
    again = take(settled, OF_THE_FILE)
    assert (again.conflicts, codes(again)) == (0, [(3, "decided_against")])
    assert (her(settled).phone, waiting(client, clerk)) == (OF_NOW, [])


def test_a_value_that_was_taken_and_then_changed_again_is_asked_again(
    client: Client, settled: Engine, clerk: Headers
) -> None:
    take(settled)
    patch(client, settled, set={"phone": [OF_OLD, OF_NOW]})
    take(settled, OF_THE_FILE)
    settle(client, clerk, "other", OF_NOW)
    assert her(settled).phone == OF_THE_FILE
    patch(client, settled, 2, set={"phone": [OF_THE_FILE, OF_NOW]})
    assert (take(settled, OF_THE_FILE).conflicts, her(settled).phone) == (1, OF_NOW)


def test_a_roster_goes_on_from_what_it_said_itself_or_has_come_to_say_too(client: Client, settled: Engine) -> None:
    take(settled)
    assert (take(settled, OF_NOW).conflicts, her(settled).phone) == (0, OF_NOW)
    patch(client, settled, set={"phone": [OF_NOW, OF_THE_FILE]})
    assert take(settled, OF_THE_FILE).conflicts == 0
    assert (take(settled, OF_OLD).conflicts, her(settled).phone) == (0, OF_OLD)


def test_a_blank_cell_forgets_nothing_of_what_was_said(client: Client, settled: Engine) -> None:
    take(settled)
    take(settled, "")
    assert (take(settled, OF_NOW).conflicts, her(settled).phone) == (0, OF_NOW)


def test_a_name_that_the_desk_has_corrected_is_kept_too(client: Client, settled: Engine, clerk: Headers) -> None:
    take(settled)
    asked = {"set": {"name": ["王强", "王刚"]}}
    assert client.patch(f"/api/register/people/{her(settled).id}", headers=clerk, json=asked).status_code == 200
    assert codes(take(settled)) == [(3, "changed_since")]
    assert her(settled).name == "王刚"


def test_contacts_that_the_field_has_entered_outlive_a_roster(client: Client, settled: Engine) -> None:
    take(settled)
    neighbour = {"name": "李四", "phone": "", "relation": "邻居"}
    patch(client, settled, add={"contacts": [neighbour]})
    take(settled, OF_NOW)
    assert (her(settled).contacts, her(settled).phone) == ([neighbour], OF_NOW)


@pytest.mark.parametrize(("phone", "conflicts"), [(OF_OLD, 0), (OF_NOW, 1)], ids=["untouched", "changed"])
def test_of_people_who_were_there_before_this_was_kept_the_first_version_tells(
    client: Client, settled: Engine, phone: str, conflicts: int
) -> None:
    take(settled)
    patch(client, settled, set={"phone": [OF_OLD, phone]})
    with writing(settled) as session:
        session.execute(delete(RosterSaid))
    assert take(settled, OF_THE_FILE).conflicts == conflicts
    assert her(settled).phone == (OF_NOW if conflicts else OF_THE_FILE)


def test_a_dry_run_says_what_would_wait_and_opens_nothing(client: Client, settled: Engine) -> None:
    take(settled)
    patch(client, settled, set={"phone": [OF_OLD, OF_NOW]})
    assert take(settled, OF_THE_FILE, dry_run=True).conflicts == 1
    assert rows(settled, Conflict) == []


def test_no_phone_hears_of_what_a_roster_said(client: Client, settled: Engine, clerk: Headers) -> None:
    take(settled)
    patch(client, settled, set={"phone": [OF_OLD, OF_NOW]})
    take(settled, OF_THE_FILE, by=CAST.clerk)
    (carer,) = (each.user for each in rows(settled, Assignment) if each.person == her(settled).id)
    for headers in (cast.sign_in(settled, carer), clerk):
        reply = client.post("/api/sync/pull", headers=headers, json={"device": "d", "have": {}}).json()
        assert [row for row in reply["rows"] if row["kind"] == "conflict"] == []
