"""How gunicorn serves the desk; read by ``gunicorn --config python:spa.gunicorn``.

Threads, not processes: the work is waiting for the database. Each process has a connection pool of its own on
PostgreSQL, with as many connections as threads, so nothing is loaded before the fork.
"""

from spa.settings import LISTEN_HOST, LISTEN_PORT, LOGGING, WEB_THREADS, WEB_WORKERS

wsgi_app = "spa.wsgi"
bind = f"[{LISTEN_HOST}]:{LISTEN_PORT}" if ":" in LISTEN_HOST else f"{LISTEN_HOST}:{LISTEN_PORT}"
workers = WEB_WORKERS
worker_class = "gthread"
threads = WEB_THREADS
timeout = 60
graceful_timeout = 10
keepalive = 5
control_socket_disable = True
logconfig_dict = {
    **LOGGING,
    "loggers": {"gunicorn.error": {"level": "WARNING", "handlers": [], "propagate": True}},
}
