#!/bin/sh
# Installs whatever is missing and says so. Usage: scripts/setup.sh [STAGE]
#   rust   the pinned compiler with the WebAssembly target, clippy and rustfmt
#   demo   rust, plus what builds and serves the demo
#   test   demo, plus the browsers that the tests drive (the default)
#   screenshots  test, plus the face that most phones have
#   proof  rust, plus the tools for fuzzing, mutation testing and audits
# All but the compiler and the browsers goes into .tools/ and node_modules/.
set -eu
cd "$(dirname "$0")/.."
. scripts/lib.sh
. scripts/env.sh

# The tool and the crate must match exactly: they share a private protocol.
wasm_bindgen=$(sed -n 's/^wasm-bindgen = .*"=\([0-9.]*\)".*/\1/p' Cargo.toml)
[ "$wasm_bindgen" ] || die 'Cargo.toml pins no exact version of wasm-bindgen ("=x.y.z")'
wasm_pack=0.15.1
geckodriver=0.37.1
# The last is WebKit of the age of Safari 10, without modules or custom elements.
browsers='chromium chromium-driver firefox-esr webkit2gtk-driver xvfb xauth python3-pyqt5.qtwebkit'
# The webview of the native example app, with its development headers.
webview='libwebkit2gtk-4.1-dev'
# Also for the tests: time zones, Kazakh glyphs, Python for the second implementation, an instruction counter, signatures.
data='tzdata fonts-dejavu-core openssl python3 python3-venv valgrind'
# The face of most phones, for the screenshots alone.
face='fonts-roboto-unhinted'

rust_is_ready() {
    # Ask rustc itself, so that any complete toolchain will do.
    answer=$(RUSTUP_AUTO_INSTALL=0 rustc --print sysroot --print target-libdir \
        --target wasm32-unknown-unknown 2>/dev/null) || return
    sysroot=${answer%%
*}
    libraries=${answer##*
}
    [ -x "$sysroot/bin/cargo-clippy" ] && [ -x "$sysroot/bin/rustfmt" ] &&
        [ -d "$libraries" ]
}

rustup_install() {
    channel=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
    # Only add to a toolchain that is already there: installing it again would
    # download all of it.
    rustup toolchain list | grep -q "^$channel-" ||
        rustup toolchain install "$channel" --profile minimal --no-self-update || return
    rustup target add --toolchain "$channel" wasm32-unknown-unknown &&
        rustup component add --toolchain "$channel" clippy rustfmt
}

rust() {
    command -v rustup >/dev/null ||
        die 'rustup is missing: install it from https://rustup.rs, then try again'
    if [ "${RUSTUP_TOOLCHAIN:-}" = debian-web ]; then
        scripts/wasm-target-debian.sh
        return
    fi
    ! rust_is_ready || return 0
    echo 'Installing the pinned Rust compiler and its WebAssembly target with rustup'
    mkdir -p .tools/log
    if rustup_install >.tools/log/rustup.log 2>&1 </dev/null && rust_is_ready; then
        return
    fi
    command -v apt-get >/dev/null ||
        die 'rustup could not install the WebAssembly target: is its server reachable? (log: .tools/log/rustup.log)'
    echo 'rustup failed; installing the compiler from Debian instead (about 2 min)'
    scripts/wasm-target-debian.sh
    echo debian-web >.tools/toolchain
    . scripts/env.sh
}

# cargo_tool CRATE VERSION MINUTES [OPTION]. Not optimised: built in half the time, and quick enough for modules of this
# size.
cargo_tool() {
    ! grep -qs "^\"$1 $2 " .tools/.crates.toml || return 0
    step "$1" "Building $1 $2 into .tools (about $3 min)" \
        'Check that the crate registry is reachable, then try again' \
        env CARGO_PROFILE_RELEASE_OPT_LEVEL=0 cargo install --locked --root .tools "$1" --version "$2" ${4:+"$4"}
}

packages() {
    # The stamp is a copy of the lock file last installed.
    ! cmp -s package-lock.json node_modules/.installed-lock || return 0
    node=$(node -v 2>/dev/null | sed 's/^v\([0-9]*\).*/\1/')
    { [ "${node:-0}" -ge 20 ] && command -v npm >/dev/null; } ||
        die 'Node 20 or newer, with npm, is missing: install it, then try again'
    step npm 'Installing the Node packages' \
        'Is the npm registry reachable, and do package.json and package-lock.json agree?' \
        npm ci
    cp package-lock.json node_modules/.installed-lock
}

python_packages() {
    ! cmp -s tests/python/requirements.txt .tools/python/.installed || return 0
    step python 'Installing the Python packages into .tools/python' \
        'Is python3-venv installed, and is the Python registry reachable?' \
        sh -c 'python3 -m venv .tools/python &&
            .tools/python/bin/pip install -q -r tests/python/requirements.txt'
    cp tests/python/requirements.txt .tools/python/.installed
}

old_engines() {
    [ "$(uname -sm)" = 'Linux x86_64' ] || {
        echo 'Old engines are published for Linux on x86-64 alone: no test will run in them here'
        return 0
    }
    if ! cmp -s tests/engines/package-lock.json .tools/engines/node_modules/.installed-lock; then
        mkdir -p .tools/engines
        cp tests/engines/.npmrc tests/engines/package.json tests/engines/package-lock.json .tools/engines/
        step engines 'Installing Chromium 64, 79, 83 and 92 into .tools/engines (160 MB)' \
            'Is the npm registry reachable?' \
            npm ci --prefix .tools/engines --ignore-scripts --no-audit --no-fund
        cp tests/engines/package-lock.json .tools/engines/node_modules/.installed-lock
    fi
    cmp -s tests/engines/requirements.txt .tools/python/.installed-engines || {
        step webengine 'Installing Qt WebEngine 5.12 into .tools/python (330 MB)' \
            'Is the Python registry reachable?' \
            .tools/python/bin/pip install -q -r tests/engines/requirements.txt
        cp tests/engines/requirements.txt .tools/python/.installed-engines
    }
}

browsers() {
    # shellcheck disable=SC2086 # one word a package
    {
        command -v apt-get >/dev/null ||
            die "apt-get is missing; install these Debian packages or their equivalents: $browsers $webview $data"
        ! apt_has $browsers $webview $data || return 0
        need_root 'installing the test browsers'
        step browsers 'Installing the test browsers (about 2 min)' \
            'Check that the Debian mirror is reachable, then try again' \
            apt_install $browsers $webview $data
    }
}

stage=${1:-test}
case $stage in rust | demo | test | screenshots | proof) ;; *) die "no such stage: $stage (rust, demo, test, screenshots or proof)" ;; esac

rust
[ "$stage" != rust ] || exit 0
if [ "$stage" = proof ]; then
    cargo_tool cargo-fuzz 0.13.2 2
    cargo_tool cargo-mutants 27.1.0 3
    cargo_tool cargo-deny 0.20.2 6
    exit 0
fi
# Beside each other: npm waits for the network while the compiler works.
packages &
# It speaks with browsers on this machine alone, and so needs no TLS.
cargo_tool wasm-bindgen-cli "$wasm_bindgen" 1 --no-default-features
cargo_tool wasm-pack "$wasm_pack" 1
wait $!
[ "$stage" != demo ] || exit 0
cargo_tool geckodriver "$geckodriver" 2
browsers
python_packages
old_engines
[ "$stage" != screenshots ] || apt_has "$face" || {
    need_root 'installing the face of the screenshots'
    step face 'Installing the face of the screenshots' \
        'Check that the Debian mirror is reachable, then try again' \
        apt_install "$face"
}
