# The commands of the project. `make run` and `make test` do all the set-up on a machine that has only Swift and git.

SWIFT ?= swift
SERVER_FLAGS ?=
export APUS_REFERENCE ?= $(abspath ../shared)

.PHONY: run test build setup test-tools format lint bench documents clean

## Builds and starts the API server on 127.0.0.1 (`make run SERVER_FLAGS="--secure-port 9443"`).
run: setup
	$(SWIFT) build --product apus-apiserver
	exec "$$($(SWIFT) build --show-bin-path)/apus-apiserver" $(SERVER_FLAGS)

## Builds everything and runs every test.
test: setup test-tools
	Scripts/test

## Builds everything.
build: setup
	$(SWIFT) build --build-tests

## Installs the system libraries that are missing.
setup:
	@Scripts/setup

## Installs what only the tests need: kubectl and Python packages, below .tools.
test-tools:
	@Scripts/test-tools

## Rewrites the sources as .swift-format says.
format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Sources Plugins Tests Examples Benchmarks/Package.swift Benchmarks/Sources Benchmarks/*-benchmark

## Reports what .swift-format does not allow.
lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Plugins Examples

# The benchmarks of what runs in one process.
BENCHMARK = $(SWIFT) package --package-path Benchmarks --allow-writing-to-package-directory benchmark --no-progress \
	--target json-benchmark --target table-benchmark

## Runs the benchmarks from a release build, and prints their goals beside the figures (`wrk` is Debian's package).
# The check is an error for figures better than a goal, too.
bench: setup test-tools
	$(BENCHMARK) baseline update latest
	$(BENCHMARK) baseline read latest --grouping metric
	-$(BENCHMARK) thresholds check latest --path $(CURDIR)/Benchmarks/Goals
	$(SWIFT) build --package-path Benchmarks -c release --product apus-apiserver
	$(SWIFT) run --package-path Benchmarks -c release load-benchmark
	Scripts/bench-definition

## Writes generated/ anew from api-definitions/.
documents: setup
	$(SWIFT) run apusgen shared-models --output Sources/APIMachinery/Meta
	$(SWIFT) package --allow-writing-to-package-directory apus generate

## Removes what building and testing made.
clean:
	rm -rf .build .tools Benchmarks/.build Benchmarks/.benchmarkBaselines Examples/*/.build
