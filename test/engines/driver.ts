/** A browser that tests drive, whatever its engine. Commands go to the tab in use. */
export interface Driver {
  /** The engine's version, as the browser tells it. */
  readonly version: string
  /** Opens an address, and waits until it has loaded. */
  readonly go: (url: string) => Promise<void>
  readonly url: () => Promise<string>
  /** Goes back in the history. Does not wait for the page. */
  readonly back: () => Promise<void>
  /** Goes forward in the history. Does not wait for the page. */
  readonly forward: () => Promise<void>
  /** Reloads the page, and waits until it has loaded. */
  readonly reload: () => Promise<void>
  /** Evaluates an expression in the page and waits for its promise. A function is called with the arguments. */
  readonly run: <T = unknown>(expression: string, ...args: readonly unknown[]) => Promise<T>
  /** Waits for an element, and clicks in its middle as a person does. */
  readonly click: (css: string) => Promise<void>
  /** Opens a tab, uses it, and returns its handle. */
  readonly newTab: () => Promise<string>
  /** Uses another tab, or a popup. */
  readonly use: (handle: string) => Promise<void>
  /** The handles of all tabs and popups. */
  readonly handles: () => Promise<string[]>
  /** Closes the tab in use. Another one has to be used next. */
  readonly closeTab: () => Promise<void>
  /** Takes a screenshot of the visible part of the page, as PNG. */
  readonly shot: () => Promise<Buffer>
  readonly quit: () => Promise<void>
}

/** How long a driver waits for an element, and for what an expression returns. */
export const patience = 30_000

/** What `run` runs in a page: a promise of the value. The page's policy may forbid `eval`. */
export const evaluation = (expression: string, args: readonly unknown[]): string => `(async () => {
  const value = (${expression})
  return await (typeof value === 'function' ? value(...${JSON.stringify(args)}) : value)
})()`
