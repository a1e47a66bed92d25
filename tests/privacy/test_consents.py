"""What somebody was told and agreed to: on which basis, by whom, and what the law does not allow to be recorded."""

from datetime import date, timedelta
from typing import Any

import pytest
from httpx import Client, Response
from sqlalchemy import Engine

from cast import CAST, TOWNSHIP
from register.desk import Headers, day, entered, today
from register.intake import everything
from shouwang import clock
from shouwang.database import reading, writing
from shouwang.privacy import purposes as texts
from shouwang.privacy.purposes import purposes
from shouwang.privacy.rules import minor_on
from shouwang.register.models import Fact, Person
from shouwang.sync.write import Author, write

OWN = {"by": "self"}
WITNESSED = {"by": "witness", "name": "某邻居", "relation": "邻居"}
GUARDED = {"by": "guardian", "name": "某姑姑", "relation": "姑姑"}


def test_the_law_s_duty_is_told_and_everything_else_is_agreed_to(client: Client, clerk: Headers) -> None:
    assert bases(client, clerk) == {
        "care": "statutory_duty",
        "money": "statutory_duty",
        "health": "consent",
        "pictures": "consent",
        "sharing": "consent",
    }
    assert standing(client, clerk) == dict.fromkeys(purposes())
    say(client, clerk, ["care", "money"], "told", **WITNESSED)
    say(client, clerk, ["health", "sharing"], "given", **WITNESSED)
    say(client, clerk, ["pictures"], "refused", **OWN)
    told = consents(client, clerk)
    assert standing(client, clerk) == {
        "care": "told",
        "money": "told",
        "health": "given",
        "pictures": "refused",
        "sharing": "given",
    }
    line = told["purposes"][0]["standing"]
    assert (line["by"], line["name"], line["relation"], line["day"]) == ("witness", "某邻居", "邻居", day())
    assert (line["recorded_by_name"], line["text_version"], line["basis"]) == ("周敏", 1, "statutory_duty")
    assert len(told["history"]) == 5
    assert refused(client, clerk, ["care"], "given", **OWN) == ("no_consent_needed", {"purposes": ["care"]})
    assert refused(client, clerk, ["care", "health"], "told", **OWN) == ("consent_needed", {"purposes": ["health"]})


def test_what_was_given_is_withdrawn_and_all_of_it_stays_to_be_read(client: Client, clerk: Headers) -> None:
    assert refused(client, clerk, ["health"], "withdrawn", **OWN)[0] == "nothing_to_withdraw"
    say(client, clerk, ["health"], "given", day=day(30), **OWN)
    say(client, clerk, ["health"], "withdrawn", **OWN)
    assert standing(client, clerk)["health"] == "withdrawn"
    assert refused(client, clerk, ["health"], "withdrawn", **OWN)[0] == "nothing_to_withdraw"
    assert [each["said"] for each in consents(client, clerk)["history"]] == ["withdrawn", "given"]


def test_a_guardian_speaks_for_a_child_below_14_and_nobody_else(
    client: Client, settled: Engine, clerk: Headers
) -> None:
    born_so_long_ago(settled, 13)
    assert consents(client, clerk)["minor"] == "under_14"
    for who in (OWN, WITNESSED):
        assert refused(client, clerk, ["health"], "given", **who) == ("guardian_needed", {})
    say(client, clerk, ["health"], "given", **GUARDED)
    born_so_long_ago(settled, 14)
    assert consents(client, clerk)["minor"] == "under_18"
    say(client, clerk, ["pictures"], "given", **OWN)
    assert refused(client, clerk, ["pictures"], "withdrawn", day=day(30), **OWN)[0] == "guardian_needed", "13 then"
    born_so_long_ago(settled, 18)
    assert consents(client, clerk)["minor"] is None


def test_what_cannot_be_is_refused_and_nothing_is_kept(client: Client, settled: Engine, clerk: Headers) -> None:
    assert client.get(path(), headers=clerk).status_code == 200  # a device is noted as used by its first request
    before = everything(settled)
    tomorrow = (today() + timedelta(days=1)).isoformat()
    own = {"by": "witness", "name": "周敏", "relation": "干部"}
    assert refused(client, clerk, ["health"], "given", day=tomorrow, **OWN)[0] == "said_in_the_future"
    assert refused(client, clerk, ["health"], "given", day="1949-01-01", **OWN)[0] == "before_birth"
    assert refused(client, clerk, ["health"], "given", by="witness", name="某邻居")[0] == "name_needed"
    assert refused(client, clerk, ["health"], "given", by="guardian")[0] == "name_needed"
    assert refused(client, clerk, ["health"], "given", **own)[0] == "witness_is_the_recorder"
    assert post(client, clerk, ["health", "nonsense"], "given", **OWN).status_code == 404
    asked: dict[str, Any]
    for asked in ({"purposes": []}, {"said": "perhaps"}, {"name": "a\nb"}):
        body = {"purposes": ["health"], "said": "given", "by": "self", "day": day(), **asked}
        assert client.post(path(), headers=clerk, json=body).status_code == 422
    assert everything(settled) == before


