// Plays the applicant in a page inside a native app: put into the page before its own scripts, and told what to do by
// `window.plays`, a list of scenes, which stands before it in the same script. What it sees goes to the app as `play:…`.

(() => {
  const say = (text) => window.ipc.postMessage(`play:${text}`);
  const root = () => document.querySelector('kualik-renewal')?.shadowRoot;
  const find = (css) => root()?.querySelector(css);

  /** The element, once it is there. */
  const at = (css) =>
    new Promise((resolve) => {
      const look = () => {
        const found = find(css);
        if (found) {
          clearInterval(timer);
          resolve(found);
        }
      };
      const timer = setInterval(look, 25);
      look();
    });
  const tap = async (css) => (await at(css)).click();
  const type = async (css, value) => {
    const field = await at(css);
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  };
  const date = async (id, text) => {
    const [year, month, day] = text.split('-');
    for (const [part, value] of Object.entries({ day, month, year })) await type(`[name=${id}-${part}]`, value);
  };
  /** A tap that the app makes, so that it counts as a person's: file dialogs open only for those. */
  window.playTap = (css) => find(css).click();
  const open = async (css) => {
    await at(css);
    say(`tap ${css}`);
  };
  const text = async (css) => (await at(css)).innerText.replace(/\s+/g, ' ').trim();

  const scenes = {
    async check(expiresOn) {
      await tap('input[value=expiry]');
      await date('expiry', expiresOn);
      say(`verdict ${await text('.panel h2, .panel .heading, .panel')}`);
    },
    async goOn() {
      await tap('.go-on .solid');
    },
    async details(person) {
      for (const [id, value] of Object.entries(person)) await type(`#${id}`, value);
      await tap('#continue');
    },
    async photo() {
      await open('#photo-file');
      await at('#photo-status.good, #photo-status.doubtful');
    },
    async signature() {
      await open('#signature-file');
      await at('#signature-status.good, #signature-status.doubtful');
    },
    async next() {
      await tap('#continue');
    },
    async pay(reference, paidOn) {
      await tap('input[value=payment]');
      await type('#paymentReference', reference);
      await date('paidOn', paidOn);
      await tap('#continue');
    },
    async consent() {
      await tap('#consent');
    },
    async send() {
      await tap('#send');
    },
    /** What the page says of a try that failed: each failure once. */
    async told() {
      say(`told ${await text('#sending-problem .failure:not([data-told]) p')}`);
      find('#sending-problem .failure').dataset.told = '';
    },
    async ticket() {
      say(`ticket ${await text('.ticket .number')}`);
    },
    async status(name, station) {
      await at(`.stations li:nth-child(${station})[aria-current=step]`);
      say(`status ${name}`);
    },
    async sees(css) {
      say(`sees ${css}: ${await text(css)}`);
    },
    async value(css) {
      say(`value ${css}: ${(await at(css)).value}`);
    },
    async leave() {
      await tap('#leave');
    },
    async over() {
      say('over');
    },
  };

  /** Whether the app brought a draft back: then the page goes on from where an earlier one died. */
  const restored = new Promise((resolve) => {
    let receive;
    window.kualik = {
      get receive() {
        return (message) => {
          receive(message);
          if (message.type === 'configure') resolve('draft' in message);
        };
      },
      set receive(given) {
        receive = given;
      },
    };
  });

  addEventListener('DOMContentLoaded', async () => {
    const errors = [];
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => errors.push(`${effectiveDirective} ${blockedURI}`));
    addEventListener('error', ({ message }) => errors.push(message));
    for (const [scene, ...given] of window.plays[(await restored) ? 'restored' : 'first']) await scenes[scene](...given);
    say(`errors ${JSON.stringify(errors)}`);
    say('over');
  });
})();
