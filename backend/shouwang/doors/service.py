"""Use cases of cards at doors: they are made, printed as often as it takes, and renewed when one is lost."""

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from shouwang import clock, ids
from shouwang.accounts.access import within
from shouwang.accounts.service import Caller
from shouwang.doors import queries
from shouwang.doors.models import Door, DoorCard
from shouwang.doors.queries import Home
from shouwang.doors.rules import hash_of, new_token
from shouwang.doors.schemas import CardLine, HomeLine, HomesReply, PrintedCard, PrintReply, PrintRequest
from shouwang.errors import Refused, Unknown
from shouwang.register.models import Household, Place
from shouwang.sync.write import Author, lock_buckets, write


def homes(session: Session, caller: Caller, township: str) -> HomesReply:
    """The doors of a township, and which card hangs at each. Raises `Unknown`."""
    place = session.get(Place, within(caller, township))
    if place is None:
        raise Unknown
    cards = queries.cards_of(session, township)
    good, lost = _good(cards), Counter(_home(card) for card in cards if card.voided_at is not None)
    found = queries.homes_within(session, township)
    rows = [_line(home, good.get(home.id), lost[home.id]) for home in found]
    return HomesReply(township=township, name=place.name, rows=rows)


def to_print(session: Session, caller: Caller, asked: PrintRequest, base_url: str) -> PrintReply:
    """The cards of doors as they are printed. A door that has none gets one; asked again, the same come again."""
    if queries.lock_township(session, within(caller, asked.township)) is None:
        raise Unknown
    chosen = [home for home in queries.homes_within(session, asked.township) if _is_asked(home, asked)]
    cards = queries.cards_of(session, asked.township)
    good, last = _good(cards), max((card.number for card in cards), default=0)
    fresh = [_card(home, asked.township, last + n, caller) for n, home in enumerate(_without(chosen, good), start=1)]
    session.add_all(fresh)
    session.flush()
    good |= _good(fresh)
    _tell_phones(session, [(home.people, good[home.id]) for home in chosen], Author(caller.user.id, clock.now()))
    printed = [PrintedCard(number=good[home.id].number, link=link_of(good[home.id], base_url)) for home in chosen]
    return PrintReply(made=len(fresh), cards=printed)


def renew(session: Session, caller: Caller, card_id: str) -> CardLine:
    """A lost card is void from now on, and the door has a new one. Raises `Unknown`, `Refused` for one that is void."""
    card = session.get(DoorCard, card_id)
    if card is None:
        raise Unknown
    queries.lock_township(session, within(caller, card.township))
    session.refresh(card)
    if card.voided_at is not None:
        raise Refused("already_settled")
    author = Author(caller.user.id, clock.now())
    card.voided_at, card.voided_by, card.voided_by_name = author.at, caller.user.id, caller.user.name
    last = max(each.number for each in queries.cards_of(session, card.township))
    fresh = _new_card(card.township, last + 1, caller, household=card.household, person=card.person)
    session.add(fresh)
    session.flush()
    _void_doors(session, card, author)
    behind = [home for home in queries.homes_within(session, card.township) if home.id == _home(card)]
    _tell_phones(session, [(home.people, fresh) for home in behind], author)
    return _card_line(fresh)


def follow_homes(session: Session, households: Iterable[Household], author: Author) -> None:
    """Who has moved into one of these households is behind its card from now on, who has moved out is not."""
    living = {each.id: [stay.person for stay in each.stays if stay.valid_to is None] for each in households}
    cards = queries.good_cards(session, list(living))
    _tell_phones(session, [(living[_home(card)], card) for card in cards], author)


def link_of(card: DoorCard, base_url: str) -> str:
    """The address in the QR code: the token is behind `#`, so that no log on the way holds it."""
    return f"{base_url.rstrip('/')}/#/door/{card.token}"


def _is_asked(home: Home, asked: PrintRequest) -> bool:
    is_there = asked.village is None or home.village == asked.village
    return is_there and (asked.homes is None or home.id in asked.homes)


def _without(homes: Iterable[Home], good: dict[str, DoorCard]) -> list[Home]:
    return [home for home in homes if home.id not in good]


def _good(cards: Iterable[DoorCard]) -> dict[str, DoorCard]:
    return {_home(card): card for card in cards if card.voided_at is None}


def _home(card: DoorCard) -> str:
    return card.household or card.person or ""


def _card(home: Home, township: str, number: int, caller: Caller) -> DoorCard:
    person = home.id if home.household is None else None
    return _new_card(township, number, caller, household=home.household, person=person)


def _new_card(township: str, number: int, caller: Caller, *, household: str | None, person: str | None) -> DoorCard:
    token = new_token()
    return DoorCard(
        id=ids.uuid7(),
        township=township,
        household=household,
        person=person,
        number=number,
        token=token,
        hash=hash_of(token),
        made_at=clock.now(),
        made_by=caller.user.id,
        made_by_name=caller.user.name,
    )


def _tell_phones(session: Session, at: Sequence[tuple[Iterable[str], DoorCard]], author: Author) -> None:
    """The files of all who live behind these doors know the cards; of who has moved out they are void."""
    wanted = {(card.id, person): card for people, card in at for person in people}
    lock_buckets(session, {f"p:{person}" for _, person in wanted})
    known = {(door.card, door.person): door for door in queries.doors_of(session, [card.id for _, card in at])}
    changed = [_door(card, person) for (card_id, person), card in wanted.items() if (card_id, person) not in known]
    for key, door in known.items():
        until = None if key in wanted else author.at
        if (door.voided_at is None) != (until is None):
            door.voided_at = until
            changed.append(door)
    write(session, changed, author)


def _void_doors(session: Session, card: DoorCard, author: Author) -> None:
    known = queries.doors_of(session, [card.id])
    lock_buckets(session, {door.bucket() for door in known})
    standing = [door for door in queries.doors_of(session, [card.id]) if door.voided_at is None]
    for door in standing:
        door.voided_at = author.at
    write(session, standing, author)


def _door(card: DoorCard, person: str) -> Door:
    return Door(id=ids.id_from("door", card.id, person), person=person, card=card.id, hash=card.hash)


def _line(home: Home, card: DoorCard | None, lost: int) -> HomeLine:
    return HomeLine(
        home=home.id,
        head=home.head,
        names=list(home.names),
        village=home.village,
        village_name=home.village_name,
        group_name=home.group_name,
        address=home.address,
        card=_card_line(card) if card else None,
        lost=lost,
    )


def _card_line(card: DoorCard) -> CardLine:
    return CardLine(id=card.id, number=card.number, made_at=card.made_at)
