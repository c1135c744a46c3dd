"""Rows that are written on the page of another row: a shift on its therapist's, a length on its service's."""


class PartOf:
    """The history of changes keeps whose it is, so that the owner's history shows it when it is gone."""

    part_of: str
    """The name of the foreign key to its owner."""

    def get_additional_data(self) -> dict[str, int]:
        """What auditlog keeps beside a change."""
        return {"of": getattr(self, f"{self.part_of}_id")}
