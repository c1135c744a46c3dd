from django.apps import AppConfig


class BookingConfig(AppConfig):
    name = "booking"
    verbose_name = "Services, people, rooms and visits"

    def ready(self) -> None:
        from booking import checks  # noqa: F401  registers the database check
