"""The list of all changes, whoever made them and wherever."""

from auditlog.models import LogEntry
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join

from intake.admin.changes import DONE, changes_of, who
from intake.admin.desk import ReadOnlyAdmin

admin.site.unregister(LogEntry)


class KindFilter(admin.SimpleListFilter):
    """What was changed; only kinds that the history knows."""

    title = "what"
    parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        known = ContentType.objects.filter(pk__in=LogEntry.objects.order_by().values("content_type"))
        return sorted(((str(kind.pk), kind.name) for kind in known), key=lambda pair: pair[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        value = self.value() or ""
        return queryset.filter(content_type=int(value)) if value in dict(self.lookup_choices) else queryset


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    """Who changed what, newest first. What people wrote about health is not in it."""

    date_hierarchy = "timestamp"
    list_display = ["timestamp", "who", "done", "kind", "which", "fields_changed"]
    list_filter = ["action", KindFilter, ("actor", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["actor", "content_type"]
    search_fields = ["object_repr", "actor__username", "actor__first_name", "actor__last_name"]
    ordering = ["-timestamp", "-pk"]
    fields = ["timestamp", "who", "done", "kind", "object_repr", "changes_in_words"]
    readonly_fields = fields

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup.split("__")[0] in {"pk", "id", "action", "actor", "kind", "timestamp"}

    @admin.display(description="Who", ordering="actor")
    def who(self, entry: LogEntry) -> str:
        return who(entry)

    @admin.display(description="Did what", ordering="action")
    def done(self, entry: LogEntry) -> str:
        return DONE.get(entry.action, "")

    @admin.display(description="What")
    def kind(self, entry: LogEntry) -> str:
        return entry.content_type.name

    @admin.display(description="Which", ordering="object_repr")
    def which(self, entry: LogEntry) -> str:
        return entry.object_repr

    @admin.display(description="Fields")
    def fields_changed(self, entry: LogEntry) -> str:
        return ", ".join(change.field for change in changes_of(entry))

    @admin.display(description="Before and after")
    def changes_in_words(self, entry: LogEntry) -> str:
        rows = ((each.field, each.before or "nothing", each.after or "nothing") for each in changes_of(entry))
        return format_html_join("\n", "<p><b>{}</b>: {} \u2192 {}</p>", rows)
