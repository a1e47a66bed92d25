"""What is said about rows of a roster: a sentence per code, Chinese first. Never a name or a number."""

from dataclasses import dataclass, field
from typing import ClassVar

REASONS = {
    # rows that are refused
    "name_missing": ("没有姓名，请补上。", "The name is missing; fill it in."),
    "name_too_long": ("姓名太长，请只留姓名。", "The name is too long; keep only the name."),
    "id_missing": (
        "没有身份证号，请补上；没有号码分不清同名的人。",
        "The ID number is missing; without it namesakes cannot be told apart.",
    ),
    "id_damaged": (
        "身份证号被 Excel 当作数字存，后几位已经丢失。请把这一列设为文本，按证件重新填写。",
        "Excel stored the ID number as a number and lost its last digits. Format the column as text and type it again.",
    ),
    "id_length": (
        "身份证号应为 18 位（旧号码 15 位），这里是 {length} 位，请按证件核对。",
        "An ID number has 18 characters (old ones 15), this one {length}; check it against the card.",
    ),
    "id_characters": (
        "身份证号里有不该有的字符，请只留 18 位号码。",
        "The ID number holds characters that do not belong there; keep only the 18.",
    ),
    "id_date": (
        "身份证号里的出生日期不存在，请按证件核对。",
        "The birth date within the ID number does not exist; check it against the card.",
    ),
    "id_future": (
        "身份证号里的出生日期在今天之后，请按证件核对。",
        "The birth date within the ID number is after today; check it against the card.",
    ),
    "id_check_digit": (
        "身份证号校验码不对，至少有一位写错，请按证件核对。",
        "The check digit of the ID number is wrong: at least one digit is mistyped; check it against the card.",
    ),
    "ability_unknown": (
        "自理能力“{value}”不认识，请改为：{known}。",
        "The ability “{value}” is not known; write one of: {known}.",
    ),
    "arrangement_unknown": (
        "供养方式“{value}”不认识，请改为：{known}。",
        "The arrangement “{value}” is not known; write one of: {known}.",
    ),
    "programme_unknown": (
        "救助类别“{value}”不认识，请改为：{known}。",
        "The programme “{value}” is not known; write one of: {known}.",
    ),
    "other_township_written": (
        "这一行写的乡镇是“{value}”，不是正在导入的乡镇，请放到那个乡镇的名册里。",
        "This row names the township “{value}”, not the one being imported; move it to that township's roster.",
    ),
    "same_person": (
        "这一行和前面一行是同一个人（已合并），没有重复导入。",
        "This row and one before it are about one person (they were merged); it was not taken in twice.",
    ),
    "in_other_township": (
        "这个人已在另一个乡镇的名册里，请先核对，再办理迁移。",
        "This person is in another township's register; check that first, then have her moved.",
    ),
    "too_many_villages": (
        "这个乡镇新的村名太多，请核对村一栏是否填错。",
        "There are too many new villages in this township; check the village column.",
    ),
    # rows that are taken, with something to look at
    "duplicate": (
        "与第 {first} 行身份证号相同，是同一个人；以第 {first} 行为准，本行（第 {row} 行）没有导入。",
        "The same ID number as row {first}: the same person. Row {first} stands, this one (row {row}) was left out.",
    ),
    "id_extended": (
        "15 位旧号码已补成 18 位，请按现在的证件核对。",
        "The old number of 15 digits was extended to 18; check it against the card of today.",
    ),
    "name_odd": ("姓名里有数字或符号，请核对。", "The name holds digits or signs; please check."),
    "birth_differs": (
        "出生年月与身份证号不一致，已按身份证号。",
        "The birth date differs from the ID number, which was taken.",
    ),
    "birth_unreadable": (
        "出生年月看不懂，已按身份证号。",
        "The birth date cannot be read; the one in the ID number was taken.",
    ),
    "sex_differs": ("性别与身份证号不一致，已按身份证号。", "The sex differs from the ID number, which was taken."),
    "sex_unreadable": ("性别看不懂，已按身份证号。", "The sex cannot be read; the one in the ID number was taken."),
    "age_differs": (
        "年龄与身份证号相差一岁以上，已按身份证号。",
        "The age differs from the ID number by more than a year; the number was taken.",
    ),
    "age_unreadable": ("年龄看不懂，已按身份证号。", "The age cannot be read; the ID number was taken."),
    "phone_several": ("一格里有几个电话，只用了第一个。", "There are several telephone numbers; the first was taken."),
    "phone_unreadable": (
        "电话号码不对，没有导入，请核对。",
        "The telephone number is not one; it was left out. Please check.",
    ),
    "account_unreadable": (
        "银行账号不对，或被 Excel 当作数字存、后几位已丢失；账号没有导入，请设为文本重新填写。",
        "The bank account is none, or Excel lost its last digits; it was left out. Format as text and type it again.",
    ),
    "carer_missing": ("没有照料服务人，已列为“无照料人”。", "There is no carer; the person is listed as without one."),
    "carer_several": ("一格里有几个照料服务人，只用了第一个。", "There are several carers; the first was taken."),
    "carer_kept": (
        "本表没有写照料服务人，系统里原有的照料服务人没有改动。",
        "No carer is written here; the one already registered stays.",
    ),
    "ability_missing": ("没有写自理能力，按未评估登记。", "The ability is missing; registered as not assessed."),
    "arrangement_missing": (
        "没有写供养方式；不补上就不会产生探访任务。",
        "The arrangement is missing; without it no visits are owed.",
    ),
    "village_missing": ("没有写村（社区）。", "The village is missing."),
    "date_unreadable": (
        "日期看不懂，没有采用，按导入当天登记。",
        "The date cannot be read; the day of import was taken.",
    ),
    "date_impossible": (
        "日期在今天之后或在出生之前，没有采用，按导入当天登记。",
        "The date is after today or before birth; the day of import was taken.",
    ),
    "date_year_only": ("日期只有年份，按当年 1 月 1 日登记。", "The date is only a year; its 1 January was taken."),
    "recorded_dead": (
        "系统里已登记此人去世，没有改动，请核对名册。",
        "This person is recorded as dead; nothing was changed. Please check the roster.",
    ),
    "name_changed": (
        "身份证号相同，但姓名与系统里的不同，已按本表改名，请核对。",
        "The ID number is known under another name, which was replaced by this one; please check.",
    ),
    "changed_since": (
        "这一栏在上次导入之后有人改过，与本表不同；系统里的没有改动，请到“待处理”页选定。",
        "Somebody has changed this since the last import, and this file says otherwise; what stands was kept. "
        "Choose on the page “To settle”.",
    ),
    "decided_against": (
        "这一栏与系统里的不同；已有人选定保留系统里的，没有改动。请更正名册。",
        "This differs from the register, where somebody has chosen to keep what stands; please correct the roster.",
    ),
    # said once about the whole file
    "columns_left_out": ("这些列没有导入：{columns}。", "These columns were not imported: {columns}."),
    "villages_filled": (
        "村一栏有 {count} 行空白，按“与上一行相同”补上，请核对。",
        "The village was blank in {count} rows; the one above was taken. Please check.",
    ),
    "village_column_missing": (
        "没有“村（社区）”一列，人员只登记到乡镇。",
        "There is no column 村（社区）; people are registered under the township only.",
    ),
    "carer_phone_by_place": (
        "“{label}”紧跟在照料服务人后面，当作照料服务人的电话。",
        "“{label}” stands right beside the carer and was taken for the carer's telephone.",
    ),
    "carer_column_missing": (
        "没有“照料服务人”一列，新登记的人都没有照料服务人。",
        "There is no column 照料服务人; newly registered people have no carer.",
    ),
    "ability_column_missing": (
        "没有“自理能力”一列，新登记的人按未评估登记。",
        "There is no column 自理能力; newly registered people count as not assessed.",
    ),
    "arrangement_from_title": (
        "没有“供养方式”一列，按标题“{value}”登记。",
        "There is no column 供养方式; “{value}” was taken from the title.",
    ),
    "arrangement_column_missing": (
        "没有“供养方式”一列，标题也没有写；不补上就不会产生探访任务。",
        "There is no column 供养方式, nor does the title say it; without it no visits are owed.",
    ),
    "programme_assumed": (
        "没有写救助类别，新登记的人按特困人员登记，请核对。",
        "No programme is written; whoever is new was registered as 特困 (extreme poverty). Please check.",
    ),
    "township_differs": (
        "乡镇一栏写的是“{value}”，与正在导入的乡镇名称不同，已导入到后者。",
        "The column of townships says “{value}”, which is not the name of the one imported into.",
    ),
    "township_keeps_name": (
        "这个乡镇在系统里叫“{name}”，名称没有改动。",
        "This township is registered as “{name}”; its name was not changed.",
    ),
    "other_county": (
        "乡镇代码 {township} 不属于本县（{county}），请核对。",
        "The township {township} is not in this county ({county}); please check.",
    ),
    "carers_without_phone": (
        "有 {count} 人的照料服务人没有电话：同村同名的当作同一个人。",
        "The carers of {count} people have no telephone: namesakes in one village count as the same carer.",
    ),
    "other_rosters": (
        "工作表“{sheets}”也像花名册，没有读；如要导入，请另存成单独的文件。",
        "The sheets “{sheets}” look like rosters too and were not read; save each as a file of its own.",
    ),
    "examples_skipped": ("这一行写着“例”，当作示例跳过。", "This row is marked as an example and was skipped."),
}


@dataclass(frozen=True)
class Remark:
    """Something about a row: `row` as numbered in the sheet, `column` the header's words in the file."""

    row: int
    column: str
    code: str
    facts: dict[str, object] = field(default_factory=dict)

    reasons: ClassVar = REASONS
    """Sentences by their codes, Chinese and English."""

    @property
    def reason(self) -> str:
        """What to do, in Chinese."""
        return self._said(0)

    @property
    def reason_en(self) -> str:
        """What to do, in English."""
        return self._said(1)

    def _said(self, language: int) -> str:
        sentence: str = self.reasons[self.code][language]
        return sentence.format(**self.facts)
