# shellcheck shell=sh
# Sourced, from the repository's root, by every script and every make recipe:
# the project's own tools come first in PATH.
PATH=$PWD/.tools/bin:$PWD/node_modules/.bin:$PATH
export PATH

# Where rustup's server could not be reached, setup left the name of another
# toolchain here (see scripts/wasm-target-debian.sh).
if [ -z "${RUSTUP_TOOLCHAIN:-}" ] && [ -f .tools/toolchain ]; then
    RUSTUP_TOOLCHAIN=$(cat .tools/toolchain)
    export RUSTUP_TOOLCHAIN
fi
