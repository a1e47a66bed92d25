"""Use cases of policies: adopt one, know those adopted."""

from datetime import date

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.duties import queries
from shouwang.duties.models import AdoptedPolicy
from shouwang.duties.policy import Policy, adopted, load_pack, parse_policy, policy_as_json
from shouwang.ids import id_from
from shouwang.sync.write import Author, write


def adopt(session: Session, county: str, pack: str, valid_from: date, by: Author) -> AdoptedPolicy:
    """The county follows a shipped pack from a day on. The pack is frozen as it is today; twice changes nothing."""
    adoption_id = id_from("adopted policy", county, pack, valid_from.isoformat())
    known = session.get(AdoptedPolicy, adoption_id)
    if known is not None:
        return known
    adoption = AdoptedPolicy(
        id=adoption_id,
        county=county,
        pack=pack,
        valid_from=valid_from,
        adopted_at=clock.now(),
        body=policy_as_json(load_pack(pack)),
    )
    write(session, [adoption], by)
    return adoption


def policies_of(session: Session, county: str) -> list[Policy]:
    """The county's policies, each cut to the days on which it was adopted: nothing is owed before."""
    return [
        adopted(parse_policy(adoption.body), adoption.valid_from, adoption.valid_to)
        for adoption in queries.adopted_policies(session, county)
    ]
