import { checkWords, loadCheckWords } from '../locales/check.ts';
import { languageOf, preferredLanguage } from '../locales/language.ts';
import { keepOffline, reload, type Offline } from './offline.ts';

// The address is read once and never written: `?lang=kk|ru|en`, `?on=2025-06-01`.
const asked = new URLSearchParams(location.search);
let language = languageOf(asked.get('lang')) ?? preferredLanguage();
const on = asked.get('on');
let offline: Offline = 'none';
/** Since the page was opened, the answers of the check included. */
let isEntered = false;
/** Only the check works offline: later steps must not seem to send without a network. */
let isCheck = true;

/** Names the page in its language; where the words do not load, the element says so. */
const speak = (): Promise<void> =>
  loadCheckWords(language).then(
    () => {
      document.documentElement.lang = language;
      document.title = checkWords[language].title;
    },
    () => undefined,
  );

function start(): void {
  const renewal = document.createElement('kualik-renewal');
  const status = document.createElement('p');
  status.className = 'offline';
  status.setAttribute('role', 'status');

  /** Says that the page works offline, or offers a new version unless a draft would be lost. */
  function showOffline(): void {
    const state = offline === 'update' && renewal.hasDraft ? 'ready' : offline;
    const words = checkWords[language]?.offline;
    status.textContent = state === 'none' || !words || (state === 'ready' && !isCheck) ? '' : words[state];
    if (!words || (state !== 'update' && state !== 'in-use')) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = words.use;
    button.addEventListener('click', () => void reload());
    status.append(' ', button);
  }
  const say = (): void => void speak().then(showOffline);

  renewal.lang = language;
  if (on) renewal.on = on;
  // Only whoever serves the page decides who may frame it, never the address.
  const around = document.querySelector<HTMLMetaElement>('meta[name=kualik-host]')?.content;
  if (around) renewal.hostOrigin = around;
  renewal.addEventListener('kualik-language', ({ detail }) => {
    language = detail;
    say();
  });
  renewal.addEventListener('kualik-step', ({ detail }) => {
    isCheck = detail === 'check';
  });
  renewal.addEventListener('kualik-close', () => {
    isCheck = true;
    say();
  });
  // Words that were missing may be here by now.
  for (const event of ['kualik-step', 'kualik-verdict']) renewal.addEventListener(event, say);
  renewal.addEventListener('input', () => {
    isEntered = true;
  });
  renewal.addEventListener('kualik-reload', (event) => {
    event.preventDefault();
    void reload();
  });
  document.querySelector('#unstarted')?.remove();
  document.querySelector('main')?.append(renewal, status);

  void keepOffline(
    (state) => {
      offline = state;
      say();
    },
    () => isEntered || renewal.hasDraft,
  );
}

// Side by side: which words are needed is known only here. With them the page is drawn once, and nothing in it moves.
Promise.all([import('../element/renewal.ts'), speak()])
  .then(start)
  .catch(() => {
    // What stands in the page says what to do; see start.js.
    document.documentElement.className = '';
  });
