"""Every address of the desk.

Of allauth only what we use: no sign-up, no e-mail pages. The admin has no log-in page of its own.
"""

from allauth.account import views as account
from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from spa.views import ChangePassword, SignIn, healthz, remove_demo_page

admin.site.login = secure_admin_login(admin.site.login)
handler500 = "spa.views.fault"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("account/login/", SignIn.as_view(), name="account_login"),
    path("account/logout/", account.logout, name="account_logout"),
    path("account/password/", ChangePassword.as_view(), name="account_change_password"),
    path("admin/remove-demo/", remove_demo_page, name="remove-demo"),
    path("admin/", admin.site.urls),
    # Before intake's, whose address of a section would take any word after an intake's number.
    path("", include("booking.urls")),
    path("", include("intake.urls")),
]
