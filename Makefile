# A bare `make` lists the tasks. Nothing here asks a question, and everything works a second time.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000
PIP := $(BIN)/pip --quiet --disable-pip-version-check --no-input
COMPILE := $(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host \
	--no-emit-find-links --allow-unsafe --strip-extras --no-header --build-deps-for editable

.PHONY: help
help: ## list the tasks
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- set up ---------------------------------------------------------------------------------------------------------
.PHONY: setup
setup: $(VENV)/.run ## make .venv with the `caselaw` command

$(VENV)/bin/pip:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/pip
	@echo "Installing what the program needs (once) …"
	$(PIP) install --require-hashes -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt pyproject.toml | $(VENV)/bin/pip
	@echo "Installing what the tests need (once) …"
	$(PIP) install --require-hashes -r requirements/dev.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.run

.PHONY: system
system: ## install the Debian packages the program and its tests use (as root)
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$(sed 's/#.*//' system-packages.txt)

# --- use ------------------------------------------------------------------------------------------------------------
# Links in letters lead to where the site is served, unless the settings say another address.
run serve: export CASELAW_BASE_URL ?= http://127.0.0.1:$(PORT)

.PHONY: run
run: setup ## set everything up, load the demo collection and serve the site
	@$(BIN)/caselaw init
	@$(BIN)/caselaw demo
	@$(BIN)/caselaw serve --host $(HOST) --port $(PORT)

.PHONY: serve
serve: setup ## serve the site, the API and one worker
	@$(BIN)/caselaw serve --host $(HOST) --port $(PORT)

.PHONY: bench
bench: $(VENV)/.dev ## print the first ratios: search here, and ingest over CASELAW_DATA where it is given
	$(BIN)/caselaw bench search --paragraphs 10000
	@if [ -n "$$CASELAW_DATA" ]; then $(BIN)/caselaw bench ingest "$$CASELAW_DATA/documents"; fi

.PHONY: soak
MINUTES ?= 60
soak: $(VENV)/.dev ## an hour's work while parts of the site are killed in turn (MINUTES=…; SOAK="--database … --search …")
	$(BIN)/caselaw bench soak --minutes $(MINUTES) $(SOAK)

# --- keep true ------------------------------------------------------------------------------------------------------
.PHONY: test
test: $(VENV)/.dev ## run the tests on the embedded defaults; what needs an absent service is skipped and counted
	$(BIN)/pytest

.PHONY: test-all
test-all: $(VENV)/.dev ## the same and everything that needs a service; a missing one is a failure
	CASELAW_TEST_REQUIRE=1 $(BIN)/pytest -n auto --maxprocesses 4 --dist loadfile

.PHONY: test-cluster
test-cluster: $(VENV)/.dev ## kill one of the three Elasticsearch nodes that CASELAW_TEST_CLUSTER names, and see nothing lost
	$(BIN)/pytest -m cluster

.PHONY: operate-test
operate-test: $(VENV)/.dev ## run the guide of operators in a bare Debian made for it (as root; some minutes)
	$(BIN)/pytest -m operate tests/operate

.PHONY: check
check: $(VENV)/.dev ## style, types, direction of imports, translations and docs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q tests/house

.PHONY: messages
messages: $(VENV)/.dev ## bring the page catalogues up to date with the templates
	$(BIN)/python -m tests.house.catalogues

.PHONY: generated
generated: $(VENV)/.dev ## write again what is generated: mappings, API description, settings table
	$(BIN)/python -m caselaw.search.engines.elastic_mapping
	$(BIN)/python -m search_api.openapi
	$(BIN)/python -m tests.house.readme

.PHONY: lock
lock: $(VENV)/.dev ## choose dependency versions anew
	$(COMPILE) --upgrade --extra postgres --extra encoder --extra server -o requirements/run.txt pyproject.toml
	$(COMPILE) --upgrade --all-extras -o requirements/dev.txt pyproject.toml

.PHONY: clean
clean: ## remove the virtual environment and caches (never var/, where the data is)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info
