# The verbs of this project; each sets up what it needs, quietly and once.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --no-input --retries 2
OR_SAY = 2>$(VENV)/pip.log || { echo "The packages of $< cannot be installed: is this machine offline? pip's own words are in $(VENV)/pip.log" >&2; exit 1; }
SOURCES := analysis bot adapters benchmarks tests

.DEFAULT_GOAL := help
.PHONY: help run doctor test test-llm check audit fmt bench fuzz pictures lock clean

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo "commit-digest needs Python 3.11 or newer; set PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "commit-digest needs Python 3.11 or newer; set PYTHON=/path/to/python3.11" >&2; exit 1; }
	@echo "Setting up .venv (once) …" >&2
	@$(PYTHON) -m venv $(VENV) >&2 || { rm -rf $(VENV); echo "commit-digest needs Python's venv module: on Debian and Ubuntu, apt install python3-venv" >&2; exit 1; }

# Hashes in the lock files make every machine install the same bytes.
$(VENV)/.run-ready: requirements.lock pyproject.toml | $(BIN)/python
	@$(PIP) --require-hashes -r requirements.lock $(OR_SAY)
	@$(PIP) --no-build-isolation -e . $(OR_SAY)
	@touch $@

$(VENV)/.dev-ready: requirements-dev.lock $(VENV)/.run-ready
	@$(PIP) --require-hashes -r requirements-dev.lock $(OR_SAY)
	@touch $@

run: $(VENV)/.run-ready  ## start the bot; without a chat platform, a terminal channel for this repository
	@$(BIN)/commit-digest run

doctor: $(VENV)/.run-ready  ## say what the bot still needs, and how to mend it
	@$(BIN)/commit-digest doctor

# Many tests wait for programs that they start: four at a time keep two cores busy.
test: $(VENV)/.dev-ready  ## run the tests with the coverage gate
	@$(BIN)/python -m pytest -q -n 4 --dist worksteal --cov --cov-report=term

test-llm: $(VENV)/.dev-ready  ## try the whole path with a real small model, where one is installed
	@$(BIN)/python -m pytest -q -m llm -rs tests/acceptance/test_llm.py

check: $(VENV)/.dev-ready  ## formatting, lint, types, import rules (offline)
	@$(BIN)/ruff format --check --quiet $(SOURCES)
	@$(BIN)/ruff check --quiet $(SOURCES)
	@$(BIN)/mypy
	@$(BIN)/mypy tests
	@$(BIN)/lint-imports --no-logo

fmt: $(VENV)/.dev-ready  ## format and mend what can be mended
	@$(BIN)/ruff check --quiet --fix $(SOURCES) || true
	@$(BIN)/ruff format --quiet $(SOURCES)

audit: $(VENV)/.dev-ready  ## known vulnerabilities and secret scan
	@$(BIN)/python -m benchmarks.audit

bench: $(VENV)/.dev-ready  ## run the benchmarks
	@$(BIN)/python -m benchmarks

fuzz: $(VENV)/.dev-ready  ## feed commands, diffs and both renderers with hostile input, ten minutes each
	@PYTHONPATH=tests $(BIN)/python -m benchmarks.fuzz

pictures: $(VENV)/.dev-ready  ## draw the pictures of the READMEs (needs node and chromium, see docs/pictures)
	@cd docs/pictures && npm ci --silent && node readme.mjs
	@$(BIN)/python docs/pictures/shrink.py docs/images/*.png

lock: $(VENV)/.dev-ready  ## resolve the lock files anew (needs uv in .venv)
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header pyproject.toml requirements-build.in -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

clean:  ## remove what the targets made
	@rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
