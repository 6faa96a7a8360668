# The entry points. `make help` lists the targets; each one first installs what
# it needs, and says so. A recipe longer than a line or two lives in scripts/.

# Puts the project's own tools and compiler first, for one recipe line.
ENV := . scripts/env.sh &&

# A compiler other than the pinned one (scripts/wasm-target-debian.sh) has other
# lints: show them, but do not fail.
LINTS = $(if $(wildcard .tools/toolchain),--cap-lints warn,-D warnings)

# A crate outside the workspace: see its Cargo.toml.
WEBVIEW_HOST = --manifest-path examples/webview-host/Cargo.toml --target-dir target/webview-host

.NOTPARALLEL:
.DEFAULT_GOAL := help

.PHONY: help
help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1	\2/p' $(MAKEFILE_LIST) | expand -t 20

## Using it

.PHONY: demo pkg shell bench webview-host
demo: shell ## Build the shell and serve it; make demo ARGS='--port 8080', ARGS=--once to print the verdicts and exit
	$(ENV) node scripts/demo.mjs $(ARGS)

pkg: setup-demo ## Build the npm package into pkg/
	$(ENV) node scripts/build-pkg.mjs

.PHONY: face
face: setup-demo target/face/face.bin ## Build the face model that the native tests of the picture checks read
target/face/face.bin: package-lock.json scripts/pkg/face.mjs $(wildcard scripts/pkg/face/*.mjs)
	$(ENV) node scripts/pkg/face.mjs $@

shell: pkg ## Build the page into www/shell/dist/
	$(ENV) npm run --silent build -w www/shell

bench: setup-test shell bench/node_modules/.installed-lock ## Benchmark the core, the picture checks, and the page in Chromium on a simulated cheap phone
	$(ENV) cargo bench --locked --workspace
	$(ENV) node bench/peers.mjs $(ARGS)
	$(ENV) node bench/growth.mjs $(ARGS)
	$(ENV) node bench/imaging.mjs
	$(ENV) node bench/old-engines.mjs
	$(ENV) node bench/page.mjs

webview-host: setup-test shell ## Open the page in the native app of examples/webview-host
	$(ENV) cargo run --locked $(WEBVIEW_HOST) -- $(ARGS)

# The libraries that `bench` compares with. --force: one of them, a WebAssembly build, declares a CPU other than ours.
bench/node_modules/.installed-lock: bench/package-lock.json
	@echo 'Installing the libraries to compare with into bench/node_modules'
	npm ci --prefix bench --force --ignore-scripts --silent
	cp $< $@

## Installing

.PHONY: setup lock setup-rust setup-demo setup-test setup-proof
setup: setup-test ## Install everything the other targets need
	@echo 'Everything is installed.'

# From scratch: with node_modules in place, npm drops the packages of other
# platforms from the lock file.
lock: ## Regenerate package-lock.json after changing a package.json
	rm -rf node_modules package-lock.json
	npm install --package-lock-only

# A chain, so that each stage runs once per make.
setup-rust:
	@scripts/setup.sh rust
setup-demo: setup-rust
	@scripts/setup.sh demo
setup-test: setup-demo
	@scripts/setup.sh test
setup-proof: setup-rust
	@scripts/setup.sh proof

## Testing

# Keeps what was found, for the README's table of where it runs.
NODE_TEST_ALONE = node --test --test-reporter=$(if $(MAKE_TERMOUT),spec,tap) --test-reporter-destination=stdout \
	--test-reporter=./tests/results.mjs --test-reporter-destination=stdout
# Two files at once: most of them wait for a browser.
NODE_TEST = $(NODE_TEST_ALONE) --test-concurrency=2

# Run in this order. To add a kind of test, add its target below and its name here.
TESTS := lint test-native test-instructions test-vectors test-differential test-face-model test-labelled-set pkg test-node test-package test-imaging-package test-mrz-parsers test-core-browsers shell test-gateways test-shell test-webview test-table

.PHONY: test lint test-native test-instructions test-vectors test-differential test-face-model test-labelled-set test-mrz-parsers test-node test-package test-imaging-package test-reproducible update-types test-core-browsers test-gateways test-shell test-webview test-table where-it-runs
test: setup-test $(TESTS) ## Run every check
	@echo 'Every check passed.'

lint: setup-demo ## Check formatting and lints of Rust, JavaScript and TypeScript, and the package's types
	$(ENV) biome ci --error-on-warnings .
	$(ENV) tsc -p www/package --noEmit
	$(ENV) cargo fmt --all --check
	$(ENV) cargo fmt --manifest-path examples/webview-host/Cargo.toml --check
	$(ENV) cargo clippy --locked --workspace --all-targets -- $(LINTS)
	$(ENV) cargo clippy --locked --lib --target wasm32-unknown-unknown -- $(LINTS)
	$(ENV) cargo clippy --locked --workspace --tests --target wasm32-unknown-unknown -- $(LINTS)

test-native: setup-rust face ## Run the crates' tests on the host
	$(ENV) cargo test --locked --workspace

test-instructions: setup-test ## Count the instructions of a check, to catch slowdowns
	$(ENV) node tests/instructions.mjs

test-vectors: ## Check the conformance vectors against a second implementation in Python
	for oracle in eligibility identity applications; do python3 tests/vectors/$$oracle.py --check || exit 1; done

test-differential: setup-rust ## Compare the core with the second implementation on some 70,000 generated queries
	$(ENV) cargo build --quiet --locked --example answers
	python3 tests/python/differential.py target/debug/examples/answers 50000

test-node: pkg ## Test the built package in Node
	$(ENV) $(NODE_TEST_ALONE) tests/node/*.test.mjs

test-mrz-parsers: setup-test pkg ## Compare parseMrz with an independent parser in Python
	$(ENV) .tools/python/bin/python tests/python/mrz_parsers.py

test-labelled-set: setup-test face ## Run the picture checks on deliberately spoiled pictures; ARGS=--write updates the table in docs/imaging.md
	$(ENV) cargo build --quiet --locked --release -p kualik-imaging --example assess
	.tools/python/bin/python tests/fixtures/imaging/make.py target/imaging-set
	.tools/python/bin/python tests/python/labelled_set.py target/imaging-set $(ARGS)

test-face-model: setup-test ## Compare the recorded output of the face model with its authors' runtime
	$(ENV) .tools/python/bin/python tests/python/face_reference.py --check

test-package: setup-test pkg test-reproducible ## Install the packed package and run it in bundlers, browsers and Node
	$(ENV) $(NODE_TEST) --test-timeout=600000 tests/package/*.test.mjs

test-imaging-package: setup-test pkg face ## Install the packed picture checks and run them in bundlers, browsers and Node
	$(ENV) $(NODE_TEST) --test-timeout=600000 tests/imaging/*.test.mjs

test-reproducible: pkg ## Build the package in another folder and compare the two byte for byte
	$(ENV) node tests/package/reproducible.mjs

update-types: pkg ## Update the snapshot of the public types, tests/package/public-types.d.ts.txt
	$(ENV) node tests/package/snapshot.mjs

test-core-browsers: setup-test ## Run the tests of the boundary in Chromium, Firefox and WebKitGTK, in two time zones; those of kualik/check and of imaging in one
	scripts/test-browsers.sh
	ZONES=Asia/Almaty scripts/test-browsers.sh check
	ZONES=Asia/Almaty scripts/test-browsers.sh imaging

test-gateways: setup-test pkg ## Test gateways, signing and kept drafts against servers and hosts that fail at every point
	$(ENV) $(NODE_TEST) --test-timeout=300000 tests/shell/*.test.mjs

test-shell: setup-test shell ## Test the page end to end in Chromium, the main journeys in Firefox and WebKitGTK too
	$(ENV) $(NODE_TEST) tests/e2e/*.test.mjs

test-webview: setup-test shell ## Test the page in a native app, in a network namespace with no route out
	$(ENV) cargo clippy --quiet --locked $(WEBVIEW_HOST) -- $(LINTS)
	$(ENV) cargo build --quiet --locked $(WEBVIEW_HOST)
	$(ENV) $(NODE_TEST_ALONE) --test-timeout=300000 tests/webview/*.test.mjs

test-table: setup-demo ## Hold the README's table of where it runs to what the tests found
	$(ENV) node scripts/where-it-runs.mjs

where-it-runs: setup-demo ## Update that table after the tests
	$(ENV) node scripts/where-it-runs.mjs --write

## Proving: too slow for every run of the tests

.PHONY: test-frameworks differential sweep properties fuzz-boundary fuzz mutants miri deny advisories sbom
test-frameworks: setup-test shell ## Build apps with Next, Nuxt, SvelteKit, Angular, Parcel and others, and run Bun, Deno, workerd, Hermes, Jest and others, of pinned versions (about 10 min)
	$(ENV) $(NODE_TEST_ALONE) --test-concurrency=1 --test-timeout=3600000 tests/frameworks/*.test.mjs

differential: setup-rust ## Compare the core with the second implementation on 1,000,000 queries and 370,000 other calls
	$(ENV) cargo build --quiet --locked --release --example answers
	python3 tests/python/differential.py target/release/examples/answers 1000000 $(SEED)

sweep: setup-rust ## Decide every day from 1991 to 2100 for cards up to 400 days from expiry
	$(ENV) cargo test --quiet --locked --release --test coverage -- --nocapture

properties: setup-rust ## Check each property on 5,000 fresh random inputs
	$(ENV) PROPTEST_CASES=5000 cargo test --quiet --locked --release --test properties

fuzz-boundary: setup-test pkg ## Pass 200,000 hostile arguments to the package in Node and in Chromium; SEED=1 for a different set
	$(ENV) INPUTS=200000 node --test tests/node/boundary.test.mjs tests/package/boundary.test.mjs

FUZZERS := iin mrz arguments ruleset canonical picture decode signature
fuzz: setup-proof ## Fuzz each target for 20 s (SECONDS_EACH=600 for longer) with cargo-fuzz and a nightly compiler; crashes land in fuzz/artifacts/
	$(ENV) for target in $(FUZZERS); do mkdir -p fuzz/target/found/$$target && \
		cargo +nightly fuzz run $$target fuzz/target/found/$$target fuzz/corpus/$$target -- -max_total_time=$(or $(SECONDS_EACH),20) || exit 1; done

mutants: setup-proof ## Run cargo-mutants on the core: every mutant must fail a test (about an hour)
	$(ENV) CARGO_PROFILE_DEV_DEBUG=0 cargo mutants --package kualik --test-package kualik --test-package kualik-wasm --output target --timeout 120 -- --lib --tests

miri: setup-rust ## Run the core's quick tests under Miri, to catch undefined behaviour (needs a nightly compiler with miri)
	MIRIFLAGS=-Zmiri-disable-isolation cargo +nightly miri test --locked --package kualik --package kualik-wasm --lib --test problems --test pictures

deny: setup-proof ## Check all crates' licences, sources and duplicates with cargo-deny
	$(ENV) cargo deny --workspace --locked check licenses bans sources

advisories: setup-proof ## Check all crates against RustSec's advisories, which cargo-deny fetches from GitHub
	$(ENV) cargo deny --workspace --locked check advisories

sbom: setup-demo ## Write CycloneDX bills of materials to target/sbom/
	$(ENV) node scripts/sbom.mjs

.PHONY: screenshots
screenshots: setup-test shell ## Retake the screenshots in docs/screenshots/
	@scripts/setup.sh screenshots
	$(ENV) node scripts/screenshots.mjs

## Cleaning up

.PHONY: clean distclean
clean: ## Remove build output
	rm -rf target pkg dist
distclean: clean ## Remove build output and everything setup installed in this folder
	rm -rf .tools node_modules
