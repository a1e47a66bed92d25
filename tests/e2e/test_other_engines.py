"""Firefox and WebKit: signed in, opened without a server, a visit saved, and sent when the server is back."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlmodel import col

import cast
from cast import CAST
from databases import sqlite_url
from e2e import engines
from e2e.county import County
from e2e.pins import PIN
from shouwang import database
from shouwang.accounts.models import User
from shouwang.accounts.service import make_enrolment
from shouwang.records.models import Record

pytestmark = pytest.mark.prove


@pytest.fixture
def county(tmp_path: Path) -> Iterator[County]:
    with County(tmp_path, sqlite_url(tmp_path)).at_hand() as here:
        here.start()
        yield here


@pytest.fixture
def tables(county: County) -> Iterator[Engine]:
    engine = database.make_engine(county.database_url)
    cast.settle(engine)
    yield engine
    engine.dispose()


def enrol(page: engines.Engine, county: County, tables: Engine) -> None:
    with database.writing(tables) as session:
        carer = session.get_one(User, CAST.carer)
        page.open(make_enrolment(session, carer, made_by=None, base_url=county.address).link)
    for title in ("设一个 6 位密码", "再输一次"):
        page.sees(title)
        for digit in PIN:
            page.press(digit)
    page.sees("王强")
    page.until("navigator.serviceWorker.controller")


def open_again(page: engines.Engine, county: County) -> None:
    page.open("about:blank")
    page.open(county.address)
    page.sees("王强")


def save_a_visit(page: engines.Engine) -> None:
    page.press("记录探访：王强")
    page.press("一切正常")
    page.press("保存")
    page.sees("已存在本机")
    page.press("回到名单")


@pytest.mark.parametrize("opened", [engines.firefox, engines.webkit], ids=["firefox", "webkit"])
def test_a_visit_saved_without_a_server_is_sent_when_it_is_back(
    county: County, tables: Engine, tmp_path: Path, opened: Callable[[Path], AbstractContextManager[engines.Engine]]
) -> None:
    with opened(tmp_path) as page:
        enrol(page, county, tables)
        county.stop()
        open_again(page, county)
        save_a_visit(page)
        page.sees("本机未上传 1 条")
        county.start()
        page.press("一键同步")
        page.sees("全部已上传")
    with database.reading(tables) as session:
        assert list(session.scalars(select(col(Record.subject)))) == [CAST.wang]
