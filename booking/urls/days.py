"""Days in addresses: ``2026-04-14``. What is no day is no address, so it answers 404."""

from datetime import date

from django.urls import register_converter


class IsoDate:
    regex = r"\d{4}-\d{2}-\d{2}"

    def to_python(self, value: str) -> date:
        """Raises ValueError, which Django takes as no match."""
        return date.fromisoformat(value)

    def to_url(self, value: date) -> str:
        return value.isoformat()


register_converter(IsoDate, "isodate")
