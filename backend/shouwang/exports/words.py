"""The words of exports, and those that ledgers are written in: Chinese alone, for that is what is signed."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

Words: TypeAlias = Mapping[str, str]


class LedgerKind(StrEnum):
    """A ledger that can be had as a file."""

    VISITS = "visits"
    VISIT_DETAILS = "visit_details"
    VOLUNTEERING = "volunteering"
    ABILITIES = "abilities"
    FILES = "files"


class FileFormat(StrEnum):
    """What kind of file."""

    XLSX = "xlsx"
    CSV = "csv"


SEXES: Words = {"male": "男", "female": "女"}
ABILITIES: Words = {"self": "全自理", "semi": "半失能", "full": "全失能"}
ARRANGEMENTS: Words = {"dispersed": "分散供养", "centralised": "集中供养"}
PROGRAMMES: Words = {"tekun": "特困供养", "dibao": "低保", "low_income": "低收入", "resident": "一般居民"}
SUSPENSIONS: Words = {
    "hospital": "住院",
    "away": "外出",
    "temporary_institution": "临时入住机构",
    "institution": "临时入住机构",
    "other": "其他",
}
MODES: Words = {
    "home": "上门",
    "phone": "电话",
    "video": "视频",
    "remote": "远程监测",
    "hospital": "医院探望",
}
UNMET: Words = {"nobody_home": "无人在家", "refused": "拒绝探访", "other": "其他原因"}
ROLES: Words = {
    "carer": "照料服务人",
    "watch_group": "守望之家成员",
    "cadre": "帮扶干部",
    "village_cadre": "村（社区）干部",
    "family_doctor": "家庭医生",
    "police": "民警",
    "social_worker": "社工",
    "provider": "服务机构",
    "volunteer": "志愿者",
    "volunteer_leader": "志愿队长",
    "health_worker": "健康服务队",
    "assessor": "评估人员",
    "clerk": "乡镇经办人",
    "officer": "县民政干部",
    "auditor": "审计员",
    "administrator": "系统管理员",
}
BECAUSE = {
    "pay": "发放待遇、核对账户",
    "call": "联系本人",
    "verify": "核对身份",
    "apply": "代办手续",
    "inquiry": "上级检查、审计",
    "own_request": "本人或监护人要求",
}
STATUSES = {"draft": "草案", "in_force": "现行", "repealed": "已废止"}
YES, NO = "是", "否"


def word(words: Words, code: str | None) -> str:
    """The word for a code; a code that no list knows, as it is."""
    return words.get(code, code) if code else ""
