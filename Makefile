# A machine needs Python 3.11 or newer, make and git. Everything else is fetched into .venv and pwa/node_modules.

PYTHON ?= python3
BIN := .venv/bin
NPM := $(BIN)/python hatch_build.py
APP := backend/shouwang/web/index.html
APP_SOURCES := hatch_build.py $(shell find pwa -mindepth 1 -name node_modules -prune -o -print)
ADDRESSES := --no-hashes --no-emit-project --no-annotate --no-header
export PIP_DISABLE_PIP_VERSION_CHECK = 1
# compiling the packages anew at each start takes longer than all the rest of it
export PYTHONDONTWRITEBYTECODE =

# $(call step,what is done,its log,the command,the sentence when it fails)
step = @mkdir -p build; echo "→ $(1)"; { $(3); } > build/$(2).log 2>&1 || { echo "✗ $(4) (build/$(2).log)" >&2; exit 1; }
offline = Is there a network, or a mirror set in pip.conf and .npmrc?

.PHONY: help
help:  ## show this list
	@sed -nE 's/^([a-z]+):.*## (.*)/  make \1\t\2/p' Makefile | expand -t 18

.PHONY: run
run: .venv/run $(APP)  ## set everything up, load a small demo county, serve on http://127.0.0.1:8000 (PORT=, DATABASE_URL=)
	@exec $(BIN)/shouwang serve --demo $(if $(PORT),--port $(PORT))

.PHONY: setup
setup: .venv/test $(APP)  ## set everything up for work on the code

.PHONY: test
test: .venv/test $(APP) browser  ## lint, types, import contracts, all tests of Python and TypeScript (SKIP_BROWSER=1)
	@$(BIN)/python tests/everything.py

.PHONY: prove
prove: .venv/test $(APP) browser engines  ## the long runs: many random examples, faults, load
	@HYPOTHESIS_PROFILE=prove $(BIN)/pytest -m prove

.PHONY: bench
bench: .venv/test $(APP) browser  ## print the table of figures
	@$(BIN)/python -m bench

.PHONY: lint
lint: .venv/test $(APP)  ## everything of `make test` that runs no code of ours
	@$(BIN)/python tests/everything.py --lint

.PHONY: format
format: .venv/test $(APP)  ## rewrite the sources as the linters want them
	@$(BIN)/ruff check --fix-only --quiet
	@$(BIN)/ruff format --quiet
	@$(NPM) run --silent format

.PHONY: types
types: .venv/test $(APP)  ## write the shapes of the API, and the forms that ship, down for the phone
	@$(BIN)/shouwang openapi > pwa/openapi.json
	@$(BIN)/shouwang form json > pwa/src/forms/shipped.json
	@$(BIN)/shouwang checkup form > pwa/src/checkups/form.json
	@$(NPM) run --silent types

.PHONY: pins
pins: .venv/test  ## take the newest versions that pyproject.toml allows
	@$(BIN)/uv lock --quiet --upgrade
	@$(BIN)/uv export --quiet $(ADDRESSES) --no-default-groups --group build > requirements.txt
	@$(BIN)/uv export --quiet $(ADDRESSES) --all-groups > requirements-dev.txt

.PHONY: clean
clean:  ## remove what was built, but no data and no packages
	@rm -rf build dist backend/shouwang/web .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

.venv/bin/uv:
	@command -v $(PYTHON) > /dev/null || { echo "✗ There is no $(PYTHON): install Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "✗ $(PYTHON) is older than 3.11: say which to take, as in make PYTHON=python3.12." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2> /dev/null || \
		{ echo "✗ $(PYTHON) cannot make virtual environments: apt-get install python3-venv." >&2; exit 1; }
	$(call step,making .venv,venv,$(PYTHON) -m venv .venv,The virtual environment could not be made.)
	$(call step,fetching uv,uv,$(BIN)/pip install uv,uv could not be fetched. $(offline))

# uv does not read pip.conf, where many a machine names its mirror and the certificate of its proxy
install = index=$$($(BIN)/pip config get global.index-url 2> /dev/null || true); \
	cert=$$($(BIN)/pip config get global.cert 2> /dev/null || true); \
	[ -z "$$cert" ] || export SSL_CERT_FILE="$${SSL_CERT_FILE:-$$cert}"; \
	$(BIN)/uv pip install --python .venv $${index:+--default-index "$$index"}

.venv/run: requirements.txt pyproject.toml | .venv/bin/uv
	$(call step,fetching the packages of the server,packages,$(install) -r requirements.txt,The packages could not be fetched. $(offline))
	$(call step,installing shouwang,shouwang,$(install) --no-build-isolation --no-deps -e .,Shouwang could not be installed.)
	@touch $@

.venv/test: requirements-dev.txt .venv/run
	$(call step,fetching the packages for tests,packages-dev,$(install) -r requirements-dev.txt,The packages could not be fetched. $(offline))
	@touch $@

$(APP): .venv/run $(APP_SOURCES)
	$(call step,building the phone app,pwa,$(NPM),The phone app could not be built. $(offline))
	@touch $@

.PHONY: browser
browser:
	@test -n "$(SKIP_BROWSER)" || { command -v chromium && ls /usr/share/fonts/*/wqy; } > /dev/null 2>&1 || \
		{ mkdir -p build; echo "→ installing Chromium and a Chinese font"; { $(chromium); } > build/browser.log 2>&1; } || \
		echo "! Install chromium and fonts-wqy-microhei, or their tests fail; SKIP_BROWSER=1 leaves them out (build/browser.log)." >&2

.PHONY: engines
engines:
	@{ command -v firefox-esr && command -v WebKitWebDriver && command -v Xvfb && command -v soffice && \
		command -v pdftoppm; } > /dev/null 2>&1 || \
		{ mkdir -p build; echo "→ installing Firefox, WebKit and LibreOffice"; { $(others); } > build/engines.log 2>&1; } || \
		echo "! Install firefox-esr, webkit2gtk-driver, xvfb, libreoffice-calc-nogui and poppler-utils, or their tests fail (build/engines.log)." >&2

root = $$(test "$$(id -u)" = 0 || echo sudo -n)
install-debian = $(root) apt-get update && $(root) env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends
chromium = $(install-debian) chromium fonts-wqy-microhei
others = $(install-debian) firefox-esr webkit2gtk-driver xvfb libreoffice-calc-nogui poppler-utils
