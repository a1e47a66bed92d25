"""`question.answer`: what becomes of it. Deciding reads what the desk holds, and writes nothing."""

from shouwang.questions.queries import WAITING
from shouwang.questions.schemas import AnswerBody
from shouwang.questions.service import Answered
from shouwang.sync.decisions import Decision, Parked
from shouwang.sync.desk import Desk
from shouwang.sync.envelopes import Envelope
from shouwang.sync.rules import capture, parse_clock
from shouwang.sync.schemas import Code


def answer_question(envelope: Envelope, desk: Desk) -> Decision:
    """`question.answer`: by whom it was asked. What an office has settled meanwhile stays settled, and is no fault."""
    if "\\u0000" in envelope.plain:
        raise Parked(Code.INVALID)
    body = AnswerBody.model_validate(envelope.item.get("body"))
    captured = capture(parse_clock(envelope.item.get("clock")), desk.received_at)
    question = desk.questions.get(body.question)
    if question is None or question.worker != desk.caller.user.id:
        raise Parked(Code.MISSING_REFERENCE, body.question)
    if question.status not in WAITING:
        return Decision(envelope, flags=tuple(captured.flags))
    return Decision(envelope, flags=tuple(captured.flags), answered=Answered(question, body, captured.at))
