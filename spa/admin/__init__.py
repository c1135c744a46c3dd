"""Admin pages about the house: people, groups, locations with their hours. Its words as well.

The log-in is the desk's own; ``spa.urls`` sends everybody there.
"""

from django.contrib import admin

from spa.admin import houses, people

__all__ = ["houses", "people"]

admin.site.site_header = "Spa Desk"
admin.site.site_title = "Spa Desk"
admin.site.index_title = "What the house is made of"
