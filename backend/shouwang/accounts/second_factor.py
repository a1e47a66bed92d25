"""The second factor: codes of six digits by the time (RFC 6238), from any authenticator on a phone."""

from datetime import datetime

import pyotp

STEP_SECONDS = 30
_ONE_STEP_OF_DRIFT = (0, -1, 1)


def new_secret() -> str:
    """A secret for an authenticator, in base32."""
    return pyotp.random_base32()


def address(secret: str, login: str, county: str) -> str:
    """What the QR code for the authenticator says."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=f"守望 {county}")


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """The number of the half-minute that a code stands for, now or beside it; None: it is not one of these."""
    current = int(now.timestamp()) // STEP_SECONDS
    codes = pyotp.TOTP(secret)
    for drift in _ONE_STEP_OF_DRIFT:
        if pyotp.utils.strings_equal(codes.generate_otp(current + drift), "".join(code.split())):
            return current + drift
    return None
