# `make run` is all that a desk needs. Everything lives in .venv, made on first use by spa/install.py.

PYTHON ?= python3
PY := .venv/bin/python

.PHONY: help run backup restore demo-reset shell test test-postgres screens lint fmt venv venv-dev

help:
	@echo "make run            open the desk (DEMO=0: your own spa instead of the demo)"
	@echo "make backup         one checked file in data/backups, while people work (KEEP=14: the newest 14 stay)"
	@echo "make restore FILE=  the desk made again from a backup, where there is none"
	@echo "make demo-reset     begin the demo anew"
	@echo "make shell          a Python shell with the desk's models"
	@echo "make test           lint, then every test on SQLite"
	@echo "make test-postgres  the tests that a database decides, on PostgreSQL (ALL=1: every test)"
	@echo "make screens        pictures of every page, under docs/screens"
	@echo "make fmt            put the code in shape"

run: venv
	@$(PY) -m spa.launch

backup: venv
	@$(PY) -m spa.launch backup $(if $(TO),--to "$(TO)") $(if $(KEEP),--keep $(KEEP))

restore: venv
	@test -n "$(FILE)" || { echo "Which backup? make restore FILE=data/backups/spa-desk-....zip" >&2; exit 1; }
	@$(PY) -m spa.launch restore "$(FILE)"

demo-reset: venv
	@$(PY) manage.py demo_reset

shell: venv
	@$(PY) manage.py shell

test: lint
	$(PY) -m pytest -n 2 --dist loadfile --no-loadscope-reorder

test-postgres: venv-dev
	@ALL=$(ALL) bash .ci/test-postgres

screens: venv-dev
	@$(PY) -m tests.browser.screens

lint: venv-dev
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m djlint --lint --quiet templates
	@bash .ci/check-production

fmt: venv-dev
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

venv:
	@$(PYTHON) spa/install.py requirements.txt

venv-dev:
	@$(PYTHON) spa/install.py requirements-dev.txt
