// Writes what is taken from others as CycloneDX lists into target/sbom/: the crates in the modules, the packages in the
// page. The same sources give the same bytes.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './pkg/core.mjs';
import { crates } from './pkg/notices.mjs';

const out = join(root, 'target/sbom');
const read = (path) => readFileSync(join(root, path), 'utf8');
const version = /^version = "(.*)"$/m.exec(read('Cargo.toml'))[1];

function cratesList() {
  const checksum = (name, at) =>
    new RegExp(`name = "${name}"\nversion = "${at.replaceAll('.', '\\.').replaceAll('+', '\\+')}"\nsource = .*\nchecksum = "(.*)"`).exec(
      read('Cargo.lock'),
    )?.[1];
  const components = crates().map(({ name, version: at, license, repository }) => {
    const purl = `pkg:cargo/${name}@${encodeURIComponent(at)}`;
    const content = checksum(name, at);
    if (!content) throw new Error(`${name} ${at} has no checksum in Cargo.lock`);
    return {
      type: 'library',
      'bom-ref': purl,
      name,
      version: at,
      purl,
      hashes: [{ alg: 'SHA-256', content }],
      // SPDX's form of the stroke that older crates write.
      licenses: [{ expression: license.replaceAll('/', ' OR ') }],
      ...(repository ? { externalReferences: [{ type: 'vcs', url: repository }] } : {}),
    };
  });
  const own = { type: 'library', 'bom-ref': `pkg:npm/kualik@${version}`, name: 'kualik', version, purl: `pkg:npm/kualik@${version}` };
  return { bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, metadata: { component: own }, components };
}

/** By npm itself, which wants versions that the private manifests have not. */
function packagesList() {
  const folder = mkdtempSync(join(tmpdir(), 'kualik-sbom-'));
  try {
    for (const path of ['package.json', 'www/shell/package.json']) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), JSON.stringify({ ...JSON.parse(read(path)), version }));
    }
    const lock = JSON.parse(read('package-lock.json'));
    for (const path of ['', 'www/shell']) lock.packages[path].version = version;
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ ...lock, version }));
    const text = execFileSync(
      'npm',
      ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--workspace', 'www/shell', '--package-lock-only'],
      { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 26 },
    );
    const list = JSON.parse(text);
    // What differs from run to run says nothing of what is listed.
    delete list.serialNumber;
    delete list.metadata.timestamp;
    return list;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

mkdirSync(out, { recursive: true });
for (const [name, list] of [
  ['crates', cratesList()],
  ['page', packagesList()],
]) {
  writeFileSync(join(out, `${name}.cdx.json`), `${JSON.stringify(list, null, 2)}\n`);
  console.log(`target/sbom/${name}.cdx.json: ${list.components.length} components`);
}
