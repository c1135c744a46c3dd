"""Every address of the desk."""

from django.contrib import admin
from django.urls import include, path

from spa.views import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("account/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("", include("intake.urls")),
    path("", include("booking.urls")),
]
