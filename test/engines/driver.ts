/** A browser that tests drive, in any engine. Commands go to the current tab. */
export interface Driver {
  /** The engine's version, as the browser reports it. */
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
  /** Waits for an element, and clicks in its middle. */
  readonly click: (css: string) => Promise<void>
  /** Opens a tab and switches to it. Returns its handle. */
  readonly newTab: () => Promise<string>
  /** Switches to another tab or popup. */
  readonly use: (handle: string) => Promise<void>
  /** The handles of all tabs and popups. */
  readonly handles: () => Promise<string[]>
  /** Closes the current tab. Another one must be used next. */
  readonly closeTab: () => Promise<void>
  /** Takes a screenshot of the visible part of the page, as PNG. */
  readonly shot: () => Promise<Buffer>
  readonly quit: () => Promise<void>
  /** Whether a command got no answer, so that nothing more can be done with this browser. */
  readonly isStuck?: () => boolean
}

/** The maximum wait for an element, and for the result of an expression. */
export const patience = 60_000

/** The code that `run` evaluates in a page: a promise of the value. The page's policy may forbid `eval`. */
export const evaluation = (expression: string, args: readonly unknown[]): string => `(async () => {
  const value = (${expression})
  return await (typeof value === 'function' ? value(...${JSON.stringify(args)}) : value)
})()`
