import './renewal.ts';
import { languageOf, preferredLanguage, type Language } from './language.ts';
import { words } from './locales/index.ts';

// The address is read once and never written: `?lang=kk|ru|en`, `?on=2025-06-01`.
const asked = new URLSearchParams(location.search);
const language = languageOf(asked.get('lang')) ?? preferredLanguage();
const on = asked.get('on');

function speak(language: Language): void {
  document.documentElement.lang = language;
  document.title = words[language].title;
}

speak(language);
const renewal = document.createElement('kualik-renewal');
renewal.lang = language;
if (on) renewal.on = on;
renewal.addEventListener('kualik-language', ({ detail }) => speak(detail));
document.querySelector('main')?.append(renewal);
