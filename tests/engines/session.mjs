// One page of an engine that speaks the DevTools protocol of its time, with the methods of a WebDriver session that the tests use.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import WebSocket from 'ws';

/** How often a condition is asked for again, in milliseconds: the oldest protocols announce too little to wait for. */
const again = 25;

export const until = async (find, limit, message) => {
  for (const deadline = Date.now() + limit; ; ) {
    const found = await find();
    if (found) return found;
    assert.ok(Date.now() < deadline, message);
    await new Promise((resolve) => setTimeout(resolve, again));
  }
};

/** Keys that are no characters: the code of Windows, by which engines know them, and what they type. */
const keys = { Tab: [9], Enter: [13, '\r'], ' ': [32, ' '], ArrowDown: [40], ArrowUp: [38] };

class Element {
  constructor(session, objectId) {
    Object.assign(this, { session, objectId });
  }

  #call(code, ...args) {
    return this.session.executeScript(`return (${code}).apply(null, arguments)`, this, ...args);
  }

  /** As a finger does: at the middle of what is seen of it. An option is chosen in its list. */
  async click() {
    const isChosen = await this.#call((element) => {
      if (element.localName !== 'option') return false;
      const list = element.parentElement;
      list.value = element.value;
      for (const kind of ['input', 'change']) list.dispatchEvent(new Event(kind, { bubbles: true, composed: true }));
      return true;
    });
    if (isChosen) return;
    // The answer to a tap may still move what is below it.
    const middle = () =>
      this.#call(
        (element) =>
          new Promise((still) => {
            const place = () => element.getBoundingClientRect();
            const look = (last) =>
              requestAnimationFrame(() => {
                const { left, top, width, height } = place();
                if (last && last.top === top && last.left === left) still([left + width / 2, top + height / 2]);
                else look({ left, top });
              });
            look();
          }),
      );
    const [x, y] = await middle();
    for (const type of ['mousePressed', 'mouseReleased'])
      await this.session.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 });
  }

  clear() {
    return this.#call((element) => {
      element.value = '';
      element.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    });
  }

  /** Types into a field, or gives a file to a file chooser. */
  async sendKeys(text) {
    if (await this.#call((element) => element.type === 'file')) {
      const { nodeId } = await this.session.nodeOf(this);
      await this.session.send('DOM.setFileInputFiles', { files: [text], nodeId });
    } else {
      await this.#call((element) => element.focus());
      await this.session.type(text);
    }
  }
}

export class Session {
  #socket;
  #waiting = new Map();
  #sent = 0;
  /** What the page said on its console, and what it failed with. */
  said = [];

  /** Connects to the first page of the engine that listens on the port. */
  static async connect(port) {
    const pages = () =>
      fetch(`http://127.0.0.1:${port}/json`).then(
        async (answer) => (await answer.json()).find(({ type, webSocketDebuggerUrl }) => type === 'page' && webSocketDebuggerUrl),
        () => undefined,
      );
    const { webSocketDebuggerUrl } = await until(pages, 30_000, 'the engine shows no page');
    const session = new Session();
    session.#socket = new WebSocket(webSocketDebuggerUrl);
    session.#socket.on('message', (data) => session.#receive(JSON.parse(data)));
    session.#socket.on('close', () => {
      for (const { reject } of session.#waiting.values()) reject(new Error('the engine is gone'));
    });
    await once(session.#socket, 'open');
    for (const domain of ['Page', 'Runtime', 'Log', 'DOM']) await session.send(`${domain}.enable`);
    return session;
  }

  #receive({ id, result, error, method, params }) {
    if (id !== undefined) {
      const { resolve, reject } = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) reject(new Error(error.message));
      else resolve(result);
    } else if (method === 'Runtime.exceptionThrown') {
      const { text, url, lineNumber, exception } = params.exceptionDetails;
      this.said.push(`${text} ${exception?.description ?? ''} at ${url}:${lineNumber + 1}`);
    } else if (method === 'Log.entryAdded') this.said.push(params.entry.text);
    else if (method === 'Runtime.consoleAPICalled') this.said.push(params.args.map(({ value }) => value).join(' '));
    else if (method === 'Page.javascriptDialogOpening') this.send('Page.handleJavaScriptDialog', { accept: true });
  }

  send(method, params = {}) {
    const id = ++this.#sent;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  /** Opens an address, and waits until the page has loaded or failed to. */
  async get(url) {
    this.said.length = 0;
    await this.executeScript('window.isBefore = true');
    await this.send('Page.navigate', { url });
    const loaded = () =>
      this.executeScript('return !window.isBefore && document.readyState === "complete"').catch(() => false /* Between two pages. */);
    await until(loaded, 60_000, `${url} does not load`);
  }

  /** Runs a function's body with these arguments; elements go in and come out as such. */
  async executeScript(body, ...args) {
    const { result: self } = await this.send('Runtime.evaluate', { expression: 'self' });
    const { result, exceptionDetails } = await this.send('Runtime.callFunctionOn', {
      objectId: self.objectId,
      functionDeclaration: `function () { ${body} }`,
      arguments: args.map((value) => (value instanceof Element ? { objectId: value.objectId } : { value })),
      awaitPromise: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    if (result.subtype === 'node') return new Element(this, result.objectId);
    if (!result.objectId) return result.value;
    const copy = { objectId: result.objectId, functionDeclaration: 'function () { return this; }', returnByValue: true };
    return (await this.send('Runtime.callFunctionOn', copy)).result.value;
  }

  /** The same, answered by a call of the last argument. */
  executeAsyncScript(body, ...args) {
    return this.executeScript(
      `const given = Array.from(arguments); return new Promise((done) => (function () { ${body} }).apply(self, given.concat(done)))`,
      ...args,
    );
  }

  wait(find, limit = 20_000, message = 'nothing came') {
    return until(find, limit, message);
  }

  nodeOf({ objectId }) {
    // Nodes have numbers only once the document was asked for.
    return this.send('DOM.getDocument').then(() => this.send('DOM.requestNode', { objectId }));
  }

  async press(key) {
    const [windowsVirtualKeyCode, text] = keys[key];
    await this.send('Input.dispatchKeyEvent', { type: text ? 'keyDown' : 'rawKeyDown', key, windowsVirtualKeyCode, text });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', key, windowsVirtualKeyCode });
  }

  /** Types into what has the focus. */
  async type(text) {
    for (const character of text) await this.send('Input.dispatchKeyEvent', { type: 'char', text: character });
  }

  /** As the screen of a phone. */
  resize(width, height) {
    return this.send('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
  }

  async takeScreenshot() {
    return (await this.send('Page.captureScreenshot', { format: 'png' })).data;
  }

  async quit() {
    this.#socket.terminate();
  }
}
