# shellcheck shell=sh
# Puts the project's own tools first in PATH. Every script and make recipe
# sources it from the repository root.
PATH=$PWD/.tools/bin:$PWD/node_modules/.bin:$PATH
export PATH

# If setup could not reach rustup's server, it recorded a fallback toolchain here
# (see scripts/wasm-target-debian.sh).
if [ -z "${RUSTUP_TOOLCHAIN:-}" ] && [ -f .tools/toolchain ]; then
    RUSTUP_TOOLCHAIN=$(cat .tools/toolchain)
    export RUSTUP_TOOLCHAIN
fi
