"""The people who play in the tests, always the same: a carer, her two people, and those around them."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from shouwang import clock, ids
from shouwang.accounts.models import Credential, User
from shouwang.accounts.passwords import UNUSABLE
from shouwang.accounts.roles import Role
from shouwang.accounts.schemas import EnrolRequest
from shouwang.accounts.service import enrol, make_enrolment
from shouwang.database import writing
from shouwang.duties.service import adopt
from shouwang.register.models import Assignment, Fact, Person, Place
from shouwang.sealing import check_key
from shouwang.sync.write import Author, write

COUNTY, TOWNSHIP, OTHER_TOWNSHIP = "430321", "430321101", "430321102"
VILLAGE = "430321101201"
LONG_AGO = date(2024, 1, 1)


@dataclass(frozen=True)
class Cast:
    """Ids of the cast. The carer cares for `wang` (fully dependent) and `li` (able); `zhao` is another carer's."""

    carer: str = "00000000-0000-7000-8000-000000000001"
    other_carer: str = "00000000-0000-7000-8000-000000000002"
    clerk: str = "00000000-0000-7000-8000-000000000003"
    officer: str = "00000000-0000-7000-8000-000000000004"
    stranger: str = "00000000-0000-7000-8000-000000000005"
    other_clerk: str = "00000000-0000-7000-8000-000000000006"
    wang: str = "00000000-0000-7000-8000-0000000000a1"
    li: str = "00000000-0000-7000-8000-0000000000a2"
    zhao: str = "00000000-0000-7000-8000-0000000000a3"


CAST = Cast()


def settle(engine: Engine, adopted_from: date = LONG_AGO) -> Cast:
    """Fills an empty database with the cast."""
    author = Author(None, clock.now())
    with writing(engine) as session:
        check_key(session)
        session.add(Place(code=COUNTY, name="测试县"))
        session.add_all(
            Place(code=code, name=name, parent=COUNTY) for code, name in ((TOWNSHIP, "甲镇"), (OTHER_TOWNSHIP, "乙镇"))
        )
        session.add(Place(code=VILLAGE, name="石牛村", parent=TOWNSHIP))
        session.flush()
        write(session, _users(), author)
        session.add_all(_credentials())
        write(session, _people(), author)
        write(session, _facts(), author)
        write(session, _assignments(), author)
        adopt(session, COUNTY, "xiangtan", adopted_from, author)
    return CAST


def sign_in(engine: Engine, user: str, device: str = "phone-of-a-test") -> dict[str, str]:
    """The headers of a user on a device."""
    with writing(engine) as session:
        found = session.get(User, user)
        assert found is not None
        code = make_enrolment(session, found, made_by=None, base_url="http://127.0.0.1").code
        token = enrol(session, EnrolRequest(code=code, device=device)).token
    return {"Authorization": f"Bearer {token}"}


def visit(person: str, start: datetime, **more: Any) -> dict[str, Any]:
    """The body of a visit of half an hour."""
    return {
        "id": ids.uuid7(),
        "person": person,
        "mode": "home",
        "status": "valid",
        "start": start.isoformat(),
        "end": (start + timedelta(minutes=30)).isoformat(),
        "form": "visit",
        "form_version": 1,
        "answers": {"ticks": {"spirit": "ok"}, "phrases": []},
        **more,
    }


def envelope(visited: dict[str, Any], n: int = 1, **more: Any) -> dict[str, Any]:
    """A visit on its way, written down now by a phone whose clock is right."""
    now = clock.now()
    return {
        "id": ids.uuid7(),
        "n": n,
        "schema_version": 1,
        "op": "visit.create",
        "about": [visited["person"]],
        "body": visited,
        "clock": {
            "wall": now.isoformat(),
            "tz": "Asia/Shanghai",
            "mono": 1.0,
            "session": "s",
            "offset": 0,
            "error": 20,
            "seen": (now - timedelta(hours=1)).isoformat(),
        },
        **more,
    }


def _users() -> list[User]:
    who = (
        (CAST.carer, "沈天强", Role.CARER, TOWNSHIP),
        (CAST.other_carer, "闫凤光", Role.CARER, TOWNSHIP),
        (CAST.clerk, "周敏", Role.CLERK, TOWNSHIP),
        (CAST.officer, "郝建", Role.OFFICER, COUNTY),
        (CAST.stranger, "钱生", Role.VOLUNTEER, OTHER_TOWNSHIP),
        (CAST.other_clerk, "孙平", Role.CLERK, OTHER_TOWNSHIP),
    )
    return [User(id=i, name=n, role=r, place=p, phone="19900000000", created_at=clock.now()) for i, n, r, p in who]


def _credentials() -> list[Credential]:
    """Staff of the tests have set their passwords, which nobody knows: they come in by links."""
    staff = (CAST.clerk, CAST.officer, CAST.other_clerk)
    return [Credential(user=user, login=user, password_hash=UNUSABLE, changed_at=clock.now()) for user in staff]


def _people() -> list[Person]:
    who = ((CAST.wang, "王强"), (CAST.li, "李香"), (CAST.zhao, "赵水"))
    return [
        Person(
            id=person,
            name=name,
            sex="male",
            birth_date=date(1950, 5, 1),
            township=TOWNSHIP,
            village=VILLAGE,
            village_name="石牛村",
            group_name="8组",
        )
        for person, name in who
    ]


def _facts() -> list[Fact]:
    abilities = ((CAST.wang, "full"), (CAST.li, "self"), (CAST.zhao, "semi"))
    return [
        Fact(
            id=ids.id_from(person, kind),
            person=person,
            kind=kind,
            value=value,
            valid_from=LONG_AGO,
            known_on=LONG_AGO,
            entered=entered,
            entered_at=clock.now(),
        )
        for person, ability in abilities
        for entered, (kind, value) in enumerate(
            (("programme", "tekun"), ("arrangement", "dispersed"), ("ability", ability))
        )
    ]


def _assignments() -> list[Assignment]:
    return [
        Assignment(
            id=ids.id_from(user, person),
            person=person,
            user=user,
            user_name=name,
            role=Role.CARER,
            valid_from=LONG_AGO,
        )
        for user, name, person in (
            (CAST.carer, "沈天强", CAST.wang),
            (CAST.carer, "沈天强", CAST.li),
            (CAST.other_carer, "闫凤光", CAST.zhao),
        )
    ]
