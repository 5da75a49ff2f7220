# Everything a developer types. `make` alone lists it.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check

.DEFAULT_GOAL := help

.PHONY: help
help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: demo
demo: .venv/run .venv/browser ## Walk a demo shopping street for two nights and build its report site
	@$(BIN)/python -m tests.street.demo

.PHONY: test
test: .venv/dev .venv/browser ## Lint, types, import rules and all tests (about a quarter of an hour on 2 cores)
	@$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest $(TOGETHER) -m "not slow"

# In groups that share a shop, the long ones first: tests/conftest.py says which.
TOGETHER := -n auto --no-loadscope-reorder

.PHONY: test-all
test-all: .venv/dev .venv/browser ## The same with the slow tests
	@$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest $(TOGETHER)

.PHONY: bench
bench: .venv/dev ## Speed and memory beside other crawlers (needs nginx; see tests/bench/README.md)
	$(BIN)/python -m tests.bench $(BENCH)

.PHONY: gallery
gallery: .venv/dev .venv/browser ## Pictures of every kind of page, both themes and widths, in gallery/
	$(BIN)/python -m tests.gallery

.PHONY: lint
lint: .venv/dev ## Style, types, import rules, workflows and generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/zizmor --offline --quiet .github
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.github-actions .github/actions/*/action.yml
	$(BIN)/actionlint
	$(BIN)/storewalk schema --check

.PHONY: setup
setup: .venv/run .venv/browser ## Only set up: virtual environment, locked dependencies, a browser

.PHONY: generate
generate: .venv/dev ## Write every generated file
	$(BIN)/storewalk schema

.PHONY: train-matcher
train-matcher: .venv/dev ## Train the matcher from the corpora and measure it (some 10 minutes)
	OMP_NUM_THREADS=2 $(BIN)/python -m crawler.matching.train $(STOREWALK_CORPORA)/matching

STOREWALK_CORPORA ?= ../shared/corpora

.PHONY: lock
lock: .venv/dev ## Resolve the dependencies anew (needs uv: pip install uv)
	$(LOCK) pyproject.toml --group build -o requirements.lock
	$(LOCK) pyproject.toml --group build --group dev -c requirements.lock -o tests/requirements.lock

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

.PHONY: clean
clean: ## Remove the environment and everything built
	rm -rf .venv .venv-bench demo build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

# Each stamp is made anew when its lock changes.
.venv/run: requirements.lock pyproject.toml
	@echo "Setting up the environment (once) ..."
	@$(PYTHON) -c 'import sys; sys.exit("Storewalk needs Python 3.11 or newer, this is " + sys.version.split()[0] + ". Another one: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev: .venv/run tests/requirements.lock
	@echo "Setting up the tools for tests (once) ..."
	@$(PIP) install --require-hashes -r tests/requirements.lock
	@touch $@

.venv/browser: .venv/run
	@$(BIN)/python -m crawler.render.setup
	@touch $@
