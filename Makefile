PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help:
	@echo "make quickstart   environment, install, and a dataset without key or network"
	@echo "make test         environment with the test tools, then all tests but the long ones"
	@echo "make long         the long tests: all versions of datasets, axolotl, LLaMA-Factory"
	@echo "make lint         format, lint, types, import layers"
	@echo "make bench        all benchmarks, each against its target; DATA=FOLDER with alpaca_en_52002.jsonl.gz for all rows"
	@echo "make clean        remove the environment and what runs left"

quickstart: .venv/installed
	$(BIN)/alpaca-est build pipelines/quickstart.yaml --offline

test: .venv/tested
	$(BIN)/python -m pytest -n 2

long: .venv/tested
	$(BIN)/python -m pytest -m long

lint: .venv/tested
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: .venv/tested
	$(BIN)/python -m benchmarks.startup
	$(BIN)/python -m benchmarks.client
	$(BIN)/python -m benchmarks.kill
	$(BIN)/python -m benchmarks.publish
	$(BIN)/python -m benchmarks.review

	$(BIN)/python -m benchmarks.compare
	$(BIN)/python -m benchmarks.near_duplicate $(if $(DATA),--data $(DATA))
	$(BIN)/python -m benchmarks.filter_recall $(if $(DATA),--data $(DATA))
	$(BIN)/python -m benchmarks.computed
	$(BIN)/python -m benchmarks.lora
	$(BIN)/python -m benchmarks.lora_learning
	$(BIN)/python -m benchmarks.translation $(if $(DATA),--data $(DATA))
	$(if $(DATA),$(BIN)/python -m benchmarks.clean --data $(DATA),@echo "benchmarks.clean left out: make bench DATA=FOLDER")
	$(if $(DATA),$(BIN)/python -m benchmarks.languages --data $(DATA),@echo "benchmarks.languages left out: make bench DATA=FOLDER")
	$(if $(DATA),$(BIN)/python -m benchmarks.encodings --data $(DATA),@echo "benchmarks.encodings left out: make bench DATA=FOLDER")
	$(if $(DATA),$(BIN)/python -m benchmarks.morphology --data $(DATA),@echo "benchmarks.morphology left out: make bench DATA=FOLDER")
	$(if $(DATA),$(BIN)/python -m benchmarks.bitext --data $(DATA),@echo "benchmarks.bitext left out: make bench DATA=FOLDER")
	$(if $(DATA),$(BIN)/python -m benchmarks.alpaca --data $(DATA),@echo "benchmarks.alpaca left out: make bench DATA=FOLDER")

.venv/made:
	$(PYTHON) -m venv .venv
	@touch $@

.venv/installed: .venv/made pyproject.toml constraints.txt
	$(BIN)/pip install --quiet -c constraints.txt -e .
	$(BIN)/pip install --quiet -c constraints.txt --no-deps estnltk  # Vabamorf alone; the rest of it is 400 MB
	@touch $@

.venv/tested: .venv/installed
	$(BIN)/pip install --quiet -c constraints.txt -e ".[dev,review]"
	@touch $@

clean:
	rm -rf .venv runs .cache

.PHONY: help quickstart test long lint bench clean
