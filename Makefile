# Hải Đăng. `make` or `make help` lists the commands; each does all the set-up it needs.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
TORCH := 2.13.0
JOBS ?= auto

.DEFAULT_GOAL := help
.PHONY: help run bot test seek lint format bench docs clean

help:  ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(VENV)/.train  ## set up, then open the console (demo market unless .env says otherwise)
	$(BIN)/python run_tui.py $(ARGS)

bot: $(VENV)/.train  ## set up, then run the engine without a screen
	$(BIN)/python run_bot.py $(ARGS)

test: $(VENV)/.dev  ## set up, then run all tests
	$(BIN)/python -m pytest -n $(JOBS) $(ARGS)

seek: $(VENV)/.dev  ## look for new counter-examples: the tests that hold for all inputs, with many fresh ones
	$(BIN)/python -m pytest -n $(JOBS) --hypothesis-profile=seek $$(grep -rl "^from hypothesis" tests) $(ARGS)

lint: $(VENV)/.dev  ## style, types and the floors of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev  ## put the code in its usual form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(VENV)/.train  ## make the pages that follow from the program: commands, keys, settings, reasons, .env.example
	$(BIN)/python -m tools.make_docs

bench: $(VENV)/.dev  ## measurements against peers: a table, and JSON in benchmarks/results/
	$(BIN)/python -m benchmarks $(ARGS)

clean:  ## remove the virtual environment and caches (never data or models)
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info

$(VENV)/.venv:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed." >&2; exit 1; }
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	touch $@

# PyTorch's ordinary Linux build brings gigabytes of CUDA libraries; the CPU build has a version of its own.
$(VENV)/.torch: $(VENV)/.venv
	$(BIN)/python -c 'import sys; sys.exit(sys.platform == "linux")' \
	  || $(PIP) install -q "torch==$(TORCH)+cpu" 2>/dev/null \
	  || $(PIP) install -q "torch==$(TORCH)" --index-url https://download.pytorch.org/whl/cpu
	touch $@

$(VENV)/.train: $(VENV)/.torch pyproject.toml constraints.txt
	$(PIP) install -q -c constraints.txt -e ".[train]"
	touch $@

$(VENV)/.dev: $(VENV)/.train
	$(PIP) install -q -c constraints.txt -e ".[train,dev]"
	touch $@
