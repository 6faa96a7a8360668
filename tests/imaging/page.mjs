// A page's script: runs what the address asks for (`?worker=false`, `?browser`), and counts what a worker answered.

import './count-answers.js';
import { runBrowserTasks, runTasks } from './tasks.mjs';

const read = async (name) => new Uint8Array(await (await fetch(`pictures/${name}`)).arrayBuffer());

self.tryImaging = (loadImaging) => {
  const asked = new URLSearchParams(location.search);
  const options = { worker: asked.has('alone') ? 'alone' : !asked.has('here'), simd: !asked.has('plain') };
  self.result = (async () => {
    const imaging = await loadImaging(options);
    const run = asked.has('browser') ? runBrowserTasks : runTasks;
    const found = await run(imaging, read);
    imaging.close();
    return { found, answered: self.answered };
  })().catch(({ name, code, message, stack }) => ({ name, code, message, stack }));
};
