"""Which column is meant by which words: the aliases that townships use (domain habits §5.1)."""

import re
from enum import StrEnum
from functools import lru_cache

from shouwang.register.identity import half_width


class Column(StrEnum):
    """What a column of a roster holds."""

    SERIAL = "serial"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"
    GROUP = "group"
    NAME = "name"
    SEX = "sex"
    ETHNICITY = "ethnicity"
    ID_NUMBER = "id_number"
    BIRTH = "birth"
    AGE = "age"
    ADDRESS = "address"
    PHONE = "phone"
    CATEGORY = "category"
    PROGRAMME = "programme"
    RESIDENCE = "residence"
    ARRANGEMENT = "arrangement"
    ABILITY = "ability"
    ASSESSED = "assessed"
    DISABILITY = "disability"
    DISABILITY_GRADE = "disability_grade"
    HEALTH = "health"
    INSTITUTION = "institution"
    ADMITTED = "admitted"
    RECOGNISED = "recognised"
    ACCOUNT = "account"
    CARER = "carer"
    RELATION = "relation"
    HOUSEHOLD = "household"
    HEAD = "head"
    HEAD_RELATION = "head_relation"
    CARER_ID = "carer_id"
    CARER_PHONE = "carer_phone"
    AGREEMENT = "agreement"
    AGREEMENT_TERM = "agreement_term"
    GRID_WORKER = "grid_worker"
    CADRE = "cadre"
    DOCTOR = "doctor"
    REMARK = "remark"
    PROBLEM = "problem"


WORDS = {
    Column.SERIAL: "序号 编号 序",
    Column.COUNTY: "县(市、区) 县(市区) 县市区 区县 县 区 县区",
    Column.TOWNSHIP: "乡镇(街道) 镇街 乡镇 街道 镇(街道) 乡镇街道 镇 乡 所属乡镇 乡(镇) 乡(镇、街道)",
    Column.VILLAGE: (
        "村(社区) 村居 行政村 村 社区 村社区 村(居) 村名 所在村 所属村 村(居)委会 村委会 居委会 村别 村/社区 村居名称"
    ),
    Column.GROUP: "组 村民小组 网格 小组 组别 村组 组(社) 社 所在组 组名",
    Column.NAME: "姓名 户主姓名 户主 人员姓名 对象",
    Column.SEX: "性别",
    Column.ETHNICITY: "民族",
    Column.ID_NUMBER: (
        "身份证号 身份证号码 公民身份号码 公民身份证号 公民身份证号码 身份证 居民身份证号 居民身份证号码"
        " 证件号码 证件号"
    ),
    Column.BIRTH: "出生年月 出生日期 出生年月日 出生时间 生日 出生",
    Column.AGE: "年龄 周岁 年龄(周岁)",
    Column.ADDRESS: "家庭住址 住址 地址 家庭地址 居住地址 现住址 现居住地 居住地 户籍地址 户籍地 户籍所在地 详细地址",
    Column.PHONE: "联系电话 手机号 电话 手机 手机号码 电话号码 联系方式 联系手机",
    Column.CATEGORY: "人员类别 人员类型 人员分类",
    Column.PROGRAMME: "救助类别 救助类型 保障类别 对象类别 对象类型 救助对象类别 身份类别 救助项目",
    Column.RESIDENCE: "城乡类别 城乡 户口性质 城市/农村 城乡属性",
    Column.ARRANGEMENT: (
        "供养方式 散居/集中 集中/散居 集中/分散 分散/集中 供养类型 供养形式 供养类别 供养性质 安置方式 救助供养方式"
    ),
    Column.ABILITY: (
        "自理能力 护理等级 失能等级 档次 生活自理能力 自理能力等级 自理能力评估 自理情况 自理状况 自理程度"
        " 失能程度 失能情况 照料护理等级 照料护理档次 护理档次 照护等级 照护档次 护理类别 护理类型"
        " 生活自理情况 生活自理能力等级 自理能力评估结果 评估等级 评估结果"
    ),
    Column.ASSESSED: "评估时间 评估日期 评定时间 评定日期 自理能力评估时间",
    Column.DISABILITY: "残疾类别 残疾类型 残疾种类",
    Column.DISABILITY_GRADE: "残疾等级 残疾级别",
    Column.HEALTH: "健康状况 身体状况 健康情况 身体健康状况",
    Column.INSTITUTION: "供养机构 机构名称 所在机构 供养机构名称 敬老院 入住机构",
    Column.ADMITTED: "入住时间 入院时间 入住日期 入住机构时间",
    Column.RECOGNISED: (
        "认定时间 审批时间 享受时间 认定日期 审批日期 批准时间 批准日期 纳入时间 享受待遇时间 开始享受时间"
        " 享受年月 纳入特困时间"
    ),
    Column.ACCOUNT: (
        "一卡通账号 银行账号 一卡通 一卡通号 银行卡号 银行账户 账号 卡号 社保卡号 社保卡账号 惠农一卡通账号"
        " 惠民惠农一卡通账号 发放账号 开户账号 一卡通帐号 银行帐号 帐号"
    ),
    Column.CARER: (
        "照料服务人 照料人 监护人 护理人员 照料服务人员 照护人 照护人员 照料护理人 照料护理人员 护理人"
        " 委托照料人 受托人 照料人员 照顾人 看护人 照护服务人 照护服务人员 日常照料服务人"
    ),
    Column.RELATION: "与特困人员关系 关系 与本人关系 与供养对象关系 与特困对象关系",
    Column.HOUSEHOLD: "户号 户编号 户编码 家庭编号 家庭编码 户籍号 户口号 户口簿号 户口本号 家庭户号",
    Column.HEAD_RELATION: "与户主关系 与户主的关系 和户主关系 户主关系",
    Column.AGREEMENT: (
        "是否签订协议 签订协议 协议签订 是否签协议 是否签订照料协议 是否签订照料服务协议 是否签订委托照料协议"
        " 照料协议 协议签订情况 是否签订照料护理协议 是否签订委托照料服务协议"
    ),
    Column.AGREEMENT_TERM: "协议期限 协议有效期 协议起止时间 协议时间",
    Column.GRID_WORKER: "网格员",
    Column.CADRE: "包保干部 村干部 联系干部 帮扶干部 包村干部 包户干部 责任干部",
    Column.DOCTOR: "家庭医生 签约医生 家庭签约医生 村医",
    Column.REMARK: "备注 说明 备考",
    Column.PROBLEM: "错误原因",
}
ALIASES = {alias: column for column, words in WORDS.items() for alias in words.split()}
WORKERS = (Column.CARER, Column.GRID_WORKER, Column.CADRE, Column.DOCTOR)
OF_CARER = {
    Column.NAME: Column.CARER,
    Column.ID_NUMBER: Column.CARER_ID,
    Column.PHONE: Column.CARER_PHONE,
    Column.RELATION: Column.RELATION,
}
OF_A_PERSON = (Column.NAME, Column.ID_NUMBER, Column.PHONE, Column.SEX, Column.AGE, Column.BIRTH, Column.ADDRESS)
"""Columns that tell about whoever a group heading or a prefix names."""

