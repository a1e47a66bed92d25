"""The words of policies as people say them, in both languages. The phone has the same ones."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

Language: TypeAlias = Literal["zh", "en"]
Wordings: TypeAlias = Mapping[Language, Mapping[str, str]]
ABILITIES: Wordings = {
    "zh": {"full": "全失能", "semi": "半失能", "self": "全自理"},
    "en": {"full": "fully dependent", "semi": "partly dependent", "self": "self-caring"},
}

ARRANGEMENTS: Wordings = {
    "zh": {"dispersed": "分散供养", "centralised": "集中供养"},
    "en": {"dispersed": "dispersed", "centralised": "centralised"},
}

PROGRAMMES: Wordings = {
    "zh": {"tekun": "特困人员", "dibao": "低保对象", "low_income": "低收入人口", "resident": "居民"},
    "en": {
        "tekun": "in extreme poverty",
        "dibao": "on dibao",
        "low_income": "on a low income",
        "resident": "resident here",
    },
}

MODES: Wordings = {
    "zh": {"home": "上门", "phone": "电话", "video": "视频", "remote": "远程", "hospital": "住院"},
    "en": {"home": "home", "phone": "phone", "video": "video", "remote": "remote", "hospital": "hospital"},
}

ROLES: Wordings = {
    "zh": {
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
    },
    "en": {
        "carer": "a carer",
        "watch_group": "a watch group member",
        "cadre": "a cadre",
        "village_cadre": "a village cadre",
        "family_doctor": "a family doctor",
        "police": "the police",
        "social_worker": "a social worker",
        "provider": "a provider",
        "volunteer": "a volunteer",
        "volunteer_leader": "a volunteer leader",
        "health_worker": "a health worker",
        "assessor": "an assessor",
        "clerk": "a township clerk",
        "officer": "a county officer",
        "auditor": "an auditor",
        "administrator": "an administrator",
    },
}

KINDS: Wordings = {
    "zh": {
        "visit": "探访",
        "activity": "开展活动",
        "hygiene_campaign": "开展环境卫生整治",
        "hygiene_check": "检查环境卫生",
        "checkup": "体检",
        "assessment": "评估自理能力",
        "advice": "健康指导",
        "need": "了解需求",
        "agreement": "签订协议",
    },
    "en": {
        "visit": "visit",
        "activity": "activity",
        "hygiene_campaign": "hygiene campaign",
        "hygiene_check": "hygiene check",
        "checkup": "checkup",
        "assessment": "assessment",
        "advice": "health advice",
        "need": "record of needs",
        "agreement": "agreement",
    },
}

SUBJECTS: Wordings = {
    "zh": {"household": "每户", "township": "每个乡镇（街道）"},
    "en": {"household": "each household", "township": "each township"},
}

UNITS: Wordings = {
    "zh": {"week": "周", "month": "月", "quarter": "季度", "year": "年"},
    "en": {"week": "week", "month": "month", "quarter": "quarter", "year": "year"},
}
