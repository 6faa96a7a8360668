import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import type { Check, ImageReport } from 'kualik/imaging';
import { choice } from '../fields/choice.ts';
import { formatNumber } from '../locales/dates.ts';
import { imagingPageWords } from '../locales/imaging-page.ts';
import { languageNames, languageOf, languages, preferredLanguage, type Language } from '../locales/language.ts';
import type { Subject } from '../pictures/assess.ts';
import { fileChoice } from '../pictures/file-choice.ts';
import { imaging, maxFileBytes } from '../pictures/imaging.ts';
import { formatMeasure, formatRange } from '../pictures/measure.ts';
import type { PictureProblem } from '../pictures/picture.ts';
import { problemText } from '../pictures/picture-view.ts';
import { drawing, legend, type Drawing } from '../pictures/report-view.ts';
import { pictureStyles } from '../pictures/styles.ts';
import { pictureWords, reportWords } from '../locales/pictures.ts';
import { drawSample, samples, subjectOf, type Sample } from './samples.ts';
import { styles } from '../fields/styles.ts';

type Shown =
  | { step: 'empty' }
  | { step: 'checking' }
  | { step: 'refused'; problem: PictureProblem }
  | { step: 'judged'; report: ImageReport };

const pageStyles = css`
  .measures { list-style: none; margin-top: 1rem; }
  .measures li { padding: 0.625rem 0 0.625rem 0.875rem; border-left: 4px solid var(--yes); border-top: 1px solid var(--hair); }
  .measures .doubtful { border-left-color: var(--accent); }
  .measures .poor { border-left: 6px double var(--no); }
  .measures .grade { color: var(--muted); }
  .measures p { font-size: 1rem; font-variant-numeric: tabular-nums; }
`;

/** Shows what the picture checks measure: every check with its value and limits. Attribute: `lang`. */
class ImagingPage extends LitElement {
  static override readonly properties = { lang: { type: String, reflect: true } };
  static override readonly styles = [styles, pictureStyles, pageStyles];

  declare lang: string;
  #subject: Subject = 'photo';
  #shown: Shown = { step: 'empty' };
  #bytes: Uint8Array | undefined;
  #url: string | undefined;
  #asked = 0;

