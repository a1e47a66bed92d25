"""Use cases of questions: who is asked answers, an office is content or not. Whatever becomes of it, records count."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.access import within
from shouwang.accounts.service import Caller
from shouwang.errors import Refused, Unknown
from shouwang.questions import queries
from shouwang.questions.models import Question
from shouwang.questions.schemas import AnswerBody, AskedRecord, QuestionDecision, QuestionLine, Questions
from shouwang.questions.words import QuestionStatus
from shouwang.settings import settings
from shouwang.sync.write import Author, lock_buckets, write

SHOWN = 200
COMPARED = timedelta(days=30)
"""Over so many days the number of questions is set against that of visits."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer on its way: put into the question only when it is written."""

    question: Question
    said: AnswerBody
    at: datetime

    def done(self) -> Question:
        """The question with the answer."""
        self.question.answer, self.question.note = self.said.answer, self.said.note
        self.question.answered_at, self.question.status = self.at, QuestionStatus.ANSWERED
        return self.question


def questions(session: Session, caller: Caller, *, settled: bool) -> Questions:
    """The questions of the caller's places."""
    place = caller.user.place
    found = queries.questions_within(session, place, SHOWN + 1, settled=settled)
    since = clock.today(settings().zone) - COMPARED
    return Questions(
        questions=_lines(session, found[:SHOWN]),
        more=len(found) > SHOWN,
        counts=queries.counts_by_kind(session, place),
        visits=queries.visits_since(session, place, since),
    )


def decide(session: Session, caller: Caller, question: str, asked: QuestionDecision) -> QuestionLine:
    """Says whether the office is content, and why. Raises `Unknown`, and `Refused` where that was said before.

    An office need not wait for the answer: it may know better.
    """
    found = _find(session, caller, question)
    if found.status not in queries.WAITING:
        raise Refused("already_settled")
    found.status = QuestionStatus.ACCEPTED if asked.content else QuestionStatus.DECLINED
    found.decision_note, found.decided_at = asked.words, clock.now()
    found.decided_by, found.decided_by_name = caller.user.id, caller.user.name
    return _written(session, caller, found)


def reopen(session: Session, caller: Caller, question: str) -> QuestionLine:
    """Takes a decision back: it waits again, with its answer. Raises `Unknown`, and `Refused` where there is none."""
    found = _find(session, caller, question)
    if found.status not in (QuestionStatus.ACCEPTED, QuestionStatus.DECLINED):
        raise Refused("already_settled")
    found.status = QuestionStatus.OPEN if found.answer is None else QuestionStatus.ANSWERED
    found.decision_note = found.decided_at = found.decided_by = found.decided_by_name = None
    return _written(session, caller, found)


def _find(session: Session, caller: Caller, question: str) -> Question:
    found = session.get(Question, question)
    if found is None:
        raise Unknown
    within(caller, found.township)
    lock_buckets(session, [found.bucket()])
    session.refresh(found)
    return found


def _written(session: Session, caller: Caller, question: Question) -> QuestionLine:
    write(session, [question], Author(caller.user.id, clock.now()))
    return _lines(session, [question])[0]


def _lines(session: Session, found: list[Question]) -> list[QuestionLine]:
    known = queries.records_asked_about(session, {record for each in found for record in each.records})
    return [
        QuestionLine(
            **each.shape().model_dump(),
            **each.model_dump(include={"worker", "worker_name", "township", "decided_by_name"}),
            about=[
                AskedRecord.model_validate(
                    {**known[record]._mapping, "record": record, "person": known[record].subject}
                )
                for record in each.records
                if record in known
            ],
        )
        for each in found
    ]
