"""The settings under test: production's, but for what a test-run needs otherwise.

No ``.env`` is read: what stands on this machine must not decide what a test finds.
"""

import os
import tempfile
from pathlib import Path

SCRATCH = Path(tempfile.gettempdir()) / f"spa-desk-tests-{os.getuid()}"
SCRATCH.mkdir(exist_ok=True)

for name in ("DEVELOPMENT", "SITE_URL", "EMAIL_URL", "LOG_FORMAT", "SESSION_IDLE_MINUTES", "LOGIN_FAILURE_LIMIT"):
    os.environ.pop(name, None)
os.environ.update(
    ENV_FILE=os.devnull,
    SECRET_KEY="for the tests alone, and long enough to be taken for a secret key",
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    DATABASE_URL=os.environ.get("DATABASE_URL", f"sqlite:///{SCRATCH / 'desk.sqlite3'}"),
    DATA_DIR=str(SCRATCH),
    DJANGO_ALLOW_ASYNC_UNSAFE="true",  # Playwright runs an event loop beside the ORM
)

from spa.settings import *  # noqa: E402, F403
from spa.settings import DATABASE, STORAGES  # noqa: E402

if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    # A file, since memory hides locking; its own for each run, since runs may go side by side.
    DATABASE["TEST"] = {"NAME": str(SCRATCH / f"test-{os.getpid()}.sqlite3")}
    # The power does not fail under test: to wait for the disk at each commit would only be slow.
    DATABASE["OPTIONS"]["init_command"] += "; PRAGMA synchronous=OFF"

# Under the manifest storage a live server serves pages without styles.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
