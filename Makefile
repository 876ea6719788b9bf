# One entry to everything. `make` alone lists what there is.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV ?= uv
# Bytecode is made of what is imported, not of all that is installed: that saves 110 MB.
unexport PYTHONDONTWRITEBYTECODE
PIP := $(BIN)/python -m pip install -q --disable-pip-version-check --no-compile
COMPILE := $(UV) pip compile -q --generate-hashes --no-emit-index-url --no-emit-find-links \
	--python-version 3.11 --custom-compile-command "make requirements"

.PHONY: help
help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

# --- installing ---------------------------------------------------------------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "需要 Python 3.11 或更新版本；可用 make PYTHON=python3.11 指定。"; \
		     echo "Python 3.11 or newer is needed; name one with make PYTHON=python3.11."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements/base.txt requirements/base.in pyproject.toml | $(BIN)/python
	$(PIP) --require-hashes -r requirements/base.txt
	$(PIP) --no-deps -e .
	@$(BIN)/python -c 'import django.core.management, docx, duckdb, ibis, pandas, scipy.sparse'
	@touch $@

$(VENV)/.installed-dev: requirements/dev.txt $(VENV)/.installed
	$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

.PHONY: install
install: $(VENV)/.installed ## make .venv, install what running needs, compile translations
	@$(BIN)/python -m xinlian.site.translations

.PHONY: install-dev
install-dev: install $(VENV)/.installed-dev ## also install what testing and developing needs

# --- using --------------------------------------------------------------------------------

.PHONY: run
run: install ## the whole way to the report, then serve [REGISTER=file.xlsx] [SERVE=no]
	$(if $(REGISTER),XINLIAN_HOME="$${XINLIAN_HOME:-var/own}") $(BIN)/xinlian run \
		$(if $(REGISTER),--register "$(REGISTER)") $(if $(filter no,$(SERVE)),--no-serve)

# --- checking -----------------------------------------------------------------------------

.PHONY: test
test: lint types imports templates migrations check-docs pytest pytest-postgres parts ## all that CI runs

.PHONY: lint
lint: install-dev ## ruff: every rule, and the format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

.PHONY: types
types: install-dev ## mypy, strict
	$(BIN)/mypy

.PHONY: imports
imports: install-dev ## the order of the rooms
	$(BIN)/lint-imports --no-logo

.PHONY: templates
templates: install-dev ## lint of the templates
	$(BIN)/djlint src --lint --quiet

.PHONY: migrations
migrations: install-dev ## the migrations make the models' tables
	DJANGO_SETTINGS_MODULE=xinlian.site.settings $(BIN)/python -m django makemigrations --check --dry-run

.PHONY: pytest
pytest: install-dev ## the tests, on SQLite
	$(BIN)/python -m pytest

.PHONY: pytest-postgres
pytest-postgres: install-dev ## the database tests again, on PostgreSQL
	$(BIN)/python -m tests.parts on-postgres

.PHONY: parts
parts: install-dev ## which parts of the tests were found, and what installs the others
	@$(BIN)/python -m tests.parts

.PHONY: format
format: install-dev ## put code and imports in order
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

.PHONY: bench
bench: install-dev ## run every benchmark [ONLY=import]
	@set -e; for file in bench/$(or $(ONLY),*).py; do echo "== $$file"; $(BIN)/python "$$file"; done

# --- keeping ------------------------------------------------------------------------------

.PHONY: docs
docs: install ## write docs/facts.md, vocabulary.md and procedure.md from what the code declares
	$(BIN)/python -m tools.docs

.PHONY: check-docs
check-docs: install ## fail where such a page is not what the code declares
	$(BIN)/python -m tools.docs --check

.PHONY: requirements
requirements: ## pin the requirements anew, with hashes (needs uv)
	$(COMPILE) requirements/base.in -o requirements/base.txt
	$(COMPILE) requirements/dev.in -o requirements/dev.txt

.PHONY: clean
clean: ## remove what was built; data under var/ stays
	rm -rf $(VENV) build dist out src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true
