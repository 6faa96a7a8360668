// One side of the talk between the page and the app around it: reads what comes, and refuses what may not come.

import { isObject, pack, unpack } from './bytes.js';
import { begun, giveUp, turn, types } from './turns.js';

export const protocol = 1;

/** Text or an object; the object is copied as JSON, so that nothing but data comes in. */
function read(given) {
  try {
    const value = unpack(typeof given === 'string' ? given : JSON.stringify(given));
    return isObject(value) ? value : undefined;
  } catch (_) {
    return undefined;
  }
}

const other = { page: 'host', host: 'page' };

export class Talk {
  constructor(side, post, hear) {
    this.state = begun;
    this._side = side;
    this._post = post;
    this._hear = hear;
  }

  send(type, body) {
    const message = { kualik: protocol, type, ...body };
    const after = turn(this.state, this._side, message);
    if (!after) return false;
    const before = this.state;
    try {
      // First, since an answer may come before the call is over.
      this.state = after;
      this._post(pack(message));
      return true;
    } catch (_) {
      this.state = before;
      return false;
    }
  }

  giveUp(id) {
    this.state = giveUp(this.state, id);
  }

  report(because, about) {
    this.send('protocol-problem', { because, version: protocol, ...(typeof about === 'string' ? { about: about.slice(0, 64) } : {}) });
  }

  receive(given) {
    const message = read(given);
    if (!message || typeof message.kualik !== 'number' || typeof message.type !== 'string') return this.report('malformed');
    const { kualik, type } = message;
    const from = other[this._side];
    // Not answered with another problem: two such sides would never end. And of any version, or nobody would learn of it.
    if (type === 'protocol-problem') return this._tell(message);
    if (kualik !== protocol) return this.report('other-version', type);
    if (!types[from].includes(type)) return this.report('unknown-type', type);
    const after = turn(this.state, from, message);
    if (!after) return this.report('out-of-turn', type);
    this.state = after;
    this._tell(message);
  }

  _tell({ kualik, type, ...body }) {
    this._hear(type, body);
  }
}
