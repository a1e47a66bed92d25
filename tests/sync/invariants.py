"""The invariants of sync §8 that a look at the database or at a reply can break; the numbers are those of the list."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple

from shouwang import clock
from shouwang.needs.models import Need
from shouwang.records.models import Record
from shouwang.register.models import Report
from shouwang.sync.models import Bucket, Conflict, Issue, Meta, Mutation, RowVersion, SyncRow
from shouwang.sync.schemas import PullRequest
from sync import mending, oracle, own_writes, profiles, years
from sync.mending import Records
from sync.model import KEPT, Item, Row, Seat, parsed
from sync.profiles import Profiles
from sync.tables import Tables

Answers = dict[tuple[str, str], tuple[str, str | None, tuple[str, ...]]]


class Due(NamedTuple):
    """What must become of a batch: a code for each item that is new, and how the profiles and the records end."""

    codes: dict[str, str | None]
    profiles: Profiles
    records: Records


class Watch:
    """Looks at one world, and remembers what it has seen so far."""

    def __init__(self, tables: Tables, seats: list[Seat]) -> None:
        self.tables, self.seats = tables, seats
        self.answers: Answers = {}
        self.reopened: dict[tuple[str, str], bool] = {}
        self.records: dict[str, Any] = {}
        self.voided_at_the_desk: dict[str, bool] = {}
        self.seqs: dict[tuple[str, int], tuple[str, str]] = {}
        self.revs: dict[str, int] = {}

    def memory(self) -> Any:
        """All that is remembered, for a backup."""
        return [{**known} for known in self._known()]

    def recall(self, memory: Any) -> None:
        """The database is back where it was then."""
        for known, before in zip(self._known(), memory, strict=True):
            known.clear()
            known.update(before)

    def _known(self) -> list[dict[Any, Any]]:
        return [self.answers, self.reopened, self.records, self.voided_at_the_desk, self.seqs, self.revs]

    @property
    def epoch(self) -> str:
        """The server's epoch."""
        return next(meta.value for meta in self.tables.all(Meta) if meta.key == "epoch")

    def due(self, seat: Seat, batch: Iterable[Item]) -> Due:
        """What must become of those items that the server has not answered before, by the business tables."""
        records = Records(self.tables)
        fresh = [item for item in batch if (seat.user, item.id) not in self.answers]
        codes = {item.id: self._code_due(seat, item, records) for item in fresh}
        patches = [item.envelope for item in fresh if codes[item.id] is None]
        return Due(codes, profiles.after(self.tables, patches), records)

    def answered(self, seat: Seat, batch: list[Item], reply: Row, due: Due) -> None:
        """Each item has an answer of its own: the one that is due, or the one it had before."""
        assert [result["id"] for result in reply["results"]] == [item.id for item in batch]
        for result in reply["results"]:
            assert result["code"] == due.codes.get(result["id"], result["code"])
            assert (result["status"] == "parked") == (result["code"] is not None)
        self.told(seat.user, reply)
        profiles.must_be(self.tables, due.profiles)
        due.records.must_be(self.tables)
        years.must_have_turned(self.tables)

    def told(self, user: str, reply: Row) -> None:
        """2: the same item gets the same answer for ever, but for a parked one that was tried again."""
        for result in reply["results"]:
            answer = (result["status"], result["code"], tuple(result["flags"]))
            if (user, result["id"]) in self.reopened:
                self.answers[user, result["id"]] = answer
            assert self.answers.setdefault((user, result["id"]), answer) == answer

    def forget(self, entries: list[str]) -> None:
        """Somebody has dealt with these parked items: what is said of them may be another thing now."""
        for entry in self.tables.all(Mutation):
            if entry.id in entries:
                self.reopened[entry.user, _read(entry)["id"]] = True

    def retried(self) -> None:
        """4: after all that waited was tried, only what still refers to nothing of its author's waits on."""
        records, entries = Records(self.tables), {entry.id: entry for entry in self.tables.all(Mutation)}
        for issue in self.tables.all(Issue):
            if issue.resolved_at is None and issue.code == "missing_reference":
                entry = entries[issue.mutation]
                assert records.is_missing(self.tables, entry.user, _read(entry))

    def page(self, seat: Seat, asked: PullRequest, page: Row) -> None:
        """A page brings what is new to the phone, in order, and nothing that is none of her business."""
        years.must_have_turned(self.tables)
        people = oracle.people_of(self.tables, seat.user)
        have = {} if page["reset"] else asked.have or {}
        assert page["reset"] == (asked.epoch != self.epoch)
        assert len(page["rows"]) <= asked.limit
        assert len(page["rows"]) > 0 or not page["more"]  # 10
        for row in page["rows"]:
            assert row["seq"] > have.get(row["bucket"], 0)  # 11
            assert row["seq"] <= page["next"][row["bucket"]]  # 10
            self._must_be_hers(seat.user, people, row)
        for bucket in page["drop"]:
            assert bucket in (asked.have or {})
            assert bucket.split(":")[1] not in people or bucket.count(":") == 2  # 8

    def step(self) -> None:
        """What must hold after every step."""
        journal = self.tables.all(Mutation)
        self._nothing_is_lost(journal)
        self._once_and_honest(journal)
        self._cursors()
        years.must_be_summed_up(self.tables)
        current = self.epoch
        for seat in self.seats:
            own_writes.must_show(self.tables, seat, current)

    def at_rest(self) -> None:
        """What must hold of the whole database when all is quiet."""
        journal = self.tables.all(Mutation)
        self._all_has_arrived(journal)
        self._captures_in_bounds(journal)
        self._one_door()

    def _must_be_hers(self, user: str, people: set[str], row: Row) -> None:
        """7: her own bucket, the county's, and those of the people whom she cares for today."""
        prefix, _, rest = row["bucket"].partition(":")
        owner = rest.split(":")[0]
        assert {"u": owner == user, "p": owner in people, "c": True}[prefix]
        if not row["deleted"]:
            whose, who = oracle.owner_of(self.tables, row["kind"], row["id"])
            assert {"user": who == user, "person": who in people, "county": True}[whose]

    def _nothing_is_lost(self, journal: list[Mutation]) -> None:
        """1: in the outbox or in the journal at all times; queued until a reply that follows the commit."""
        kept, current = {(entry.user, _read(entry)["id"]): entry for entry in journal}, self.epoch
        for seat in self.seats:
            for item in seat.outbox:
                entry = kept.get((seat.user, item.id))
                if item.state != "queued" and item.epoch == current:
                    assert entry is not None, f"{item.id} is lost"
                if item.state != "queued" and item.epoch == current and (seat.user, item.id) not in self.reopened:
                    assert entry is not None
                    assert (entry.status, entry.code) == item.answer
                    assert (entry.status == "parked") == (item.state == "parked")  # 25
                if entry is not None:
                    assert _read(entry) == item.envelope  # 16: the raw times too, verbatim

    def _once_and_honest(self, journal: list[Mutation]) -> None:
        """2: applied is one row. 25: parked is no row at all. 14: merged is a conflict."""
        records = self.tables.all(Record)
        told = [report.mutation for report in self.tables.all(Report)]
        wanted = [need.mutation for need in self.tables.all(Need)]
        rows = Counter([*(record.mutation for record in records), *told, *wanted])
        issues = {issue.mutation: issue for issue in self.tables.all(Issue)}
        clashes = {conflict.mutation for conflict in self.tables.all(Conflict)}
        for entry in journal:
            has_row = entry.status != "parked" and entry.op not in ("person.patch", "visit.void")
            assert rows.pop(entry.id, 0) == (1 if has_row else 0)
            assert (entry.id in clashes) == (entry.status == "merged")
            self._parked_is_seen(entry, issues.pop(entry.id, None))
        assert (rows, issues) == ({}, {})
        self._records_stay(records)
        mending.must_follow(journal, records, self.voided_at_the_desk)

    def _parked_is_seen(self, entry: Mutation, issue: Issue | None) -> None:
        """4: until it is settled; if it was applied after all, it is parked no longer."""
        assert (entry.status == "parked") == (entry.code is not None)
        if issue is None:
            assert entry.status != "parked"
            return
        assert issue.user == entry.user
        assert (issue.resolution in ("applied", "accepted")) == (entry.status != "parked")
        assert entry.status != "parked" or issue.code == entry.code

    def _records_stay(self, records: list[Record]) -> None:
        """14: what was written is never overwritten, and voided once."""
        for record in records:
            known = self.records.get(record.id, record)
            assert known is record or mending.may_become(known, record)
            self.records[record.id] = record

    def _cursors(self) -> None:
        """5: seqs are unique and ≤ rev; nothing appears at or below a rev that was seen before."""
        revs = {bucket.key: bucket.rev for bucket in self.tables.all(Bucket)}
        seqs: dict[tuple[str, int], tuple[str, str]] = {}
        for place in self.tables.all(SyncRow):
            bucket, seq, row = place.bucket, place.seq, (place.kind, place.id)
            assert 0 < seq <= revs[bucket]
            assert (bucket, seq) not in seqs
            seqs[bucket, seq] = row
            assert seq > self.revs.get(bucket, 0) or self.seqs.get((bucket, seq)) == row
        assert all(revs[bucket] >= rev for bucket, rev in self.revs.items())
        self.seqs, self.revs = seqs, revs

    def _all_has_arrived(self, journal: list[Mutation]) -> None:
        """1, 3, 20, 22: all that was saved, also what a restore had lost, is with the server under its author."""
        kept = {(entry.user, entry.device, _read(entry)["id"]) for entry in journal}
        for seat in self.seats:
            for item in seat.outbox:
                if item.acked_at and item.acked_at >= clock.now() - KEPT:
                    assert (seat.user, f"{seat.phone.name}.{seat.user}", item.id) in kept

    def _captures_in_bounds(self, journal: list[Mutation]) -> None:
        """16: for the capture, seen ≤ best ≤ received_at."""
        clocks = {entry.id: _read(entry)["clock"] for entry in journal}
        for record in self.tables.all(Record):
            seen = _moment(clocks[record.mutation or ""]["seen"]) or record.captured_at
            assert min(seen, record.received_at) <= record.captured_at <= record.received_at

    def _one_door(self) -> None:
        """13, 21: versions 1…v without a gap, the newest as the row stands, and one place where it can be found."""
        versions: dict[tuple[str, str], dict[int, str]] = {}
        for kept in self.tables.all(RowVersion):
            versions.setdefault((kept.kind, kept.id), {})[kept.version] = kept.body
        places = {(place.kind, place.id): place for place in self.tables.all(SyncRow) if not place.deleted}
        for table in oracle.SYNCED:
            for row in self.tables.all(table):
                kept_versions, place = versions.pop((row.sync_kind, row.id)), places.pop((row.sync_kind, row.id))
                assert sorted(kept_versions) == list(range(1, row.version + 1))
                assert json.loads(kept_versions[row.version]) == self.tables.shown(row)
                assert (place.bucket, place.version) == (row.bucket(), row.version)
        assert (versions, places) == ({}, {})

    def _code_due(self, seat: Seat, item: Item, records: Records) -> str | None:
        device, envelope = f"{seat.phone.name}.{seat.user}", item.envelope
        code = oracle.sender_code(self.tables, seat.user, device) or item.poison
        if code is None:
            seen = _moment(envelope["clock"]["seen"])
            code = oracle.code_due(self.tables, seat.user, envelope["op"], envelope["about"][0], seen)
        return code or records.take(seat.user, envelope)


def _read(entry: Mutation) -> Row:
    return parsed(entry.envelope)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
