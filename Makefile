# Every target works on a fresh machine: it makes .venv first. See README.md.
.DEFAULT_GOAL := help
.PHONY: help bench-scale ask serve slack-demo test check fast mutate faults fuzz bench bench-speed eval eval-live eval-judged eval-sweep gate bench-asked bench-facts bench-attribution bench-stance bench-follow-up bench-grounding bench-fluent bench-twins bench-draft bench-judge bench-correctness bench-wordings tune record record-eval screenshots vercel lock

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin
PIP := $(RUN)/pip install --quiet --disable-pip-version-check
# What has no hash is this project alone, which is made without fetching anything.
LOCKED := $(PIP) --require-hashes --requirement
PROJECT := $(PIP) --no-deps --no-build-isolation --editable .
VERCEL := tests/api/openai/vercel
EXTRACTIVE := ASSISTANT_MODEL=extractive $(RUN)/assistant eval
REPLIES := tests/replies/sample.jsonl
REPLAYED := ASSISTANT_STRATEGY=select ASSISTANT_MODEL= $(RUN)/assistant eval --replay $(REPLIES)
DIRECT_REPLIES := tests/replies/sample-direct.jsonl
DIRECT := ASSISTANT_STRATEGY=direct ASSISTANT_MODEL= $(RUN)/assistant eval --replay
JUDGED := $(foreach set,onestopqa clapnq quail-news polnear-who,$(wildcard ../shared/data/$(set).questions.jsonl))
WAYS := --one-at-a-time --over passages=4,6,12,16 --over fusion=coarse,dense,lexical --over threshold=.13,.18,.28,.33
# What the sample's figures must not fall below: those that were reached, less two questions.
BAR := hit@1=0.75,gold_cited=0.36,citation_precision=0.9,quote_integrity=1,refused=0.55
MODEL_BAR := gold_cited=0.83,citation_precision=0.89,quote_integrity=1,refused=0.7,outcome=0.88
DIRECT_BAR := gold_cited=0.97,citation_precision=0.94,quote_integrity=1,refused=0.9,outcome=0.97
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
	@$(RUN)/python -m tests.api.slack.demo

# One worker more than there are cores, since some tests wait for what they have started.
# Python keeps what it compiles, whatever the shell says: a third of what the tests take otherwise.
test fast: export PYTHONDONTWRITEBYTECODE :=

test: $(VENV)/developed  ## all tests, without a network
	$(RUN)/python -m pytest -q -rs -n $$($(RUN)/python -c 'import os; print((os.cpu_count() or 1) + 1)')

fast: $(VENV)/developed  ## the tests that neither open a library nor start anything
	$(RUN)/python -m pytest -q -n auto -m "not slow"

mutate: $(VENV)/developed  ## how much the tests notice: make mutate [COUNT=60] [SEED=20261128]
	$(RUN)/python -m tests.mutation $(if $(COUNT),--count $(COUNT)) $(if $(SEED),--seed $(SEED))

faults: $(VENV)/developed  ## breaks libraries, and says what is lost, doubled, torn or readable: make faults [COUNT=100] [SEED=7] [MINUTES=10] [PARTS="kills slack"]
	$(RUN)/python -m tests.faults $(PARTS) $(if $(COUNT),--count $(COUNT)) $(if $(SEED),--seed $(SEED)) $(if $(MINUTES),--minutes $(MINUTES))

fuzz: $(VENV)/developed  ## makes up what outsiders send: no crash, nothing slow: make fuzz [SECONDS=10] [SEED=7] [PARTS=readers]
	$(RUN)/python -m tests.fuzzing $(PARTS) $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED))

check: $(VENV)/developed  ## format, lint, types, one-way imports
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy
	$(RUN)/lint-imports

bench: $(VENV)/developed  ## how fast, how big, how good; needs no network
	$(RUN)/python -m tests.benchmarks

eval: $(VENV)/installed  ## the sample's question set, in the article's words and by the recorded models
	$(EXTRACTIVE) --sample
	$(REPLAYED) --sample
	$(DIRECT) $(REPLIES) --sample
	$(DIRECT) $(DIRECT_REPLIES) --sample

eval-live: $(VENV)/installed  ## the same by the model that OPENAI_BASE_URL or OPENAI_API_KEY names
	$(RUN)/assistant eval --sample --live

eval-judged: $(VENV)/installed  ## judged data beside the project: make eval-judged [LIMIT=40]; with a model if one is set
	$(if $(JUDGED),$(RUN)/assistant eval $(JUDGED) --markdown $(if $(LIMIT),--limit $(LIMIT)),@echo skipped: the judged data is not beside the project)

eval-sweep: $(VENV)/installed  ## what the defaults are worth beside others, without a model: sample and judged data
	$(foreach set,--sample $(JUDGED),$(EXTRACTIVE) sweep $(set) $(WAYS) &&) true

gate: $(VENV)/installed  ## refuses a step back on the sample, without a model and with the recorded ones
	$(EXTRACTIVE) --sample --fail-under $(BAR)
	$(REPLAYED) --sample --fail-under $(MODEL_BAR)
	$(DIRECT) $(DIRECT_REPLIES) --sample --fail-under $(DIRECT_BAR)

