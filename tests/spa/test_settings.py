"""Production is the default, and it starts only with what it needs."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.spa.programs import SECRET, environment, python

WHAT = """
import json
from spa import settings as s
names = ("DEBUG", "ALLOWED_HOSTS", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT",
         "SECURE_HSTS_SECONDS", "CSRF_TRUSTED_ORIGINS")
print(json.dumps({name: getattr(s, name) for name in names}))
"""


def settings_with(tmp_path, **variables: str) -> dict:
    done = python("-c", WHAT, env=environment(tmp_path, **variables))
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("variables", "named"),
    [
        ({}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": "desk.example.com"}, "SECRET_KEY"),
        ({"SECRET_KEY": "short", "ALLOWED_HOSTS": "desk.example.com"}, "SECRET_KEY"),
        ({"SECRET_KEY": "only-for-development", "ALLOWED_HOSTS": "desk.example.com"}, "SECRET_KEY"),
        ({"SECRET_KEY": SECRET}, "ALLOWED_HOSTS"),
        ({"SECRET_KEY": SECRET, "ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"SECRET_KEY": SECRET, "SITE_URL": "desk.example.com"}, "SITE_URL"),
    ],
)
def test_the_desk_refuses_to_start_and_names_the_variable(variables, named, tmp_path):
    done = python("manage.py", "check", env=environment(tmp_path, **variables))

    assert done.returncode != 0
    assert (
        done.stderr.strip().splitlines()[-1].startswith(f"django.core.exceptions.ImproperlyConfigured: Set {named} to")
    )


def test_a_plain_desk_answers_on_this_machine_alone_and_shows_no_faults(tmp_path):
    assert settings_with(tmp_path, SECRET_KEY=SECRET, ALLOWED_HOSTS="localhost") == {
        "DEBUG": False,
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1"],
        "SESSION_COOKIE_SECURE": False,
        "CSRF_COOKIE_SECURE": False,
        "SECURE_SSL_REDIRECT": False,
        "SECURE_HSTS_SECONDS": 0,
        "CSRF_TRUSTED_ORIGINS": [],
    }


def test_an_https_address_turns_secure_cookies_and_hsts_on(tmp_path):
    wanted = {"SECRET_KEY": SECRET, "ALLOWED_HOSTS": "localhost,127.0.0.1", "SITE_URL": "https://desk.example.com/"}

    assert settings_with(tmp_path, **wanted) == {
        "DEBUG": False,
        "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "desk.example.com"],
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "CSRF_TRUSTED_ORIGINS": ["https://desk.example.com"],
    }


def test_faults_are_shown_in_development_alone(tmp_path):
    assert settings_with(tmp_path, DEVELOPMENT="1")["DEBUG"] is True


def test_what_stands_in_the_env_file_is_read_and_the_environment_wins(tmp_path):
    (tmp_path / ".env").write_text(f"SECRET_KEY={SECRET}\nALLOWED_HOSTS=from.file\n")

    assert settings_with(tmp_path)["ALLOWED_HOSTS"] == ["from.file", "127.0.0.1"]
    assert settings_with(tmp_path, ALLOWED_HOSTS="from.env")["ALLOWED_HOSTS"] == ["from.env", "127.0.0.1"]


PRAGMAS = {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 30_000, "secure_delete": 1}


@pytest.mark.django_db
def test_the_connection_is_as_the_desk_needs_it():
    """SQLite: a file, WAL, foreign keys, patience, no remains. PostgreSQL: a pool as large as the threads, patience."""
    with connection.cursor() as cursor:

        def ask(question: str) -> object:
            cursor.execute(question)
            return cursor.fetchone()[0]

        if connection.vendor == "sqlite":
            assert {name: ask(f"PRAGMA {name}") for name in PRAGMAS} == PRAGMAS
            assert Path(ask("SELECT file FROM pragma_database_list WHERE name = 'main'")).is_file()
            assert connection.transaction_mode == "IMMEDIATE"
            # Under test alone it is set off again: what is saved is on the disk when the desk says so.
            assert "PRAGMA synchronous=FULL;" in connection.settings_dict["OPTIONS"]["init_command"]
        else:
            assert ask("SHOW lock_timeout") == "5s"
            assert (connection.pool.min_size, connection.pool.max_size) == (1, settings.WEB_THREADS)
            assert ask("SHOW transaction_isolation") == "read committed"
    assert (connection.settings_dict["CONN_MAX_AGE"], connection.settings_dict["ATOMIC_REQUESTS"]) == (0, False)
