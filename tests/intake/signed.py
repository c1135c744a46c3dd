"""An intake as Maren signs it, healthy but for what a test says."""

from datetime import UTC, date, datetime

from intake import submissions

NOW = datetime(2026, 4, 13, 7, 30, tzinfo=UTC)
TODAY = date(2026, 4, 13)
HEALTHY = {"as_of": "2026-04-13", "age": 40, "health_section_answered": True, "goals": ["relaxation"]}


def submitted(client, by, answers, signed_as="client"):
    intake = submissions.start_intake(client=client, way="desk", by=by, now=NOW)
    signature = submissions.Signature("Maren Oduya", signed_as)
    return submissions.submit_intake(intake=intake, answers=answers, signature=signature, by=by, now=NOW)
