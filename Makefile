# `make run` starts Nexus, `make test` proves it. Each first installs what it needs into .venv, once.
# Written for GNU make 3.81 and newer, and any POSIX shell.

# The first of these that runs and is new enough makes .venv.
PYTHON ?= python3.13 python3.12 python3.11 python3

# For `make lock`: UPGRADE=--upgrade takes newer versions than the locks hold.
UPGRADE ?=

.DEFAULT_GOAL := help
.PHONY: help run test check bench lock clean
.SILENT:

help: ## show this list
	awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-6s %s\n", $$1, $$2 }' Makefile

run: .venv/.demo ## start Nexus: on Discord with a DISCORD_TOKEN in .env, as a demo in the browser without
	exec .venv/bin/python -m bot

test: .venv/.dev ## run the whole suite and hold its branch coverage
	exec .venv/bin/python -m pytest -n 3 --cov

check: .venv/.dev ## hold format, lint, types, import contracts and the Dockerfile
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/basedpyright
	.venv/bin/lint-imports
	.venv/bin/hadolint Dockerfile

bench: .venv/.dev ## run the benchmarks
	exec .venv/bin/python -m bench

lock: .venv/bin/uv ## lock again what pyproject.toml asks for (newer versions: UPGRADE=--upgrade)
	$(compile) --extra demo --extra semantic --group dev --output-file requirements/dev.txt
	$(compile) --extra demo $(agreeing) --output-file requirements/demo.txt
	$(compile) --extra semantic $(agreeing) --output-file requirements/semantic.txt
	$(compile) $(agreeing) --output-file requirements/bot.txt

clean: ## remove .venv and every cache; var/, where the data is, stays
	rm -rf .venv .coverage .coverage.* .hypothesis .import_linter_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +


# One lock for every platform and every Python that Nexus supports, each file known by its hash.
# Extras stay in the locks: pip takes `coverage[toml]` for unpinned where they hold `coverage` alone.
compile = .venv/bin/uv pip compile pyproject.toml --quiet $(UPGRADE) \
	--universal --python-version 3.11 --generate-hashes --no-strip-extras --no-emit-index-url --no-header
agreeing = --constraints requirements/dev.txt --no-annotate

# Whoever fills .venv leaves its process's number here until that is done. What was cut off starts from nothing.
unfinished := .venv/.unfinished
ifneq ($(wildcard $(unfinished)),)
.PHONY: .venv/bin/python
endif

# bin goes first, so that a removal that was cut off is seen too.
.venv/bin/python:
	if other=$$(cat $(unfinished) 2>/dev/null) && kill -0 "$$other" 2>/dev/null; then \
		echo "Another make (process $$other) is filling .venv: wait for it, or run \`make clean\` first." >&2; \
		exit 1; \
	fi
	for python in $(PYTHON); do \
		"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && break; \
		python=; \
	done; \
	if [ -z "$$python" ]; then \
		echo "Nexus needs Python 3.11 or newer; there is none among: $(PYTHON)." >&2; \
		echo "Install one, or say where it is: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; \
		exit 1; \
	fi; \
	echo "Making .venv with $$("$$python" --version) …"; \
	rm -rf .venv/bin .venv && mkdir .venv && echo $$PPID >$(unfinished) && "$$python" -m venv .venv
	rm $(unfinished)

define install
echo "Installing $< into .venv (once) …"
echo $$PPID >$(unfinished)
.venv/bin/python -m pip install --disable-pip-version-check --quiet --require-hashes --requirement $<
rm $(unfinished)
endef

.venv/.demo: requirements/demo.txt .venv/bin/python
	$(install)
	touch $@

# The development lock holds the demo's too.
.venv/.dev: requirements/dev.txt .venv/bin/python
	$(install)
	touch $@ .venv/.demo

.venv/bin/uv: | .venv/bin/python
	.venv/bin/python -m pip install --disable-pip-version-check --quiet uv
