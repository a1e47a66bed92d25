"""Which field of a checkup a column of a workbook holds, by the words of its heading."""

import re
from collections.abc import Mapping
from functools import cache

from shouwang.checkups.definition import checkup_form
from shouwang.register.roster_headers import Column, column_of, plain_header

ALIASES: Mapping[str, str] = {
    "体检日期": "day", "体检时间": "day", "责任医生": "doctor", "体检医生": "doctor",
    "脉搏": "pulse", "呼吸": "breath", "BMI指数": "", "体质指数": "", "BMI": "",
    "血红蛋白": "haemoglobin", "HGB": "haemoglobin", "HB": "haemoglobin", "白细胞计数": "white_cells",
    "WBC": "white_cells", "血小板计数": "platelets", "PLT": "platelets", "血糖": "glucose", "GLU": "glucose",
    "空腹葡萄糖": "glucose", "血清谷丙转氨酶": "alt", "丙氨酸氨基转移酶": "alt", "ALT": "alt",
    "血清谷草转氨酶": "ast", "天门冬氨酸氨基转移酶": "ast", "AST": "ast", "ALB": "albumin", "TBIL": "bilirubin",
    "DBIL": "bilirubin_direct", "肌酐": "creatinine", "CREA": "creatinine", "尿素": "urea", "UREA": "urea",
    "钾": "potassium", "血钾浓度": "potassium", "钠": "sodium", "血钠浓度": "sodium", "TC": "cholesterol",
    "CHOL": "cholesterol", "TG": "triglycerides", "低密度脂蛋白": "ldl", "血清低密度脂蛋白胆固醇": "ldl",
    "低密度脂蛋白胆固醇": "ldl", "LDL-C": "ldl", "高密度脂蛋白": "hdl", "血清高密度脂蛋白胆固醇": "hdl",
    "高密度脂蛋白胆固醇": "hdl", "HDL-C": "hdl", "腹部B超": "ultrasound", "B超": "ultrasound", "胸片": "chest",
    "HBA1C": "hba1c",
}  # fmt: skip
"""What analysers and stations write. An empty field is known and never read: BMI is computed."""


@cache
def headings() -> Mapping[str, str]:
    """The field that each plain heading means."""
    known = {_plain(field.zh): field.id for field in checkup_form().fields.values()}
    short = {_bare(words): field for words, field in known.items()}
    return {**{_plain(words): field for words, field in ALIASES.items()}, **short, **known}


def field_of(heading: str) -> str | None:
    """The field's id; empty for a column that is known and not read, none for words that nobody knows."""
    words = _plain(heading)
    return headings().get(words, headings().get(_bare(words)))


def is_name(heading: str) -> bool:
    """Whether a column holds the names of people."""
    return column_of(plain_header(heading)) is Column.NAME


def is_id_number(heading: str) -> bool:
    """Whether a column holds their ID numbers."""
    return column_of(plain_header(heading)) is Column.ID_NUMBER


def _bare(words: str) -> str:
    """Without what stands in brackets: the unit, or what the form explains."""
    return re.sub(r"\(.*?\)", "", words)


def _plain(text: str) -> str:
    return plain_header(text).upper()
