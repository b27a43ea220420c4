# Every target works on a fresh machine: it makes .venv first. See README.md.
.DEFAULT_GOAL := help
.PHONY: help ask serve slack-demo test check fast bench eval eval-abstention bench-attribution bench-grounding bench-judge tune record screenshots vercel lock

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin
VERCEL := tests/api/chat/vercel
Q ?= Who says the departures were ordered?

help:  ## what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-18s %s\n", $$1, $$2}'

ask: $(VENV)/installed  ## ask the sample article: make ask Q="…"
	@$(RUN)/assistant ingest --sample --quiet
	@$(RUN)/assistant ask "$(Q)"

serve: $(VENV)/installed  ## the HTTP API on http://127.0.0.1:8000
	@$(RUN)/assistant ingest --sample --quiet
	@$(RUN)/assistant serve

slack-demo: $(VENV)/developed  ## a conversation in a Slack of its own, as people see it
	@$(RUN)/python -m tests.slack.demo

test: $(VENV)/developed  ## all tests, without a network
	$(RUN)/python -m pytest -q -n auto

fast: $(VENV)/developed  ## the tests that take no time
	$(RUN)/python -m pytest -q -n auto -m "not slow"

check: $(VENV)/developed  ## format, lint, types, one-way imports
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy
	$(RUN)/lint-imports

bench: $(VENV)/developed  ## how fast, how big, how good; needs no network
	$(RUN)/python -m tests.benchmarks

eval: $(VENV)/developed  ## the sample's question set, by kind of question
	$(RUN)/python -m tests.benchmarks sample

eval-abstention: $(VENV)/developed  ## does it know what articles do not say, on judged data
	$(RUN)/python -m tests.benchmarks abstention

bench-grounding: $(VENV)/developed  ## what becomes of judged sentences of language models
	$(RUN)/python -m tests.benchmarks grounding

bench-judge: $(VENV)/developed  ## what a model is worth as a second judge, on judged data
	$(RUN)/python -m tests.benchmarks judge

bench-attribution: $(VENV)/developed  ## who says what, on judged data
	$(RUN)/python -m tests.benchmarks.attribution

tune: $(VENV)/developed  ## fit what decides by degree: relevance.json, grounding/graded.json
	$(RUN)/python -m tests.benchmarks.tune
	$(RUN)/python -m tests.benchmarks.tune_grounding

record: $(VENV)/developed  ## record HTTP anew, from OPENAI_BASE_URL: make record [ONLY=chat]
	$(RUN)/python -m tests.record $(ONLY)

screenshots: $(VENV)/developed  ## the README's pictures anew; needs Chromium
	$(RUN)/python -m tests.api.web.screenshots

vercel: $(VENV)/developed $(VERCEL)/node_modules  ## the Vercel AI SDK as a client; needs node and npm
	$(RUN)/python -m pytest -q tests/api/chat/test_vercel.py

lock:  ## write constraints.txt anew, from the newest versions that pyproject.toml allows
	$(PYTHON) -m venv --clear $(VENV)-lock
	$(VENV)-lock/bin/pip install --quiet --disable-pip-version-check --editable ".[dev]"
	$(VENV)-lock/bin/pip freeze --exclude-editable > constraints.txt
	rm -rf $(VENV)-lock

$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(RUN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@touch $@

$(VENV)/developed: $(VENV)/installed
	$(RUN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	@touch $@

$(VERCEL)/node_modules: $(VERCEL)/package.json $(VERCEL)/package-lock.json
	npm ci --prefix $(VERCEL) --no-fund --no-audit
	@touch $@
