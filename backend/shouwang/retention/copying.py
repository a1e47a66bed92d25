"""A copy of all that is held about a person, for her: one zip with a JSON and her pictures (PIPL, art. 45)."""

import zipfile
from typing import IO, Any

import orjson
from sqlalchemy.orm import Session
from sqlmodel import SQLModel

from shouwang import clock
from shouwang.blobs.store import store
from shouwang.concerns.models import Concern
from shouwang.register import sealed
from shouwang.register.models import Person
from shouwang.retention.gathering import Whole, gather
from shouwang.settings import settings

README = """这是 {county} 守望系统中保存的、与本人有关的全部个人信息，{made_at} 导出。
held.json：各类信息，一类一个列表；history 是每条信息的历次内容，journal 是手机发来的原文。
pictures/：与本人有关的照片和语音。
他人秘密反映的内容不在其中（保护反映人）。

All personal data that Shouwang of {county} holds about this person, exported {made_at}.
held.json: one list for each kind; history: what each row said before; journal: what phones sent, as it came.
pictures/: pictures and voice notes. What others told in confidence is left out, to protect them.
"""


def copy(session: Session, person: str, into: IO[bytes]) -> dict[str, int]:
    """Writes the copy; how many rows of each kind are in it."""
    whole = gather(session, person)
    told = {"county": settings().county, "made_at": clock.as_wire(clock.now())}
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", README.format(**told))
        archive.writestr("held.json", orjson.dumps(told | contents(whole), option=orjson.OPT_INDENT_2, default=str))
        for sha256 in sorted({ref.sha256 for ref in whole.refs}):
            content = store().read(sha256)
            if content is not None:
                archive.writestr(zipfile.ZipInfo(f"pictures/{sha256}"), content)
    return whole.counts()


def contents(whole: Whole) -> dict[str, Any]:
    """All of it as plain values, opened."""
    secret = {(Concern.sync_kind, row.id) for row in whole.of(Concern)}
    quiet = {row.mutation for row in whole.of(Concern)}
    return {
        "held": {
            str(held.table.__tablename__): [_opened(row) for row in rows] for held, rows in whole.rows if held.copied
        },
        "history": [
            {**each.model_dump(exclude={"body"}), "body": orjson.loads(each.body)}
            for each in whole.versions
            if (each.kind, each.id) not in secret
        ],
        "journal": [
            {"id": each.id, "received_at": each.received_at, "status": each.status, "envelope": each.envelope}
            for each in whole.envelopes
            if each.id not in quiet and not (each.op or "").startswith("concern.")
        ],
        "sheets": [sheet.model_dump() for sheet in whole.sheets],
    }


def _opened(row: SQLModel) -> dict[str, Any]:
    if not isinstance(row, Person):
        return row.model_dump()
    return {
        **row.model_dump(exclude={"id_number_sealed", "id_number_index", "bank_account_sealed"}),
        "id_number": sealed.open_id_number(row.id_number_sealed),
        "bank_account": sealed.open_bank_account(row.bank_account_sealed),
    }
