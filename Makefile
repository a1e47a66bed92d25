# 守望 Shouwang. A machine needs Python 3.11 or newer, make and git; everything else is fetched into .venv and pwa/node_modules.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup
setup: .venv/ready

.venv/ready: requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q uv
	$(BIN)/uv pip install -q --python .venv -r requirements-dev.txt
	$(BIN)/uv pip install -q --python .venv --no-build-isolation --no-deps -e .
	touch $@
