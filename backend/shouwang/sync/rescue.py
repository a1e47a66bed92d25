"""A phone that cannot send any more: what it held comes as a file, sealed to the county, by the desk."""

from base64 import b64decode
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, Field
from sqlalchemy.orm import Session

from shouwang.accounts import queries
from shouwang.accounts.access import within
from shouwang.accounts.models import Device
from shouwang.accounts.service import Caller, HandedIn, caller_of, device_id
from shouwang.blobs import service as blobs
from shouwang.county_keys import CannotOpen, open_sealed
from shouwang.errors import NotSignedIn, Refused, Unknown
from shouwang.sync.envelopes import read_json
from shouwang.sync.models import CONFIDENTIAL
from shouwang.sync.push import take_in
from shouwang.sync.schemas import RescuedPicture, RescueReply

PURPOSE = "rescue"


def _bytes_of(text: Any) -> bytes:
    if not isinstance(text, str):
        raise ValueError("base64 is a text")
    return b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


class RescuedPiece(BaseModel):
    """A piece of a picture or a voice note, in base64."""

    sha256: blobs.Sha256
    offset: int = Field(ge=0)
    content: Annotated[bytes, BeforeValidator(_bytes_of), Field(max_length=262_144)] = Field(alias="bytes")


class Rescued(BaseModel):
    """A part of the file, opened: envelopes as that phone would have sent them, and pieces of what they name."""

    shouwang: Literal["rescue"]
    version: Literal[1]
    user: str = Field(max_length=64)
    device: str = Field(max_length=64)
    token: str = Field(default="", max_length=100)
    items: list[Any] = Field(max_length=500)
    pieces: list[RescuedPiece] = Field(default=[], max_length=50)


def opened(sealed: str) -> Rescued:
    """A part of the file. Raises `Refused` `cannot_open` where it is no such file, or another county's."""
    try:
        return Rescued.model_validate(read_json(open_sealed(sealed, PURPOSE)))
    except (CannotOpen, ValueError, RecursionError) as broken:
        raise Refused("cannot_open") from broken


def rescue(session: Session, caller: Caller, file: Rescued) -> RescueReply:
    """Takes the items in as their author's, from that device: twice the same file changes nothing.

    Everybody has the key to which such a file is sealed: the token with which that phone hands in proves that it made
    it. Without a good one the items are parked, for the office to ask and to accept. The journal keeps who handed in.

    What is known of the phone's contact stays, for it has not been in contact. Raises `Unknown` where author and device
    are not of one another or of the caller's place.
    """
    author = _author(session, caller, file)
    results = take_in(session, author, file.items)
    # What was told in confidence shows in no count that the township could miss in its list.
    shown = [result.status for item, result in zip(file.items, results, strict=True) if not _is_confidential(item)]
    return RescueReply(
        user=author.user.id,
        name=author.user.name,
        items=len(results),
        parked=shown.count("parked"),
        pictures={},
    )


def rescue_pictures(file: Rescued) -> dict[str, RescuedPicture]:
    """Takes in pieces of pictures and voice notes, once the records that name them are committed; where each stands."""
    return {piece.sha256: _take(piece) for piece in file.pieces}


def _take(piece: RescuedPiece) -> RescuedPicture:
    end = piece.offset + len(piece.content)
    try:
        have, size = blobs.standing(piece.sha256)
        if have < end:
            have = blobs.append(piece.sha256, piece.offset, piece.content)
    except Unknown:
        return RescuedPicture.UNKNOWN
    except Refused:
        return RescuedPicture.REFUSED
    return RescuedPicture.WHOLE if have == size else RescuedPicture.COMING


def _is_confidential(item: Any) -> bool:
    return isinstance(item, dict) and item.get("op") in tuple(CONFIDENTIAL)


def _author(session: Session, caller: Caller, file: Rescued) -> Caller:
    found = queries.device(session, device_id(file.device, file.user))
    if found is None:
        raise Unknown
    device, user = found
    within(caller, user.place)
    return Caller(user, device, handed_in=HandedIn(caller.user.id, _is_of(session, file.token, device)))


def _is_of(session: Session, token: str, device: Device) -> bool:
    try:
        return caller_of(session, token).device.id == device.id
    except NotSignedIn:
        return False
