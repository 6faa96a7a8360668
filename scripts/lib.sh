# shellcheck shell=sh
# Helpers for the setup scripts, sourced from the repository root.

log_folder=$PWD/.tools/log

die() {
    printf 'kualik: %s\n' "$1" >&2
    exit 1
}

# step NAME DOING FIX COMMAND…: announces DOING and runs COMMAND, logging its
# output. On failure, prints the tail of the log, what failed and how to fix it.
# Never use it as a condition: `die` exits.
step() {
    name=$1 doing=$2 fix=$3
    shift 3
    mkdir -p "$log_folder"
    printf '%s\n' "$doing"
    "$@" >"$log_folder/$name.log" 2>&1 </dev/null && return
    tail -n 20 "$log_folder/$name.log" >&2
    die "failed: $doing. $fix (log: .tools/log/$name.log)"
}

# Fails early with one clear line; as_root would fail deep inside a log.
need_root() {
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null ||
        die "$1 needs root: run it as root, or install sudo"
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

apt_install() {
    # Refresh a stale or empty package list first. An unreachable list matters
    # only if a package then turns out to be missing.
    as_root apt-get -o DPkg::Lock::Timeout=300 -q update || :
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -o DPkg::Lock::Timeout=300 -qy --no-install-recommends install "$@"
}

apt_has() {
    dpkg-query -W -f='${db:Status-Status}\n' "$@" 2>/dev/null |
        grep -c '^installed$' | grep -qx "$#"
}
