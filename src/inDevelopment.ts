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
