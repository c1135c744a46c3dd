"""Who it was, for the history of changes."""

from auditlog.middleware import AuditlogMiddleware
from django.http import HttpRequest


class HistoryMiddleware(AuditlogMiddleware):
    """Names who is signed in as the one who changes; addresses and ports, which headers can forge, are not kept."""

    def get_extra_data(self, request: HttpRequest) -> dict:
        return {"actor": self._get_actor(request)}
