# From deliveries to reports. `make help` lists what there is.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-builtin-rules --no-print-directory

BEZIRK ?= P10
VERGLEICH ?= HN
STICHTAG ?= 2020-12-31
HORIZONT ?= 2035
PYTHON ?= python3

VENV := .venv
SOZIALRAUM := $(VENV)/bin/sozialraum
BESTAND := data/processed/bestand
FREIGABE := data/processed/freigabe
BERICHTE := reports/$(BEZIRK)/$(firstword $(subst -, ,$(STICHTAG)))
STADTBAND := reports/$(VERGLEICH)/$(firstword $(subst -, ,$(STICHTAG)))/stadtband

# What each step reads. A table is rewritten only if its content changed, so its time can be trusted.
DELIVERIES := $(shell find data/raw -mindepth 2 -type f 2>/dev/null)
CODE := $(shell find pipeline -name '*.py' -o -name '*.toml' -o -name '*.typ' -o -name '*.html' -o -name '*.css' -o -name '*.ttf')
CODE_INGEST := $(filter pipeline/names/% pipeline/errors.py pipeline/schemas/% pipeline/measures/% pipeline/deliveries/% pipeline/validation/% pipeline/store/% pipeline/cli/%,$(CODE))
CODE_RELEASE := $(CODE_INGEST) $(filter pipeline/disclosure/%,$(CODE))
CODE_PROJECTION := $(CODE_INGEST) $(filter pipeline/disclosure/% pipeline/projection/%,$(CODE))
CODE_REPORT := $(filter-out pipeline/deliveries/% pipeline/validation/% pipeline/disclosure/% pipeline/projection/% pipeline/demo/%,$(CODE))

bestand = $(patsubst %,$(BESTAND)/%.parquet,$(1))
freigabe = $(patsubst %,$(FREIGABE)/%.parquet,$(1))
# Tables each step reads; tests/test_makefile.py holds these lists against the code.
TABLES_RELEASE := raumeinheiten gebiete brueche vollstaendigkeit einwohner zuwanderungsgeschichte herkunft haushalte \
  wanderungen geburten sterbefaelle einbuergerungen hilfen_sgb8 grundsicherung arbeitslose wahlen einrichtungen \
  quartiersarbeit interviews bedarfsanalyse
TABLES_PROJECTION := raumeinheiten vollstaendigkeit einwohner wanderungen geburten sterbefaelle einbuergerungen
# Delivered by some only: a reason to project again where it is there.
TABLES_PROJECTION_EXTRA := eckwerte
# Those a notebook reads it lists itself; `pipeline.notebooks.sources` finds them there, too.
REPORTS_lang := sozialraumanalyse prognose kennzahlen
REPORTS_kurz := kurzfassung
REPORTS := $(REPORTS_lang) $(REPORTS_kurz)
NOTEBOOKS := $(REPORTS) stadtband
$(foreach name,$(NOTEBOOKS),$(eval TABLES_$(name) := $(shell sed -nE 's/^ *"gelesen \+?= \\"([^\]*)\\".*/\1/p' notebooks/$(name).ipynb)))

# Files beside the tables that a report reads.
FILES_kennzahlen := data/beschluesse.toml
# The edition a report belongs to.
$(foreach edition,lang kurz,$(foreach name,$(REPORTS_$(edition)),$(eval EDITION_$(name) := $(edition))))

PROJECTED := $(FREIGABE)/.prognose-$(STICHTAG)-$(HORIZONT)
# What differs from the defaults is in the names of the files.
ANDERS := $(if $(filter-out HN,$(VERGLEICH)),_vergleich-$(VERGLEICH))$(if $(filter-out %-12-31,$(STICHTAG)),_stichtag-$(STICHTAG))$(if $(filter-out 2035,$(HORIZONT)),_horizont-$(HORIZONT))
made_of = $(foreach name,$(1),$(BERICHTE)/$(name)$(ANDERS).$(2))
PDFS_lang := $(call made_of,$(REPORTS_lang),pdf)
PDFS_kurz := $(call made_of,$(REPORTS_kurz),pdf)
# Each is put into place whole: that another one failed is no reason to delete it.
.PRECIOUS: $(PDFS_lang) $(PDFS_kurz)

# --- the two commands of the README -----------------------------------------------------------------
# Prerequisites are worked off from left to right: a table's time is looked at only after the step that
# may rewrite it has run. That is why the order matters here and why nothing runs in parallel.
report: $(VENV)/.ready $(BESTAND)/manifest.json $(FREIGABE)/manifest.json $(PROJECTED) $(PDFS_lang) $(call made_of,$(REPORTS_lang),html) ## the three reports of BEZIRK at STICHTAG, each as PDF and as HTML page

kurz: $(VENV)/.ready $(BESTAND)/manifest.json $(FREIGABE)/manifest.json $(PROJECTED) $(PDFS_kurz) $(call made_of,$(REPORTS_kurz),html) ## the short edition of BEZIRK at STICHTAG, for residents

stadt: $(VENV)/.ready $(BESTAND)/manifest.json $(FREIGABE)/manifest.json $(STADTBAND).pdf $(STADTBAND).html ## one volume on the whole city VERGLEICH at STICHTAG: all its districts

