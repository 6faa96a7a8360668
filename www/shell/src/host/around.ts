// What is around the page, found before anything is loaded to talk to it.

/** A page inside an app, as its webview makes it. */
export interface Bridged {
  /** WKWebView: `WKScriptMessageHandler`. */
  webkit?: { messageHandlers?: { kualik?: { postMessage(message: unknown): void } } };
  /** Android: `addJavascriptInterface` or `addWebMessageListener`; takes text only. */
  KualikHost?: { postMessage(message: string): void };
  kualik?: { receive?: (message: unknown) => void };
}

/** How text reaches the app around the page; `undefined` where there is none. */
export function bridgeOf({ webkit, KualikHost }: Bridged): ((text: string) => void) | undefined {
  const ios = webkit?.messageHandlers?.kualik;
  if (ios) return (text) => ios.postMessage(JSON.parse(text));
  return KualikHost && ((text) => KualikHost.postMessage(text));
}

/** Whether the page is framed, and the one that is to frame it has that origin. */
export const isFramed = (scope: Window, origin: string | undefined): origin is string =>
  scope.parent !== scope && origin !== undefined && isOrigin(origin);

/**
 * Whether any page around this one, however far out, is of another origin than its own and its `host`'s. An engine that
 * does not list them cannot tell what is around a host's page, so there it must be the outermost.
 */
export function isInForeignFrame(scope: Window, host?: string): boolean {
  const { ancestorOrigins, origin } = scope.location as Location & { ancestorOrigins?: DOMStringList };
  if (ancestorOrigins) return Array.from(ancestorOrigins).some((each) => each !== origin && each !== host);
  for (let each = scope; each !== each.parent; each = each.parent as Window) {
    try {
      if (each.parent.location.origin !== origin) return true;
    } catch {
      return host === undefined || each.parent !== scope.top;
    }
  }
  return false;
}

/** Never `*`, `null` or an address with a path. */
function isOrigin(text: string): boolean {
  try {
    return new URL(text).origin === text;
  } catch {
    return false;
  }
}
