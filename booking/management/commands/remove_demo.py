"""The demo leaves a desk that is used in earnest."""

from django.core.management import BaseCommand, CommandError

from booking.demo.removing import DemoStays, demo_counts, remove_demo


class Command(BaseCommand):
    help = "Remove the demo's clients, bookings, people and rooms; what is real stays."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--yes", action="store_true", help="Do not ask first.")

    def handle(self, *, yes: bool, **options) -> None:
        counted = demo_counts()
        if not counted:
            self.stdout.write("There is no demo here.")
            return
        self.stdout.write(f"The demo: {', '.join(f'{count} {name}' for name, count in counted.items())}.")
        if not yes and input("Remove it for good? (A backup first: make backup) [y/N] ").strip().lower() != "y":
            raise CommandError("Nothing was removed.")
        try:
            removed = remove_demo(by=None)
        except DemoStays as error:
            raise CommandError(f"Nothing was removed. {error}") from error
        for line in removed.told():
            self.stdout.write(line)
