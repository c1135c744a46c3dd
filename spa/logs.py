"""Logs that name ids and codes, never answers, notes or names.

What went wrong is told by where it happened and by the kind of error. The words of an error are kept only where they
cannot quote a row or a form: PostgreSQL prints the whole refused row, pydantic what was typed.
"""

import json
import logging
import traceback
from datetime import UTC, datetime

from django.db import IntegrityError, OperationalError, ProgrammingError
from django.template import TemplateDoesNotExist, TemplateSyntaxError
from django.urls import NoReverseMatch

ABOUT_CODE = (
    AttributeError, ImportError, NameError, NoReverseMatch, OSError, OperationalError, ProgrammingError,
    TemplateDoesNotExist, TemplateSyntaxError, TypeError,
)  # fmt: skip


def headline(error: BaseException) -> str:
    """The kind of error, with as much of its words as cannot quote anybody."""
    kind = type(error).__qualname__
    if not isinstance(error, (*ABOUT_CODE, IntegrityError)) or not str(error):
        return kind
    return f"{kind}: {str(error).splitlines()[0]}"


def trace_of(error: BaseException) -> str:
    """Where an error happened, and where those happened that it came from."""
    parts = []
    while error is not None:
        parts.append("".join(traceback.format_tb(error.__traceback__)) + headline(error))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\nwhich came from:\n".join(parts)


class PlainFormatter(logging.Formatter):
    """Lines for people."""

    def formatException(self, exc_info: tuple) -> str:
        return trace_of(exc_info[1])


class JsonFormatter(PlainFormatter):
    """One JSON object a line: time (UTC), level, logger, message, and the trace where there is one."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
