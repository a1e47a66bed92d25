"""Assessments of a township: to be confirmed, confirmed, declined, of the other scale; and clocks that run."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from random import Random
from typing import Any, NamedTuple

from shouwang import ids
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.assessments.changes import WORKING_DAYS
from shouwang.assessments.models import AbilityChange, Assessment
from shouwang.assessments.rules import gbt_level_of, level_of
from shouwang.assessments.words import AssessmentStatus, Item, Met, Scale
from shouwang.assessments.working_days import due_after
from shouwang.demo.dice import dice
from shouwang.demo.names import name_of
from shouwang.demo.people import Someone
from shouwang.demo.places import TOWNSHIPS, Township
from shouwang.demo.plan import Plan
from shouwang.demo.workers import user
from shouwang.duties.words import Ability, FactKind
from shouwang.register.identity import Sex
from shouwang.register.models import Report
from shouwang.register.words import ReportWhat
from shouwang.sync.rows import new_row
from shouwang.sync.write import Author, Change

SIGNED = {"name": "安康", "unit": "安康评估中心", "kind": "third_party"}
UNSIGNED = {"name": "周敏", "unit": "镇民政办", "kind": "civil_affairs"}
UNMET = {Ability.SELF: 0, Ability.SEMI: 2, Ability.FULL: 5}
WORSE = {Ability.SELF: Ability.SEMI, Ability.SEMI: Ability.FULL, Ability.FULL: Ability.FULL}


class Assessed(NamedTuple):
    """Rows that phones hold, and the clocks of the desk."""

    changes: list[Change]
    clocks: list[AbilityChange]


def assessments(plan: Plan, township: Township, people: Sequence[Someone], clerk: User) -> Assessed:
    """One to be confirmed in each township; in the first one every state there is."""
    chance = dice(plan.seed, township.code, "assessments")
    assessor = user(chance, plan, Role.ASSESSOR, township.code, name_of(chance, Sex.FEMALE, 1985))
    known = [one for one in people if one.days is None and one.ties and not one.life.starts(FactKind.DEATH)]
    chosen = chance.sample(known, min(len(known), 9))
    making = _Making(plan, township, chance, assessor, clerk)
    made = Assessed([Change(assessor, Author(clerk.id, assessor.created_at))], [])
    waiting, *rest = chosen
    made.changes.append(making.found(waiting, 4, WORSE[waiting.ability]))
    if township.name == TOWNSHIPS[0] and len(rest) == 8:
        _every_state(making, made, rest)
    return made


def _every_state(making: "_Making", made: Assessed, people: Sequence[Someone]) -> None:
    unsigned, gbt, held, declined, told, late, closed, _ = people
    made.changes.append(making.found(unsigned, 6, WORSE[unsigned.ability], assessors=[UNSIGNED]))
    made.changes.append(making.found(gbt, 9, gbt.ability, scale=Scale.GBT_42195, score=58, note="单独存档。"))
    made.changes.append(making.found(held, 40, held.ability, decided="", status=AssessmentStatus.CONFIRMED))
    why = "签字的人不全，请补签后重报。"
    made.changes.append(making.found(declined, 30, declined.ability, decided=why, status=AssessmentStatus.DECLINED))
    report, clock = making.told(told)
    made.changes.append(report)
    made.clocks.extend((clock, making.clock(late, 21), making.clock(closed, 50, "上门看过，没有变化。")))


class _Making(NamedTuple):
    plan: Plan
    township: Township
    chance: Random
    assessor: User
    clerk: User

    def found(self, someone: Someone, ago: int, level: Ability, decided: str | None = None, **more: Any) -> Change:
        """What was found so many days ago; `decided` is the reason of an office, empty where it needs none."""
        day = self.plan.today - timedelta(days=ago)
        at = min(self.plan.moment(day, 16), self.plan.until)
        row = new_row(
            Assessment,
            id=ids.uuid7(self.chance, int(at.timestamp() * 1000)),
            person=someone.row.id,
            township=self.township.code,
            assessed_on=day,
            author=self.assessor.id,
            author_name=self.assessor.name,
            recorded_at=at,
            **{"assessors": [SIGNED], "reason": None, "note": None, **_result(level, more.pop("score", None))},
            **self._decision(day, decided),
            **{"scale": Scale.SIX_ITEMS, "status": AssessmentStatus.TO_BE_CONFIRMED},
        )
        for name, value in more.items():
            setattr(row, name, value)
        return Change(row, Author(self.assessor.id, at))

    def _decision(self, day: Any, decided: str | None) -> Mapping[str, Any]:
        if decided is None:
            return {}
        at = self.plan.moment(day + timedelta(days=2), 10)
        by = {"decided_by": self.clerk.id, "decided_by_name": self.clerk.name, "decided_at": at}
        return {**by, "decision_reason": decided or None, "valid_from": None if decided else day + timedelta(days=2)}

    def told(self, someone: Someone) -> tuple[Change, AbilityChange]:
        """A carer has told from her phone, three days ago, what somebody can no longer do."""
        day = self.plan.today - timedelta(days=3)
        at, author = self.plan.moment(day, 19), (someone.carer(self.plan.today) or someone.ties[0].worker).row
        report = new_row(
            Report,
            id=ids.uuid7(self.chance, int(at.timestamp() * 1000)),
            person=someone.row.id,
            what=ReportWhat.ABILITY.value,
            since=day - timedelta(days=1),
            note="自己做不了：上厕所、洗澡",
            author=author.id,
            author_name=author.name,
            reported_at=at,
        )
        clock = self.clock(someone, 3, told=report)
        return Change(report, Author(author.id, at)), clock

    def clock(self, someone: Someone, ago: int, closed: str | None = None, told: Report | None = None) -> AbilityChange:
        """The clock of a change that was reported so many days ago."""
        day = self.plan.today - timedelta(days=ago)
        due = due_after(day, WORKING_DAYS)
        at = self.plan.moment(day, 19 if told else 11)
        return AbilityChange(
            id=told.id if told else ids.uuid7(self.chance, int(at.timestamp() * 1000)),
            person=someone.row.id,
            township=self.township.code,
            reported_on=day,
            reported_by=told.author_name if told else "村干部老刘",
            why=told.note if told else "摔了以后走不了路。",
            due_on=due.day,
            due_certain=due.certain,
            entered_by=told.author if told else self.clerk.id,
            entered_by_name=told.author_name if told else self.clerk.name,
            entered_at=at,
            closed_at=self.plan.moment(day + timedelta(days=6), 15) if closed else None,
            close_reason=closed,
        )


def _result(level: Ability, score: int | None) -> Mapping[str, Any]:
    if score is not None:
        by_score = gbt_level_of(score)
        return {"items": {}, "score": score, "level": by_score, "computed": by_score}
    items = {str(each): str(Met.NOT_MET if at < UNMET[level] else Met.MET) for at, each in enumerate(reversed(Item))}
    return {"items": items, "score": None, "level": level.value, "computed": str(level_of(items))}
