import { createRequire } from 'node:module';

createRequire(import.meta.url)('./entries.cjs')((entry) => import(entry));
