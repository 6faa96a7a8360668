import { connectHost, isInForeignFrame, type HostLink } from '../host/host.ts';
import { configurationOf, type Configuration } from './settings.ts';

/** What a host may ask for. */
export interface Hosted {
  configure(configuration: Configuration): void;
  /** The page is about to be taken away: what was entered is forgotten. */
  end(): void;
}

/** Where the page stands: alone or configured (`on`), in a frame that has not configured it, in one of a stranger's, or left. */
export class Hosting {
  state: 'on' | 'waiting' | 'refused' | 'over' = 'on';
  link: HostLink | undefined;

  constructor(private readonly page: Hosted) {}

  /** Connects with the app around the page, where there is one: it hears first that the page is ready, and may then configure it. */
  connect(origin: string | undefined): void {
    if (this.link) return;
    const link = connectHost(window, origin);
    this.link = link;
    // A page of somebody else's could show this one to people as its own, and take what they enter.
    if (link?.isFrame) this.state = 'waiting';
    else if (!link && isInForeignFrame(window)) this.state = 'refused';
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

  /** The applicant leaves: the host is told, and what was entered is forgotten. */
  leave(): void {
    this.link?.send('close', {});
    this.end();
  }

  /** The page is left, by whichever side. */
  end(): void {
    this.state = 'over';
    this.page.end();
  }
}
