# Inside Out: everything a person or CI runs. Set-up happens by itself; repeating it is instant. `make help` lists the rest.
.DEFAULT_GOAL := help
.NOTPARALLEL:
SHELL := /bin/bash

PORT  ?= 8123
DATA  ?= var/run
BENCH ?=
ARGS  ?=
COUNT ?= 200
ONLY  ?=

VENV := .venv
BIN  := $(VENV)/bin
DONE := $(VENV)/.stamps
NPM  := .ci/with_node.sh npm --prefix pwa --silent
LIVE := INSIDEOUT_DATA_DIR=$(DATA) INSIDEOUT_ORIGIN=http://127.0.0.1:$(PORT) $(BIN)/insideout

PAGES := $(shell find pwa -not -path '*/node_modules/*' -not -path '*/dist/*' -type f 2>/dev/null)

# ---- for everyone

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

.PHONY: demo
demo: $(DONE)/runtime pwa/dist/.built ## the demonstration chain in a browser (PORT=8123)
	@PORT=$(PORT) .ci/demo.sh

.PHONY: test
test: setup build ## every test: both databases, the pages, a real browser
	@.ci/test.sh

.PHONY: setup
setup: $(DONE)/dev $(DONE)/npm ## install all that the tests and tools need
	@.ci/setup.sh test_programs

# ---- running it

.PHONY: run
run: $(DONE)/runtime pwa/dist/.built db ## the server and its worker on your own data (DATA=var/run)
	@$(LIVE) serve --port $(PORT)

.PHONY: worker
worker: $(DONE)/runtime db ## one more worker for the same data
	@$(LIVE) worker

.PHONY: db
db: $(DONE)/runtime ## bring the database to the newest form
	@mkdir -p $(DATA) && $(LIVE) db upgrade

.PHONY: build
build: pwa/dist/.built ## build the pages

# ---- checking it

.PHONY: test-py
test-py: $(DONE)/dev ## the Python tests on SQLite and PostgreSQL (ARGS="-k visit")
	@.ci/setup.sh test_programs
	@.ci/postgres.sh run .ci/with_node.sh $(BIN)/pytest -n 2 --dist loadfile --ignore tests/e2e $(ARGS)

.PHONY: test-pwa
test-pwa: $(DONE)/npm ## the pages' own tests and types
	@$(NPM) run typecheck
	@$(NPM) run test -- $(ARGS)

.PHONY: test-e2e
test-e2e: setup build ## a real browser against the real server
	@$(BIN)/pytest tests/e2e $(ARGS)

.PHONY: chaos
chaos: setup build ## 200 random disasters on a phone, its line and the server (SEED=7, COUNT=20, ONLY=17 for one of them)
	@CHAOS_SEED=$${SEED:-$$(shuf -i 1-999999 -n 1)} CHAOS_COUNT=$(COUNT) CHAOS_ONLY=$(ONLY) \
	  $(BIN)/pytest tests/e2e/test_chaos.py -n $(if $(ONLY),0,2) $(ARGS)

.PHONY: screenshots
screenshots: setup build ## every page, light and dark, phone and desktop, into build/screenshots
	@$(BIN)/pytest tests/e2e/test_every_page.py --screenshots build/screenshots

.PHONY: verify
verify: $(DONE)/dev $(DONE)/npm ## 100,000 made-up visits through both engines (CASES=5000 SEED=7); 300 simulated chains of each size
	@.ci/with_node.sh $(BIN)/python -m tests.domain.bulk $(if $(CASES),--cases $(CASES)) $(if $(SEED),--seed $(SEED))
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m tests.domain.link.runs

.PHONY: lint
lint: $(DONE)/dev ## style and common mistakes
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

.PHONY: format
format: $(DONE)/dev ## put the code in shape
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: types
types: $(DONE)/dev $(DONE)/npm ## mypy and tsc
	@$(BIN)/mypy
	@$(NPM) run typecheck

.PHONY: imports
imports: $(DONE)/dev ## who may import whom
	@$(BIN)/lint-imports
	@$(BIN)/python tests/architecture/pwa_layers.py

.PHONY: bench
bench: setup build ## measure it against the goals (BENCH=photos for one group)
	@DURABLE=1 .ci/postgres.sh run $(BIN)/python -m tests.bench $(BENCH)

# ---- making files that are committed

.PHONY: api-types
api-types: $(DONE)/runtime $(DONE)/npm ## the pages' types from the server's own description
	@$(NPM) run gen:api

.PHONY: lock
lock: $(DONE)/venv ## choose versions anew within the ranges of pyproject.toml and package.json
	@.ci/lock.sh

.PHONY: clean
clean: ## remove all that was installed or built; data in var/ stays
	@rm -rf $(VENV) build *.egg-info pwa/node_modules pwa/dist .[a-z]*_cache .hypothesis
	@find backend tests -name __pycache__ -prune -exec rm -rf {} +

# ---- set-up: each step leaves a stamp and is repeated only when what it read has changed

$(DONE)/venv:
	@.ci/setup.sh venv
	@touch $@

$(DONE)/runtime: $(DONE)/venv requirements.lock pyproject.toml
	@.ci/setup.sh runtime
	@touch $@

$(DONE)/dev: $(DONE)/runtime requirements-dev.lock
	@.ci/setup.sh dev
	@touch $@

$(DONE)/node: $(DONE)/venv requirements-node.lock
	@.ci/setup.sh node
	@touch $@

$(DONE)/npm: $(DONE)/node pwa/package-lock.json
	@.ci/setup.sh npm
	@touch $@

pwa/dist/.built: $(DONE)/npm $(PAGES)
	@$(NPM) run build -- --logLevel warn
	@touch $@