OWN = re.compile(
    r"^(分散|集中)?(供养|救助)?(特困供养|特困|五保|供养|服务|救助|保障|被照料)?"
    r"(人员|对象|老人|老年人|本人|户主|人)(的)?"
)
CARERS = re.compile(r"照料|照护|监护|护理人|看护人|受托人")
LONGEST_GROUP = 14
OF_HEAD = "户主"
"""Begins headings that are about the person herself where only heads of households are listed, else about the head."""


@lru_cache(maxsize=20_000)
def column_of(header: str, group: str = "") -> Column | None:
    """The column that a header means, under a group heading where there is one; None for words that nobody knows."""
    worker = _worker_of(group)
    column = _plain_column(header)
    if worker is None or column not in (*OF_A_PERSON, Column.RELATION):
        return column
    return _of_worker(worker, column)


def _plain_column(header: str) -> Column | None:
    words = plain_header(header)
    for form in (words, re.sub(r"\(.*?\)", "", words)):
        if form in ALIASES:
            return ALIASES[form]
        if re.fullmatch(r"与.{1,8}关系", form):
            return Column.RELATION
        if (column := _prefixed(form)) is not None:
            return column
    return None


def _prefixed(words: str) -> Column | None:
    # 特困人员姓名 is the person's, 照料人姓名 the carer's, 网格员电话 nobody's that we keep.
    own = ALIASES.get(OWN.sub("", words, count=1))
    if own in OF_A_PERSON and not CARERS.match(words):
        return own
    for length in range(len(words) - 1, 1, -1):
        worker, part = ALIASES.get(words[:length]), ALIASES.get(words[length:].lstrip("的"))
        if worker in WORKERS and part is not None:
            return _of_worker(worker, part)
    return None


def _of_worker(worker: Column, part: Column) -> Column | None:
    if worker is Column.CARER:
        return OF_CARER.get(part)
    return worker if part is Column.NAME else None


def _worker_of(group: str) -> Column | None:
    words = plain_header(group)
    if not words or len(words) > LONGEST_GROUP:
        return None
    column = _plain_column(group)
    if column in WORKERS:
        return column
    return Column.CARER if CARERS.search(words) else None


def plain_header(text: str) -> str:
    """A header as it is compared: without blanks, stars, colons, numbers before it, or the words "required"."""
    words = re.sub(r"[\s*:：。_＊]", "", half_width(text))
    return re.sub(r"^\d+[.、]|\((必填|选填|可不填)\)$", "", words)


def is_of_head(header: str) -> bool:
    """Whether a heading names the head of the household: 户主姓名, 户主身份证号."""
    return plain_header(header).startswith(OF_HEAD)


def is_explicitly_own(header: str) -> bool:
    """Whether a header says that it is about the person herself (本人电话), wherever it stands."""
    return bool(OWN.match(plain_header(header)))
