import type { Left } from 'kualik/host';
import { bridgeOf, isFramed, isInForeignFrame, type Bridged } from '../host/around.ts';
import type { HostLink } from '../host/host.ts';
import type { configurationOf as Read } from './configuration.ts';
import type { Configuration } from './settings.ts';

/** What a host may ask of the page. */
export interface Hosted {
  configure(configuration: Configuration): void;
  /** Forgets everything that was entered; returns what that was. */
  end(): Left;
  requestUpdate(): void;
}

/**
 * How the page is hosted. `on`: alone or configured; `waiting`: framed and not yet configured; `refused`: framed by
 * an unknown page; `unloaded`: what talks to the host did not load; `over`: closed.
 */
export type HostingState = 'on' | 'waiting' | 'refused' | 'unloaded' | 'over';

export class Hosting {
  state: HostingState = 'on';
  link: HostLink | undefined;
  #isConnecting = false;

  constructor(private readonly page: Hosted) {}

  /** Connects to the surrounding app, if any. The page says that it is ready; the app may then configure it. */
  connect(origin: string | undefined): void {
    if (this.link || this.#isConnecting) return;
    const isInApp = bridgeOf(window as Bridged) !== undefined;
    const isInPage = !isInApp && isFramed(window, origin);
    // Another site could pass this page off as its own and capture what is entered.
    if (!isInApp && isInForeignFrame(window, isInPage ? origin : undefined)) {
      this.state = 'refused';
      return;
    }
    if (!isInApp && !isInPage) return;
    if (isInPage) this.state = 'waiting';
    this.#isConnecting = true;
    Promise.all([import('../host/host.ts'), import('./configuration.ts')])
      .then(
        ([{ connectHost }, { configurationOf }]) => this.#listen(connectHost(window, origin), configurationOf),
        () => {
          this.state = 'unloaded';
        },
      )
      .then(() => {
        this.#isConnecting = false;
        this.page.requestUpdate();
      });
  }

  #listen(link: HostLink | undefined, configurationOf: typeof Read): void {
    this.link = link;
    if (this.state === 'unloaded') this.state = link?.isFrame ? 'waiting' : 'on';
    link?.on('configure', (body) => {
      const configuration = configurationOf(body);
      if (!configuration) {
        link.report('wrong-body', 'configure');
        return;
      }
      if (this.state === 'waiting') this.state = 'on';
      this.page.configure(configuration);
    });
    link?.on('close', () => this.end());
    link?.send('ready', {});
  }

  /** Closes the page, whoever asked for that, and tells the host what it left. */
  end(): void {
    this.state = 'over';
    const left = this.page.end();
    this.link?.send('close', { left });
  }

  /** Begins anew after the page was closed. */
  restart(): void {
    this.state = 'on';
  }
}
