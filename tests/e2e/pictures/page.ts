// The pictures' step alone in a page: `?lang=kk|ru|en`, `?faulty=photo-quality`. `globalThis.step` is the step,
// `globalThis.changes` counts what the host hears.

import { LitElement, html } from 'lit';
import { languageOf, type Language } from '../../../www/shell/src/locales/language.ts';
import { PictureStep, type PictureStepHost } from '../../../www/shell/src/pictures/picture-step.ts';
import { pictureStyles } from '../../../www/shell/src/pictures/styles.ts';
import { styles } from '../../../www/shell/src/fields/styles.ts';

const asked = new URLSearchParams(location.search);
const faulty = asked.getAll('faulty') as ('photo-quality' | 'signature-quality')[];

class PicturesPage extends LitElement implements PictureStepHost {
  static override readonly styles = [styles, pictureStyles];
  language: Language = languageOf(asked.get('lang')) ?? 'ru';
  isShown = true;
  changes = 0;
  readonly step = new PictureStep(this, () => (this.changes += 1), faulty);

  override render() {
    return this.isShown
      ? html`<h1>${document.title}</h1><h2>${document.title}</h2>${this.step.render()}`
      : html`<h1>${document.title}</h1>`;
  }
}

customElements.define('pictures-page', PicturesPage);
document.documentElement.lang = languageOf(asked.get('lang')) ?? 'ru';
const page = document.createElement('pictures-page') as PicturesPage;
Object.assign(globalThis, { page, step: page.step });
document.querySelector('main')?.append(page);
