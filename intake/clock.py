"""The one place where the clock is read.

Operations take ``now=`` and fall back on this; rules and interval arithmetic never look at it.
"""

from datetime import UTC, datetime


def now() -> datetime:
    """This moment, aware and in UTC."""
    return datetime.now(UTC)
