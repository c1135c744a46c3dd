"""Taking the demo out, from the admin pages."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from booking.demo.removing import DemoStays, demo_counts, remove_demo


@require_http_methods(["GET", "POST"])
def remove_demo_page(request: HttpRequest) -> HttpResponse:
    """Asks first; then the demo goes, and the admin's first page says what went and what stayed."""
    if not (request.user.is_admin or request.user.is_superuser):
        raise PermissionDenied
    if request.method == "GET":
        context = {**admin.site.each_context(request), "title": "Remove the demo", "counted": demo_counts()}
        return render(request, "admin/remove_demo.html", context)
    try:
        for line in remove_demo(by=request.user).told():
            messages.success(request, line)
    except DemoStays as error:
        messages.error(request, f"Nothing was removed. {error}")
    return redirect("admin:index")