test: $(VENV)/.ready-dev ## every test of seconds
	$(VENV)/bin/pytest -q -m "not slow and not long" --numprocesses 2 --dist worksteal

test-long: $(VENV)/.ready-dev ## tests that take long, those on the whole demonstration delivery and its reports among them; CI runs them too
	$(VENV)/bin/pytest -q -m long --numprocesses 2 --dist worksteal

test-slow: $(VENV)/.ready-dev ## tests of minutes: kills of a run and of a batch, two clones, twenty thousand broken files
	$(VENV)/bin/pytest -q -m slow

# in order of how long they take; each writes its rows into benchmarks/README.md
BENCHMARKS := projection durchlauf ingest disclosure tauargus freigabe bericht stapel tausend
BENCH := $(addprefix bench-,$(BENCHMARKS))
bench: $(BENCH) ## every measurement, on an idle machine; make -k bench goes on where a bar is missed

$(BENCH): bench-%: $(VENV)/.ready-dev
	$(VENV)/bin/python -m benchmarks.$*
bench-projection: export OPENBLAS_NUM_THREADS := 1

# --- environment ------------------------------------------------------------------------------------
$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.ready-dev: requirements-dev.lock $(VENV)/.ready
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	touch $@

environment: $(VENV)/.ready-dev ## Python environment with everything a developer needs

# --- stages -----------------------------------------------------------------------------------------
# A missing table is a reason to run the step that makes it, whatever the times say.
missing = $(if $(filter-out $(wildcard $(1)),$(1)),FORCE)

$(BESTAND)/manifest.json: $(DELIVERIES) $(CODE_INGEST) $(call missing,$(call bestand,$(TABLES_RELEASE))) | $(VENV)/.ready
	$(SOZIALRAUM) einlesen

$(FREIGABE)/manifest.json: $(call bestand,$(TABLES_RELEASE)) $(CODE_RELEASE) | $(VENV)/.ready
	$(SOZIALRAUM) freigeben

# The shell looks when the turn of this rule comes: the delivery may have brought the table a step before.
.SECONDEXPANSION:
$(PROJECTED): $(call bestand,$(TABLES_PROJECTION)) $(CODE_PROJECTION) $$(shell ls $(call bestand,$(TABLES_PROJECTION_EXTRA)) 2>/dev/null) | $(VENV)/.ready
	$(SOZIALRAUM) prognose --basis $(STICHTAG) --horizont $(HORIZONT)
	$(SOZIALRAUM) rueckschau --falls-moeglich
	touch $@

# Written by the steps above; here so that Make knows them as files that may change.
$(call bestand,$(TABLES_RELEASE)) $(call freigabe,$(sort $(foreach name,$(NOTEBOOKS),$(TABLES_$(name))))): ;

# One start makes whatever is outdated of an edition: the files of the others are then newer, too. One that
# is found unchanged, though a file it is made from was written again, is marked as looked at. The page is
# written by the same run as the PDF and put into place before it; where it is missing, the run is repeated.
define make_edition
$(SOZIALRAUM) berichte $(BEZIRK) --vergleich $(VERGLEICH) --stichtag $(STICHTAG) --horizont $(HORIZONT) --ausgabe $(1)
@touch -c $(PDFS_$(1)) && ls $(PDFS_$(1))
endef
define make_volume
$(SOZIALRAUM) berichte --stadt --vergleich $(VERGLEICH) --stichtag $(STICHTAG)
@touch -c $(STADTBAND).pdf && ls $(STADTBAND).pdf
endef
define report_rule
$(BERICHTE)/$(1)$(ANDERS).pdf: notebooks/$(1).ipynb $(call freigabe,$(TABLES_$(1))) $(wildcard $(FILES_$(1))) $(CODE_REPORT) | $(VENV)/.ready
	$$(call make_edition,$(EDITION_$(1)))
$(BERICHTE)/$(1)$(ANDERS).html: | $(BERICHTE)/$(1)$(ANDERS).pdf
	$$(call make_edition,$(EDITION_$(1)))
endef
$(foreach name,$(REPORTS),$(eval $(call report_rule,$(name))))

$(STADTBAND).pdf: notebooks/stadtband.ipynb $(call freigabe,$(TABLES_stadtband)) $(CODE_REPORT) | $(VENV)/.ready
	$(make_volume)
$(STADTBAND).html: | $(STADTBAND).pdf
	$(make_volume)

# --- quality ----------------------------------------------------------------------------------------
check: $(VENV)/.ready-dev ## format, lint, types, layers, tests
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(MAKE) test

lock: ## renew the hashed lock files (needs uv)
	uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 --universal --extra build pyproject.toml -o requirements.lock
	uv pip compile --quiet --generate-hashes --no-header --python-version 3.11 --universal --extra build --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

demo: $(VENV)/.ready ## write the demonstration delivery anew
	$(SOZIALRAUM) beispiel data/raw/beispiel

clean: ## remove what was built, keep the environment
	find data/processed reports -mindepth 1 ! -name .gitkeep -delete

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

FORCE:
.PHONY: report kurz stadt test test-long test-slow bench $(BENCH) environment check lock demo clean help FORCE
