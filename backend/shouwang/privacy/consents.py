"""Use cases of consent: what somebody was told and agreed to is recorded, and shown purpose by purpose."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy.orm import Session

from shouwang import clock, ids
from shouwang.accounts.service import Caller
from shouwang.duties.words import FactKind
from shouwang.errors import Refused, Unknown
from shouwang.privacy import queries, rules
from shouwang.privacy.models import Consent
from shouwang.privacy.purposes import Purpose, purposes
from shouwang.privacy.schemas import ConsentLine, ConsentRequest, ConsentsReply, PurposeLine
from shouwang.privacy.words import Basis, Said
from shouwang.register.models import Fact, Person
from shouwang.register.queries import facts_of
from shouwang.settings import settings
from shouwang.sync.write import lock_buckets


def consents(session: Session, person: Person) -> ConsentsReply:
    """How a person stands with each purpose, and all that was said."""
    said = queries.consents_of(session, person.id)
    bases = _bases(session, person)
    return ConsentsReply(
        today=_today(),
        minor=rules.minor_on(person.birth_date, _today()),
        purposes=[_line(purpose, bases[purpose.id], said) for purpose in purposes().values()],
        history=[_told(each) for each in said],
    )


def record(session: Session, caller: Caller, person: Person, asked: ConsentRequest) -> ConsentsReply:
    """Records a statement, one row for each purpose. Raises `Refused` with what speaks against it, `Unknown`."""
    if not purposes().keys() >= set(asked.purposes):
        raise Unknown
    lock_buckets(session, [f"p:{person.id}"])
    bases = _bases(session, person)
    _check(caller, person, asked, bases, queries.consents_of(session, person.id))
    for purpose in dict.fromkeys(asked.purposes):
        session.add(_row(caller, person, asked, purposes()[purpose], bases[purpose]))
    session.flush()
    return consents(session, person)


def unrecorded_within(session: Session, township: str) -> list[str]:
    """The ids of the people of a township with a purpose about which nothing was ever recorded."""
    return queries.unrecorded_within(session, township, list(purposes()))


def _check(
    caller: Caller, person: Person, asked: ConsentRequest, bases: Mapping[str, Basis], said: Sequence[Consent]
) -> None:
    stated = rules.Statement(
        asked.purposes, asked.said, asked.by, asked.name, asked.relation, asked.day, caller.user.name
    )
    about = rules.About(person.birth_date, bases, _given(bases, said))
    objection = rules.objection_to(stated, about, _today())
    if objection is not None:
        raise Refused(objection.code, **objection.facts)


def _given(bases: Mapping[str, Basis], said: Sequence[Consent]) -> Collection[str]:
    standing = {purpose: _standing(purpose, basis, said) for purpose, basis in bases.items()}
    return {purpose for purpose, last in standing.items() if last is not None and last.said == Said.GIVEN}


def _row(caller: Caller, person: Person, asked: ConsentRequest, purpose: Purpose, basis: Basis) -> Consent:
    return Consent(
        id=ids.uuid7(),
        person=person.id,
        purpose=purpose.id,
        text_version=purpose.version,
        basis=basis,
        said=asked.said,
        by=asked.by,
        name=asked.name or None,
        relation=asked.relation or None,
        day=asked.day,
        recorded_at=clock.now(),
        recorded_by=caller.user.id,
        recorded_by_name=caller.user.name,
    )


def _line(purpose: Purpose, basis: Basis, said: Sequence[Consent]) -> PurposeLine:
    last = _standing(purpose.id, basis, said)
    told = {name: getattr(purpose, name) for name in ("id", "title", "text", "law", "version")}
    holds = last is not None and last.said in (Said.TOLD, Said.GIVEN)
    return PurposeLine(
        **told,
        basis=basis,
        standing=_told(last) if last else None,
        is_outdated=holds and last is not None and last.text_version < purpose.version,
    )


def _standing(purpose: str, basis: Basis, said: Iterable[Consent]) -> Consent | None:
    """What was said last and counts: of who left the programme, that she was told once is no consent."""
    counts = [each for each in said if each.purpose == purpose and _counts(each, basis)]
    return counts[0] if counts else None


def _counts(said: Consent, basis: Basis) -> bool:
    return basis is Basis.STATUTORY_DUTY or said.said != Said.TOLD


def _told(said: Consent) -> ConsentLine:
    return ConsentLine.model_validate(said, from_attributes=True)


def _bases(session: Session, person: Person) -> Mapping[str, Basis]:
    programmes = _programmes(facts_of(session, person.id), _today())
    return {purpose.id: purpose.basis(programmes) for purpose in purposes().values()}


def _programmes(facts: Iterable[Fact], day: date) -> set[str]:
    return {
        fact.value
        for fact in facts
        if fact.kind == FactKind.PROGRAMME
        and fact.value is not None
        and fact.voided_at is None
        and fact.valid_from <= day
        and (fact.valid_to is None or day <= fact.valid_to)
    }


def _today() -> date:
    return clock.today(settings().zone)
