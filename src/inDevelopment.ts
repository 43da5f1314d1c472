declare const process: { readonly env: { readonly NODE_ENV?: string } }

/**
 * Runs a function that warns developers. Bundlers replace the expression, so a production build contains neither the
 * function nor its texts. A page without a build shows no warnings.
 */
export function inDevelopment(warn: () => unknown): void {
  try {
    if (process.env.NODE_ENV !== 'production') warn()
  } catch {
    // There is no `process`.
  }
}

const warned = /* @__PURE__ */ new Set<string>()

/** Shows a warning to developers, each text once. Without a text it shows none. */
export function warnOnce(textOf: () => string | null): void {
  try {
    if (process.env.NODE_ENV !== 'production') {
      const text = textOf()
      if (text && warned.size < warned.add(text).size) console.warn(text)
    }
  } catch {
    // There is no `process`.
  }
}
