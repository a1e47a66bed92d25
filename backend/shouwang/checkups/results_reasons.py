"""What is said about a workbook of results: a sentence per code, Chinese first. Never a name, a number or a value."""

from dataclasses import dataclass

from shouwang.register import roster_reasons
from shouwang.register.roster_reasons import Remark

REASONS = roster_reasons.REASONS | {
    "person_unknown": (
        "花名册里没有这个身份证号，请先核对，或者先登记这个人。",
        "Nobody in the register has this ID number; check it, or enter the person first.",
    ),
    "other_township": (
        "这个人不在这个乡镇，请到她的乡镇导入。",
        "This person is not of this township; import it there.",
    ),
    "name_differs": (
        "姓名和花名册里这个身份证号的人不一样，没有导入，请核对。",
        "The name is not that of whoever has this ID number in the register; please check.",
    ),
    "row_repeated": (
        "与第 {first} 行是同一个人；一个人的结果请写在一行。",
        "The same person as row {first}; write the results of one person in one row.",
    ),
    "wrong_kind": ("这一格应该是数字，请改正。", "This should be a number."),
    "too_low": ("太小了，不会小于 {low}{unit}；请核对单位。", "Too low: never below {low}; check the unit."),
    "too_high": ("太大了，不会大于 {high}{unit}；请核对单位。", "Too high: never above {high}; check the unit."),
    "too_fine": ("小数位太多，最多 {decimals} 位。", "Too many decimals: at most {decimals}."),
    "too_long": ("字太多，最多 {letters} 个字。", "Too long: at most {letters} letters."),
    "not_offered": ("不认识的写法，请填：{offered}。", "Not one of the answers; write one of: {offered}."),
    "contradicts": ("几个答案互相矛盾，请改正。", "These answers contradict each other."),
    "no_day": ("日期看不懂，请写成 2026-03-05。", "This is no day; write it as 2026-03-05."),
    "in_the_future": ("日期在今天之后，请改正。", "This day is still to come."),
    "other_year": (
        "不是 {year} 年的日期，请改正，或者选那一年再导入。",
        "Not a day of {year}; correct it, or import into that year.",
    ),
    "not_below": (
        "舒张压不会不低于收缩压，请核对是不是写反了。",
        "Diastolic is not below systolic; were they swapped?",
    ),
    "metres": ("像是按米写的；如是，请改成 {value}。", "This looks like metres; if so write {value}."),
    "jin": ("像是按斤写的；如是，请改成 {value} 公斤。", "This looks like jin; if so write {value} kg."),
    "mg_dl": ("像是 mg/dL；如是，请改成 {value} mmol/L。", "This looks like mg/dL; if so write {value} mmol/L."),
    "not_asked": (
        "对这个人或这种情况不用填，没有导入。",
        "Not asked of this person, or not in this case; it was left out.",
    ),
    "unusual": ("不在一般范围内，请核对有没有写错。", "Outside of the usual range; please check."),
    "urgent": ("这个结果要马上就医；如没有写错，请马上联系。", "This calls for a doctor at once, if it is right."),
    "conflict": (
        "和已经填的不一样：已填的没有动，两个都留着，等人选。",
        "Another value stands already: it stays, and both are kept for somebody to choose.",
    ),
    "column_unknown": ("这一列不认识，没有读。", "This column is not known and was not read."),
    "formula_empty": (
        "这一格算不出来（如 #N/A），请改成数值。",
        "This cell holds an error such as #N/A; write the value.",
    ),
}


@dataclass(frozen=True)
class ResultRemark(Remark):
    """Something about a cell: its row in the sheet and the heading's words in the file."""

    reasons = REASONS
