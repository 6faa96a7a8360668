#!/bin/sh
# Runs the boundary's tests in three browser engines and two time zones: one far
# behind Kazakhstan's civil time, one far ahead.
#   scripts/test-browsers.sh [check|imaging]
#   ENGINES=firefox ZONES=Asia/Almaty scripts/test-browsers.sh
set -eu
cd "$(dirname "$0")/.."
. scripts/lib.sh
. scripts/env.sh

# The core's tests stand beside what it exports; imaging's are a file of tests/.
case ${1:-} in
'') crate=. tests=--lib ;;
check) crate=. tests='--lib --no-default-features' ;;
imaging) crate=imaging tests='--test web' ;;
*) die "no such tests: $1 (check or imaging)" ;;
esac
engines=${ENGINES:-chromium firefox webkit}
zones=${ZONES:-America/Santiago Pacific/Kiritimati}
mkdir -p "$log_folder"

# Drivers named in the environment would override ours, and the tests must not
# open windows on a developer's own screen.
unset CHROMEDRIVER GECKODRIVER SAFARIDRIVER MSEDGEDRIVER
unset CHROMEDRIVER_REMOTE GECKODRIVER_REMOTE SAFARIDRIVER_REMOTE MSEDGEDRIVER_REMOTE
unset DISPLAY WAYLAND_DISPLAY XAUTHORITY

export WASM_BINDGEN_TEST_WEBDRIVER_JSON="$PWD/webdriver.json"
# In seconds, and generous: the machine may be busy.
export WASM_BINDGEN_TEST_TIMEOUT=300 WASM_BINDGEN_TEST_DRIVER_TIMEOUT=60
# Rust's own backtrace would bury the test's message; the engine's is shown all the same.
export RUST_BACKTRACE=0
# Unoptimised, WebKit takes minutes on a busy machine.
export CARGO_PROFILE_DEV_OPT_LEVEL=1

# run ENGINE: with its own driver. WebKitGTK has no headless mode and runs under
# Xvfb; wasm-pack calls that family `safari`.
run() {
    case $1 in
    chromium) set -- --chrome --chromedriver /usr/bin/chromedriver ;;
    firefox) set -- --firefox --geckodriver "$PWD/.tools/bin/geckodriver" ;;
    webkit) set -- --safari --safaridriver /usr/bin/WebKitWebDriver ;;
    *) die "no such engine: $1 (chromium, firefox or webkit)" ;;
    esac
    # shellcheck disable=SC2086 # two words
    set -- wasm-pack test --headless "$@" --mode no-install "$crate" --locked $tests
    if [ "$4" = --safari ]; then xvfb-run -a "$@"; else "$@"; fi
}

# total WORD LOG: sums the numbers before WORD in the log's result lines
total() {
    sed -n "s/^test result: .* \([0-9]*\) $1;.*/\1/p" "$2" | awk '{ n += $1 } END { print n + 0 }'
}

# The package's JavaScript, for the page that the tests run in.
node tests/web/bundle.mjs

good=0 bad=0
# Zones outside, engines inside: the zone is compiled in, so this order builds
# twice instead of six times.
for zone in $zones; do
    for engine in $engines; do
        log=$log_folder/browser-$engine-$(basename "$zone").log
        status=0
        (TZ=$zone && export TZ && run "$engine") >"$log" 2>&1 </dev/null || status=$?
        if grep -q '^Error: Compilation of your program failed' "$log"; then
            cat "$log" >&2
            die "the browser tests do not compile: see above"
        fi
        passed=$(total passed "$log") failed=$(total failed "$log")
        printf '%-9s %-19s %s passed, %s failed\n' "$engine" "$zone" "$passed" "$failed"
        # The runner passes when it finds no test; we do not.
        if [ "$status" = 0 ] && [ "$passed" -gt 0 ] && [ "$failed" = 0 ]; then
            good=$((good + 1))
        else
            bad=$((bad + 1))
            tail -n 60 "$log" >&2
            # What failed, below the backtrace that would bury it.
            grep -A 12 'panicked at' "$log" >&2 || true
            [ "$passed$failed" != 00 ] || echo "$engine ran no test in $zone" >&2
        fi
    done
done

printf 'browser runs: %s passed, %s failed\n' "$good" "$bad"
[ "$bad" = 0 ] || die "failed in a browser: see above (logs: .tools/log/browser-*.log)"
