"""The county's townships on leaders' phones."""

from sqlalchemy.orm import Session

from shouwang import clock
from shouwang.activities.models import Organisers, bucket_of
from shouwang.activities.queries import townships_of_county
from shouwang.settings import settings
from shouwang.sync.write import Author, lock_buckets, write


def tell_of_townships(session: Session) -> None:
    """Writes which townships there are, where that has changed. Cheap; asked whenever one may have come."""
    county = settings().county
    there = [{"code": each.code, "name": each.name} for each in townships_of_county(session, county)]
    lock_buckets(session, [bucket_of(county)])
    row = session.get(Organisers, county, populate_existing=True) or Organisers(id=county, townships=[])
    if row.townships != there:
        row.townships = there
        write(session, [row], Author(None, clock.now()))