  get #language(): Language {
    return languageOf(this.lang) ?? preferredLanguage();
  }

  override render(): TemplateResult {
    const language = this.#language;
    const words = imagingPageWords[language];
    return html`
      <header>
        <div class="languages" role="group" aria-label=${languageNames[language]}>
          ${languages.map(
            (each) => html`
            <button type="button" class="plain" lang=${each} aria-pressed=${each === language ? 'true' : 'false'}
              @click=${() => {
                speak(each);
                this.lang = each;
              }}>${languageNames[each]}</button>`,
          )}
        </div>
        <h1>${words.title}</h1>
        <p class="lead">${words.lead}</p>
      </header>
      ${choice({ id: 'subject', ...words.subject, chosen: this.#subject, choose: (subject) => void this.#judgeAs(subject) })}
      <div class="actions">
        ${fileChoice({ id: 'file', label: words.choose, isMain: true, choose: (file) => void this.#take(file) })}
        ${samples.map(
          (sample) => html`
          <button type="button" class="outlined" id="sample-${sample}" @click=${() => void this.#draw(sample)}>${words.samples[sample]}</button>`,
        )}
      </div>
      <section aria-label=${words.report}>${this.#report(language)}</section>
      <p class="footnote">${words.source}</p>`;
  }

  #report(language: Language): TemplateResult {
    const shown = this.#shown;
    const words = imagingPageWords[language];
    const context = { language, words: pictureWords[language], messages: reportWords[language] };
    const [kind, text] =
      shown.step === 'judged'
        ? [shown.report.verdict, words.verdict[shown.report.verdict]]
        : shown.step === 'refused'
          ? ['blocked', problemText(shown.problem, context)]
          : [shown.step, shown.step === 'checking' ? words.checking : ''];
    return html`
      <p class="status ${kind}" id="status" aria-live="polite">${text}</p>
      ${shown.step === 'judged' ? this.#measures(shown.report, language) : nothing}`;
  }

  #measures(report: ImageReport, language: Language): TemplateResult {
    const words = imagingPageWords[language];
    const { width, height, face, suggestedCrop, checks } = report;
    const drawn: Drawing = {
      url: this.#url ?? '',
      alt: pictureWords[language][this.#subject].alt,
      width,
      height,
      face,
      cut: suggestedCrop,
      flaws: checks.flatMap(({ box, result }) => (box && result !== 'good' ? [box] : [])),
    };
    return html`
      ${drawing(drawn)}
      ${legend(drawn, pictureWords[language])}
      <p class="hint">${words.size(formatNumber(width, language), formatNumber(height, language))}</p>
      <ul class="measures">${checks.map((check) => this.#measure(check, language))}</ul>
      <p class="footnote">${words.profile(report.profile, formatNumber(Math.round(report.milliseconds), language))}</p>`;
  }

  #measure(check: Check, language: Language): TemplateResult {
    const { id, result, limit } = check;
    const words = imagingPageWords[language];
    const messages = reportWords[language];
    const limits = [
      ...(limit.warn ? [`${words.good} ${formatRange(limit.warn, language)}`] : []),
      ...(limit.poor ? [`${words.notPoor} ${formatRange(limit.poor, language)}`] : []),
    ].join('; ');
    return html`
      <li class=${result} data-check=${id}>
        <strong>${messages.checks[id]}</strong> <span class="grade">${pictureWords[language].report.grade[result]}</span>
        <p><span class="value">${words.value}: ${formatMeasure(check, language, pictureWords[language])}</span>${limits ? html` <span class="limits">(${limits})</span>` : nothing}</p>
        ${result === 'good' ? nothing : html`<p>${messages[result === 'poor' ? 'poor' : 'doubtful'][id]}</p>`}
      </li>`;
  }

  async #draw(sample: Sample): Promise<void> {
    this.#subject = subjectOf[sample];
    const blob = await drawSample(sample);
    if (blob) await this.#take(blob);
  }

  async #take(file: Blob): Promise<void> {
    if (this.#url !== undefined) URL.revokeObjectURL(this.#url);
    this.#url = this.#bytes = undefined;
    const asked = this.#become({ step: 'checking' });
    if (file.size > maxFileBytes) return this.#refuse(asked, 'too-large');
    let bytes: Uint8Array<ArrayBuffer>;
    try {
      bytes = new Uint8Array(await file.arrayBuffer());
    } catch {
      return this.#refuse(asked, 'unreadable');
    }
    if (asked !== this.#asked) return;
    this.#bytes = bytes;
    this.#url = URL.createObjectURL(new Blob([bytes]));
    await this.#judge(asked, bytes);
  }

  async #judgeAs(subject: Subject): Promise<void> {
    this.#subject = subject;
    this.requestUpdate();
    const bytes = this.#bytes;
    if (bytes) await this.#judge(this.#become({ step: 'checking' }), bytes);
  }

  async #judge(asked: number, bytes: Uint8Array): Promise<void> {
    const subject = this.#subject;
    try {
      const checks = await imaging();
      const report = await (subject === 'photo' ? checks.assessPhoto(bytes) : checks.assessSignature(bytes));
      if (asked !== this.#asked) return;
      if (report.outcome === 'invalid') this.#refuse(asked, report.problems[0]?.code ?? 'internal');
      else this.#become({ step: 'judged', report });
    } catch {
      this.#refuse(asked, 'not-loaded');
    }
  }

  #refuse(asked: number, problem: PictureProblem): void {
    if (asked === this.#asked) this.#become({ step: 'refused', problem });
  }

  #become(shown: Shown): number {
    this.#shown = shown;
    this.#asked += 1;
    this.requestUpdate();
    return this.#asked;
  }
}

customElements.define('kualik-imaging', ImagingPage);

function speak(language: Language): void {
  document.documentElement.lang = language;
  document.title = imagingPageWords[language].title;
}

// The address is read once and never written: `?lang=kk|ru|en`.
const language = languageOf(new URLSearchParams(location.search).get('lang')) ?? preferredLanguage();
speak(language);
const page = document.createElement('kualik-imaging');
page.lang = language;
document.querySelector('#unstarted')?.remove();
document.querySelector('main')?.append(page);