def test_of_whom_something_is_not_recorded_yet_the_list_says_so(
    client: Client, settled: Engine, clerk: Headers
) -> None:
    assert unrecorded(client, clerk) == {CAST.wang, CAST.li, CAST.zhao}
    say(client, clerk, ["care", "money"], "told", **OWN)
    say(client, clerk, ["health", "pictures"], "refused", **OWN)
    assert CAST.wang in unrecorded(client, clerk)
    say(client, clerk, ["sharing"], "refused", **OWN)
    assert unrecorded(client, clerk) == {CAST.li, CAST.zhao}


def test_who_leaves_the_programme_is_asked(client: Client, settled: Engine, clerk: Headers) -> None:
    say(client, clerk, ["care", "money"], "told", **OWN)
    programme = next(each for each in facts(settled) if each.kind == "programme")
    client.post(f"/api/register/facts/{programme.id}/end", headers=clerk, json={"valid_to": day(1)})
    entered(client, clerk, CAST.wang, "programme", "dibao")
    assert bases(client, clerk)["care"] == "consent"
    assert bases(client, clerk)["money"] == "statutory_duty"
    assert (standing(client, clerk)["care"], standing(client, clerk)["money"]) == (None, "told")


def test_a_text_that_has_changed_must_be_said_anew(
    client: Client, clerk: Headers, monkeypatch: pytest.MonkeyPatch
) -> None:
    say(client, clerk, ["health"], "given", **OWN)
    newer = {**purposes(), "health": purposes()["health"].model_copy(update={"version": 2})}
    monkeypatch.setattr("shouwang.privacy.consents.purposes", lambda: newer)
    assert {each["id"] for each in consents(client, clerk)["purposes"] if each["is_outdated"]} == {"health"}
    say(client, clerk, ["health"], "given", **OWN)
    assert not any(each["is_outdated"] for each in consents(client, clerk)["purposes"])


def test_ages_are_reached_on_the_birthday() -> None:
    born = date(2012, 2, 29)
    assert minor_on(born, date(2026, 2, 27)) == "under_14"
    assert minor_on(born, date(2026, 2, 28)) == "under_18"
    assert minor_on(born, date(2030, 2, 28)) is None


def test_each_purpose_has_its_text_in_both_languages_and_its_law() -> None:
    assert texts.FILE.is_file()
    for purpose in purposes().values():
        assert "个人信息保护法" in purpose.law
        assert all(len(text) >= 4 for wording in (purpose.title, purpose.text) for text in (wording.zh, wording.en))


def path(person: str = CAST.wang) -> str:
    return f"/api/privacy/people/{person}/consents"


def consents(client: Client, headers: Headers) -> Any:
    reply = client.get(path(), headers=headers)
    assert reply.status_code == 200, reply.text
    return reply.json()


def bases(client: Client, headers: Headers) -> dict[str, str]:
    return {each["id"]: each["basis"] for each in consents(client, headers)["purposes"]}


def standing(client: Client, headers: Headers) -> dict[str, str | None]:
    told = consents(client, headers)["purposes"]
    return {each["id"]: each["standing"] and each["standing"]["said"] for each in told}


def post(client: Client, headers: Headers, about: list[str], said: str, **who: str) -> Response:
    return client.post(path(), headers=headers, json={"purposes": about, "said": said, "day": day(), **who})


def say(client: Client, headers: Headers, about: list[str], said: str, **who: str) -> None:
    reply = post(client, headers, about, said, **who)
    assert reply.status_code == 200, reply.text


def refused(client: Client, headers: Headers, about: list[str], said: str, **who: str) -> tuple[str, Any]:
    reply = post(client, headers, about, said, **who)
    assert reply.status_code == 409, reply.text
    told = reply.json()
    return told.pop("code"), told


def unrecorded(client: Client, headers: Headers) -> set[str]:
    reply = client.get("/api/ledger/people", headers=headers, params={"township": TOWNSHIP})
    return set(reply.json()["consent_unrecorded"])


def facts(engine: Engine) -> list[Fact]:
    with reading(engine) as session:
        return [each for each in session.query(Fact) if each.person == CAST.wang]


def born_so_long_ago(engine: Engine, years: int) -> None:
    """Her birthday of so many years is today's, or the day before where today is none then."""
    with writing(engine) as session:
        wang = session.get_one(Person, CAST.wang)
        now = today()
        wang.birth_date = (now - timedelta(days=now.day == 29)).replace(year=now.year - years)
        write(session, [wang], Author(None, clock.now()))
