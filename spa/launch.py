"""``make run``: from a fresh clone, or from yesterday's desk, to an open one.

Every step may be taken again and changes nothing that is right already. With arguments it is ``manage.py`` for whoever
runs the desk: what is written is theirs alone, and a folder without an ``.env`` gets one.
"""

import http.client
import io
import os
import secrets
import socket
import sys
from hashlib import sha256
from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parent.parent
ENV_FILE = Path(os.environ.get("ENV_FILE", ROOT / ".env"))
# Of Bootstrap the desk uses one stylesheet; compressing the rest would take a minute.
LEFT_OUT = ["bootstrap-*", "*.rtl.*", "bootstrap.css*", "bootstrap*.js*"]
HOSTS = "localhost,127.0.0.1,[::1]"
ANYWHERE = ("0.0.0.0", "::")
PROGRAMS = {
    "The web server": [sys.executable, "-m", "gunicorn", "--config", "python:spa.gunicorn"],
    "The message worker": [sys.executable, "manage.py", "send_messages"],
}


def main(*command: str) -> int:
    os.umask(0o077)  # the database and the log-ins are for whoever runs the desk
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spa.settings")
    write_env()
    if command:
        return manage(*command)
    import django

    django.setup()
    from django.conf import settings

    require_free_port(settings.LISTEN_HOST, settings.LISTEN_PORT)
    prepare()
    return serve()


def manage(*command: str) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage.py", *command])
    return 0


# --- What must be set ------------------------------------------------------------------------------------------------


def write_env() -> None:
    """On first use: a secret key made here and the hosts the desk answers to. What is set already stays."""
    environ.Env.read_env(ENV_FILE)
    wanted = {"SECRET_KEY": secrets.token_urlsafe(60), "ALLOWED_HOSTS": HOSTS}
    missing = {name: value for name, value in wanted.items() if not os.environ.get(name)}
    if not missing:
        return
    before = ENV_FILE.read_text() if ENV_FILE.exists() else ""
    lines = [before.rstrip("\n")] if before.strip() else []
    lines += [f"{name}={value}" for name, value in missing.items()]
    ENV_FILE.touch(mode=0o600)
    ENV_FILE.chmod(0o600)
    ENV_FILE.write_text("\n".join(lines) + "\n")
    os.environ.update(missing)
    print(f"Wrote {' and '.join(missing)} to {ENV_FILE.name}.")


def require_free_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as error:
            sys.exit(f"Cannot listen on {host}:{port}: {error.strerror}. Choose another: PORT={port + 1} make run")


# --- The database ----------------------------------------------------------------------------------------------------


def prepare() -> None:
    """Tables, guards, static files, and something to work with."""
    from django.core.management import CommandError, call_command
    from django.core.management.base import SystemCheckError
    from django.db import OperationalError

    try:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("check", databases=["default"], stdout=io.StringIO())  # what is wrong, it raises
        collect_static()
        fill()
    except (CommandError, SystemCheckError) as error:
        sys.exit(str(error))
    except OperationalError as error:
        sys.exit(f"The database does not answer: {error}")


def collect_static() -> None:
    """Static files under their hashed names, compressed; done again only when one of them changed."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    found = [(path, storage.path(path)) for finder in get_finders() for path, storage in finder.list(LEFT_OUT)]
    seen = sha256()
    for path, file in sorted(found):
        seen.update(f"{path} {file} {os.stat(file).st_mtime_ns}\n".encode())
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    if stamp.exists() and stamp.read_text() == seen.hexdigest():
        return
    call_command("collectstatic", interactive=False, clear=True, ignore_patterns=LEFT_OUT, verbosity=0)
    stamp.write_text(seen.hexdigest())


def fill() -> None:
    """An empty database gets the demo spa, or, with DEMO=0, a spa and an admin that are asked for."""
    from django.core.management import call_command

    from spa.models import User

    if User.objects.exists():
        return
    if environ.Env().bool("DEMO", default=True):
        print("An empty database: making a demo spa.")
        call_command("make_demo")
    else:
        call_command("open_spa")


# --- The desk --------------------------------------------------------------------------------------------------------


def serve() -> int:
    from django.conf import settings
    from django.core.management import call_command

    from spa.supervision import Household

    def announce() -> None:
        print(f"\nSpa Desk is open: {address()}")
        if settings.LISTEN_HOST in ANYWHERE and not settings.SITE_URL:
            print("Other machines reach it once SITE_URL or ALLOWED_HOSTS names this one.")
        call_command("demo_logins")
        print("Ctrl-C closes it.", flush=True)

    return Household(PROGRAMS).run(answers, announce)


def address() -> str:
    from django.conf import settings

    host = "localhost" if settings.LISTEN_HOST in ANYWHERE else settings.LISTEN_HOST
    host = f"[{host}]" if ":" in host else host
    return settings.SITE_URL or f"http://{host}:{settings.LISTEN_PORT}/"


def answers() -> bool:
    """Whether the desk answers on its port, whatever it says."""
    from django.conf import settings

    host = "localhost" if settings.LISTEN_HOST in ANYWHERE else settings.LISTEN_HOST
    connection = http.client.HTTPConnection(host, settings.LISTEN_PORT, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": settings.ALLOWED_HOSTS[0].lstrip("*.") or "localhost"})
        return connection.getresponse().status > 0
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(*sys.argv[1:]))
