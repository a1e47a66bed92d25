"""The log as lines of JSON with the request's name, for those who gather them: nothing personal is in any."""

import logging
from datetime import UTC, datetime

import orjson

from shouwang.asking import asked

REQUESTS = "shouwang.requests"


class JsonLines(logging.Formatter):
    """One record as one line. Of an exception its kind alone: its text may be about people (docs/decisions/0066)."""

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON."""
        told = {
            "at": datetime.fromtimestamp(record.created, UTC),
            "level": record.levelname.lower(),
            "logger": record.name,
            "request": asked().id or None,
            "message": record.getMessage(),
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[0]:
            told["exception"] = record.exc_info[0].__name__
        return orjson.dumps({name: value for name, value in told.items() if value is not None}).decode()


def write_json_lines() -> None:
    """All that is logged goes to the standard error as JSON; each request is a line."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers, root.level = [handler], logging.WARNING
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    logging.getLogger(REQUESTS).setLevel(logging.INFO)
