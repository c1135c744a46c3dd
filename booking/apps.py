from django.apps import AppConfig


class BookingConfig(AppConfig):
    name = "booking"
    verbose_name = "Services, people, rooms and visits"

    def ready(self) -> None:
        from booking import (
            checks,  # noqa: F401  registers the database check
            receivers,
        )
        from intake.signals import client_erased, intake_submitted, permit_changed

        intake_submitted.connect(receivers.screen_after_intake, dispatch_uid="screen coming appointments")
        permit_changed.connect(receivers.screen_after_change, dispatch_uid="screen coming appointments")
        client_erased.connect(receivers.erase_with_client, dispatch_uid="erase what booking knows")
