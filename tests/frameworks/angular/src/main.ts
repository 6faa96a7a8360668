import { Component, provideZonelessChangeDetection, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { checkEligibility, init } from 'kualik';

@Component({ selector: 'app-root', template: '<p>{{ verdict() }}</p>' })
class App {
  verdict = signal('');

  constructor() {
    // The picture checks are fetched only when they are wanted.
    Object.assign(window, { result: this.check().catch(({ name, code, message }) => ({ name, code, message })) });
  }

  async check() {
    await init();
    const query = { document: 'identity-card', reason: 'expiry', applicant: 'owner', expiresOn: '2025-06-20', on: '2025-06-01' } as const;
    this.verdict.set(checkEligibility(query).outcome);
    const { loadImaging } = await import('kualik/imaging');
    const imaging = await loadImaging({ base: '/imaging/' });
    const report = await imaging.assessPhoto(new Uint8Array(await (await fetch('/photo.jpg')).arrayBuffer()));
    imaging.close();
    return { verdict: this.verdict(), photo: report.outcome, answered: (window as unknown as { answered: number }).answered };
  }
}

bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] });
