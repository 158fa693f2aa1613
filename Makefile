# Every command a developer or CI needs.  `make demo` and `make test` want Python 3.11+ and make, nothing else of ours.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

PAGES := sco_graph/web/static/single/single.js
MODULES := explorer/node_modules/.package-lock.json

.DEFAULT_GOAL := help
SECONDS ?= 3600
.PHONY: help demo test test-slow fuzz lint format model explorer clean

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "sco-graph needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) --editable .
	@touch $@

$(VENV)/.installed-dev: $(BIN)/python pyproject.toml constraints.txt
	$(PIP) --editable '.[test,lint]'
	@touch $@ $(VENV)/.installed

demo: $(VENV)/.installed ## Build a graph from the sample articles into build/demo and ask it three questions
	$(BIN)/sco-graph demo --out build/demo

test: $(VENV)/.installed-dev pages ## Run the tests (under 15 minutes on two cores)
	$(BIN)/python -m pytest -m 'not slow' $(ARGS)

test-slow: $(VENV)/.installed-dev ## Run the tests that take long
	$(BIN)/python -m pytest -m slow $(ARGS)

fuzz: $(VENV)/.installed-dev ## Fuzz the rules of extraction (SECONDS=3600)
	$(PIP) atheris
	mkdir -p build/fuzz/texts
	$(BIN)/python -c "import json, pathlib; [pathlib.Path('build/fuzz/texts', f.stem).write_text(json.loads(f.read_text())['text']) for f in pathlib.Path('tests/gold').glob('own-*.json')]"
	$(BIN)/python tests/fuzz_extraction.py build/fuzz/texts -artifact_prefix=build/fuzz/ -timeout=60 -max_len=3000 -max_total_time=$(SECONDS)

lint: $(VENV)/.installed-dev ## ruff, mypy --strict, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.installed-dev ## Mend what ruff can mend
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

model: $(VENV)/.installed ## Train the language model from the corpora (hours)
	bash training/make.sh

explorer: $(PAGES) ## Build the explorer's pages (needs Node)

$(MODULES): explorer/package-lock.json
	npm --prefix explorer ci
	@touch $@

$(PAGES): $(MODULES) $(wildcard explorer/*.json explorer/*.ts explorer/*.html) $(shell find explorer/src explorer/public -type f)
	npm --prefix explorer run build

pages: # the same where npm and its packages can be had; where not, the tests of the pages are skipped
	@if command -v npm >/dev/null && $(MAKE) --no-print-directory $(MODULES); then $(MAKE) --no-print-directory $(PAGES); \
	else echo "Node's packages cannot be had here: the tests of the explorer's pages are skipped"; fi

screenshots: $(VENV)/.installed-dev explorer ## Make a picture of each page into build/screenshots (needs Node and Chromium)
	test -d build/demo/store || $(BIN)/sco-graph demo --out build/demo
	$(BIN)/python tests/screenshots.py build/demo/store

clean: ## Remove what the other targets made
	rm -rf $(VENV) build dist site
