"""What phones hand in of covers: `cover.create` from whoever gives and whoever takes, `cover.end` from either."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.models import User
from shouwang.accounts.service import Caller
from shouwang.covers.codes import CoverCode, is_signed_by, read_code, read_public
from shouwang.covers.models import Cover, DeviceKey
from shouwang.covers.queries import Known, known_of
from shouwang.covers.rules import Part, Refusal, Taker, days_hold, parts
from shouwang.covers.schemas import CoverBody
from shouwang.covers.service import CoverChange, cover_locked, key_of
from shouwang.ids import id_from
from shouwang.register.models import Assignment, Person
from shouwang.settings import settings
from shouwang.sync.decisions import Parked
from shouwang.sync.envelopes import Envelope
from shouwang.sync.schemas import Code

COVER_OPS = frozenset({"cover.create", "cover.end"})


@dataclass(frozen=True, slots=True)
class Covers:
    """What a batch's envelopes say of covers, and what is known of it: by the envelope's id.

    `made`: the covers that this batch has begun or taken so far, by their ids.
    """

    codes: Mapping[str, tuple[CoverCode, Known]] = field(default_factory=dict)
    ended: Mapping[str, Cover] = field(default_factory=dict)
    made: dict[str, Cover] = field(default_factory=dict)


def covers_named(
    session: Session, caller: Caller, envelopes: Iterable[Envelope], people: Mapping[str, Person]
) -> Covers:
    """Most batches name none, and ask nothing."""
    codes, ended = {}, {}
    for envelope in envelopes:
        body = envelope.item.get("body")
        if envelope.op not in COVER_OPS or not isinstance(body, dict):
            continue
        if envelope.op == "cover.create" and (code := _code(body)) is not None:
            kept = [people[each].id for each in code.people if each in people]
            codes[envelope.id] = code, known_of(session, code, caller.user.id, kept)
        cover_id = body.get("cover")
        if envelope.op == "cover.end" and isinstance(cover_id, str) and cover_id.isascii() and "\0" not in cover_id:
            found = cover_locked(session, cover_id)
            ended.update({envelope.id: found} if found else {})
    return Covers(codes, ended)


def cover_change(
    body: CoverBody, caller: Caller, received_at: datetime, earliest: date, said: tuple[CoverCode, Known]
) -> CoverChange:
    """What a code comes to when a phone tells of it. Raises `Parked` with the reason why it does not hold."""
    code, known = said
    is_giver = caller.user.id == code.giver
    if body.id != code.id:
        raise Parked(Code.INVALID)
    _check_days(code, earliest, clock.local_date(received_at, settings().zone), is_giver=is_giver)
    key = _own_key(body, caller, code, known) if is_giver else None
    _check_origin(code, known, key, is_giver=is_giver)
    taker = _taker(code, known, caller)
    _check_standing(code, known, taker, earliest, is_giver=is_giver)
    told = {"offered_at": received_at} if is_giver else {"taken_at": received_at}
    return _change(code, known, taker, told, key)


def _code(body: Mapping[str, Any]) -> CoverCode | None:
    text = body.get("code")
    try:
        return read_code(text) if isinstance(text, str) else None
    except (ValueError, OverflowError):
        return None


def _check_days(code: CoverCode, earliest: date, today: date, *, is_giver: bool) -> None:
    if not code.township.startswith(settings().county):
        raise Parked(Code(Refusal.FOREIGN))
    if code.taker == code.giver:
        raise Parked(Code(Refusal.TO_ONESELF))
    if not days_hold(code.first_day, code.last_day, today):
        raise Parked(Code(Refusal.DAYS))
    # No clock decides (decision 0004): it is over only where it cannot have been written down in time.
    if earliest > code.last_day and not is_giver:
        raise Parked(Code(Refusal.OVER))


def _own_key(body: CoverBody, caller: Caller, code: CoverCode, known: Known) -> DeviceKey | None:
    """The key that came with its own phone's word, where it is not known yet."""
    if body.public is None or known.key is not None:
        return None
    try:
        key = key_of(caller, body.public)
    except ValueError as broken:
        raise Parked(Code.INVALID) from broken
    if key.id != code.key:
        raise Parked(Code(Refusal.FORGED))
    return key


