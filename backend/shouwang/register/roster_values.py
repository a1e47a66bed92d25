"""What single cells of a roster mean. Each reader gives the value or says that it cannot; none of them guesses."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Generic, TypeVar

from shouwang.duties.words import Ability, Arrangement
from shouwang.register.identity import Sex, half_width, is_damaged, plain_id
from shouwang.register.roster_reading import Cell
from shouwang.register.roster_table import cell_text
from shouwang.register.words import Programme as Programme

V = TypeVar("V", bound=StrEnum)


@dataclass(frozen=True)
class Vocabulary(Generic[V]):
    """The words that townships use for each meaning."""

    by_word: dict[str, V]
    offered: str
    """The first word of each meaning, offered to whoever wrote another."""

    def meaning(self, cell: Cell) -> V | None:
        """What a cell says, also twice in one cell: 全失能（一档）. None for unknown or contradicting words."""
        text = re.sub(r"\s", "", half_width(filled(cell))).lower()
        if text in self.by_word:
            return self.by_word[text]
        parts = {self.by_word.get(part) for part in re.split(r"[()、,;/\[\]【】:-]+", text) if part}
        return parts.pop() if len(parts) == 1 else None


def vocabulary(words: dict[V, str]) -> Vocabulary[V]:
    """The vocabulary for words separated by blanks, the preferred one first."""
    by_word = {word: meaning for meaning, text in words.items() for word in text.split()}
    return Vocabulary(by_word, "、".join(text.split()[0] for text in words.values()))


def filled(cell: Cell) -> str:
    """The text of a cell; empty for the strokes that stand for an empty one."""
    text = cell_text(cell)
    return "" if half_width(text) in STROKES else text


STROKES = frozenset(["/", "//", "-", "--", "—", "——", "\\", ".", "、"])
NOBODY = frozenset(["无", "暂无", "没有", "无人", "待定", "未定"])
SEXES = vocabulary({Sex.MALE: "男 1 男性 m", Sex.FEMALE: "女 2 女性 f"})
# Domain rules §1.6. The five grades of GB/T 42195 (轻度 中度 重度 …) are another scale and are never converted.
ABILITIES = vocabulary(
    {
        Ability.FULL: "全失能 完全失能 失能 全护理 全护 一档 1档 第一档 不能自理 完全不能自理 生活不能自理 完全丧失"
        " 完全丧失生活自理能力 完全丧失自理能力 无生活自理能力 无自理能力 全部丧失 全部丧失生活自理能力",
        Ability.SEMI: "半失能 部分失能 半护理 半护 二档 2档 第二档 半自理 部分自理 半能自理 部分丧失"
        " 部分丧失生活自理能力 部分丧失自理能力 生活半自理 部分生活自理能力",
        Ability.SELF: "全自理 自理 能自理 完全自理 三档 3档 第三档 生活自理 生活能自理 能够自理 具备"
        " 具备生活自理能力 具备自理能力 有生活自理能力 有自理能力 具有生活自理能力",
    }
)
ARRANGEMENTS = vocabulary(
    {
        Arrangement.DISPERSED: "分散供养 分散 散居 在家 分散特困 居家 在家供养 居家分散 散居供养"
        " 分散供养特困人员 分散特困人员",
        Arrangement.CENTRALISED: "集中供养 集中 敬老院 机构 机构供养 集中特困 敬老院供养 福利院 养老院 养老机构"
        " 集中供养特困人员 集中特困人员",
    }
)
PROGRAMMES = vocabulary(
    {
        Programme.TEKUN: "特困 特困人员 特困供养 特困供养人员 特困对象 特困户 五保 五保户 五保对象 五保老人 城市特困"
        " 农村特困 城市特困人员 农村特困人员 分散特困 集中特困"
        " 分散供养特困人员 集中供养特困人员 分散特困人员 集中特困人员",
        Programme.DIBAO: "低保 低保户 低保对象 低保人员 最低生活保障 城市低保 农村低保 城乡低保 低保家庭",
        Programme.LOW_INCOME: "低收入 低收入家庭 低收入人口 低保边缘 低保边缘户 低保边缘家庭 边缘户 低边"
        " 建档立卡低收入",
        Programme.RESIDENT: "一般 普通 居民 一般居民 普通居民 一般户 普通老人 高龄老人 普通老年人",
    }
)
NUMBERED_DATE = re.compile(r"^(\d{4})(?:[./年-](\d{1,2})(?:[./月-](\d{1,2})日?)?)?[./年月-]?$", re.ASCII)
DAY_ONE = date(1899, 12, 30)
"""Day 0 of Excel's serial numbers, right from March 1900 on."""


