// A native module in jsdom gets what pages get, and there is no `fetch`: the error says what to do.
import { jest } from '@jest/globals';

test('kualik: the error names kualik/inline, which works', async () => {
  const kualik = await import('kualik');
  await expect(kualik.init()).rejects.toMatchObject({
    name: 'LoadError',
    code: 'not-fetched',
    message: expect.stringContaining('kualik/inline'),
  });
  jest.resetModules();
  const inline = await import('kualik/inline');
  await inline.init();
  expect(inline.regions()[0].name.kk).toBe('Абай облысы');
});

test('kualik/imaging: the error says what to deploy', async () => {
  const { loadImaging } = await import('kualik/imaging');
  await expect(loadImaging()).rejects.toMatchObject({ name: 'LoadError', code: 'not-fetched' });
});

test('kualik/no-wasm', async () => {
  const kualik = await import('kualik/no-wasm');
  await kualik.init();
  expect(kualik.regions()[0].name.kk).toBe('Абай облысы');
});
