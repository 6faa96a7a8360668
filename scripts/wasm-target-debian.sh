#!/bin/sh
# Provides the WebAssembly target on Debian 12 when rustup's server is unreachable:
# installs Debian's compiler, builds the standard library from the matching source
# package (libraries do not work across compilers), and links the result into
# rustup as the toolchain `debian-web`. Needs root; does nothing if already done.
set -eu
cd "$(dirname "$0")/.."
. scripts/lib.sh

target=wasm32-unknown-unknown
libraries=/usr/lib/rustlib/$target/lib
stamp=$libraries/.built-for
packages='rustc-web cargo-web rust-web-src rust-web-clippy rustfmt-web'

# The stamp goes stale when Debian updates its compiler.
if [ -e "$stamp" ] && [ "$(cat "$stamp")" = "$(/usr/bin/rustc -V 2>&1)" ] &&
    rustup toolchain list | grep -q '^debian-web'; then
    exit 0
fi

need_root 'installing the compiler from Debian'
# shellcheck disable=SC2086 # one word a package
step debian-rust 'Installing the Rust compiler from Debian' \
    'Is this Debian 12, and is its mirror reachable?' \
    apt_install $packages

# The linker must come from the LLVM that the compiler was built with. rustc looks
# for it under a name that Debian does not use.
lld=lld-$(/usr/bin/rustc -vV | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
step debian-lld "Installing $lld from Debian" 'Is the mirror reachable?' \
    apt_install "$lld"
as_root ln -sf "/usr/bin/$lld" /usr/local/bin/rust-lld

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/src"
: >"$scratch/src/lib.rs"
printf '[package]\nname = "empty"\nedition = "2021"\n' >"$scratch/Cargo.toml"
build() {
    cd "$scratch" &&
        # Include `test`: without it, no test builds for the target.
        PATH=/usr/bin:$PATH RUSTC_BOOTSTRAP=1 /usr/bin/cargo build --release \
            --target "$target" -Zbuild-std=std,panic_abort,test
}
step debian-std "Building Rust's library for $target (about 1 min)" \
    'Is the crate registry reachable?' build

as_root rm -rf "$libraries"
as_root mkdir -p "$libraries"
rm -f "$scratch/target/$target/release/deps"/libempty-*
as_root cp "$scratch/target/$target/release/deps"/*.rlib "$libraries/"
rustup toolchain link debian-web /usr
/usr/bin/rustc -V | as_root tee "$stamp" >/dev/null
