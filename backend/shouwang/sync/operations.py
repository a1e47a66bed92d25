"""What each operation of a push comes to. Deciding reads what the desk holds, and writes nothing."""

from collections.abc import Callable, Mapping

from shouwang.accounts.roles import Role
from shouwang.assessments.rules import Panel, objections_to
from shouwang.assessments.schemas import AssessmentBody
from shouwang.assessments.service import assessment_row, stated
from shouwang.checkups.filling import HEALTH_ROLES, Known, faults_of, filled_in
from shouwang.checkups.schemas import FillBody
from shouwang.concerns.schemas import ConcernBody
from shouwang.concerns.telling import concern_row
from shouwang.doors.rules import DoorFlag, flag_of, hash_of
from shouwang.duties.words import RecordKind, RecordStatus
from shouwang.forms.rules import problems_of
from shouwang.forms.service import form_row_id
from shouwang.forms.shipped import COUNTYS_OWN
from shouwang.ids import id_from
from shouwang.needs.raising import need_row, told_row
from shouwang.needs.schemas import NeedBody
from shouwang.records.models import Record
from shouwang.records.schemas import VisitBody, VoidBody, amend_body, visit_body
from shouwang.records.service import Origin, Voiding, visit_record
from shouwang.register.models import Person
from shouwang.register.patches import Clash, merge, profile_of
from shouwang.register.schemas import PatchBody, ReportBody
from shouwang.register.service import report_row
from shouwang.sync.activity_operations import cancel_activity, plan_activity, report_activity, sign_up
from shouwang.sync.agreement_operations import create_agreement, end_agreement
from shouwang.sync.cover_operations import create_cover, end_cover
from shouwang.sync.decisions import Decision, Edit, Parked
from shouwang.sync.desk import Desk
from shouwang.sync.envelopes import Envelope
from shouwang.sync.hygiene_operations import check_home
from shouwang.sync.models import Conflict
from shouwang.sync.question_operations import answer_question
from shouwang.sync.rules import Capture, capture, parse_clock
from shouwang.sync.schemas import Code
from shouwang.sync.writers import check_place, local_day, role_towards

HANDED_IN = "handed_in"
"""The flag of a record that somebody of an office handed in for its author."""
ON_THE_SPOT = ("door", "position", "pictures", "voice")
"""What a record says that was taken where it was written."""


def create_visit(envelope: Envelope, desk: Desk) -> Decision:
    """`visit.create`: by somebody who was assigned to the person when she wrote it down."""
    body = visit_body(envelope.item.get("body"), envelope.schema_version or 1)
    person, captured, role = _written_by_an_assigned(envelope, body.person, desk)
    _check_answers(envelope, body, desk)
    _take_id(body.id, desk)
    record = _visit(envelope, body, person, role, captured, desk)
    return Decision(envelope, None, tuple(record.flags), (record,))


def amend_visit(envelope: Envelope, desk: Desk) -> Decision:
    """`visit.amend`: by its author, whoever cares for the person now. Its role stays, and what was seen."""
    body = amend_body(envelope.item.get("body"), envelope.schema_version or 1)
    person, captured = _written_about(envelope, body.person, desk)
    original = _her_own(body.amends, person, desk)
    if not _counts(original, desk):
        raise Parked(Code.ALREADY_AMENDED)
    _check_answers(envelope, body, desk)
    _take_id(body.id, desk)
    record = _visit(envelope, body, person, original.role, captured, desk)
    _keep_what_was_seen(record, original)
    voiding = desk.voided[original.id] = Voiding(
        original.id, body.why, body.why_note, desk.caller.user, replaced_by=record.id
    )
    return Decision(envelope, None, tuple(record.flags), (record,), (voiding,))


def void_visit(envelope: Envelope, desk: Desk) -> Decision:
    """`visit.void`: by its author. What is voided already stays so; an amendment of it is not lost by the way."""
    body = VoidBody.model_validate(envelope.item.get("body"))
    if len(envelope.about) != 1:
        raise Parked(Code.INVALID)
    person, _ = _written_about(envelope, envelope.about[0], desk)
    original = _her_own(body.record, person, desk)
    if _is_replaced(original, desk):
        raise Parked(Code.ALREADY_AMENDED)
    if not _counts(original, desk):
        return Decision(envelope)
    voiding = desk.voided[original.id] = Voiding(original.id, body.why, body.note, desk.caller.user)
    return Decision(envelope, voids=(voiding,))


