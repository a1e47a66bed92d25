"""What becomes of an activity, decided and on its way: each is put into its rows only when they are written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.accounts.models import User
from shouwang.activities import queries, rules
from shouwang.activities.models import Activity, ActivityOrganiser, SignUp
from shouwang.activities.schemas import CancelWords, DoneWords, PlanWords
from shouwang.activities.words import ActivityStatus
from shouwang.duties.moments import minutes, service_date
from shouwang.duties.words import RecordKind
from shouwang.ids import id_from
from shouwang.records.models import Record
from shouwang.records.service import Origin, time_flags
from shouwang.register.models import Person
from shouwang.settings import settings
from shouwang.sync.rows import new_row
from shouwang.sync.rules import stated_moment
from shouwang.sync.synced import SyncedRow


@dataclass(frozen=True, slots=True)
class KnownActivities:
    """What decisions of a batch may look at: the activities that it names, who is on their lists, the townships.

    `statuses` are as earlier items of the batch leave them; `people` are those who were served, by the ids given.
    """

    activities: dict[str, Activity] = field(default_factory=dict)
    statuses: dict[str, str] = field(default_factory=dict)
    listed: dict[str, set[str]] = field(default_factory=dict)
    townships: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, Person] = field(default_factory=dict)

    def add(self, activity: Activity) -> None:
        """One more that an item of the batch has planned."""
        self.activities[activity.id], self.statuses[activity.id] = activity, activity.status


def known_activities(
    session: Session, activities: set[str], people: Mapping[str, Person], *, plans: bool
) -> KnownActivities:
    """What there is of some activities, which are locked."""
    found = queries.activities_by_id(session, activities) if activities else {}
    listed: dict[str, set[str]] = {each: set() for each in found}
    for sign_up in queries.listed(session, found) if found else ():
        listed[sign_up.activity].add(sign_up.user)
    townships = queries.townships_of_county(session, settings().county) if plans else []
    names = {each.code: each.name for each in townships}
    return KnownActivities(found, {each.id: each.status for each in found.values()}, listed, names, people)


def planned(id_: str, township: str, words: PlanWords, names: Mapping[str, str], by: User, at: datetime) -> Activity:
    """A new activity. Its organisers are known townships."""
    organisers = rules.organisers_of(township, words.organisers)
    return new_row(
        Activity,
        id=id_,
        township=township,
        organisers=organisers,
        organiser_names=[names[code] for code in organisers],
        kind=words.kind,
        title=words.title,
        day=words.day,
        time=words.time,
        place=words.place,
        note=words.note,
        planned_by=by.id,
        planned_by_name=by.name,
        planned_at=at,
        present=[],
        content=[],
        solved=[],
        records=[],
    )


def keep_organisers(session: Session, activity: str, organisers: list[str], day: date) -> None:
    """By what the activities of a township are found; an activity that moves to another day is found there."""
    for row in queries.organiser_rows(session, activity):
        session.delete(row)
    session.flush()
    session.add_all(ActivityOrganiser(activity=activity, township=each, day=day) for each in organisers)
    session.flush()


@dataclass(frozen=True, slots=True)
class SignedUp:
    """Somebody comes, or does not after all."""

    activity: str
    user: User
    going: bool
    at: datetime

    def done(self, session: Session) -> SyncedRow:
        """Her line on the list."""
        id_ = id_from("sign_up", self.activity, self.user.id)
        row = session.get(SignUp, id_, populate_existing=True)
        if row is None:
            user, name = self.user.id, self.user.name
            return SignUp(id=id_, activity=self.activity, user=user, user_name=name, going=self.going, at=self.at)
        row.going, row.user_name = self.going, self.user.name
        return row


@dataclass(frozen=True, slots=True)
class Reported:
    """An activity has taken place."""

    activity: str
    said: DoneWords
    records: tuple[Record, ...]
    by: User
    at: datetime

    def done(self, session: Session) -> SyncedRow:
        """The activity with what was said of it."""
        row = session.get_one(Activity, self.activity, populate_existing=True)
        first, said = self.records[0], self.said
        row.status, row.start, row.end = ActivityStatus.DONE, first.start, first.end
        row.present, row.others = sorted(set(said.present)), said.others
        row.beneficiaries = first.beneficiaries or 0
        row.content, row.solved = _once(said.content), _once(said.solved)
        row.pictures, row.records = len(said.pictures), [record.id for record in self.records]
        row.reported_by_name, row.reported_at = self.by.name, self.at
        row.cancel_reason = row.cancel_note = row.cancelled_by_name = row.cancelled_at = None
        return row


@dataclass(frozen=True, slots=True)
class Cancelled:
    """An activity does not take place, or did not."""

    activity: str
    said: CancelWords
    by: User
    at: datetime

    def done(self, session: Session) -> SyncedRow:
        """The activity with the reason."""
        row = session.get_one(Activity, self.activity, populate_existing=True)
        row.status, row.cancel_reason, row.cancel_note = ActivityStatus.CANCELLED, self.said.reason, self.said.note
        row.cancelled_by_name, row.cancelled_at = self.by.name, self.at
        return row


ActivityChange = SignedUp | Reported | Cancelled


def records_of(activity: Activity, said: DoneWords, people: Mapping[str, Person], origin: Origin) -> tuple[Record, ...]:
    """What an activity comes to: a record of each township that organised it, the one that planned it first."""
    served = {people[each].id: people[each].township for each in said.served}
    start = stated_moment(said.start, origin.captured)
    end = stated_moment(said.end, origin.captured) if said.end else None
    # Past the last day of the calendar here, nobody could read the row again: it raises now, and the item is parked.
    clock.local_date(end or start, settings().zone)
    numbers = rules.numbers_of(said.present, said.others, served, said.served_others)
    flags = [*origin.captured.flags, *time_flags(start, end, origin.received_at)]
    return tuple(
        new_row(
            Record,
            id=id_from("activity", activity.id, township, origin.mutation or origin.received_at.isoformat()),
            kind=RecordKind.ACTIVITY.value,
            subject=township,
            subject_kind="township",
            township=township,
            role=origin.role,
            start=start,
            end=end,
            minutes=minutes(start, end),
            service_date=service_date(start, settings().zone),
            captured_at=origin.captured.at,
            received_at=origin.received_at,
            beneficiaries=numbers.beneficiaries,
            author=origin.author.id,
            author_name=origin.author.name,
            device=origin.device,
            mutation=origin.mutation,
            form="activity",
            answers=_answers(activity, said, numbers.volunteers, rules.named_in(township, served, activity.organisers)),
            note=said.note,
            flags=flags,
            pictures=[picture.model_dump(mode="json", exclude_none=True) for picture in said.pictures],
        )
        for township in activity.organisers
    )


def _answers(activity: Activity, said: DoneWords, volunteers: int, served: list[str]) -> dict[str, object]:
    return {
        "activity": activity.id,
        "title": activity.title,
        "type": activity.kind,
        "place": activity.place,
        "organiser": activity.organiser_names,
        "volunteers": volunteers,
        "content": _once(said.content),
        "solved": _once(said.solved),
        "served": served,
    }


def _once(words: Sequence[str]) -> list[str]:
    return [str(word) for word in dict.fromkeys(words)]
