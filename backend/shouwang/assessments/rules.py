"""What six items come to, who must sign, and how long an office has. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from shouwang.assessments.words import AssessorKind, Item, Met, Objection, Scale
from shouwang.duties.words import Ability

SEMI_FROM, FULL_FROM = 1, 4
"""So many items that are not met make somebody semi or fully dependent (民发〔2021〕43号 and the provinces' copies)."""

GBT_LEVELS = ("1", "2", "3", "4", "5")
"""完好, 轻度, 中度, 重度, 完全丧失."""
GBT_LEAST = (90, 66, 46, 30, 0)
"""The least score of each level."""


def level_of(items: Mapping[str, str]) -> Ability | None:
    """The class that six items come to; none while one that could change it was not looked at."""
    unmet = sum(items.get(item) == Met.NOT_MET for item in Item)
    unknown = sum(items.get(item, Met.NOT_ASSESSED) == Met.NOT_ASSESSED for item in Item)
    least, most = _class_of(unmet), _class_of(unmet + unknown)
    return least if least is most else None


def _class_of(unmet: int) -> Ability:
    if unmet >= FULL_FROM:
        return Ability.FULL
    return Ability.SEMI if unmet >= SEMI_FROM else Ability.SELF


def gbt_level_of(score: int) -> str:
    """The level of a score; a dementia or care risks may make it one worse."""
    return next(level for level, least in zip(GBT_LEVELS, GBT_LEAST, strict=True) if score >= least)


@dataclass(frozen=True, slots=True)
class Panel:
    """Whom a policy wants to sign."""

    least: int = 1
    most: int = 9
    doctor: bool = False
    third_party: bool = False


PANELS: Mapping[str, Panel] = {
    "rongchang": Panel(3, 5, doctor=True),
    "xiangtan": Panel(1, 9, third_party=True),
}
"""By pack: RC-09, a group of three to five with a doctor; XT-07, a professional body from outside."""


def panel_of(packs: Iterable[str]) -> Panel:
    """Of the policies that a county follows, the one that says most of who signs."""
    named = [PANELS[pack] for pack in packs if pack in PANELS]
    return max(named, key=lambda panel: panel.least, default=Panel())


@dataclass(frozen=True, slots=True)
class Stated:
    """An assessment as it is to be entered."""

    scale: Scale
    items: Mapping[str, str]
    score: int | None
    level: str | None
    reason: str | None
    assessed_on: date
    assessors: tuple[AssessorKind, ...]


def objections_to(stated: Stated, panel: Panel, today: date) -> list[Objection]:
    """What speaks against an assessment."""
    found = [Objection.IN_THE_FUTURE] if stated.assessed_on > today else []
    check = _six_items if stated.scale is Scale.SIX_ITEMS else _gbt
    return [*found, *check(stated), *unsigned(stated.assessors, panel)]


def _six_items(stated: Stated) -> Iterable[Objection]:
    computed = level_of(stated.items)
    if stated.level is None:
        return [Objection.LEVEL_OPEN] if computed is None else []
    if stated.level not in tuple(Ability):
        return [Objection.NOT_ITS_LEVEL]
    return [Objection.OVERRIDE_NEEDS_REASON] if stated.level != computed and not stated.reason else []


def _gbt(stated: Stated) -> Iterable[Objection]:
    if stated.level not in GBT_LEVELS or stated.score is None:
        return [Objection.NOT_ITS_LEVEL]
    differs = stated.level != gbt_level_of(stated.score)
    return [Objection.SCORE_AND_LEVEL_DIFFER] if differs and not stated.reason else []


def unsigned(assessors: Sequence[AssessorKind], panel: Panel) -> Iterable[Objection]:
    """What is wrong with who signed."""
    if len(assessors) < panel.least:
        yield Objection.TOO_FEW_ASSESSORS
    if len(assessors) > panel.most:
        yield Objection.TOO_MANY_ASSESSORS
    if panel.doctor and AssessorKind.DOCTOR not in assessors:
        yield Objection.DOCTOR_NEEDED
    if panel.third_party and AssessorKind.THIRD_PARTY not in assessors:
        yield Objection.THIRD_PARTY_NEEDED