def create_report(envelope: Envelope, desk: Desk) -> Decision:
    """`report.create`: by the same people. Whatever it says is for the township to judge."""
    body = ReportBody.model_validate(envelope.item.get("body"))
    person, _, _ = _written_by_an_assigned(envelope, body.person, desk)
    _take_id(body.id, desk)
    return Decision(envelope, rows=(report_row(body, person, desk.caller.user, envelope.id, desk.received_at),))


def create_need(envelope: Envelope, desk: Desk) -> Decision:
    """`need.create`: by the same people. The record that it was raised from may be parked, or come later."""
    body = NeedBody.model_validate(envelope.item.get("body"))
    person, captured, _ = _written_by_an_assigned(envelope, body.person, desk)
    _take_id(body.id, desk)
    need = need_row(body, person, desk.caller.user, envelope.id, captured.at, desk.received_at)
    return Decision(envelope, None, tuple(captured.flags), (need, told_row(need)))


def patch_person(envelope: Envelope, desk: Desk) -> Decision:
    """`person.patch`: by the same people. Each field merges by value, not by clock (sync §3)."""
    body = PatchBody.model_validate(envelope.item.get("body"))
    person, _, _ = _written_by_an_assigned(envelope, body.person, desk)
    standing = desk.profiles.get(person.id) or {**profile_of(person), "version": person.version}
    merged = merge(standing, body)
    version = standing["version"] + (1 if merged.values else 0)
    desk.profiles[person.id] = {**standing, **merged.values, "version": version}
    conflicts = tuple(_conflict(clash, envelope, person, desk) for clash in merged.clashes)
    edit = Edit(person, merged.values) if merged.values else None
    return Decision(envelope, rows=conflicts, edit=edit, version=version)


def create_concern(envelope: Envelope, desk: Desk) -> Decision:
    """`concern.create`: by anybody who writes at all. What it says is for an office to judge."""
    if "\\u0000" in envelope.plain:
        raise Parked(Code.INVALID)
    body = ConcernBody.model_validate(envelope.item.get("body"))
    captured = capture(parse_clock(envelope.item.get("clock")), desk.received_at)
    _take_id(body.id, desk)
    told = concern_row(body, desk.caller.user, envelope.id, captured.at, desk.received_at, desk.named)
    return Decision(envelope, rows=(told,))


def fill_checkup(envelope: Envelope, desk: Desk) -> Decision:
    """`checkup.fill`: by the health team of the person's place. Each field of the section merges by value."""
    body = FillBody.model_validate(envelope.item.get("body"))
    person, captured = _written_about(envelope, body.person, desk)
    check_place(person, HEALTH_ROLES, desk)
    if body.year > local_day(desk.received_at).year or faults_of(body, local_day(desk.received_at)):
        raise Parked(Code.INVALID)
    known = desk.sections.get(key := (person.id, body.year, body.section), Known())
    filled = filled_in(body, person, known, desk.caller.user, envelope.id)
    now = desk.sections[key] = filled.known if filled else known
    return Decision(envelope, flags=tuple(captured.flags), fill=filled, version=now.version)


def create_assessment(envelope: Envelope, desk: Desk) -> Decision:
    """`assessment.create`: by an assessor of the person's place. It changes nothing until an office confirms it."""
    body = AssessmentBody.model_validate(envelope.item.get("body"))
    person, captured = _written_about(envelope, body.person, desk)
    check_place(person, {Role.ASSESSOR}, desk)
    # Whom the policy wants to sign is for the office to see: it may have changed meanwhile.
    if objections_to(stated(body), Panel(), local_day(desk.received_at)):
        raise Parked(Code.INVALID)
    _take_id(body.id, desk)
    row = assessment_row(body, person, desk.caller.user, envelope.id)
    return Decision(envelope, flags=tuple(captured.flags), rows=(row,))


def _conflict(clash: Clash, envelope: Envelope, person: Person, desk: Desk) -> Conflict:
    return Conflict(
        id=id_from("conflict", envelope.id, clash.field),
        person=person.id,
        field=clash.field,
        kept=clash.kept,
        other=clash.other,
        mutation=envelope.id,
        author=desk.caller.user.id,
        created_at=desk.received_at,
    )


