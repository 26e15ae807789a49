# Everything is installed into .venv, from PyPI, by the commands below: no root, no system package.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV := .venv/bin/uv
RUN := .venv/bin/python
export UV_PROJECT_ENVIRONMENT := .venv
# Behind a proxy with a certificate of its own, the machine's certificates are the ones that count.
OWN_CERTS := UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1
CYCLONEDX := cyclonedx-bom==7.5.0

.PHONY: demo test lint long bench crash mutations sbom simulate clean

demo: .venv/.ready ## three weeks of a made-up cooperative, in this terminal
	@$(RUN) -m bot demo

test: .venv/.ready-dev .venv/.ready-peers lint ## lint, types, layers, and the whole test suite
	@command -v hledger >/dev/null || echo "hledger is absent: that it accepts our journals was not checked"
	@$(RUN) -m compileall -q bot adapters core tests  # the tests start the bot hundreds of times
	$(RUN) -m pytest -n 4 --dist worksteal

lint: .venv/.ready-dev
	@$(UV) lock --check --quiet 2>/dev/null || $(OWN_CERTS) $(UV) lock --check --quiet
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/deptry . --no-ansi

long: .venv/.ready-dev .venv/.ready-peers ## what `make test` leaves out: more seeds, the crash points on PostgreSQL
	$(RUN) -m pytest -n 2 --dist worksteal -m long

bench: .venv/.ready-dev ## the figures of the README, each a ratio within one run
	$(RUN) -m tests.benchmarks

crash: .venv/.ready-dev .venv/.ready-peers ## kills the bot at each crash point at many moments, each in a week of its own: an hour
	CRASH_ALL=1 $(RUN) -m pytest -n 2 -s -m "long or not long" tests/faults/test_crashpoints.py tests/faults/test_requests.py

mutations: .venv/.ready-dev ## takes protections away one by one, and sees that tests find them missing
	@$(RUN) -m tests.faults.mutations && $(RUN) -m tests.simulation.mutants

SBOM := UV_PROJECT_ENVIRONMENT=.venv/sbom $(UV)
sbom: $(UV) ## what the program is made of, as CycloneDX in sbom.json: locked, without what only tests need
	@$(SBOM) sync --frozen --no-dev --quiet 2>/dev/null || $(OWN_CERTS) $(SBOM) sync --frozen --no-dev --quiet
	@for own in "" "$(OWN_CERTS)"; do \
		env $$own $(UV) tool run --quiet --from '$(CYCLONEDX)' cyclonedx-py environment .venv/sbom/bin/python \
			--pyproject pyproject.toml --mc-type application --output-reproducible --validate \
			--output-format JSON --output-file sbom.json && break; \
	done; test -s sbom.json

SEEDS ?= 1000
FIRST ?= 0
simulate: .venv/.ready-dev ## sixteen months of a team, SEEDS times, with everything that can go wrong
	$(RUN) -m tests.simulation --seeds $(SEEDS) --first $(FIRST)

clean:
	rm -rf .venv sbom.json .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Semainier needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	@test -x $(RUN) || $(PYTHON) -m venv .venv
	@$(RUN) -m pip install --quiet --disable-pip-version-check 'uv>=0.9'

.venv/.ready: pyproject.toml uv.lock | $(UV)
	@$(UV) sync --frozen --inexact --no-dev --compile-bytecode --quiet 2>/dev/null || \
		$(OWN_CERTS) $(UV) sync --frozen --inexact --no-dev --compile-bytecode --quiet
	@touch $@

.venv/.ready-dev: pyproject.toml uv.lock | $(UV)
	@$(UV) sync --frozen --inexact --compile-bytecode --quiet 2>/dev/null || \
		$(OWN_CERTS) $(UV) sync --frozen --inexact --compile-bytecode --quiet
	@touch $@ .venv/.ready

# Programs the tests talk to, each in an environment of its own: Synapse, and a client that is not ours.
PEERS := synapse mautrix
.venv/.ready-peers: $(PEERS:%=tests/peers/matrix/%.txt) | $(UV)
	@for peer in $(PEERS); do \
		$(UV) venv --quiet --allow-existing --python $(RUN) .venv/peers/$$peer && \
		for own in "" "$(OWN_CERTS)"; do \
			env $$own $(UV) pip install --quiet --compile-bytecode --python .venv/peers/$$peer/bin/python \
				-r tests/peers/matrix/$$peer.txt 2>/dev/null && continue 2; \
		done; echo "could not install tests/peers/matrix/$$peer.txt"; exit 1; \
	done
	@touch $@
