"""The board and what is done on it."""

from django.urls import path, register_converter

from booking.urls import days  # noqa: F401  the converter of days
from booking.views import appointments, board, changes, day_sheet


class Verb:
    """What a button does to the status of an appointment."""

    regex = "confirm|arrive|start|complete|no-show|uncancel"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Verb, "verb")

urlpatterns = [
    path("", board.home, name="home"),
    path("board/", board.board, name="board"),
    path("board/<isodate:day>/", board.board, name="board-day"),
    path("day-sheet/", day_sheet.day_sheet, name="day-sheet"),
    path("day-sheet/<isodate:day>/", day_sheet.day_sheet, name="day-sheet-on"),
    path("appointments/<int:pk>/", appointments.peek, name="peek"),
    path("appointments/<int:pk>/<verb:verb>/", appointments.status, name="status"),
    path("appointments/<int:pk>/history/", appointments.history, name="history"),
    path("appointments/<int:pk>/cancel/", changes.cancel, name="cancel"),
    path("appointments/<int:pk>/move/", changes.move, name="move"),
    path("appointments/<int:pk>/plan/", changes.plan, name="plan"),
]
