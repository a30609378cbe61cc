# channeladmin: `make run` opens the app on a sample desk, `make test` runs every test.
# Needs Python >= 3.11 with venv; everything else comes from requirements.lock into .venv.

PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11 python, \
	$(shell $(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(name))))
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PACKAGES := channeladmin ui resources
# Two at a time: what most machines have cores for. WORKERS=0 runs them one after the other.
WORKERS ?= 2
PYTEST := QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n $(WORKERS)

.PHONY: environment run test check format lint types contracts bench crash mutants bundle pictures system-libraries clean

environment: $(READY)

run: $(READY)
	@$(BIN)/python -m docs.tour

test: $(READY) system-libraries
	$(PYTEST) --cov --cov-report=term

check: lint types contracts test

format: $(READY)
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

# make bench ONLY=name measures one figure and leaves benchmarks/RESULTS.md alone.
bench: $(READY) system-libraries
	$(BIN)/python -m benchmarks $(ONLY)

# What `make test` does in little: 200 kills, a full disk at every stage, 1,000 random corruptions; each tells its counts.
crash: $(READY)
	$(BIN)/python -m tests.crash.kills 200
	$(BIN)/python -m tests.crash.full_disk
	$(BIN)/python -m tests.damage.corruptions 1000

# Which changes of the evaluation no test notices: half an hour; docs/mutants.md explains them. mutmut is no part of the lock.
mutants: $(READY)
	@$(BIN)/python -c "import mutmut" || { echo "Install it first: $(BIN)/python -m pip install mutmut"; exit 1; }
	QT_QPA_PLATFORM=offscreen $(BIN)/mutmut run --max-children 1
	$(BIN)/mutmut results

bundle: $(READY)
	$(BIN)/pyinstaller --noconfirm --log-level ERROR --distpath build/bundle --workpath build/work build.spec
	QT_QPA_PLATFORM=offscreen build/bundle/channeladmin/channeladmin --version

pictures: $(READY) system-libraries
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m docs.take_pictures

# Qt's wheels bring Qt, not the system libraries beneath it: name what is missing before Qt fails on it.
system-libraries: $(READY)
	@$(BIN)/python -m ui.system_libraries

$(READY): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "channeladmin needs Python 3.11 or newer: install it, or say PYTHON=/path/to/python"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "Python's venv is missing (Debian: apt install python3-venv)"; exit 1; }
	@echo "Installing the environment into $(VENV) (about a minute, only when the lock changes)"
	@# The lock is whole: left to look for more, pip prefers the newest of what a package asks with an extra.
	@$(BIN)/python -m pip -qq --disable-pip-version-check install --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip -qq --disable-pip-version-check install --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf build dist $(VENV)
