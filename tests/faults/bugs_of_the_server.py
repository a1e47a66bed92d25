"""Bugs to be sown into a copy of the server, one at a time."""

from faults.bug import Bug

AT = "backend/shouwang"
OF_THE_SERVER = [
    Bug(
        "a commit that fails is not heard of",
        f"{AT}/database.py",
        "        yield session\n        session.commit()\n",
        "        yield session\n        with suppress(Exception):\n            session.commit()\n",
        "import contextmanager\n",
        "import contextmanager, suppress\n",
    ),
    Bug(
        "a writer on SQLite begins as a reader",
        f"{AT}/database.py",
        '"BEGIN IMMEDIATE" if writing else "BEGIN"',
        '"BEGIN"',
    ),
    Bug(
        "no lock, and counters are read before they are written",
        f"{AT}/sync/write.py",
        """        session.execute(lock_rows(session, wanted)).all()
""",
        """        session.execute(wanted).all()
""",
        """    _ADD_TO_REV.many(session, [{"key": key, "rev": counts[key]} for key in keys])
    return queries.revs(session, keys)
""",
        """    known = queries.revs(session, keys)
    _ADD_TO_REV.many(session, [{"key": key, "rev": counts[key]} for key in keys])
    return {key: known.get(key, 0) + counts[key] for key in keys}
""",
    ),
    Bug(
        "no lock on the author's bucket",
        f"{AT}/sync/push.py",
        'lock_buckets(session, [f"u:{caller.user.id}", *(',
        "lock_buckets(session, [*(",
    ),
    Bug(
        "the journal is not asked for what it has",
        f"{AT}/sync/push.py",
        "    journal = queries.journal(session, first)\n",
        "    journal: dict[str, Known] = {}\n",
    ),
    Bug(
        "what came twice is answered as if it were new",
        f"{AT}/sync/push.py",
        "_answer(sent_id, entry.status, entry.code, entry.result or {})",
        '_answer(sent_id, "applied", None, {})',
    ),
    Bug(
        "another user's id is answered with what became of his item",
        f"{AT}/sync/push.py",
        "if entry.user != caller.user.id}",
        "if False}",
    ),
    Bug(
        "no savepoint: one poisonous item takes the batch with it",
        f"{AT}/sync/push.py",
        "        with session.begin_nested():\n            _record(session, caller, decisions, received_at)\n",
        "        _record(session, caller, decisions, received_at)\n",
    ),
    Bug(
        "a parked item makes no issue",
        f"{AT}/sync/push.py",
        "    if decision.code is None:\n",
        "    if True:\n",
    ),
    Bug(
        "a parked item is called applied",
        f"{AT}/sync/decisions.py",
        '            return "parked"\n',
        '            return "applied"\n',
    ),
    Bug(
        "what a deactivated user holds is applied",
        f"{AT}/sync/push.py",
        "if not caller.user.active and",
        "if False and",
    ),
    Bug(
        "anybody may write about anybody",
        f"{AT}/sync/writers.py",
        "    if not possible:\n",
        "    if False:\n",
    ),
    Bug(
        "a wrong clock decides who may write",
        f"{AT}/sync/writers.py",
        "first, local_day(desk.received_at))",
        "local_day(captured.at), local_day(captured.at))",
    ),
    Bug(
        "no bound on the time of capture",
        f"{AT}/sync/rules.py",
        "best = min(max(stated, earliest or stated), received_at)",
        "best = stated",
    ),
    Bug(
        "a row that moves leaves no tombstone",
        f"{AT}/sync/write.py",
        "            if bucket != new_bucket:\n",
        "            if False:\n",
    ),
    Bug(
        "a bucket is not bumped for a tombstone",
        f"{AT}/sync/write.py",
        "Counter(place.bucket for place in places))",
        "Counter(place.bucket for place in places if not place.deleted))",
    ),
    Bug(
        "versions are not counted",
        f"{AT}/sync/write.py",
        "        row.version += 1\n",
        "        row.version = 1\n",
    ),
    Bug(
        "a counter is raised by one whatever is written",
        f"{AT}/sync/write.py",
        '{"key": key, "rev": counts[key]}',
        '{"key": key, "rev": 1}',
    ),
    Bug(
        "next is the counter although there is more",
        f"{AT}/sync/pull.py",
        "_next(revs, behind, rows) if more else dict(revs)",
        "dict(revs)",
    ),
    Bug(
        "a number above the counter is believed",
        f"{AT}/sync/pull.py",
        "have.get(key, 0) if have.get(key, 0) <= rev else 0",
        "have.get(key, 0)",
    ),
    Bug(
        "one counter for all buckets of a phone",
        f"{AT}/sync/pull.py",
        "have.get(key, 0) if have.get(key, 0) <= rev else 0",
        "max(have.values(), default=0)",
    ),
    Bug("a new epoch resets nothing", f"{AT}/sync/pull.py", "reset = asked.epoch != current", "reset = False"),
    Bug(
        "the digest forgets the epoch",
        f"{AT}/sync/pull.py",
        "asked.epoch == current and asked.digest",
        "asked.digest",
    ),
    Bug("nothing is dropped", f"{AT}/sync/pull.py", '"drop": sorted(set(have) - set(revs))', '"drop": []'),
    Bug(
        "the scope is yesterday's",
        f"{AT}/sync/pull.py",
        "scope(session, caller, clock.today(settings().zone))",
        "scope(session, caller, date.fromordinal(clock.today(settings().zone).toordinal() - 1))",
    ),
    Bug(
        "last year's records stay behind",
        f"{AT}/sync/pull.py",
        "(today.year, today.year - 1)",
        "(today.year,)",
    ),
    Bug(
        "rows are filtered by user inside a bucket",
        f"{AT}/sync/pull.py",
        "    rows, more = found[:limit], len(found) > limit\n",
        "    rows, more = [r for r in found[:limit] if r.kind != 'report'], len(found) > limit\n",
    ),
    Bug(
        "an old row is sent again",
        f"{AT}/sync/queries.py",
        "col(SyncRow.seq) > since",
        "col(SyncRow.seq) >= since",
    ),
    Bug(
        "a patch overwrites what its author has not seen",
        f"{AT}/register/patches.py",
        "if now not in (plain(seen), wanted):",
        "if False:",
    ),
    Bug(
        "a patch that changes nothing is called a clash",
        f"{AT}/register/patches.py",
        "if now not in (plain(seen), wanted):",
        "if now != plain(seen):",
    ),
    Bug(
        "what is applied after all stays parked in the journal",
        f"{AT}/sync/settling.py",
        "    entry.status, entry.code = decision.status, None\n",
        "",
    ),
    Bug(
        "an amendment leaves its original standing",
        f"{AT}/sync/operations.py",
        "(record,), (voiding,))",
        "(record,))",
    ),
    Bug(
        "a record is amended twice",
        f"{AT}/sync/operations.py",
        "    if not _counts(original, desk):\n        raise",
        "    if False:\n        raise",
    ),
    Bug(
        "anybody puts right what another has written",
        f"{AT}/sync/operations.py",
        "(found.author, found.subject) != (desk.caller.user.id, person.id)",
        "found.subject != person.id",
    ),
    Bug(
        "what is voided is voided again",
        f"{AT}/sync/operations.py",
        "    if not _counts(original, desk):\n        return Decision(envelope)\n",
        "",
    ),
    Bug(
        "what came before its record is not tried again",
        f"{AT}/sync/queries.py",
        "WAITED_FOR = (Person, Record, Report, AdoptedForm, Cover, DeviceKey, Activity, Agreement)",
        "WAITED_FOR = (Person, Report)",
    ),
    Bug(
        "the desk voids what was amended",
        f"{AT}/records/service.py",
        "    if record.replaced_by is not None:\n",
        "    if False:\n",
    ),
    Bug(
        "a voided record stays in the summary of its year",
        f"{AT}/sync/push.py",
        "[*records, *voided]",
        "records",
    ),
    Bug(
        "a record that the desk voids stays in the summary of its year",
        f"{AT}/records/service.py",
        "        keep_summaries(session, [record], author)\n",
        "",
    ),
    Bug(
        "what comes late is missing in the summary of its year",
        f"{AT}/sync/push.py",
        "[*records, *voided]",
        "voided",
    ),
    Bug(
        "a year is summed up while phones still hold it",
        f"{AT}/records/summaries.py",
        "    return today.year - 2\n",
        "    return today.year - 1\n",
    ),
    Bug(
        "a process believes that a year is summed up for good",
        f"{AT}/records/summaries.py",
        "        sum_up(session, through)\n",
        "        sum_up(session, through)\n    vars(summarised_years)[on] = through\n",
        "if _known_through(session) >= through:\n            yield",
        "if vars(summarised_years).get(on, 0) >= through:\n            yield",
    ),
    Bug(
        "a patch is said to be in a version that was there before it",
        f"{AT}/sync/operations.py",
        'standing["version"] + (1 if merged.values else 0)',
        'standing["version"]',
    ),
    Bug(
        "a patch is said to be in a version that never comes",
        f"{AT}/sync/operations.py",
        'standing["version"] + (1 if merged.values else 0)',
        'standing["version"] + 1',
    ),
    Bug(
        "a record does not say what its author wrote",
        f"{AT}/records/service.py",
        "        note=body.note,\n",
        "        note=None,\n",
    ),
    Bug(
        "whoever writes waits for a thread with the lock in her hand",
        f"{AT}/routing.py",
        "        given[session].commit()\n",
        "",
    ),
    Bug(
        "writers on SQLite take no turns",
        f"{AT}/database.py",
        'if writing and not connection.info.get("turn"):',
        "if False:",
    ),
]
