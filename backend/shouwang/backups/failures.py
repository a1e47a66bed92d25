"""Why a backup, a restore or a move did not come about: each is one sentence, and nothing was lost by it."""


class NotDone(Exception):  # noqa: N818 - an outcome that is told in a sentence
    """It was not done. `zh` and `en` say why, and what to do."""

    zh = ""
    en = ""

    def __init__(self, **facts: object) -> None:
        super().__init__(self.en.format(**facts))
        self.told = f"{self.zh.format(**facts)} / {self.en.format(**facts)}"


class Damaged(NotDone):
    """The file cannot be opened with this key, or its bytes are not what was written."""

    zh = "打不开这个备份：密钥（secret.key）不是备份时的那把，或文件不完整、被改动过。没有改动任何数据。"
    en = (
        "This backup cannot be opened: secret.key is not the one that it was made with, or the file is cut off or "
        "changed. Nothing was changed here."
    )


class NoRoom(NotDone):
    """The disk took no more."""

    zh = "磁盘写不下（{why}）。没有写成新备份，原来的备份没有动。请腾出空间后重试。"
    en = "The disk takes no more ({why}). No backup was made and the one before is untouched: make room, and try again."


class NoPlace(NotDone):
    """What was named is the county itself, or a file that is no backup."""

    zh = "{path} 不是备份文件，没有覆盖它。请换一个文件名，或给一个文件夹。"
    en = "{path} is no backup, and was not replaced. Name another file, or a folder."


class Differs(NotDone):
    """What was written down is not what was read."""

    zh = "核对不符：{what}。没有采用，原有数据没有动。"
    en = "Compared, and not the same: {what}. It was not taken, and what was there is untouched."


class NotEmpty(NotDone):
    """There is a county already."""

    zh = "目标数据库里已有数据，没有动它。确实要换成备份里的数据，请加 --force（原来的数据会另存）。"
    en = "The database holds data, which was left alone. To put the backup in its place add --force: it is kept aside."


class TargetNotEmpty(NotDone):
    """A move needs an empty place."""

    zh = "目标数据库里已有数据，没有动它。请换一个空的数据库。"
    en = "The database to move to holds data, which was left alone. Name an empty one."


class InUse(NotDone):
    """Somebody else is connected."""

    zh = "数据库正在使用，请先停止服务（shouwang serve），再重试。没有改动任何数据。"
    en = "The database is in use: stop the server first, then try again. Nothing was changed."


class TooNew(NotDone):
    """Made by a newer release."""

    zh = "这个备份是较新的版本（{revision}）做的，请先升级。没有改动任何数据。"
    en = "This backup was made by a newer release ({revision}): upgrade first. Nothing was changed."


class Another(NotDone):
    """A backup is being made at this moment."""

    zh = "另一个备份或恢复正在进行，请等它结束。"
    en = "Another backup or restore is under way: wait for its end."


class OtherCounty(NotDone):
    """A backup of another county."""

    zh = "这是 {of} 县的备份，这里设置的是 {here}（SHOUWANG_COUNTY）。没有改动任何数据。"
    en = "This is a backup of county {of}, and SHOUWANG_COUNTY says {here}. Nothing was changed."


class SamePlace(NotDone):
    """From and to are one."""

    zh = "目标就是现在的数据库。"
    en = "That is the database that is in use already."


class NothingHere(NotDone):
    """There is no database to take."""

    zh = "这里还没有数据库：{where}"
    en = "There is no database here yet: {where}"
