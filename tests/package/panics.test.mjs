// Which panics are left in the module, and why none of them can happen.
//
// They are listed in a build that is not optimised across crates, where each is still a call with a name: the shipped one
// has the same panics, or fewer, as bare traps. Every function that calls one must fall under a rule with a reason, and
// every rule must still be needed. What the core itself writes down it cannot write as a panic: clippy denies indexing,
// arithmetic that can overflow, unwrap, expect and panic. This looks at what the libraries bring along.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, test } from 'node:test';
import binaryen from 'binaryen';
import { root, run, scratch } from './project.mjs';

/** The library's functions that end in a panic, by their mangled names. */
const panics = new RegExp(
  [
    '4core9panicking',
    '4core6(option|result)13(unwrap|expect)_failed$',
    '4core4cell\\d+panic_already',
    '4core.*_fail$',
    '5alloc7raw_vec12handle_error$',
    '17capacity_overflow$',
    '5alloc5alloc18handle_alloc_error$',
    '3std9panicking(?!.*drop_in_place)',
    '3std5alloc8rust_oom',
    '7___rustc\\d+(rust_panic|rust_begin_unwind|___rust_start_panic|___rust_abort|_?rust_alloc_error_handler)$',
  ].join('|'),
);

/** What calls a panic, which panic, and why it cannot happen. */
const rules = [
  // Memory: the one thing that can be missing.
  [
    /alloc::raw_vec|alloc::vec|7raw_vec|into_boxed_slice|box_new_uninit|6StringNt.*5clone|3fmt6format$|format_inner/,
    /handle_error|panic_fmt|alloc_error|unwrap_failed|bounds_check/,
    'no memory is left, or more is asked for than there can be',
  ],
  [/___rdl_alloc_error_handler/, /panic_nounwind_fmt/, 'how such a panic ends'],
  [/^rlsf::/, /overflow|bounds_check/, "the allocator's own lists, of which only its own code knows"],

  // Counters of what lies in memory, and so cannot reach 2³².
  [
    /Enumerate|RangeFrom|Iterator>?::(fold|nth)|Iterator::nth|FnOnce::call_once|try_fold|canonical::write_to|extend_trusted|reading::(characters|each|places_of|Fields::report_the_rest)/,
    /add_overflow/,
    'counts elements of a slice or characters of a text',
  ],
  [
    /Iterator>::size_hint|zip::TrustedRandomAccessNoCoerce::size|SpecFromIterNested|extend_trusted/,
    /div_by_zero/,
    'divides by the length of chunks, a constant',
  ],

  // Slices whose bounds were just found or are constant.
  [/copy_from_slice/, /len_mismatch_fail/, 'into a part that was taken by the length of what is copied'],

  [/^picture_header::|from_fn::FromFn/, /add_overflow/, 'adds places and lengths within a file that lies in memory'],

  // Libraries with invariants of their own.
  [/^chrono::/, /overflow|bounds_check/, 'tables of 400 years, indexed by a remainder of 400, and of the days of one year'],
  [/digest::|canonical::sha256/, /overflow/, 'counts blocks and bits in 64 bits'],
];

/** `core::iter::…` of a mangled name without its hash; names of the newer mangling stay as they are. */
function readable(name) {
  const legacy = /^_ZN(.*)E(?:_\d+)?$/.exec(name)?.[1];
  if (!legacy) return name;
  const parts = [];
  for (let rest = legacy; rest; ) {
    const [digits] = /^\d+/.exec(rest);
    parts.push(rest.slice(digits.length, digits.length + Number(digits)));
    rest = rest.slice(digits.length + Number(digits));
  }
  const signs = { LT: '<', GT: '>', RF: '&', C: ',', u20: ' ', u5b: '[', u5d: ']', u7b: '{', u7d: '}' };
  return parts
    .slice(0, -1)
    .join('::')
    .replace(/^_/, '')
    .replace(/\$(\w+)\$/g, (all, sign) => signs[sign] ?? all)
    .replaceAll('..', '::')
    .replace(/^<+/, '');
}

let pairs;
let pairsOfCheck;

/** Every caller of a panic in a module that is built with these options. */
function pairsOf(options) {
  const folder = scratch();
  const build = 'build --quiet --lib --release --locked --target wasm32-unknown-unknown --target-dir target/panics'.split(' ');
  run('cargo', [...build, '--config', 'profile.release.lto="off"', ...options], root);
  const module = 'target/panics/wasm32-unknown-unknown/release/kualik_wasm.wasm';
  run('wasm-bindgen', [module, '--target', 'web', '--no-demangle', '--out-dir', folder], root);
  const text = binaryen.readBinary(readFileSync(join(folder, 'kualik_wasm_bg.wasm'))).emitText();
  const pairs = [];
  for (const body of text.split('\n (func $').slice(1)) {
    const [caller] = /^[^\s)]+/.exec(body);
    if (panics.test(caller)) continue;
    const called = new Set([...body.matchAll(/\(call \$([^\s)]+)/g)].map(([, name]) => name).filter((name) => panics.test(name)));
    for (const panic of called) pairs.push({ caller: readable(caller), panic });
  }
  return pairs;
}

before(() => {
  pairs = pairsOf([]);
  pairsOfCheck = pairsOf(['--no-default-features']);
});

test('every panic that is left has a reason', () => {
  // Arithmetic is checked, or there would be nothing to look for.
  assert.ok(pairs.some(({ panic }) => panic.includes('add_overflow')));
  const used = new Set();
  const unknown = [...pairs, ...pairsOfCheck].filter(({ caller, panic }) => {
    const found = rules.filter(([callers, kinds]) => callers.test(caller) && kinds.test(panic));
    found.forEach((rule) => used.add(rule));
    return !found.length;
  });
  assert.deepEqual(unknown, []);
  assert.deepEqual(
    rules.filter((rule) => !used.has(rule)).map(([callers]) => callers),
    [],
    'no longer needed',
  );
});

test('the core itself calls a panic nowhere else', () => {
  const own = pairs
    .filter(({ caller }) => /\bkualik::/.test(caller))
    .map(({ caller, panic }) => `${caller} ${/[a-z]+_[a-z_]+$/.exec(panic)?.[0]}`);
  // Counters of the standard library that were inlined, and the length of a digest in bits.
  assert.deepEqual(own.sort(), [
    'kualik::application::canonical::sha256 panic_const_mul_overflow',
    'kualik::application::canonical::write_to panic_const_add_overflow',
    'kualik::data::reading::Fields::report_the_rest panic_const_add_overflow',
    'kualik::data::reading::characters panic_const_add_overflow',
    'kualik::data::reading::each panic_const_add_overflow',
  ]);
});

test('arithmetic is checked in what reaches the phone', () => {
  const manifest = readFileSync(join(root, 'Cargo.toml'), 'utf8');
  const [, release] = /\n\[profile\.release\]\n([^[]*)/.exec(manifest);
  assert.match(release, /^overflow-checks = true$/m);
});