bench-speed: $(VENV)/developed  ## a question's time beside that of chromadb and openai alone
	$(RUN)/python -m tests.benchmarks speed

bench-scale: $(VENV)/developed  ## how large a library may be: make bench-scale [SIZES="1000 100000"] [DATABASE=URL]
	$(RUN)/python -m tests.benchmarks.speed.large $(SIZES) $(if $(DATABASE),--database $(DATABASE))

bench-grounding: $(VENV)/developed  ## what becomes of judged sentences of language models
	$(RUN)/python -m tests.benchmarks grounding

bench-fluent: $(VENV)/developed  ## what arrives of a strong model's replies, asked once, on data beside the project
	$(RUN)/python -m tests.benchmarks fluent

bench-twins: $(VENV)/developed  ## what becomes of fluent sentences, true and wrong in one way, on data beside the project
	$(RUN)/python -m tests.benchmarks twins

bench-draft: $(VENV)/developed  ## what a draft's check finds in the same sentences
	$(RUN)/python -m tests.benchmarks draft

bench-judge: $(VENV)/developed  ## what a model is worth as a second judge, on judged data
	$(RUN)/python -m tests.benchmarks judge

bench-correctness: $(VENV)/developed  ## does a model that judges answers agree with people, on judged data
	$(RUN)/python -m tests.benchmarks correctness

bench-wordings: $(VENV)/developed  ## facts, asked for in six wordings each, without a model
	$(RUN)/python -m tests.benchmarks wordings

record-eval: $(VENV)/developed  ## record anew what a model replies to the sample's questions
	$(RUN)/assistant eval --sample --live --record $(REPLIES)
	$(RUN)/python -m tests.record_nearby $(REPLIES)

bench-asked: $(VENV)/developed  ## questions as people ask them, without a model: make bench-asked [HALF=look] [SET=first] [SHOW=wrong]
	$(RUN)/python -m tests.benchmarks.asked $(if $(HALF),--half $(HALF)) $(if $(KIND),--kind $(KIND)) $(if $(SET),--set $(SET)) $(if $(SHOW),--show $(SHOW))

bench-facts: $(VENV)/developed  ## facts asked for in other words, without a model: make bench-facts [SHOW=wrong]
	$(RUN)/python -m tests.benchmarks.facts $(if $(SHOW),--show "$(SHOW)")

bench-attribution: $(VENV)/developed  ## who says what, on judged data
	$(RUN)/python -m tests.benchmarks.attribution

bench-stance: $(VENV)/developed  ## who says, denies, confirms, doubts what: on articles of our own, and on judged data
	$(RUN)/python -m tests.benchmarks stance

bench-follow-up: $(VENV)/developed  ## does an unrelated turn change an answer, are follow-ups answered: our own and judged data
	$(RUN)/python -m tests.benchmarks.follow_up $(LIMIT)

tune: $(VENV)/developed  ## fit what decides by degree: sentence_relevance.json with relevance_network.npz, calibrated_score.json
	$(PIP) --no-build-isolation --editable ".[tune]"
	$(RUN)/python -m pytest -q tests/benchmarks/relevance
	$(RUN)/python -m tests.benchmarks.relevance.tune
	$(RUN)/python -m tests.benchmarks.checks.tune_grounding

record: $(VENV)/developed  ## record HTTP anew, from OPENAI_BASE_URL: make record [ONLY=chat]
	$(RUN)/python -m tests.record $(ONLY)

screenshots: $(VENV)/developed  ## the README's pictures anew; needs Chromium
	$(RUN)/python -m tests.api.web.screenshots

vercel: $(VENV)/developed $(VERCEL)/node_modules  ## the Vercel AI SDK as a client; needs node and npm
	$(RUN)/python -m pytest -q tests/api/openai/test_vercel.py

# For every system and Python that pyproject.toml allows. What runs is taken into what develops.
lock: LOCK = $(VENV)-lock/bin/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --group build $(if $(UPGRADE),--upgrade)
lock:  ## lock versions with their hashes, after a change of pyproject.toml: make lock [UPGRADE=1]
	$(PYTHON) -m venv --clear $(VENV)-lock
	$(VENV)-lock/bin/pip install --quiet --disable-pip-version-check uv
	$(LOCK) --extra postgres --output-file requirements.txt
	$(LOCK) --extra dev --constraint requirements.txt --output-file requirements-dev.txt
	rm -rf $(VENV)-lock

$(VENV)/installed: pyproject.toml requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(LOCKED) requirements.txt
	$(PROJECT)
	@touch $@

$(VENV)/developed: $(VENV)/installed requirements-dev.txt
	$(LOCKED) requirements-dev.txt
	@touch $@

$(VERCEL)/node_modules: $(VERCEL)/package.json $(VERCEL)/package-lock.json
	npm ci --prefix $(VERCEL) --no-fund --no-audit
	@touch $@
