# Everything is set up inside this folder: .venv for the program and its tests, frontend/node_modules for the studio's
# pages, .venv-parity for PyTorch.

VENV   := .venv
PARITY := .venv-parity
PYTEST := OPENBLAS_NUM_THREADS=1 $(VENV)/bin/python -m pytest -n 2 --dist loadgroup
LOCK   := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --custom-compile-command "make lock" --group build pyproject.toml

# The studio's pages: what they are made of (their tests aside), where they are built to, and what builds them.
SOURCES := $(shell find frontend -name node_modules -prune -o -type f ! -name '*.test.ts*' -print)
BUILT   := src/netsumiki/studio/static/index.html
MODULES := $(VENV)/.installed-node frontend/node_modules/.stamp
NPM     := cd frontend && PATH="$(CURDIR)/$(VENV)/node:$$PATH" npm --no-update-notifier

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run dev test check lint generate fresh format bench measure parity lock docs results results-gan screenshots zoo judge clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-11s %s\n", $$1, $$2}' Makefile
	@echo '  ARGS="…" is passed on, as in: make test ARGS="tests/engine -k dense"'

run: $(VENV)/.installed $(BUILT) ## start the studio in the browser, as in: make run ARGS="--port 9000"
	$(VENV)/bin/netsumiki studio $(ARGS)

dev: $(VENV)/.installed-test $(MODULES) ## the studio while one works on it: what changes is loaded anew
	PATH="$(CURDIR)/$(VENV)/node:$$PATH" $(VENV)/bin/python scripts/dev.py $(ARGS)

test: lint fresh $(BUILT) ## the whole check: lint, types, generated files and every test, those in a real browser too
	$(NPM) test
	-@$(VENV)/bin/python -m tests.e2e.chromium
	$(PYTEST) $(ARGS)

check: lint ## the fast check: like test, without the slow tests and the browser
	$(NPM) test
	$(PYTEST) -m "not slow" $(ARGS)

lint: $(VENV)/.installed-test $(MODULES) ## lint, format, types and import rules alone
	$(VENV)/bin/python -m ruff check
	$(VENV)/bin/python -m ruff format --check
	NETSUMIKI_HOME=$(VENV)/studio $(VENV)/bin/python -m mypy
	$(VENV)/bin/lint-imports --no-logo
	$(NPM) run --silent lint
	$(NPM) run --silent typecheck

generate: $(VENV)/.installed $(MODULES) ## write the description of the server's interface and the pages' client anew
	$(VENV)/bin/python -m netsumiki.studio.contract
	$(NPM) run --silent generate

fresh: $(VENV)/.installed $(MODULES)
	$(VENV)/bin/python scripts/fresh.py $(MAKE) --no-print-directory generate

format: $(VENV)/.installed-test ## put the code in its standard form, and mend what lint can mend
	$(VENV)/bin/python -m ruff check --fix
	$(VENV)/bin/python -m ruff format

bench: $(PARITY)/.installed-torch ## compare speed with PyTorch, as in: make bench ARGS="--only keras-mlp"
	$(PARITY)/bin/python -m benchmarks $(ARGS)

parity: $(PARITY)/.installed-torch ## compare with PyTorch and Captum: the frozen numbers of tests/parity, and exported source
	$(PARITY)/bin/python -m tests.parity.regenerate --check $(ARGS)
	$(PARITY)/bin/python -m tests.parity.captum_regenerate --check
	$(PARITY)/bin/python -m tests.parity.sources

lock: $(VENV)/bin/python ## write requirements/*.txt from pyproject.toml (newer versions: ARGS=--upgrade)
	$(VENV)/bin/python -m pip install --quiet uv==0.13.9
	$(LOCK) --output-file requirements/run.txt $(ARGS)
	$(LOCK) --extra test --constraint requirements/run.txt --output-file requirements/test.txt $(ARGS)
	$(subst --group build pyproject.toml,--group node,$(LOCK)) --output-file requirements/node.txt $(ARGS)

docs: $(VENV)/.installed-test ## write the generated pages of docs/ anew
	$(VENV)/bin/python docs/generate.py

results: $(VENV)/.installed-test ## train the templates on MNIST, write docs/results.md (ARGS="--only NAME --twin")
	$(VENV)/bin/python -m docs.results $(ARGS)

results-gan: $(VENV)/.installed-test ## train the generators on MNIST (about two hours), write docs/results-gan.md
	$(VENV)/bin/python -m docs.results_gan $(ARGS)

measure: $(VENV)/.installed-test $(BUILT) ## measure the studio in a real browser and print a table
	$(VENV)/bin/python -m benchmarks.studio $(ARGS)

screenshots: $(VENV)/.installed-test $(BUILT) ## take the pictures of README and docs anew
	$(VENV)/bin/python -m docs.screenshots $(ARGS)

zoo: $(VENV)/.installed-test ## train the models that come with the package anew (ARGS="--only NAME" or --all)
	$(VENV)/bin/python -m docs.zoo $(ARGS)

judge: $(VENV)/.installed-test ## train the small network anew that tells digits from doodles
	$(VENV)/bin/python -m docs.judge $(ARGS)

clean: ## remove what these commands made in this folder
	rm -rf $(VENV) $(PARITY) frontend/node_modules $(dir $(BUILT)) build dist .hypothesis .*_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Setting up. A stamp file in the environment says which locks it holds, so that a second run costs nothing.

$(VENV)/bin/python $(PARITY)/bin/python: %/bin/python:
	@found=; for python in python3.13 python3.12 python3.11 python3; do \
	  $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	  found=$$python; \
	  $$python -c 'import ensurepip, venv' 2>/dev/null || continue; \
	  echo "Setting up $* with $$($$python --version)"; \
	  exec $$python -m venv $*; \
	done; \
	if [ -n "$$found" ]; then \
	  echo "$$found cannot make a virtual environment, because its ensurepip module is missing:" \
	    "install it (on Debian and Ubuntu: sudo apt-get install python3-venv) and try again." >&2; \
	else \
	  echo "Netsumiki needs Python 3.11 or newer, and neither python3.13, python3.12, python3.11 nor python3" \
	    "on your path is one: install it and try again." >&2; \
	fi; exit 1

%/.installed: requirements/run.txt pyproject.toml | %/bin/python
	$*/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$*/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

%/.installed-test: requirements/test.txt %/.installed
	$*/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@

%/.installed-torch: requirements/parity.txt %/.installed
	$*/bin/python -m pip install --quiet --disable-pip-version-check -r requirements/parity.txt
	@touch $@

$(VENV)/.installed-node: scripts/node.py requirements/node.txt frontend/package.json | $(VENV)/bin/python
	$(VENV)/bin/python scripts/node.py $(VENV)/node
	@touch $@

frontend/node_modules/.stamp: frontend/package-lock.json | $(VENV)/.installed-node
	$(NPM) ci --no-audit --no-fund
	@touch $@

$(BUILT): $(SOURCES) | $(MODULES)
	$(NPM) run --silent build
	@touch $@

.SECONDARY:
