"""E-mail, by the county's own mail server."""

import smtplib
import ssl
from collections.abc import Mapping
from email.message import EmailMessage
from typing import Any

from shouwang.reminders.outcomes import DELIVERED, Outcome, Result, Undelivered
from shouwang.reminders.outgoing import is_allowed_host
from shouwang.reminders.wording import Message

GAP = 0.2
"""Seconds between two messages."""
TIMEOUT = 10
NOT_THERE = 60
"""For how many seconds a server that could not be reached is left alone: each letter would wait for it."""


def deliver(config: Mapping[str, Any], address: str, message: Message) -> Outcome:
    """Sends a message to an address. Raises `Undelivered`."""
    host, port = config["host"], int(config["port"])
    if not is_allowed_host(host, port):
        raise Undelivered(Outcome(Result.REFUSED, "not_allowed"))
    try:
        with _opened(config, host, port) as server:
            return _sent(server, _letter(config["sender"], address, message))
    except smtplib.SMTPAuthenticationError:
        return Outcome(Result.REFUSED, "mail_login")
    except smtplib.SMTPResponseException as problem:
        return _of_code(problem.smtp_code)
    except (smtplib.SMTPException, OSError):
        return Outcome(Result.UNREACHED, "no_connection", NOT_THERE)
    except ValueError:  # a name or an address that no mail server takes: not to be written in its letters
        return Outcome(Result.REFUSED, "bad_address")


def _opened(config: Mapping[str, Any], host: str, port: int) -> smtplib.SMTP:
    security = config.get("security", "starttls")
    if security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, port, timeout=TIMEOUT, context=ssl.create_default_context())
    else:
        server = smtplib.SMTP(host, port, timeout=TIMEOUT)
    if security == "starttls":
        server.starttls(context=ssl.create_default_context())
    if config.get("login"):
        server.login(config["login"], config["password"])
    return server


def _sent(server: smtplib.SMTP, letter: EmailMessage) -> Outcome:
    try:
        server.send_message(letter)
    except smtplib.SMTPRecipientsRefused as refused:
        code = next(iter(refused.recipients.values()))[0]
        return _of_code(code) if code < 500 else Outcome(Result.GONE, f"smtp_{code}")
    except (smtplib.SMTPServerDisconnected, TimeoutError):
        return Outcome(Result.UNSURE, "no_answer")
    return DELIVERED


def _of_code(code: int) -> Outcome:
    return Outcome(Result.UNREACHED if 400 <= code < 500 else Result.REFUSED, f"smtp_{code}")


def _letter(sender: str, address: str, message: Message) -> EmailMessage:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = sender, address, f"【守望】{message.title}"
    letter.set_content("\n\n".join(part for part in (message.text, message.link) if part))
    return letter
