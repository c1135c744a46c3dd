"""The admin's lists of everything, in the order in which somebody who runs a house comes for them."""

from django.contrib.admin import AdminSite
from django.http import HttpRequest

APPS = ["booking", "spa", "auth", "intake", "auditlog"]
MODELS = [
    "Service", "ServiceDuration", "AddOn", "Therapist", "Shift", "TimeOff", "Room", "Block", "EquipmentUnit",
    "EquipmentKind", "Technique", "Training", "Appointment", "Visit", "SessionNote", "AppointmentEvent", "Allocation",
    "Location", "User", "Group", "ConsentText", "Screening", "RecordReading",
]  # fmt: skip
CALLED = {"auth": "Groups", "auditlog": "Changes", "LogEntry": "All changes", "AddOn": "Add-ons",
          "ServiceDuration": "Lengths and prices"}  # fmt: skip
"""What other packages, or rules of grammar, call differently."""


class DeskSite(AdminSite):
    site_header = site_title = "Spa Desk"
    index_title = "What the house is made of"

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict]:
        """What is sold and who gives it first, what can only be looked up after it, the history last."""
        apps = sorted(super().get_app_list(request, app_label), key=lambda app: _place(app["app_label"], APPS))
        for app in apps:
            app["name"] = CALLED.get(app["app_label"], app["name"])
            app["models"].sort(key=lambda model: _place(model["object_name"], MODELS))
            for model in app["models"]:
                model["name"] = CALLED.get(model["object_name"], model["name"])
        return apps


def _place(name: str, order: list[str]) -> int:
    return order.index(name) if name in order else len(order)
