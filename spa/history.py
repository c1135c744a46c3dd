"""What the history of changes keeps; ``spa.settings`` hands it to auditlog.

Each field is named, so that a new one is kept only when somebody means it. Free text, notes, answers and passwords are
left out: a history is read by more people than they are meant for. What clients told, and what became of it, has
records of its own.
"""


def _kept(model: str, fields: str, *lists: str) -> dict:
    """One model: its fields by name, and those that are lists of other rows."""
    return {"model": model, "include_fields": fields.split(), "m2m_fields": list(lists)}


KEPT = (
    # The catalogue
    _kept(
        "booking.Service",
        "name blurb modality training equipment_kind persons therapist_turnover room_turnover position is_active",
        "techniques",
        "add_ons",
    ),
    _kept("booking.ServiceDuration", "service minutes price is_active"),
    _kept("booking.AddOn", "code name blurb icon minutes price equipment_kind position is_active"),
    _kept("booking.Technique", "code name is_active"),
    _kept("booking.Training", "code name"),
    _kept("booking.EquipmentKind", "name"),
    # People, rooms, units and their time
    _kept("booking.Resource", "location kind name position is_active"),
    _kept("booking.Therapist", "user gender", "skills", "trainings"),
    _kept("booking.Room", "capacity", "services"),
    _kept("booking.EquipmentUnit", "kind"),
    _kept("booking.Shift", "therapist location weekday valid_from valid_until day starts ends"),
    _kept("booking.ShiftBreak", "shift starts ends"),
    _kept("booking.TimeOff", "therapist starts_at ends_at"),
    _kept("booking.Block", "resource kind"),
    # The house
    _kept("spa.Location", "name zone currency address phone emergency_number is_active"),
    _kept("booking.OpeningHours", "location weekday opens closes"),
    _kept("booking.ClosingDay", "location day"),
    _kept("spa.User", "username first_name last_name email location is_active is_staff is_superuser", "groups"),
    _kept("auth.Group", "name", "permissions"),
    _kept("intake.ConsentText", "kind version title body published_at"),
    # Clients: who they are and how they are reached, never what they told
    _kept(
        "intake.Client",
        "name preferred_name phone email birth_date emergency_contact_name emergency_contact_phone may_email may_text",
    ),
)
