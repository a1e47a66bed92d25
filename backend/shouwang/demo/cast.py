"""The fixed cast: one of each kind of user, the same in every demo county, and the five people of the carer."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import ids
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.demo.care import Group
from shouwang.demo.lives import Life
from shouwang.demo.people import Home, Profile, Register, Tie
from shouwang.demo.places import Village
from shouwang.demo.plan import Plan
from shouwang.demo.workers import DILIGENT, Worker, user, worker
from shouwang.duties.words import Ability, Arrangement, FactKind, Mode, RecordStatus
from shouwang.register.models import Sex


@dataclass(frozen=True, slots=True)
class CastMember:
    """A user whom everybody may play."""

    role: Role
    user_id: str
    name: str
    title_zh: str
    title_en: str


def _member(role: Role, name: str, title_zh: str, title_en: str) -> CastMember:
    return CastMember(role, ids.id_from("demo", "cast", role), name, title_zh, title_en)


CAST = [
    _member(Role.CARER, "罗桂英", "照料服务人", "Carer"),
    _member(Role.VOLUNTEER_LEADER, "谭志强", "志愿服务队队长", "Volunteer leader"),
    _member(Role.HEALTH_WORKER, "彭雪梅", "健康服务队医生", "Health worker"),
    _member(Role.CLERK, "邓文静", "乡镇经办人", "Township clerk"),
    _member(Role.OFFICER, "肖国平", "县民政局干部", "County officer"),
]


def find_cast(session: Session) -> list[CastMember]:
    """Those of the cast whom the database knows: all of them in a demo county, nobody in a real one."""
    known = set(session.scalars(select(col(User.id)).where(col(User.id).in_([member.user_id for member in CAST]))))
    return [member for member in CAST if member.user_id in known]


def play(chance: Random, plan: Plan, role: Role, place: str) -> User:
    """The account of the member of the cast with this role."""
    member = next(member for member in CAST if member.role is role)
    return user(chance, plan, role, place, member.name, member.user_id)


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the carer's people. `days` says when she is called on, counted back from today, and how it ends."""

    name: str
    sex: Sex
    born: date
    ability: Ability
    light: str


PARTS = (
    _Part("陈满秀", Sex.FEMALE, date(1938, 3, 12), Ability.FULL, "green"),
    _Part("周福生", Sex.MALE, date(1951, 11, 2), Ability.SEMI, "yellow"),
    _Part("刘石云", Sex.MALE, date(1947, 6, 25), Ability.SEMI, "red"),
    _Part("黄冬莲", Sex.FEMALE, date(1955, 1, 19), Ability.SELF, "grey"),
    _Part("唐长根", Sex.MALE, date(1960, 9, 8), Ability.SELF, "green"),
)
STAY_DAYS = 6


def cast_group(chance: Random, plan: Plan, register: Register, village: Village) -> Group:
    """The carer of the cast and her five people in one village: red, yellow, two green, and one in hospital."""
    carer = Worker(play(chance, plan, Role.CARER, village.code), DILIGENT, "邻居")
    leader = replace(worker(chance, plan, Role.WATCH_GROUP, village.code), temper=DILIGENT)
    homes = [_home(chance, plan, register, village, part, carer) for part in PARTS]
    return Group(village, (leader, carer), homes)


def _home(chance: Random, plan: Plan, register: Register, village: Village, part: _Part, carer: Worker) -> Home:
    group = f"{chance.randrange(1, 9)}组"
    house = register.house(village, group)
    someone = register.someone(village, house, group, part.ability, Profile(part.name, part.sex, part.born))
    someone.life = _life(plan, part)
    someone.ties = [Tie(carer, plan.first - timedelta(days=300))]
    someone.days = dict(_days(plan, part))
    return register.moved_in(Home(house, [someone]))


def _life(plan: Plan, part: _Part) -> Life:
    life, entry = Life(), plan.first - timedelta(days=2000)
    life.add(FactKind.PROGRAMME, "tekun", entry, entry)
    life.add(FactKind.ARRANGEMENT, Arrangement.DISPERSED, entry, entry)
    assessed = plan.first - timedelta(days=200)
    life.add(FactKind.ABILITY, part.ability, assessed, assessed + timedelta(days=4))
    if part.light == "grey":
        taken = plan.today - timedelta(days=STAY_DAYS)
        life.add(FactKind.SUSPENSION, "hospital", taken, taken + timedelta(days=1))
    return life


def _days(plan: Plan, part: _Part) -> Iterator[tuple[date, str]]:
    """What happened on which day: the light of this morning follows from the last of them."""
    for ago in range(plan.days):
        day = plan.today - timedelta(days=ago)
        outcome = _outcome(part, ago, day.weekday())
        if outcome:
            yield day, outcome


def _outcome(part: _Part, ago: int, weekday: int) -> str | None:
    if part.ability is Ability.FULL:
        return None if ago == 17 else Mode.HOME
    if part.light == "yellow":
        return None if ago % 2 or ago == 0 else RecordStatus.ATTEMPT if ago == 30 else Mode.HOME
    if part.light == "red":
        return None if ago % 2 == 0 else RecordStatus.ATTEMPT if ago < 5 else Mode.HOME
    if part.light == "grey" and ago <= STAY_DAYS:
        return Mode.HOSPITAL if ago in (2, 4) else None
    return {0: Mode.HOME, 3: Mode.PHONE if ago % 2 else None}.get(weekday)
