# What a newcomer types. `make help` lists the targets; each installs what it
# needs first and says so. A recipe of more than a line or two has a script.

# The project's own tools and compiler, for the one line that follows.
ENV := . scripts/env.sh &&

# Another compiler than the pinned one (scripts/wasm-target-debian.sh) knows
# other lints: then they are shown, and break nothing.
LINTS = $(if $(wildcard .tools/toolchain),--cap-lints warn,-D warnings)

# A crate by itself: see its Cargo.toml.
WEBVIEW_HOST = --manifest-path examples/webview-host/Cargo.toml --target-dir target/webview-host

.NOTPARALLEL:
.DEFAULT_GOAL := help

.PHONY: help
help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1	\2/p' $(MAKEFILE_LIST) | expand -t 20

## Using it

.PHONY: demo pkg shell bench webview-host
demo: shell ## Build the shell and serve it; make demo ARGS='--port 8080', ARGS=--once to answer and exit
	$(ENV) node scripts/demo.mjs $(ARGS)

pkg: setup-demo ## Build the npm package into pkg/
	$(ENV) node scripts/build-pkg.mjs

.PHONY: face
face: setup-demo target/face/face.bin ## Make the face model of the picture checks for the native tests
target/face/face.bin: package-lock.json scripts/pkg/face.mjs $(wildcard scripts/pkg/face/*.mjs)
	$(ENV) node scripts/pkg/face.mjs $@

shell: pkg ## Build the page into www/shell/dist/
	$(ENV) npm run --silent build -w www/shell

bench: setup-test shell bench/node_modules/.installed-lock ## Measure the core, the picture checks, and the page in Chromium as a cheap phone has it
	$(ENV) cargo bench --locked --workspace
	$(ENV) node bench/peers.mjs $(ARGS)
	$(ENV) node bench/growth.mjs $(ARGS)
	$(ENV) node bench/imaging.mjs
	$(ENV) node bench/page.mjs

webview-host: setup-test shell ## Open the page in a native app's window, as examples/webview-host does
	$(ENV) cargo run --locked $(WEBVIEW_HOST) -- $(ARGS)

# What the package is measured beside. One of the peers says that it is for another processor: it is WebAssembly.
bench/node_modules/.installed-lock: bench/package-lock.json
	@echo 'Installing the peers to measure beside, into bench/node_modules'
	npm ci --prefix bench --force --ignore-scripts --silent
	cp $< $@

## Installing what it needs

.PHONY: setup lock setup-rust setup-demo setup-test setup-proof
setup: setup-test ## Install everything that the other targets need
	@echo 'Everything is installed.'

# From nothing: beside an installed node_modules, npm leaves out of the lock file
# what other systems need.
lock: ## Write package-lock.json anew, after a package.json changed
	rm -rf node_modules package-lock.json
	npm install --package-lock-only

# One after the other, so that each is asked once in a run.
setup-rust:
	@scripts/setup.sh rust
setup-demo: setup-rust
	@scripts/setup.sh demo
setup-test: setup-demo
	@scripts/setup.sh test
setup-proof: setup-rust
	@scripts/setup.sh proof

## Testing it

# In this order. A new kind of test: its target below, its name here.
TESTS := lint test-native test-instructions test-oracle test-differential test-face labelled-set pkg test-node test-package test-imaging-package test-parsers test-browsers shell test-pipes test-shell test-webview

.PHONY: test lint test-native test-instructions test-oracle test-differential test-face labelled-set test-parsers test-node test-package test-imaging-package test-reproducible update-types test-browsers test-pipes test-shell test-webview
test: setup-test $(TESTS) ## Run every check
	@echo 'Every check passed.'

lint: setup-rust ## Check formatting and lints, natively and for WebAssembly
	$(ENV) cargo fmt --all --check
	$(ENV) cargo fmt --manifest-path examples/webview-host/Cargo.toml --check
	$(ENV) cargo clippy --locked --workspace --all-targets -- $(LINTS)
	$(ENV) cargo clippy --locked --workspace --lib --test web --target wasm32-unknown-unknown -- $(LINTS)
	$(ENV) cargo clippy --locked --package kualik --lib --no-default-features --target wasm32-unknown-unknown -- $(LINTS)

test-native: setup-rust face ## Run the core's own tests
	$(ENV) cargo test --locked --workspace

test-instructions: setup-test ## Count the instructions of a check, so that it does not grow slower unseen
	$(ENV) node tests/instructions.mjs

test-oracle: ## Check the vectors against a second implementation, in Python
	for oracle in eligibility identity applications; do python3 tests/vectors/$$oracle.py --check || exit 1; done

test-test-frameworks: setup-test pkg ## Build apps with Next, Nuxt, SvelteKit, Angular, Parcel, Jest, Hermes and others, each of a pinned version (about 8 min)
	$(ENV) node --test --test-concurrency=1 --test-timeout=600000 tests/frameworks/*.test.mjs

differential: setup-rust ## Compare the core with the second implementations on some 70,000 generated questions
	$(ENV) cargo build --quiet --locked --example answers
	python3 tests/python/differential.py target/debug/examples/answers 50000

test-node: pkg ## Run the package's tests in Node
	$(ENV) node --test tests/node/*.test.mjs

test-parsers: setup-test pkg ## Compare the reading of machine-readable zones with a parser in Python
	$(ENV) .tools/python/bin/python tests/python/mrz_parsers.py

labelled-set: setup-test face ## Spoil good pictures in many ways and see what the checks make of it; ARGS=--write puts the table into docs/imaging.md
	$(ENV) cargo build --quiet --locked --release -p kualik-imaging --example assess
	.tools/python/bin/python tests/fixtures/imaging/make.py target/imaging-set
	.tools/python/bin/python tests/python/labelled_set.py target/imaging-set $(ARGS)

test-face: setup-test ## Compare what is written of the face model with its makers' runtime
	$(ENV) .tools/python/bin/python tests/python/face_reference.py --check

test-package: setup-test pkg test-reproducible ## Try the packed package in bundlers, browsers and Node
	$(ENV) node --test --test-timeout=120000 tests/package/*.test.mjs

test-imaging-package: setup-test pkg face ## Try the packed picture checks in bundlers, browsers and Node
	$(ENV) node --test --test-timeout=600000 tests/imaging/*.test.mjs

test-reproducible: setup-demo ## Build the package in two folders and compare every byte
	$(ENV) node tests/package/reproducible.mjs

update-types: pkg ## Write tests/package/public-types.d.ts.txt anew, after a look at what changed
	$(ENV) node tests/package/snapshot.mjs

test-browsers: setup-test ## Run tests/web.rs in Chromium, Firefox and WebKitGTK, in two time zones
	scripts/test-browsers.sh

test-pipes: setup-test pkg ## Send, sign and keep, against servers and hosts that fail at every point
	$(ENV) node --test --test-timeout=60000 tests/shell/*.test.mjs

test-shell: setup-test shell ## Walk through the page in Chromium, the main walks in Firefox and WebKitGTK too
	$(ENV) node --test tests/e2e/*.test.mjs

test-webview: setup-test shell ## Walk through the page in a native app, in a network namespace without any route
	$(ENV) cargo clippy --quiet --locked $(WEBVIEW_HOST) -- $(LINTS)
	$(ENV) cargo build --quiet --locked $(WEBVIEW_HOST)
	$(ENV) node --test --test-timeout=120000 tests/webview/*.test.mjs

## Proving it: longer than a run of the tests should be

.PHONY: test-frameworks differential sweep properties fuzz-boundary fuzz mutants miri deny advisories sbom
differential: setup-rust ## Compare the core with the second implementations on 1,000,000 queries and 370,000 other questions
	$(ENV) cargo build --quiet --locked --release --example answers
	python3 tests/python/differential.py target/release/examples/answers 1000000 $(SEED)

sweep: setup-rust ## Decide every day of 1991 to 2100 for cards at every distance up to 400 days
	$(ENV) cargo test --quiet --locked --release --test coverage -- --nocapture

properties: setup-rust ## Try each property on 5,000 inputs that no run tried before
	$(ENV) PROPTEST_CASES=5000 cargo test --quiet --locked --release --test properties

fuzz-boundary: setup-test pkg ## Give the package 200,000 hostile arguments, in Node and in Chromium; SEED=1 for others
	$(ENV) INPUTS=200000 node --test tests/node/boundary.test.mjs tests/package/boundary.test.mjs

FUZZERS := iin mrz arguments ruleset canonical picture decode signature
fuzz: setup-proof ## Fuzz each target for 20 s (SECONDS_EACH=600 for longer) with cargo-fuzz and a nightly compiler; what breaks is left in fuzz/artifacts/
	$(ENV) for target in $(FUZZERS); do mkdir -p fuzz/target/found/$$target && \
		cargo +nightly fuzz run $$target fuzz/target/found/$$target fuzz/corpus/$$target -- -max_total_time=$(or $(SECONDS_EACH),20) || exit 1; done

mutants: setup-proof ## Change the core in every way that cargo-mutants knows, and see a test fail each time (about an hour)
	$(ENV) CARGO_PROFILE_DEV_DEBUG=0 cargo mutants --package kualik --output target --timeout 120 -- --lib --tests

miri: setup-rust ## Run the core's quick tests in an interpreter that sees undefined behaviour (a nightly compiler with miri)
	MIRIFLAGS=-Zmiri-disable-isolation cargo +nightly miri test --locked --package kualik --lib --test problems --test pictures

deny: setup-proof ## Check licences, sources and doubles of all crates, with cargo-deny
	$(ENV) cargo deny --workspace --locked check licenses bans sources

advisories: setup-proof ## Check all crates against the known faults of RustSec, which cargo-deny loads from GitHub
	$(ENV) cargo deny --workspace --locked check advisories

sbom: setup-demo ## Write what is taken from others as CycloneDX lists into target/sbom/
	$(ENV) node scripts/sbom.mjs

.PHONY: screenshots
screenshots: setup-test shell ## Take the README's pictures anew, into docs/screenshots/
	$(ENV) node scripts/screenshots.mjs

## Cleaning up

.PHONY: clean distclean
clean: ## Remove what was built
	rm -rf target pkg dist
distclean: clean ## Remove what was built, and what setup put into this folder
	rm -rf .tools node_modules
