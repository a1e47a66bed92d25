"""Use case of the page of policies: what a county follows, each duty as a sentence with the words of its source."""

from datetime import date

from sqlalchemy.orm import Session

from shouwang.duties import queries
from shouwang.duties.duty import Duty, Followed, Statement
from shouwang.duties.models import AdoptedPolicy
from shouwang.duties.policy import parse_policy
from shouwang.duties.schemas import (
    DutyWords,
    FollowedPolicy,
    PoliciesReply,
    PolicyDuty,
    Sentence,
    StatementLine,
)
from shouwang.duties.sentences import duty_sentence


def policies(session: Session, county: str, today: date) -> PoliciesReply:
    """What the county follows, followed and will follow, the latest first; what never began is left out."""
    rows = queries.adopted_policies(session, county)
    began = [row for row in rows if row.valid_to is None or row.valid_from <= row.valid_to]
    return PoliciesReply(today=today, policies=[_followed(row) for row in reversed(began)])


def words_of(duty: Duty, followed: Followed) -> DutyWords:
    """A duty as the ledger names it."""
    policy = followed.policy
    return DutyWords(
        id=duty.id,
        pack=policy.id,
        version=followed.version,
        every=duty.every,
        severity=duty.severity,
        quote=duty.quote,
        source=duty.source or policy.source,
        title=policy.title,
        status=policy.status,
        sentence=sentence_of(duty),
        valid_from=duty.valid_from,
        valid_to=duty.valid_to,
    )


def sentence_of(duty: Duty) -> Sentence:
    """A duty in both languages."""
    return Sentence(zh=duty_sentence(duty, "zh"), en=duty_sentence(duty, "en"))


def _followed(row: AdoptedPolicy) -> FollowedPolicy:
    policy = parse_policy(row.body)
    return FollowedPolicy(
        pack=policy.id,
        version=row.pack_version,
        title=policy.title,
        title_en=policy.title_en,
        place=policy.place,
        status=policy.status,
        source=policy.source,
        basis=policy.basis,
        basis_en=policy.basis_en,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        duties=[_duty(duty, policy.source) for duty in policy.duties],
        statements=[_statement(statement, policy.source) for statement in policy.statements],
    )


def _duty(duty: Duty, source: str | None) -> PolicyDuty:
    return PolicyDuty(
        id=duty.id,
        title=duty.title,
        title_en=duty.title_en,
        severity=duty.severity,
        quote=duty.quote,
        source=duty.source or source,
        basis=duty.basis,
        basis_en=duty.basis_en,
        sentence=sentence_of(duty),
    )


def _statement(statement: Statement, source: str | None) -> StatementLine:
    return StatementLine(
        id=statement.id,
        kind=statement.kind,
        title=statement.title,
        title_en=statement.title_en,
        quote=statement.quote,
        source=statement.source or source,
    )
