"""Admin pages about the house: people, groups, locations with their hours.

The log-in is the desk's own; ``spa.urls`` sends everybody there.
"""

from spa.admin import houses, people

__all__ = ["houses", "people"]
