"""Which bucket lies on whose phone."""

from typing import NamedTuple


class BucketRight(NamedTuple):
    """A kind of bucket, and whose phones get it."""

    bucket: str
    holds: str
    whose: str


BUCKETS = (
    BucketRight("c", "policies, extra duties, routes of the bus, the county's keys", "everybody's"),
    BucketRight(
        "u:{user}",
        "her account, her teams, her parked items, what she is asked of her records, hashes of pictures wanted again",
        "hers",
    ),
    BucketRight(
        "p:{person}",
        "profile, household, facts, reports, carers, years summed up, hashes of cards at her door",
        "who is assigned today, or belongs to a team that watches where she lives",
    ),
    BucketRight("p:{person}:{year}", "records of this year and the last", "the same"),
    BucketRight(
        "d:{person}",
        "agreements: kind, days and services, no name and no picture",
        "the same, if they may sign: carers', watch groups', cadres' and social workers'",
    ),
    BucketRight("a:{person}", "assessments of ability", "the assessors' of her place, who get `p:{person}` with it"),
    BucketRight(
        "h:{person}",
        "checkups, section by section",
        "the health team's of her place (who gets `p:{person}` with it), while she is owed checkups",
    ),
    BucketRight(
        "s:{person}, s:{place}", "conflicts between rosters and the field, what was said in confidence", "nobody's"
    ),
    BucketRight("t:{township}, t:{township}:{year}", "activities of a township", "the volunteers' leaders' of it"),
    BucketRight(
        "v:{activity}, v:{county}",
        "an activity and who signed up for it, for two months after its day; the county's townships",
        "volunteers', watch groups', cadres' and social workers' of the townships that organise it; the leaders'",
    ),
)
"""Staff hold nobody's file on their machines: their pages ask the server."""
