"""Use cases of policies: adopt one, give one up, know those followed."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.duties import queries
from shouwang.duties.duty import Followed
from shouwang.duties.models import AdoptedPolicy
from shouwang.duties.policy import Policy, adopted, load_pack, parse_policy, policy_as_json
from shouwang.duties.rules import Version, ends_of, next_version
from shouwang.ids import id_from
from shouwang.settings import settings
from shouwang.sync.synced import COUNTY_BUCKET
from shouwang.sync.write import Author, lock_buckets, write


def adopt(session: Session, county: str, pack: str | Policy, valid_from: date, by: Author) -> AdoptedPolicy:
    """The county follows a pack, shipped or its own, from a day on; the pack is frozen as it is today.

    A changed pack is its next version and ends the one before it on the day before. What is followed on that day as
    it is stays: twice changes nothing. Raises PolicyError where days that are over would change.
    """
    policy = load_pack(pack) if isinstance(pack, str) else pack
    known = _versions(session, county, policy.id)
    body = policy_as_json(policy)
    step = next_version(list(map(_version, known)), body, valid_from, clock.today(settings().zone))
    if step is None:
        return next(row for row in known if _version(row).runs_on(valid_from) and row.body == body)
    adoption = AdoptedPolicy(
        id=_id(county, policy.id, valid_from, step.number),
        county=county,
        pack=policy.id,
        pack_version=step.number,
        valid_from=valid_from,
        adopted_at=clock.now(),
        body=body,
    )
    write(session, [*_ended(known, step.ends), adoption], by)
    return adoption


def end(session: Session, county: str, pack: str, valid_to: date, by: Author) -> None:
    """The county gives a pack up: `valid_to` is the last day on which it is followed. Raises PolicyError."""
    known = _versions(session, county, pack)
    ends = ends_of(list(map(_version, known)), valid_to, clock.today(settings().zone))
    write(session, _ended(known, ends), by)


def followed_by(session: Session, county: str) -> list[Followed]:
    """What the county follows and followed, each cut to the days on which it was adopted: nothing is owed outside."""
    return [
        _followed(row, adopted(parse_policy(row.body), row.valid_from, row.valid_to))
        for row in queries.adopted_policies(session, county)
    ]


def _followed(row: AdoptedPolicy, policy: Policy) -> Followed:
    return Followed(policy, row.pack_version, row.valid_from, row.valid_to)


def _versions(session: Session, county: str, pack: str) -> list[AdoptedPolicy]:
    """The versions of a pack, the oldest first. The lock keeps a second adoption from reading them meanwhile."""
    lock_buckets(session, [COUNTY_BUCKET])
    return [row for row in queries.adopted_policies(session, county) if row.pack == pack]


def _version(row: AdoptedPolicy) -> Version:
    return Version(row.pack_version, row.valid_from, row.valid_to, row.body)


def _id(county: str, pack: str, valid_from: date, number: int) -> str:
    further = () if number == 1 else (str(number),)
    return id_from("adopted policy", county, pack, valid_from.isoformat(), *further)


def _ended(known: list[AdoptedPolicy], ends: Mapping[int, date]) -> list[AdoptedPolicy]:
    """The versions that end, with their last days."""
    ending = [row for row in known if row.pack_version in ends]
    for row in ending:
        row.valid_to = ends[row.pack_version]
    return ending
