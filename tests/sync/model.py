"""A phone as docs/protocol.md wants it: an outbox, a cache, and a clock that may be wrong.

The real one is the phone's TypeScript, which has its own random histories; this one drives the real server.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from shouwang.sync.rules import digest

Row = dict[str, Any]
KEPT = timedelta(days=60)
"""How long a phone keeps what was acknowledged (sync §6)."""


@lru_cache(100_000)
def parsed(text: str) -> Row:
    """What an envelope or a row says."""
    read: Row = json.loads(text)
    return read


@dataclass
class Phone:
    """A piece of hardware, which several users may share. Its clock is wrong by `shift`."""

    name: str
    shift: timedelta = timedelta(0)


@dataclass
class Item:
    """A saved envelope. `state` is queued, acked or parked; `poison` names what is wrong with it, if anything is."""

    envelope: Row
    saved_at: datetime
    poison: str | None = None
    state: str = "queued"
    answer: tuple[str, str | None] | None = None
    version: int | None = None
    epoch: str | None = None
    acked_at: datetime | None = None

    @property
    def id(self) -> str:
        """The id under which it travels."""
        return str(self.envelope["id"])


@dataclass
class Seat:
    """One user's data on one phone."""

    user: str
    phone: Phone
    token: str
    outbox: list[Item] = field(default_factory=list)
    rows: dict[tuple[str, str, str], Row] = field(default_factory=dict)
    have: dict[str, int] = field(default_factory=dict)
    epoch: str | None = None
    offset: timedelta = timedelta(0)
    seen: datetime | None = None

    def wall(self, now: datetime) -> datetime:
        """What the phone's clock shows."""
        return now + self.phone.shift

    def reading(self, now: datetime) -> Row:
        """The clock as an envelope tells it."""
        return {
            "wall": self.wall(now).isoformat(),
            "tz": "Asia/Shanghai",
            "mono": 1.0,
            "session": "s",
            "offset": self.offset / timedelta(milliseconds=1),
            "error": 20,
            "seen": self.seen.isoformat() if self.seen else None,
        }

    def save(self, envelope: Row, now: datetime, poison: str | None = None) -> None:
        """Writes down what the user did. Nobody else is asked."""
        # an app of before forms were data knew no other version than the first
        body = envelope.get("body")
        version = 2 if isinstance(body, dict) and body.get("form_version") == 2 else 1
        numbered = {"n": len(self.outbox) + 1, "schema_version": version, "clock": self.reading(now)}
        self.outbox.append(Item({**numbered, **envelope}, now, poison))

    def queued(self) -> list[Item]:
        """What has no answer yet, in the order of saving."""
        return [item for item in self.outbox if item.state == "queued"]

    def push_request(self, batch: Iterable[Item]) -> str:
        """The bytes of a push: frozen, so that a late copy of them is the same to the letter."""
        return json.dumps({"device": self.phone.name, "items": [item.envelope for item in batch]})

    def pull_request(self, limit: int) -> str:
        """The bytes of a pull."""
        asked = {"device": self.phone.name, "epoch": self.epoch, "have": self.have, "limit": limit}
        return json.dumps(asked)

    def idle_request(self) -> str:
        """The bytes of the question whether anything is new."""
        return json.dumps({"device": self.phone.name, "epoch": self.epoch, "digest": digest(self.have)})

    def settle(self, batch: list[Item], reply: Row) -> None:
        """Takes the answers to a push, which came after the commit."""
        self._learn(reply)
        for item, result in zip(batch, reply["results"], strict=True):
            assert result["id"] == item.id
            item.state = "parked" if result["status"] == "parked" else "acked"
            item.answer, item.version = (result["status"], result["code"]), result["version"]
            item.epoch, item.acked_at = reply["epoch"], datetime.fromisoformat(reply["now"])
        self._requeue_unless(reply)

    def apply(self, page: Row) -> None:
        """Takes a page of a pull, in one go."""
        self._learn(page)
        self._requeue_unless(page)
        if page["reset"]:
            self.evict()
        for bucket in page["drop"]:
            self.have.pop(bucket, None)
            self.rows = {key: row for key, row in self.rows.items() if key[0] != bucket}
        for row in page["rows"]:
            self._apply_row(row)
        self.have |= page["next"]
        self.epoch = page["epoch"]

    def evict(self) -> None:
        """The browser throws the cache away. The outbox is another database."""
        self.rows, self.have, self.epoch = {}, {}, None

    def held(self) -> dict[tuple[str, str], Row]:
        """What the cache says there is, by kind and id."""
        return {(kind, row_id): row["body"] for (_, kind, row_id), row in self.rows.items() if not row["deleted"]}

    def sees(self, person: str, field: str) -> str | None:
        """What the phone shows of a person's profile: the server's row, under what was written here since."""
        shown = self.held().get(("person", person), {}).get(field)
        for item in self.outbox:
            body = item.envelope.get("body") or {}
            if item.envelope["op"] == "person.patch" and body["person"] == person and self.is_laid_over(item):
                shown = body["set"].get(field, (None, shown))[1]
        return shown or None

    def is_laid_over(self, patch: Item) -> bool:
        """Whether a patch shows over the server's row: until the row includes it. No row of another epoch does."""
        if patch.state != "acked" or patch.version is None:
            return patch.state == "queued"
        person = patch.envelope["body"]["person"]
        known = self.rows.get((f"p:{person}", "person", person), {"version": 0})["version"]
        return patch.epoch != self.epoch or patch.version > known

    def records(self) -> list[tuple[str, str]]:
        """Id and person of her own records as the phone lists them: those from elsewhere, then those it has saved."""
        here = [item.envelope["body"] for item in self.outbox if item.envelope["op"] in ("visit.create", "visit.amend")]
        saved = {body["id"]: body["person"] for body in here if body}
        told = sorted((row["id"], row) for (kind, _), row in self.held().items() if kind == "record")
        others = [(row_id, row["subject"]) for row_id, row in told if row["author"] == self.user]
        return [one for one in others if one[0] not in saved] + list(saved.items())

    def _apply_row(self, row: Row) -> None:
        key = (row["bucket"], row["kind"], row["id"])
        known = self.rows.get(key)
        # 11: within an epoch a row's number only grows
        assert known is None or known["seq"] < row["seq"], key
        self.rows[key] = row

    def _learn(self, reply: Row) -> None:
        now = datetime.fromisoformat(reply["now"])
        self.seen = max(now, self.seen or now)
        self.offset = -self.phone.shift

    def _requeue_unless(self, reply: Row) -> None:
        oldest = datetime.fromisoformat(reply["now"]) - KEPT
        for item in self.outbox:
            if item.epoch in (None, reply["epoch"]) or item.acked_at is None:
                continue
            if item.acked_at >= oldest:
                item.state, item.epoch = "queued", None
            else:
                item.version = None  # a phone forgets what is as old
