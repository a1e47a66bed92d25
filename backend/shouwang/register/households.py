"""New households, by the desk or by a roster."""

from shouwang.register.models import Household, Person
from shouwang.sync.rows import new_row


def new_household(home_id: str, first: Person) -> Household:
    """A household where its first person lives; nobody stays in it yet."""
    return new_row(
        Household,
        id=home_id,
        person=first.id,
        township=first.township,
        village=first.village,
        village_name=first.village_name,
        group_name=first.group_name,
        address=first.address,
        members=[],
    )
