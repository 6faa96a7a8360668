#!/bin/sh
# Runs the compiler (cargo's `rustc-wrapper`) so that no path of this machine stands in what it makes: cargo's own flags
# are fixed text and cannot name the folder that the crates lie in.
for registry in "${CARGO_HOME:-$HOME/.cargo}"/registry/src/*; do
    set -- "$@" "--remap-path-prefix=$registry=crates"
done
exec "$@"
