"""What the environment says, typed and read once."""

import os
from functools import cache
from pathlib import Path
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Every knob of a deployment. Each is documented in `docs/operation.md`."""

    model_config = SettingsConfigDict(env_prefix="SHOUWANG_", env_file=None, extra="ignore")

    data: Path = Path("data")
    """Folder of the embedded database, of the keys and of the pictures."""

    database_url: str = ""
    """SQLAlchemy address; empty means `shouwang.db` in the data folder. `DATABASE_URL` is honoured too."""

    secret_key: str = ""
    """64 hex digits that seal ID and bank numbers; empty means the file `secret.key` in the data folder."""

    county_keys: str = ""
    """Private keys to which phones seal, 64 hex digits each, the newest last, with commas in between; empty means the
    file `county.keys` in the data folder."""

    metrics_token: str = ""
    """Who shows it as a bearer token may read `/metrics` from elsewhere; empty: the server's own machine alone."""

    log: Literal["text", "json"] = "text"
    """`json`: the log is lines of JSON with the request's name, and each request is one."""

    timezone: str = "Asia/Shanghai"
    """The zone of service dates."""

    county: str = "430321"
    """GB/T 2260 code of the county that this server serves."""

    closing_day: Annotated[int, Field(ge=1, le=28)] = 5
    """On which day of the next month `shouwang close` closes a month where nobody did it before."""

    working_days: Path | None = None
    """A file of the county with the holidays of years that this version does not know yet (`docs/operation.md`)."""

    people_per_carer: Annotated[int, Field(ge=1)] = 5
    """With more people than this somebody is named on the list of what is to be put right; nobody is hindered."""

    public_url: str = ""
    """Where phones reach this server, for sign-in links; empty means the address that asked."""

    push_batch_bytes: int = 1_048_576
    """The largest push accepted, unpacked."""

    item_bytes: int = 65_536
    """The largest envelope applied; a larger one is kept and parked."""

    blob_bytes: int = 3_145_728
    """The largest picture kept."""

    blob_days: int = 1_095
    """After how many days the pictures and voice notes of visits are taken away; 0: never."""

    file_years: Annotated[int, Field(ge=1)] = 5
    """For how many years after the end of her care what is held about a person is kept."""

    s3_bucket: str = ""
    """The bucket of pictures and voice notes; empty: the folder `blobs/` of the data folder."""

    s3_endpoint: str = ""
    """Where the S3-compatible store answers; empty: Amazon's."""

    s3_region: str = "us-east-1"
    """What the store calls its region."""

    enrolment_hours: int = 24 * 3
    """How long a sign-in link and its code live, unless they are used."""

    staff_idle_minutes: int = 30
    """After how long without any request an office's session ends."""

    password_days: int = 180
    """After how long an office's password must be changed; 0: never."""

    audit_days: Annotated[int, Field(ge=366)] = 1_095
    """How long the audit is kept, at least a year."""

    oidc_issuer: str = ""
    """The county's OpenID Connect provider, by which staff may sign in as well; empty: none."""

    oidc_client_id: str = ""
    """What the provider calls this server."""

    oidc_client_secret: str = ""
    """What this server shows to the provider; empty for a client without a secret."""

    oidc_claim: str = ""
    """The claim of the ID token that says who somebody is, such as `sub` or `employee_number`."""

    oidc_scope: str = "openid"
    """What the provider is asked for."""

    oidc_name: str = "单位统一登录"
    """What stands on the button."""

    showings_a_day: int = 200
    """How many masked values somebody of an office may be shown in the clear on one day."""

    reminders: bool = True
    """Whether `shouwang serve` sends reminders itself; off where a timer calls `shouwang remind`."""

    reminder_hosts: str = ""
    """Hosts beside the known robots and push services to which reminders may go (`host` or `host:port`, with commas in
    between): an SMS gateway, a mail server."""

    vapid_key: str = ""
    """The private key by which push services know this server, 64 hex digits; empty means the file `vapid.key` in the
    data folder."""
    agreement_renewal_days: Annotated[int, Field(ge=1)] = 60
    """So many days before an agreement ends its renewal is due."""

    question_overlap_minutes: Annotated[int, Field(ge=1)] = 10
    """From so many minutes at two homes at once on the carer is asked about it."""

    question_burst_homes: Annotated[int, Field(ge=2)] = 5
    """At so many homes within the minutes below she is asked about it."""

    question_burst_minutes: Annotated[int, Field(ge=1)] = 10
    """Within so many minutes."""

    question_kilometres_an_hour: Annotated[float, Field(gt=0)] = 90.0
    """Faster than this nobody is thought to travel from home to home."""

    question_far_metres: Annotated[float, Field(ge=1_000)] = 1_500.0
    """So far from where a person's visits are written down the carer is asked about it; below 1,000 m phones are wrong
    too often."""

    question_late_days: Annotated[int, Field(ge=1)] = 7
    """So many days after a visit writing it down is late enough to ask."""

    minimum_app: int = 1
    """Phones with an older app are told to update; they may still push."""

    @property
    def zone(self) -> ZoneInfo:
        """The zone of service dates."""
        return ZoneInfo(self.timezone)

    @property
    def url(self) -> str:
        """The database's address with the driver that we ship."""
        if not self.database_url:
            return f"sqlite:///{self.data / 'shouwang.db'}"
        scheme, _, rest = self.database_url.partition("://")
        return f"postgresql+psycopg://{rest}" if scheme in ("postgres", "postgresql") else self.database_url


@cache
def settings() -> Settings:
    """The settings of this process."""
    return from_environment()


def from_environment() -> Settings:
    """Reads the environment now; `DATABASE_URL` fills in where `SHOUWANG_DATABASE_URL` is silent."""
    return Settings(database_url=os.environ.get("SHOUWANG_DATABASE_URL") or os.environ.get("DATABASE_URL", ""))