OPERATIONS: Mapping[str, Callable[[Envelope, Desk], Decision]] = {
    "visit.create": create_visit,
    "visit.amend": amend_visit,
    "visit.void": void_visit,
    "report.create": create_report,
    "need.create": create_need,
    "person.patch": patch_person,
    "concern.create": create_concern,
    "cover.create": create_cover,
    "cover.end": end_cover,
    "checkup.fill": fill_checkup,
    "assessment.create": create_assessment,
    "question.answer": answer_question,
    "hygiene.check": check_home,
    "activity.plan": plan_activity,
    "activity.sign_up": sign_up,
    "activity.done": report_activity,
    "activity.cancel": cancel_activity,
    "agreement.create": create_agreement,
    "agreement.end": end_agreement,
}


def _visit(
    envelope: Envelope, body: VisitBody, person: Person, role: str | None, captured: Capture, desk: Desk
) -> Record:
    origin = Origin(desk.caller.user, role, desk.caller.device.id, envelope.id, captured, desk.received_at)
    record = desk.records[body.id] = visit_record(body, person, origin)
    _read_door(record, body, desk)
    if desk.caller.handed_in is not None:
        record.flags = [*record.flags, HANDED_IN]
    return record


def _read_door(record: Record, body: VisitBody, desk: Desk) -> None:
    """What a card at the door said is kept as its hash. A wrong card loses nothing: the record has a flag."""
    if body.door is None:
        return
    record.door = hash_of(body.door)
    card = desk.doors.get(body.door)
    flag = flag_of(card, {body.person, record.subject}, record.service_date, record.captured_at)
    if flag is not None:
        record.flags = [*record.flags, flag]


def _keep_what_was_seen(record: Record, original: Record) -> None:
    if not record.door:
        record.flags = [*record.flags, *(flag for flag in original.flags if flag in set(DoorFlag))]
    for name in ON_THE_SPOT:
        if not getattr(record, name):
            setattr(record, name, getattr(original, name))


def _check_answers(envelope: Envelope, body: VisitBody, desk: Desk) -> None:
    """Parks answers that the version of the form does not know. A version that nobody here knows may still come."""
    if envelope.schema_version == 1:
        return  # its shape has said so
    form = desk.forms.get((body.form, body.form_version))
    if form is None and body.form_version < COUNTYS_OWN:
        raise Parked(Code.SCHEMA_TOO_NEW)
    if form is None:
        raise Parked(Code.MISSING_REFERENCE, form_row_id(body.form, body.form_version))
    if problems_of(form, body.answers, whole=body.status == "valid"):
        raise Parked(Code.INVALID)


def _her_own(record: str, person: Person, desk: Desk) -> Record:
    """A record of the author's about this person. Everything else answers as if it were not there."""
    found = desk.records.get(record)
    is_visit = found is not None and found.kind != RecordKind.AGREEMENT
    if found is None or not is_visit or (found.author, found.subject) != (desk.caller.user.id, person.id):
        raise Parked(Code.MISSING_REFERENCE, record)
    return found


def _counts(record: Record, desk: Desk) -> bool:
    return record.status != RecordStatus.VOIDED and record.id not in desk.voided


def _is_replaced(record: Record, desk: Desk) -> bool:
    now = desk.voided.get(record.id)
    return record.replaced_by is not None or (now is not None and now.replaced_by is not None)


def _written_by_an_assigned(envelope: Envelope, about: str, desk: Desk) -> tuple[Person, Capture, str]:
    person, captured = _written_about(envelope, about, desk)
    return person, captured, role_towards(about, captured, desk)


def _written_about(envelope: Envelope, about: str, desk: Desk) -> tuple[Person, Capture]:
    # PostgreSQL's text cannot hold NUL, which JSON writes as \u0000.
    if envelope.about != (about,) or "\\u0000" in envelope.plain:
        raise Parked(Code.INVALID)
    person = desk.people.get(about)
    if person is None:
        raise Parked(Code.MISSING_REFERENCE, about)
    return person, capture(parse_clock(envelope.item.get("clock")), desk.received_at)


def _take_id(row: str, desk: Desk) -> None:
    if row in desk.taken_ids:
        raise Parked(Code.ID_TAKEN)
    desk.taken_ids.add(row)
