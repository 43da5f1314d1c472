declare const process: { readonly env: { readonly NODE_ENV?: string } }

/** Whether warnings for developers are wanted. Bundlers replace the expression; a page without a build gets none. */
export function isDevelopment(): boolean {
  try {
    return process.env.NODE_ENV !== 'production'
  } catch {
    return false
  }
}