def split_names(text: str) -> list[str]:
    """Names that share a cell, in order."""
    return [part for part in re.split(r"[、,，;；/\n]+", text) if part.strip()]


@dataclass(frozen=True)
class PartialDate:
    """A date as exact as it was written. `ambiguous`: a number cell like 1958.1 may have been 1958.10."""

    year: int
    month: int | None = None
    day: int | None = None
    ambiguous: bool = False

    def first_day(self) -> date:
        """The first day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def fits(self, exact: date) -> bool:
        """Whether an exact date is what was written, as far as it was written."""
        months = {None, self.month, 10 if self.ambiguous else None}
        right_month = self.month is None or exact.month in months
        return self.year == exact.year and right_month and self.day in (None, exact.day)


def read_date(cell: Cell) -> PartialDate | None:
    """The date in a cell: 2023.5.1, 1958.03, 20230501, 195803, 2023年5月, a date cell or Excel's serial number."""
    if isinstance(cell, date):
        return PartialDate(cell.year, cell.month, cell.day)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _from_number(float(cell))
    text = re.sub(r"\s", "", half_width(cell_text(cell)))
    return _from_text(re.sub(r"(\d)[T日]?\d{2}:\d{2}(:\d{2})?.*$", r"\1", text) if ":" in text else text)


def _from_number(number: float) -> PartialDate | None:
    if number.is_integer() and 10_000 <= number < 80_000:
        return _from_datetime(DAY_ONE + timedelta(days=int(number)))
    if not number.is_integer() and 1800 <= number < 2200:
        text = f"{number:.2f}".rstrip("0")
        found = _from_text(text)
        return found and PartialDate(found.year, found.month, None, ambiguous=text.endswith(".1"))
    return _from_text(str(int(number))) if number.is_integer() and 1e5 <= number < 1e8 else None


def _from_datetime(day: date | datetime) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _from_text(text: str) -> PartialDate | None:
    if re.fullmatch(r"[0-9]{6}|[0-9]{8}", text):
        text = ".".join(filter(None, (text[:4], text[4:6], text[6:])))
    elif re.fullmatch(r"[0-9]{5}", text):
        return _from_number(float(text))
    found = NUMBERED_DATE.match(text)
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or not 1800 <= year < 2200 or not 1 <= (month or 1) <= 12:
        return None
    return PartialDate(year, month, day) if 1 <= (day or 1) <= monthrange(year, month or 1)[1] else None


def read_age(cell: Cell) -> int | None:
    """Years in a cell: 87, 87岁, 87周岁."""
    found = re.fullmatch(r"(\d{1,3})(周?岁)?", re.sub(r"\s", "", half_width(cell_text(cell))))
    return int(found[1]) if found else None


def read_account(cell: Cell) -> str | None:
    """A bank account's digits; None where Excel has lost some of them or where it is none."""
    if is_damaged(cell):
        return None
    digits = plain_id(cell)
    return digits if re.fullmatch(r"[0-9]{10,30}", digits) else None


def reference_year(title: str, today: date) -> int:
    """The year in which ages were counted: that of 填报时间 above the header, else today's."""
    found = re.search(r"(?:时间|日期)\s*[:：]?\s*(\d{4})", half_width(title))
    year = int(found[1]) if found else today.year
    return year if today.year - 5 <= year <= today.year else today.year
