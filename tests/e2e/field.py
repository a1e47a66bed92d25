"""Carers with phones in a real browser, on one server for all tests of a file; each test has a carer of its own."""

import re
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlalchemy import Engine, select
from sqlmodel import col

import cast
from databases import sqlite_url
from e2e.pins import settle_in
from servers import forget_settings, running
from shouwang import app, clock, database, ids
from shouwang.accounts.models import User
from shouwang.accounts.roles import Role
from shouwang.accounts.service import make_enrolment
from shouwang.database import reading, writing
from shouwang.records.models import Record
from shouwang.sync.keys import publish_keys
from shouwang.sync.models import Mutation
from shouwang.sync.write import Author, write
from sync import office

NUMERALS = "一二三四五六七八九十"
STORED = """async (user) => {
    const opening = indexedDB.open(`outbox.${user}`);
    const database = await new Promise((done) => (opening.onsuccess = () => done(opening.result)));
    const asked = database.transaction("mutation").objectStore("mutation").getAll();
    const rows = await new Promise((done) => (asked.onsuccess = () => done(asked.result)));
    database.close();
    const keys = indexedDB.open("phone");
    const phone = await new Promise((done) => (keys.onsuccess = () => done(keys.result)));
    const looked = phone.transaction("meta").objectStore("meta").get(`in_use.${user}`);
    const { key } = (await new Promise((done) => (looked.onsuccess = () => done(looked.result)))).value;
    phone.close();
    const opened = async (id, copy) => {
        const purpose = new TextEncoder().encode(`copy ${id}`);
        const how = { name: "AES-GCM", iv: copy.slice(1, 13), additionalData: purpose };
        return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt(how, key, copy.slice(13))));
    };
    return Promise.all(rows.map(async ({ id, state, copy }) => {
        const note = copy === undefined ? null : (await opened(id, copy)).note;
        return { id, state, note };
    }));
}"""
"""What lies beside the sealed envelopes is opened with the key in use; the county alone reads the rest."""


@dataclass(frozen=True)
class Carer:
    """A carer and the names of her people."""

    user: str
    people: list[str]


class Field:
    """The county's server, and what its tables say. `web` is the folder of the app that it serves."""

    def __init__(self, address: str, engine: Engine, web: Path) -> None:
        self.address, self.engine, self.web = address, engine, web
        self._numbers = count(1)

    def carer(self, people: int = 1) -> Carer:
        """A new carer with people whom nobody else visits."""
        number = next(self._numbers)
        user = ids.id_from("carer", str(number))
        names = [f"孙{NUMERALS[index]}" for index in range(people)]
        with writing(self.engine) as session:
            row = User(id=user, name="沈天强", role=Role.CARER, place=cast.TOWNSHIP, created_at=clock.now())
            write(session, [row], Author(None, clock.now()))
            for index, name in enumerate(names):
                office.new_person(session, user, f"{number}.{index}", name)
        return Carer(user, names)

    def link(self, carer: Carer) -> str:
        """A new sign-in link."""
        with writing(self.engine) as session:
            user = session.get_one(User, carer.user)
            return make_enrolment(session, user, made_by=None, base_url=self.address).link

    def sign_in(self, carer: Carer, page: Page) -> None:
        """Opens the app by her link; everything is on the phone afterwards."""
        settle_in(page, self.link(carer))
        expect(page.get_by_text(carer.people[0], exact=True).first).to_be_visible()
        page.evaluate("navigator.serviceWorker.ready.then(() => null)")

    def journal(self, carer: Carer) -> set[str]:
        """Ids of what has arrived from her."""
        with reading(self.engine) as session:
            return set(session.scalars(select(col(Mutation.id)).where(col(Mutation.user) == carer.user)))

    def notes(self, carer: Carer) -> Counter[str | None]:
        """The notes of her records, each as often as it is there."""
        with reading(self.engine) as session:
            return Counter(session.scalars(select(col(Record.note)).where(col(Record.author) == carer.user)))


@contextmanager
def field(folder: Path, built: Path | None = None) -> Iterator[Field]:
    """Serves a copy of the built app, or of an older one, into which a test can deploy another version."""
    web = shutil.copytree(built or app.WEB, folder / "web")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "WEB", web)
        patch.setenv("SHOUWANG_DATABASE_URL", sqlite_url(folder))
        patch.setenv("SHOUWANG_DATA", str(folder / "data"))
        forget_settings()
        engine = database.engine()
        database.migrate(engine)
        cast.settle(engine)
        with writing(engine) as session:
            publish_keys(session)
        with running(app.create_app()) as address:
            yield Field(address, engine, web)
        engine.dispose()
    forget_settings()


def deploy(web: Path, old: str, new: str) -> None:
    """Another version of the app: every file has another name, the old ones are gone, `old` words became `new` ones."""
    files = [path for path in web.rglob("*") if path.suffix in (".js", ".css", ".html")]
    stems = [path.stem for path in (web / "assets").iterdir()]
    for path in files:
        text = path.read_text(encoding="utf-8").replace(old, new)
        for stem in stems:
            text = text.replace(f"{stem}.", f"{stem}x.")
        path.write_text(text.replace('self.VERSION="', 'self.VERSION="x'), encoding="utf-8")
    for path in (web / "assets").iterdir():
        path.rename(path.with_stem(f"{path.stem}x"))


def open_app(browser: BrowserContext, address: str) -> Page:
    """One more page of the app."""
    page = browser.new_page()
    page.goto(address)
    return page


def begin_visit(page: Page, name: str, note: str) -> None:
    """Fills the form and leaves it open."""
    page.get_by_role("link", name=f"记录探访：{name}").click()
    page.get_by_role("button", name="一切正常").click()
    page.get_by_label("备注").fill(note)


def save(page: Page) -> None:
    """The last of the three taps."""
    page.get_by_role("button", name="保存").click()


def log_visit(page: Page, name: str, note: str) -> None:
    """A whole visit, until the phone says that it has it, and back to the list."""
    begin_visit(page, name, note)
    save(page)
    expect(page.get_by_role("heading", name=re.compile(f"^{SAID}|已上传$"))).to_be_visible()
    page.get_by_text("回到名单").click()


SAID = "已存在本机"
"""Until it is sent, which with a network may be before anybody has looked."""


def sync_until_all_is_sent(page: Page) -> None:
    """As a person does it: the button, until the words say so."""
    for _ in range(60):
        if page.get_by_text("全部已上传").count():
            return
        button = page.get_by_role("button", name="一键同步")
        if button.count() and button.is_enabled():
            button.click()
        page.wait_for_timeout(100)
    raise AssertionError("something is still on the phone")


def stored(page: Page, carer: Carer) -> list[dict[str, Any]]:
    """What the outbox on the disk holds: `{id, state, note}`."""
    rows: list[dict[str, Any]] = page.evaluate(STORED, carer.user)
    return rows
