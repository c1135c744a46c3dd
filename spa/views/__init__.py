"""Pages of the house itself."""

from spa.views.errors import csrf_failure, fault
from spa.views.health import healthz

__all__ = ["csrf_failure", "fault", "healthz"]
