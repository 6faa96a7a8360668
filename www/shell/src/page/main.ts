import '../element/renewal.ts';
import { languageOf, preferredLanguage, type Language } from '../locales/language.ts';
import { checkWords } from '../locales/check.ts';
import { keepOffline, reload, type Offline } from './offline.ts';

// The address is read once and never written: `?lang=kk|ru|en`, `?on=2025-06-01`.
const asked = new URLSearchParams(location.search);
let language = languageOf(asked.get('lang')) ?? preferredLanguage();
const on = asked.get('on');
let offline: Offline = 'none';
/** Since the page was opened, the answers of the check included. */
let isEntered = false;

const renewal = document.createElement('kualik-renewal');
const status = document.createElement('p');
status.className = 'offline';
status.setAttribute('role', 'status');

function speak(language: Language): void {
  document.documentElement.lang = language;
  document.title = checkWords[language].title;
}

/** Says that the page works offline, or offers a new version unless a draft would be lost. */
function showOffline(): void {
  const state = offline === 'update' && renewal.hasDraft ? 'ready' : offline;
  const words = checkWords[language].offline;
  status.textContent = state === 'none' ? '' : words[state];
  if (state !== 'update' && state !== 'in-use') return;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = words.use;
  button.addEventListener('click', () => void reload());
  status.append(' ', button);
}

speak(language);
renewal.lang = language;
if (on) renewal.on = on;
// Only whoever serves the page decides who may frame it, never the address.
const around = document.querySelector<HTMLMetaElement>('meta[name=kualik-host]')?.content;
if (around) renewal.hostOrigin = around;
renewal.addEventListener('kualik-language', ({ detail }) => {
  language = detail;
  speak(language);
  showOffline();
});
renewal.addEventListener('kualik-step', showOffline);
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
    showOffline();
  },
  () => isEntered || renewal.hasDraft,
);
