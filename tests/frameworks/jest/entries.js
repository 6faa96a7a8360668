// What each entry answers where Jest runs it, by what `load` makes of its name.

/** The functions, with text that is not ASCII, which a decoder of UTF-8 has made. */
async function answer(kualik) {
  await kualik.init();
  const query = { document: 'identity-card', reason: 'expiry', applicant: 'owner', expiresOn: '2025-06-20', on: '2025-06-01' };
  return [kualik.checkEligibility(query).outcome, kualik.regions()[0].name.kk];
}

module.exports = (load) => {
  for (const entry of ['kualik', 'kualik/inline', 'kualik/no-wasm']) {
    test(entry, async () => expect(await answer(await load(entry))).toEqual(['eligible', 'Абай облысы']));
  }

  test('kualik/imaging', async () => {
    const { loadImaging } = await load('kualik/imaging');
    const imaging = await loadImaging();
    expect(imaging.profile().limits.length).toBeGreaterThan(0);
    const report = await imaging.assessPhoto(new Uint8Array(require('node:fs').readFileSync('photo.jpg')));
    expect(report.outcome).toBe('assessed');
  });

  test('kualik/host and the words', async () => {
    const { host } = await load('kualik/host');
    const said = [];
    host((text) => said.push(JSON.parse(text).type), { configure: {} }).receive({ kualik: 1, type: 'ready' });
    expect(said).toEqual(['configure']);
    expect((await load('kualik/messages/kk')).messages.statuses.ready).toBeTruthy();
  });
};
