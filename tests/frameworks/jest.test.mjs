// Jest 30, in its environments and both kinds of modules. jsdom has neither `TextDecoder` nor `fetch`, and no condition `node`.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { root } from '../package/project.mjs';
import { app, tool } from './frameworks.mjs';

const photo = readFileSync(join(root, 'tests/fixtures/imaging/portrait-1-plain.jpg'));

for (const [file, environments] of Object.entries({
  'require.test.js': ['node', 'jsdom'],
  'import.test.mjs': ['node'],
  'import-jsdom.test.mjs': ['jsdom'],
})) {
  for (const environment of environments) {
    test(`${environment}, ${file}`, () => {
      const config = JSON.stringify({ rootDir: '.', transform: {}, testMatch: [`**/${file}`], moduleFileExtensions: ['js', 'mjs', 'cjs'] });
      const folder = app('jest', { 'photo.jpg': photo });
      tool(folder, process.execPath, [
        ...['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'],
        ...['--config', config, '--env', environment, '--ci', '--watchman=false', '--runInBand'],
      ]);
    });
  }
}
