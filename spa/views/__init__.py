"""Pages of the house itself."""

from spa.views.demo import remove_demo_page
from spa.views.errors import csrf_failure, fault
from spa.views.health import healthz
from spa.views.passwords import ChangePassword
from spa.views.sign_in import SignIn

__all__ = ["ChangePassword", "SignIn", "csrf_failure", "fault", "healthz", "remove_demo_page"]
