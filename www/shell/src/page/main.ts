import '../element/renewal.ts';
import { languageOf, preferredLanguage, type Language } from '../locales/language.ts';
import { checkWords } from '../locales/check.ts';
import { keepOffline, type Offline } from './offline.ts';

// The address is read once and never written: `?lang=kk|ru|en`, `?on=2025-06-01`.
const asked = new URLSearchParams(location.search);
let language = languageOf(asked.get('lang')) ?? preferredLanguage();
const on = asked.get('on');
let offline: Offline | undefined;

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
  const text = checkWords[language].offline;
  const isUpdate = offline?.state === 'update' && !renewal.hasDraft;
  status.replaceChildren(isUpdate ? text.update : offline && offline.state !== 'none' ? text.ready : '');
  if (!isUpdate || !offline) return;
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = text.use;
  button.addEventListener('click', offline.update);
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
document.querySelector('#unstarted')?.remove();
document.querySelector('main')?.append(renewal, status);

void keepOffline((now) => {
  offline = now;
  showOffline();
});
