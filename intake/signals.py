"""What intake tells the rest of the house. Receivers run inside the transaction."""

from django.dispatch import Signal

# Sender Intake; intake= the submitted intake, by= who submitted it, at= when (UTC).
intake_submitted = Signal()
# Sender Client; client= whose permit may have changed (a reply, a consent, a clearance, a list), by=, at=.
permit_changed = Signal()
# Sender Client; client= a person about to be erased, by=, at=. A receiver erases its own rows, or refuses by raising.
client_erased = Signal()
