"""Those who go to see them: watch groups and carers of every temperament, and the staff."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from random import Random
from typing import NamedTuple

from shouwang import ids
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.demo.names import name_of, phone_number
from shouwang.demo.plan import Plan
from shouwang.register.models import Sex
from shouwang.sync.rows import maker

CARER_RELATIONS = ("弟弟", "侄子", "侄女", "邻居", "邻居", "妹妹", "堂兄")
LEADER_RELATIONS = ("村干部", "党员", "村医", "志愿者", "网格员")

new_user = maker(User)


class Temper(NamedTuple):
    """How often of a hundred a visit that is due is skipped, is only a call, and is reported days later."""

    skips: float
    calls: float
    late: float


DILIGENT = Temper(0.004, 0.01, 0.015)
AVERAGE = Temper(0.03, 0.03, 0.05)
FAILING = Temper(0.3, 0.2, 0.2)


@dataclass(frozen=True, slots=True)
class Worker:
    """A user, her temperament, and what she is to the people she cares for."""

    row: User
    temper: Temper
    relation: str

    @property
    def role(self) -> Role:
        """Her role."""
        return Role(self.row.role)


def worker(chance: Random, plan: Plan, role: Role, place: str) -> Worker:
    """Somebody of the field."""
    sex = Sex.FEMALE if chance.random() < 0.6 else Sex.MALE
    name = name_of(chance, sex, chance.randrange(1960, 1995))
    temper = chance.choices((DILIGENT, AVERAGE, FAILING), (0.58, 0.34, 0.08))[0]
    relation = chance.choice(CARER_RELATIONS if role is Role.CARER else LEADER_RELATIONS)
    return Worker(user(chance, plan, role, place, name), temper, relation)


def user(chance: Random, plan: Plan, role: Role, place: str, name: str, user_id: str | None = None) -> User:
    """An account, opened three weeks before the first visit."""
    opened = plan.moment(plan.first - timedelta(days=21), 9, chance.randrange(60))
    return new_user(
        id=user_id or ids.uuid7(chance, int(opened.timestamp() * 1000)),
        name=name,
        role=role.value,
        place=place,
        phone=phone_number(chance),
        created_at=opened,
    )


def watch_group(chance: Random, plan: Plan, village: str, people: int) -> Sequence[Worker]:
    """A watch group for so many people: its leader first, then carers, one for two people or so."""
    carers = 0 if people == 1 and chance.random() < 0.5 else min(chance.choice((0, 1, 1, 2)), people)
    roles = [Role.WATCH_GROUP, *[Role.CARER] * carers]
    return [worker(chance, plan, role, village) for role in roles]
