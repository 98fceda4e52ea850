# Needs Python 3.11 or newer, make and the package registries; everything else comes from there.
.DEFAULT_GOAL := help
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
UV_VERSION := 0.13.9
TORCH_VERSION := 2.15.0
ONNX_VERSION := 1.23.2
STAMP := $(VENV)/.installed
PYTEST := $(BIN)/python -m pytest
WORKERS ?= 2

.PHONY: help install demo test check audit format docs eval fit bench corpus faults smoke lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

install: $(STAMP) ## Make .venv from the locked packages

$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "make: no Python found; install Python 3.11 or newer"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/uv --version >/dev/null 2>&1 || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

demo: install ## Load the five seed articles and answer five questions
	$(BIN)/kg demo

test: install ## All tests, with a Neo4j of their own
	$(PYTEST) -n $(WORKERS) --dist loadgroup

check: install ## Style, types, import contracts, generated pages, locks and licences
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pyright --warnings
	$(BIN)/lint-imports --no-cache
	$(BIN)/python scripts/make_docs.py --check
	$(BIN)/python scripts/audit.py --offline

audit: install ## Locks, licences, and known vulnerabilities where a service answers
	$(BIN)/python scripts/audit.py

format: install ## Put the code in shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: install ## Write the generated pages of docs/
	$(BIN)/python scripts/make_docs.py

eval: install ## Quality on annotated articles
	$(BIN)/python scripts/run_eval.py

fit: install ## Fit the models of reading to the annotated articles (half a day; fetches PyTorch and a language model into build/)
	@test -d build/torch || $(BIN)/uv pip install --quiet --python $(BIN)/python --target build/torch torch==$(TORCH_VERSION) onnx==$(ONNX_VERSION)
	$(BIN)/python -m scripts.fit_short_places
	$(BIN)/python -m scripts.fit_homes
	$(BIN)/python -m scripts.fit_kept_to
	PYTHONPATH=build/torch $(BIN)/python -m scripts.fit_models --names

bench: install ## Speed of reading, loading and asking
	$(BIN)/python scripts/run_bench.py

corpus: install ## Generated articles for load tests: make corpus N=10000 OUT=corpus
	$(BIN)/python scripts/make_corpus.py $(or $(N),1000) $(or $(OUT),corpus)

faults: install ## Kill, fill up and cut off, a thousand times, and count what is lost
	$(BIN)/python scripts/faults.py --runs $(or $(N),1000)

smoke: install ## The wheel in an empty environment, run from another folder
	sh scripts/smoke.sh

lock: install ## Resolve the packages again (docs/decisions/0002)
	sh scripts/lock_python.sh

clean: ## Remove what was made here, data of the managed Neo4j excepted
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache dist build *.egg-info