def _check_origin(code: CoverCode, known: Known, own: DeviceKey | None, *, is_giver: bool) -> None:
    """That the code is the giver's. What her own phone has told already needs no key any more."""
    told = known.cover
    if told is not None and (told.digest, told.giver) != (code.digest, code.giver):
        raise Parked(Code(Refusal.FORGED))
    key = own or known.key
    if key is None and (is_giver or (told is not None and told.offered_at is not None)):
        return
    if key is None and known.giver is None:
        raise Parked(Code(Refusal.FORGED))
    if key is None:
        raise Parked(Code.MISSING_REFERENCE, code.key)
    if key.user != code.giver or not is_signed_by(code, read_public(key.public)):
        raise Parked(Code(Refusal.FORGED))
    is_blocked = known.device is not None and known.device.revoked_at is not None
    is_closed = known.giver is None or not known.giver.active
    if not is_giver and (told is None or told.offered_at is None) and (is_blocked or is_closed):
        raise Parked(Code(Refusal.BLOCKED))


def _taker(code: CoverCode, known: Known, caller: Caller) -> User | None:
    """Who takes over; None while nobody has scanned a code that is anybody's."""
    if caller.user.id == code.giver:
        if code.taker is not None and known.meant is None:
            raise Parked(Code(Refusal.NOT_ALLOWED))
        return known.meant
    if code.taker not in (None, caller.user.id):
        raise Parked(Code(Refusal.TAKEN))
    return caller.user


def _check_standing(code: CoverCode, known: Known, taker: User | None, earliest: date, *, is_giver: bool) -> None:
    told = known.cover
    if told is None or is_giver:
        return
    if told.taker is not None and taker is not None and told.taker != taker.id:
        raise Parked(Code(Refusal.TAKEN))
    # Ended before her phone can have heard of it: what she did until then is hers.
    if told.taker is None and told.ended_on is not None and earliest > told.ended_on:
        raise Parked(Code(Refusal.ENDED))


def _change(
    code: CoverCode, known: Known, taker: User | None, told: dict[str, Any], key: DeviceKey | None
) -> CoverChange:
    standing = known.cover
    news = {name: at for name, at in told.items() if standing is None or getattr(standing, name) is None}
    if standing is not None and (standing.taker is not None or taker is None):
        return CoverChange(code.id, news, key=key)
    given = _parts(code, known, taker)
    if taker is not None:
        news |= {"taker": taker.id, "taker_name": taker.name}
    begins = _assignments(code, known, given, taker) if taker is not None else ()
    if standing is not None:
        return CoverChange(code.id, news, begins=begins, key=key)
    values = {
        "township": known.cares[0].township,
        "giver": code.giver,
        "giver_name": known.giver.name if known.giver else "",
        "people": [part.person for part in given],
        "first_day": code.first_day,
        "last_day": code.last_day,
        "digest": code.digest,
        **news,
    }
    return CoverChange(code.id, values, is_new=True, begins=begins, key=key)


def _parts(code: CoverCode, known: Known, taker: User | None) -> Sequence[Part]:
    """Whom it holds for. While nobody has taken it, whoever it will be is thought of as the giver's like."""
    who = taker or known.giver
    if who is None:
        raise Parked(Code(Refusal.FORGED))
    found = parts(known.people, known.cares, Taker(who.role, who.place, who.active), code.first_day, code.last_day)
    if isinstance(found, Refusal):
        raise Parked(Code(found))
    return found


def _assignments(code: CoverCode, known: Known, given: Sequence[Part], taker: User) -> tuple[Assignment, ...]:
    """One for each person for whom she does not care anyway on these days."""
    until = known.cover.ended_on if known.cover else None
    rows = []
    for part in given:
        last = part.last if until is None else min(part.last, until)
        # Another cover of the same person may be ended before this one is.
        hers = [care for care in known.taker_cares if care.person == part.person and not care.is_cover]
        if any(care.first <= part.first and (care.last is None or care.last >= last) for care in hers):
            continue
        rows.append(
            Assignment(
                id=id_from("cover of", code.id, part.person),
                person=part.person,
                user=taker.id,
                user_name=taker.name,
                role=part.role,
                is_primary=False,
                valid_from=part.first,
                valid_to=last,
                cover=code.id,
                instead_of=code.giver,
            )
        )
    return tuple(rows)
