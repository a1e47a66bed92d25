"""协议台账, and what the file of a person says of her agreements."""

import json
from io import BytesIO
from typing import Any

from httpx import Client
from python_calamine import CalamineWorkbook
from sqlalchemy import Engine

from agreements.signing import sign
from cast import CAST, TOWNSHIP
from register.desk import Headers, day
from shouwang.exports.ledgers import LAYOUTS
from shouwang.exports.words import LedgerKind

HEADS = "序号 村 姓名 身份证号 供养方式 协议类型 签订各方 签订日期 起止日期 服务内容 状态 备注"
DOCTORS = [{"role": "health_centre", "name": "甲镇卫生院"}, {"role": "institution", "name": "甲镇敬老院"}]


def rows(client: Client, who: Headers, ledger: str) -> list[list[Any]]:
    """The rows of a workbook of the last thirty days."""
    asked = {"ledger": ledger, "place": TOWNSHIP, "from": day(30), "to": day(), "format": "xlsx"}
    reply = client.post("/api/exports", headers=who, json=asked)
    assert reply.status_code == 200, reply.text
    lines, rest = list[Any](), reply.content
    while not lines or "bytes" not in lines[-1]:
        line, _, rest = rest.partition(b"\n")
        lines.append(json.loads(line))
    table = CalamineWorkbook.from_filelike(BytesIO(rest)).get_sheet_by_index(0).to_python()
    return table[3 : 3 + lines[-1]["rows"]]


def test_the_ledger_says_who_signed_and_what_became_of_it(client: Client, settled: Engine, clerk: Headers) -> None:
    key = sign(client, clerk, CAST.li, number="2026-17").json()["id"]
    sign(client, clerk, CAST.li, valid_from=day(300), valid_to=day(200), signed_on=day(300))
    void = sign(client, clerk, CAST.li).json()["id"]
    sign(client, clerk, None, township=TOWNSHIP, kind="medical", parties=DOCTORS, services=["rounds"], valid_to=None)
    assert client.post(f"/api/agreements/{void}/void", headers=clerk, json={"why": "twice"}).status_code == 200
    ended = {"ended_on": day(1), "reason": "carer_changed"}
    assert client.post(f"/api/agreements/{key}/end", headers=clerk, json=ended).status_code == 200
    assert LAYOUTS[LedgerKind.AGREEMENTS].heads == HEADS.split()
    hers, theirs = rows(client, clerk, "agreements")
    assert hers[1:3] == ["石牛村", "李香"]
    assert hers[4:6] == ["分散供养", "分散供养四方协议"]
    assert "照料服务人：沈天强" in hers[6]
    assert hers[8] == f"{day(10)} 至 {day(-355)}"
    assert hers[9:] == ["日常看护、生病送医", "已终止", f"编号 2026-17；{day(1)} 终止（更换照料人）"]
    assert theirs[2] == "甲镇敬老院"
    assert theirs[8] == f"{day(10)} 至 长期"


def test_the_page_of_a_person_says_what_holds(client: Client, settled: Engine, clerk: Headers) -> None:
    sign(client, clerk, CAST.li)
    asked = {"ledger": "files", "place": TOWNSHIP, "from": day(30), "to": day(), "format": "csv"}
    text = client.post("/api/exports", headers=clerk, json=asked).content.decode()
    assert f"{day(10)} 至 {day(-355)}  协议：分散供养四方协议" in text
