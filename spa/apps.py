from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.db.models.signals import post_migrate


class SpaConfig(AppConfig):
    name = "spa"
    verbose_name = "The house"

    def ready(self) -> None:
        from spa.roles import keep_roles_right

        post_migrate.connect(keep_roles_right, dispatch_uid="spa.roles")


class DeskAdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "spa.site.DeskSite"
