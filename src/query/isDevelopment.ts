declare const process: { readonly env: { readonly NODE_ENV?: string } }

/** Whether to show warnings for developers. Bundlers replace the expression. A page without a build shows none. */
export function isDevelopment(): boolean {
  try {
    return process.env.NODE_ENV !== 'production'
  } catch {
    return false
  }
}
