"""Files of ledgers over HTTP."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import StreamingResponse

from shouwang.accounts.access import Staff, address_of, having, within
from shouwang.accounts.rights import Permission
from shouwang.accounts.service import Caller
from shouwang.audit.noting import note
from shouwang.audit.words import Deed
from shouwang.database import Reading, reading, writing
from shouwang.errors import Unknown
from shouwang.exports import screen, service
from shouwang.exports.schemas import ExportLine, ExportRequest, LedgerPreview, ScreenRequest
from shouwang.exports.words import FileFormat, LedgerKind
from shouwang.ledger.asked_period import AskedPeriod, asked_period

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AS_IT_COMES = {"Content-Encoding": "identity", "X-Accel-Buffering": "no"}
"""Packed or gathered on the way, the words of progress would come with the file."""

router = APIRouter(prefix="/api/exports", tags=["exports"])


@router.get("")
def exports(caller: Staff, session: Reading) -> list[ExportLine]:
    """The last files that were made of the caller's places."""
    return service.exports(session, caller.user.place)


@router.get("/preview")
def preview(caller: Staff, session: Reading, period: AskedPeriod, ledger: LedgerKind, place: str) -> LedgerPreview:
    """What the file of a ledger would hold."""
    code = within(caller, place)
    if not service.has_townships(session, code):
        raise Unknown
    return service.preview(session, service.wanted_by(caller, ledger, code, period, FileFormat.XLSX, None))


@router.post("", response_class=StreamingResponse, responses={200: {"content": {"application/octet-stream": {}}}})
def export(asked: ExportRequest, caller: Staff, request: Request) -> StreamingResponse:
    """Makes the file of a ledger: lines that say how far it is, then its bytes. Whoever hangs up cancels."""
    if asked.because is not None:
        having(Permission.OFFICE, caller)
    period = asked_period(asked.from_, asked.to)
    _check_place(caller, asked.place)
    wanted = service.wanted_by(caller, asked.ledger, asked.place, period, asked.format, asked.because)
    told = service.streamed(wanted, caller, address_of(request))
    return StreamingResponse(told, media_type="application/octet-stream", headers=AS_IT_COMES)


@router.post("/screen", response_class=Response, responses={200: {"content": {XLSX: {}}}})
def of_screen(asked: ScreenRequest, caller: Staff) -> Response:
    """A table of a page as a workbook."""
    file = screen.workbook(asked)
    with writing() as session:
        note(session, Deed.EXPORTED, caller, "place", caller.user.place, ledger="screen", rows=len(asked.rows))
    return Response(file, media_type=XLSX)


def _check_place(caller: Caller, place: str) -> None:
    # A session of its own, closed before the file is begun: what reads the rows opens another.
    with reading() as session:
        if not service.has_townships(session, within(caller, place)):
            raise Unknown
