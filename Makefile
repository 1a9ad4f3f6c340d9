# Every command sets up what it needs. On Debian, 'make demo' and 'make test' are all there is to know.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PEERS  := .venv-bench
READY  := $(VENV)/.ready

.PHONY: demo recognition serve browser browser-test database test test-all spark-test bench bench-web bench-peers compiler pages fmt reference lock clean help

help:  ## list the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

demo: $(READY) pages recognition  ## set everything up and screen the example of the court witness
	$(BIN)/article3 screen examples/jorge.yaml

serve: $(READY) pages recognition  ## start the workbench; the first time, article3 store init makes its store
	$(BIN)/article3 serve

# The commands that the tests start, and the second run, find everything compiled.
test: export PYTHONDONTWRITEBYTECODE =
test: $(READY) compiler pages recognition database  ## set everything up and run every check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n auto --dist worksteal -m "not slow and not spark and not browser and not unmeasured"
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --fail-under=95
	$(BIN)/pytest -n auto --dist worksteal -m "not slow and not spark and not browser and unmeasured"

test-all: $(READY) compiler pages recognition database browser  ## the same, with the slow tests
	ARTICLE3_THOROUGH=1 $(BIN)/pytest -m "not spark"

spark-test: $(READY) compiler  ## screen on Spark in local mode; installs pyspark, and Debian's Java where there is none
	command -v java >/dev/null || { apt-get update && apt-get install -y --no-install-recommends default-jre-headless; }
	$(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-spark.lock
	$(BIN)/pytest -m spark

bench: $(READY)  ## measure start-up, decisions and likelihoods
	$(BIN)/python benchmarks/one_case.py
	$(BIN)/python benchmarks/likelihood.py
	$(BIN)/python benchmarks/impact.py
	$(BIN)/python benchmarks/interview.py
	$(BIN)/python benchmarks/search.py

bench-web: $(READY)  ## measure the workbench: 30 people at the same time in a store of 3,000 cases
	rm -rf build/bench-web && mkdir -p build
	$(BIN)/python -m benchmarks.web.fill build/bench-web
	$(BIN)/python -m benchmarks.web.load build/bench-web

bench-peers: $(PEERS)/.ready  ## measure screening beside other engines, which it sets up in a place of their own
	$(PEERS)/bin/python -m benchmarks.screening.run $(BENCH)

# The rules are also compiled to C where there is a compiler; the tests hold that against NumPy.
compiler:
	@command -v cc >/dev/null || { apt-get update -qq && apt-get install -y -qq gcc libc6-dev; } || \
		{ echo "The tests need a C compiler: install gcc and libc6-dev, then run this again." >&2; exit 1; }

# Pages with Arabic need Pango, and a font that has it. Whatever else there is works without.
PAGES := libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-core
pages:
	@dpkg -s $(PAGES) >/dev/null 2>&1 || { apt-get update -qq && apt-get install -y -qq --no-install-recommends $(PAGES); } || \
		echo "Documents as PDF need these packages of Debian: $(PAGES). Install them, then run this again." >&2

# Scans are recognized in English, Spanish and Arabic. Whatever else there is works without.
SCANS := tesseract-ocr tesseract-ocr-eng tesseract-ocr-spa tesseract-ocr-ara tesseract-ocr-osd
recognition:
	@dpkg -s $(SCANS) >/dev/null 2>&1 || { apt-get update -qq && apt-get install -y -qq --no-install-recommends $(SCANS); } || \
		echo "Text in scans is recognized with these packages of Debian: $(SCANS). Install them, then run this again." >&2

browser-test: $(READY) pages recognition browser  ## go through the workbench in Chromium, which it installs
	$(BIN)/pytest -m browser

# The store is tested on a database server too, which the tests start themselves.
database:
	@dpkg -s postgresql >/dev/null 2>&1 || { apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql; } || \
		{ echo "The tests need PostgreSQL: install postgresql, then run this again." >&2; exit 1; }

browser:
	@command -v chromium >/dev/null || { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium; } || \
		{ echo "Going through the workbench needs Chromium: install chromium, then run this again." >&2; exit 1; }

fmt: $(READY)  ## format and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

reference: $(READY)  ## write the generated reference pages anew
	$(BIN)/python tools/write_reference.py

lock: $(READY)  ## pin every dependency anew, with hashes
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
		--no-emit-options --extra dev -o requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
		--no-emit-options --extra oracle -o $(VENV)/oracle.lock pyproject.toml
	awk '/^[a-z0-9]/ { keep = /^pyagrum==/ } keep' $(VENV)/oracle.lock > requirements-oracle.lock
	$(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
		--no-emit-options --extra spark --extra screening -c requirements.lock -o requirements-spark.lock pyproject.toml

clean:  ## remove what was set up
	rm -rf $(VENV) $(PEERS) .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage

# Debian's Python may come without ensurepip; its pip can fill a bare environment all the same.
# The oracle of the tests computes with numpy alone; what else it asks for (some 400 MB) serves its notebooks, so it comes without.
$(READY): requirements.lock requirements-oracle.lock pyproject.toml
	$(PYTHON) -m venv $(VENV) 2>/dev/null || $(PYTHON) -m venv --without-pip --clear $(VENV)
	$(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements-oracle.lock
	$(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	$(BIN)/python -m compileall -q src
	@touch $@

# Not pinned: the comparison is with what the other engines are today, and results.jsonl names the versions.
$(PEERS)/.ready: pyproject.toml
	$(PYTHON) -m venv $(PEERS) 2>/dev/null || $(PYTHON) -m venv --without-pip --clear $(PEERS)
	$(PYTHON) -m pip --python $(PEERS)/bin/python install --quiet --disable-pip-version-check -e '.[bench]'
	@touch $@
