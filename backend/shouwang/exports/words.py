"""The words of exports, and those that ledgers are written in: Chinese alone, for that is what is signed."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

from shouwang.duties import wordings
from shouwang.privacy.words import ShownBecause

Words: TypeAlias = Mapping[str, str]


class LedgerKind(StrEnum):
    """A ledger that can be had as a file."""

    VISITS = "visits"
    VISIT_DETAILS = "visit_details"
    VOLUNTEERING = "volunteering"
    HYGIENE = "hygiene"
    AGREEMENTS = "agreements"
    CHECKUPS = "checkups"
    ABILITIES = "abilities"
    FILES = "files"


class FileFormat(StrEnum):
    """What kind of file."""

    XLSX = "xlsx"
    CSV = "csv"


SEXES: Words = {"male": "男", "female": "女"}
ABILITIES: Words = wordings.ABILITIES["zh"]
ARRANGEMENTS: Words = wordings.ARRANGEMENTS["zh"]
ROLES: Words = wordings.ROLES["zh"]
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
BECAUSE: Mapping[ShownBecause, str] = {
    ShownBecause.PAY: "发放待遇、核对账户",
    ShownBecause.CALL: "联系本人",
    ShownBecause.VERIFY: "核对身份",
    ShownBecause.APPLY: "代办手续",
    ShownBecause.INQUIRY: "上级检查、审计",
    ShownBecause.OWN_REQUEST: "本人或监护人要求",
}
"""What numbers may be wanted in the clear for."""
STATUSES = {"draft": "草案", "in_force": "现行", "repealed": "已废止"}
ACTIVITY_KINDS: Words = {
    "policy": "政策宣传",
    "visits": "走访慰问",
    "hygiene": "协助环境卫生",
    "difficulties": "解决实际困难",
    "services": "义诊理发等便民服务",
    "festival": "节日活动",
    "other": "其他",
}
HYGIENE_GRADES: Words = {"best": "优", "good": "良", "fair": "中", "poor": "差"}
HYGIENE_PROBLEMS: Words = {
    "rubbish": "垃圾未清",
    "smell": "有异味",
    "bedding": "被褥不洁",
    "clothes": "衣物不洁",
    "dishes": "碗筷不洁",
    "stale_food": "剩饭剩菜变质",
    "toilet": "厕所不洁",
    "wires": "电线老化",
    "stove": "灶台有隐患",
    "clutter": "杂物堆放",
    "other": "其他",
}
CONTENT: Words = {
    "policy_talk": "宣讲政策",
    "company": "聊天陪伴",
    "gifts": "送慰问品",
    "cleaning": "打扫屋里屋外",
    "laundry": "洗晒衣被",
    "haircut": "理发剪指甲",
    "health": "量血压、义诊",
    "errands": "代买代办",
    "repairs": "修理",
    "safety": "检查用电用火",
}
SOLVED: Words = {
    "utilities": "水电",
    "house": "房屋修缮",
    "doctor": "看病买药",
    "papers": "办证、办补贴",
    "goods": "缺衣被粮油",
    "phone": "手机、电话",
    "other": "其他困难",
}
PARTIES: Words = {
    "person": "供养对象",
    "carer": "照料服务人",
    "guardian": "监护人",
    "entrusted": "受委托监护人",
    "township": "乡镇（街道）",
    "village": "村（居）委会",
    "grid": "网格",
    "institution": "供养机构",
    "health_centre": "卫生院",
}
AGREEMENT_STATES: Words = {
    "holds": "有效",
    "not_begun": "未生效",
    "expired": "已到期",
    "ended": "已终止",
    "voided": "已作废",
}
AGREEMENT_ENDS: Words = {
    "carer_changed": "更换照料人",
    "moved_in": "入住机构",
    "moved_out": "离开机构",
    "left": "退出供养",
    "died": "去世",
    "not_kept": "未履行协议",
    "other": "其他",
}
YES, NO = "是", "否"


def word(words: Words, code: str | None) -> str:
    """The word for a code; a code that no list knows, as it is."""
    return words.get(code, code) if code else ""
