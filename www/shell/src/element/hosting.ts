import type { Left } from 'kualik/host';
import { connectHost, isInForeignFrame, type HostLink } from '../host/host.ts';
import { configurationOf, type Configuration } from './settings.ts';

/** What a host may ask of the page. */
export interface Hosted {
  configure(configuration: Configuration): void;
  /** Forgets everything that was entered; returns what that was. */
  end(): Left;
}

/**
 * How the page is hosted. `on`: alone or configured; `waiting`: framed and not yet configured; `refused`: framed by
 * an unknown page; `over`: closed.
 */
export class Hosting {
  state: 'on' | 'waiting' | 'refused' | 'over' = 'on';
  link: HostLink | undefined;

  constructor(private readonly page: Hosted) {}

  /** Connects to the surrounding app, if any. The page says that it is ready; the app may then configure it. */
  connect(origin: string | undefined): void {
    if (this.link) return;
    const link = connectHost(window, origin);
    // Another site could pass this page off as its own and capture what is entered.
    if (link?.isFrame !== false && isInForeignFrame(window, link && origin)) {
      this.state = 'refused';
      return;
    }
    this.link = link;
    if (link?.isFrame) this.state = 'waiting';
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
