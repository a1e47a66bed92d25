"""What comes back: "seen", "on my way", a calendar's question; and what an office does with an escalation."""

from collections.abc import Sequence

from sqlalchemy import update
from sqlalchemy.orm import Session
from sqlmodel import col

from shouwang import clock
from shouwang.accounts.access import within
from shouwang.accounts.models import User
from shouwang.accounts.service import Caller
from shouwang.duties.words import Light
from shouwang.errors import Unknown
from shouwang.ledger.today import living, visit_light
from shouwang.register.models import Person
from shouwang.reminders import escalating, queries
from shouwang.reminders.calendars import calendar, days_due
from shouwang.reminders.escalating import Places
from shouwang.reminders.models import Escalation, EscalationStep, Feed, Reminder, Subscription
from shouwang.reminders.rules import STEPS, first_from
from shouwang.reminders.schemas import EscalationLine, EscalationsReply, ReplyReply, ReplyRequest, StepLine
from shouwang.reminders.sending import hash_of
from shouwang.reminders.words import EscalationState, ReplyWhat, StepTo
from shouwang.settings import settings


def reply(session: Session, asked: ReplyRequest) -> ReplyReply:
    """Notes an answer to a reminder by the secret that came with it; once is enough. Raises `Unknown`.

    The secret of a test push confirms its browser instead.
    """
    secret = hash_of(asked.reply)
    subscription = queries.subscription_by_code(session, secret)
    if subscription is not None:
        _confirm(session, subscription)
        return ReplyReply(kind=None)
    found = queries.reminder_by_reply(session, secret)
    if found is None:
        raise Unknown
    now = clock.now()
    found.seen_at = found.seen_at or now
    if asked.what is ReplyWhat.ON_MY_WAY:
        found.on_my_way_at = found.on_my_way_at or now
    session.flush()
    return ReplyReply(kind=found.kind)


def _confirm(session: Session, subscription: Subscription) -> None:
    known = update(Subscription).where(
        col(Subscription.id) == subscription.id, col(Subscription.confirmed_at).is_(None)
    )
    session.execute(known.values(confirmed_at=clock.now()))


def calendar_of(session: Session, secret: str) -> str:
    """The calendar behind a secret address, from the same standings as the pages. Raises `Unknown`."""
    feed = session.get(Feed, hash_of(secret))
    user = session.get(User, feed.user) if feed and feed.revoked_at is None else None
    if user is None or not user.active:
        raise Unknown
    today = clock.today(settings().zone)
    due = []
    for township in queries.townships_of_worker(session, user.id, today):
        for each in living(session, township, today):
            light, due_by = visit_light(each)
            if each.carer and each.carer.id == user.id and due_by and light is not Light.GREY:
                due.append(today if light is Light.RED else due_by)
    return calendar(days_due(due, today), clock.now(), queries.language_of(session, user.id))


def escalations(session: Session, caller: Caller, place: str) -> EscalationsReply:
    """The escalations of a place that are not over, each with its steps and who answered. Raises `Unknown`."""
    within(caller, place)
    found = [escalation for escalation, _ in queries.running_escalations(session, place)]
    steps = queries.steps_of(session, [each.id for each in found])
    users = {step.user for every in steps.values() for step in every if step.user}
    names = {user.id: user.name for user in queries.users_by_id(session, users).values()}
    answers = queries.answers_of(
        session, users, min((each.began_on for each in found), default=clock.today(settings().zone))
    )
    stand = escalating.who_could_be_asked(session, place, [each.person for each in found])
    lines = [_escalation(session, each, steps[each.id], names, answers, stand[each.person]) for each in found]
    return EscalationsReply(lines=lines)


def _escalation(
    session: Session,
    found: Escalation,
    steps: Sequence[EscalationStep],
    names: dict[str, str],
    answers: dict[str, list[Reminder]],
    stand: Places,
) -> EscalationLine:
    person = session.get_one(Person, found.person)
    asked = {step.user for step in steps if step.user}
    has = [step for step, user in stand.items() if user not in asked]
    next_step = first_from(steps[-1].number + 1, has)
    return EscalationLine(
        id=found.id,
        person=person.id,
        person_name=person.name,
        village_name=person.village_name,
        began_on=found.began_on,
        state=EscalationState(found.state),
        stopped_by_name=found.stopped_by_name,
        stopped_at=found.stopped_at,
        reason=found.reason,
        steps=[_step(step, names, answers.get(step.user or "", [])) for step in steps],
        next=None if next_step is None else STEPS[next_step],
    )


def _step(step: EscalationStep, names: dict[str, str], answers: Sequence[Reminder]) -> StepLine:
    since = [each for each in answers if each.day >= step.day]
    return StepLine(
        to=StepTo(step.to),
        name=names.get(step.user or ""),
        day=step.day,
        seen_at=max((each.seen_at for each in since if each.seen_at), default=None),
        on_my_way_at=max((each.on_my_way_at for each in since if each.on_my_way_at), default=None),
    )


def stop(session: Session, caller: Caller, escalation: str, reason: str) -> None:
    """Nobody else is asked about this one; stopped again, nothing changes. Raises `Unknown`."""
    found = session.get(Escalation, escalation)
    if found is None:
        raise Unknown
    within(caller, found.township)
    if found.state == EscalationState.RUNNING:
        found.state, found.reason, found.stopped_at = EscalationState.STOPPED, reason, clock.now()
        found.stopped_by, found.stopped_by_name = caller.user.id, caller.user.name
