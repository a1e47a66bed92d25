"""A duty as one plain sentence, in Chinese and in English, made from its data. The phone makes the same ones."""

from collections.abc import Sequence

from shouwang.duties.duty import AgeLimit, Credit, Duty
from shouwang.duties.wordings import (
    ABILITIES,
    ARRANGEMENTS,
    KINDS,
    MODES,
    PROGRAMMES,
    ROLES,
    SUBJECTS,
    UNITS,
    Language,
    Wordings,
)
from shouwang.duties.words import AgeOn, SubjectKind

_OR = {"zh": "或", "en": " or "}
_COMMA = {"zh": "、", "en": ", "}


def duty_sentence(duty: Duty, language: Language) -> str:
    """Such as 全失能的分散供养特困人员，每天上门探访一次."""
    return _chinese(duty) if language == "zh" else _english(duty)


def _chinese(duty: Duty) -> str:
    who = _people_zh(duty) if duty.subject == SubjectKind.PERSON else SUBJECTS["zh"][duty.subject]
    by = f"由{_any_of(ROLES, duty.credit.roles, 'zh')}" if duty.credit.roles else ""
    what = f"{_any_of(MODES, duty.credit.modes, 'zh')}{_any_of(KINDS, duty.credit.kinds, 'zh')}"
    return "，".join([who, f"{_often_zh(duty)}{by}{what}{_times_zh(duty)}", *_limits_zh(duty.credit)])


def _people_zh(duty: Duty) -> str:
    whom = duty.population
    named = _any_of(PROGRAMMES, whom.programmes, "zh") or "人员"
    living = _any_of(ARRANGEMENTS, whom.arrangements, "zh")
    joint = "的" if living and len(whom.programmes) != 1 else ""
    able = f"{_any_of(ABILITIES, whom.abilities, 'zh')}的" if whom.abilities else ""
    return f"{_age_zh(duty, whom.age) if whom.age else ''}{able}{living}{joint}{named}"


def _age_zh(duty: Duty, age: AgeLimit) -> str:
    at_end = f"{UNITS['zh'][duty.every]}末时 " if age.on == AgeOn.UNIT_END and not duty.rolling_days else ""
    if age.max is None:
        return f"{at_end}{age.min or 0} 岁及以上的"
    return f"{at_end}{age.min} 至 {age.max} 岁的" if age.min else f"{at_end}{age.max} 岁及以下的"


def _often_zh(duty: Duty) -> str:
    if duty.rolling_days:
        return {1: "每天", 2: "每两天"}.get(duty.rolling_days, f"每 {duty.rolling_days} 天")
    days = f" {'、'.join(map(str, duty.only_days))} 日" if duty.only_days else ""
    return f"每{UNITS['zh'][duty.every]}{days}"


def _times_zh(duty: Duty) -> str:
    return {1: "一次", 2: "两次"}.get(duty.times, f" {duty.times} 次")


def _limits_zh(credit: Credit) -> list[str]:
    limits = {
        f"每次不少于 {credit.min_minutes:g} 分钟": credit.min_minutes,
        f"每次不低于 {credit.min_value:g} 元": credit.min_value,
        f"受益不少于 {credit.min_beneficiaries} 人": credit.min_beneficiaries,
    }
    return [words for words, limit in limits.items() if limit]


def _english(duty: Duty) -> str:
    who = _people_en(duty) if duty.subject == SubjectKind.PERSON else SUBJECTS["en"][duty.subject]
    modes = f"{_any_of(MODES, duty.credit.modes, 'en')} " if duty.credit.modes else ""
    by = f" by {_any_of(ROLES, duty.credit.roles, 'en')}" if duty.credit.roles else ""
    times = "one" if duty.times == 1 else f"{duty.times} times a"
    what = f"{times} {modes}{_any_of(KINDS, duty.credit.kinds, 'en')}{by} {_often_en(duty)}"
    sentence = f"{who}: {', '.join([what, *_limits_en(duty.credit)])}"
    return sentence[0].upper() + sentence[1:]


def _people_en(duty: Duty) -> str:
    whom = duty.population
    parts = [
        _any_of(ABILITIES, whom.abilities, "en"),
        _any_of(ARRANGEMENTS, whom.arrangements, "en"),
        "people",
        _any_of(PROGRAMMES, whom.programmes, "en"),
        _age_en(duty, whom.age) if whom.age else "",
    ]
    return " ".join(part for part in parts if part)


def _age_en(duty: Duty, age: AgeLimit) -> str:
    at_end = f" by the end of the {duty.every}" if age.on == AgeOn.UNIT_END and not duty.rolling_days else ""
    if age.max is None:
        return f"aged {age.min or 0} or over{at_end}"
    return f"aged {age.min} to {age.max}{at_end}" if age.min else f"aged {age.max} or under{at_end}"


def _often_en(duty: Duty) -> str:
    if duty.rolling_days:
        return "every day" if duty.rolling_days == 1 else f"every {duty.rolling_days} days"
    days = f" on day {' or '.join(map(str, duty.only_days))}" if duty.only_days else ""
    return f"every {duty.every}{days}"


def _limits_en(credit: Credit) -> list[str]:
    people = "1 person" if credit.min_beneficiaries == 1 else f"{credit.min_beneficiaries} people"
    limits = {
        f"at least {credit.min_minutes:g} minutes each": credit.min_minutes,
        f"worth at least {credit.min_value:g} yuan each": credit.min_value,
        f"for at least {people}": credit.min_beneficiaries,
    }
    return [words for words, limit in limits.items() if limit]


def _any_of(wordings: Wordings, values: Sequence[str], language: Language) -> str:
    """a、b或c in either language; a value without a wording stands for itself."""
    named = [wordings[language].get(value, value) for value in values]
    if len(named) < 2:
        return "".join(named)
    return f"{_COMMA[language].join(named[:-1])}{_OR[language]}{named[-1]}"
