# Everything is set up inside this folder: .venv for the program and its tests, .venv-parity for PyTorch.

VENV   := .venv
PARITY := .venv-parity
PYTEST := OPENBLAS_NUM_THREADS=1 $(VENV)/bin/python -m pytest -n 2
LOCK   := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --custom-compile-command "make lock" --group build pyproject.toml

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check lint format bench parity dev lock docs results zoo clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' Makefile
	@echo '  ARGS="…" is passed on, as in: make test ARGS="tests/engine -k dense"'

run: $(VENV)/.installed ## train the flagship network with a progress bar and write its report
	$(VENV)/bin/netsumiki train digit-reader $(ARGS)

test: lint ## the whole check: lint, types, import rules and every test
	$(PYTEST) $(ARGS)

check: lint ## the fast check: like test, without the slow tests
	$(PYTEST) -m "not slow" $(ARGS)

lint: $(VENV)/.installed-test ## lint, format, types and import rules alone
	$(VENV)/bin/python -m ruff check
	$(VENV)/bin/python -m ruff format --check
	$(VENV)/bin/python -m mypy
	$(VENV)/bin/lint-imports --no-logo

format: $(VENV)/.installed-test ## put the code in its standard form, and mend what lint can mend
	$(VENV)/bin/python -m ruff check --fix
	$(VENV)/bin/python -m ruff format

bench: $(PARITY)/.installed-torch ## compare speed with PyTorch, as in: make bench ARGS="--only keras-mlp"
	$(PARITY)/bin/python -m benchmarks $(ARGS)

parity: $(PARITY)/.installed-torch ## compute the frozen PyTorch numbers of tests/parity anew and compare
	$(PARITY)/bin/python -m tests.parity.regenerate --check $(ARGS)

dev: $(VENV)/.installed-test ## set up for work on the code
	@echo 'Ready. "source $(VENV)/bin/activate" puts netsumiki, pytest, ruff and mypy on your path.'

lock: $(VENV)/bin/python ## write requirements/*.txt from pyproject.toml (newer versions: ARGS=--upgrade)
	$(VENV)/bin/python -m pip install --quiet uv==0.13.9
	$(LOCK) --output-file requirements/run.txt $(ARGS)
	$(LOCK) --extra test --constraint requirements/run.txt --output-file requirements/test.txt $(ARGS)
	$(subst --group build pyproject.toml,--group node,$(LOCK)) --output-file requirements/node.txt $(ARGS)

docs: $(VENV)/.installed-test ## write the generated pages of docs/ anew
	$(VENV)/bin/python docs/generate.py

results: $(VENV)/.installed-test ## train the templates on MNIST, write docs/results.md (ARGS="--only NAME --twin")
	$(VENV)/bin/python -m docs.results $(ARGS)

zoo: $(VENV)/.installed-test ## train the models that come with the package anew (ARGS="--only NAME" or --all)
	$(VENV)/bin/python -m docs.zoo $(ARGS)

clean: ## remove what these commands made in this folder
	rm -rf $(VENV) $(PARITY) build dist .hypothesis .*_cache
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

.SECONDARY:
