import entries from './entries.js';

entries((entry) => import(entry));
