"""Questions over HTTP: for offices. The field is asked by pull, and answers by push."""

from fastapi import APIRouter

from shouwang.accounts.access import Office, Staff
from shouwang.database import Reading, Writing
from shouwang.questions import service
from shouwang.questions.schemas import QuestionDecision, QuestionLine, Questions
from shouwang.routing import Committing

router = APIRouter(prefix="/api/questions", tags=["questions"], route_class=Committing)


@router.get("")
def questions(caller: Staff, session: Reading, settled: bool = False) -> Questions:
    """The questions of the caller's places that wait; with `settled` those that are settled."""
    return service.questions(session, caller, settled=settled)


@router.post("/{question}/decide")
def decide(question: str, asked: QuestionDecision, caller: Office, session: Writing) -> QuestionLine:
    """The office is content, or is not. Nothing is uncounted by it."""
    return service.decide(session, caller, question, asked)


@router.post("/{question}/reopen")
def reopen(question: str, caller: Office, session: Writing) -> QuestionLine:
    """Takes a decision back."""
    return service.reopen(session, caller, question)
