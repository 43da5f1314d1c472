import type { Auth, TokenKind } from '../spec.ts'

/**
 * The default types for the hooks of a page. Declare the `kind` of the client's token or the type of the client's
 * `auth`. With `auth`, `useHelixAuth` also knows the arguments of `signIn`.
 *
 * @example
 * ```ts
 * import 'tinyhelix'
 *
 * declare module 'tinyhelix' {
 *   interface Register {
 *     kind: 'user'
 *   }
 * }
 * ```
 */
// biome-ignore lint/suspicious/noEmptyInterface: pages that use this library add the members
export interface Register {}

/** The auth that the page registered. */
export type RegisteredAuth = Register extends { readonly auth: infer A extends Auth } ? A : Auth<RegisteredKind>

/** The kind of token that the page registered. */
export type RegisteredKind = Register extends { readonly kind: infer K extends TokenKind }
  ? K
  : Register extends { readonly auth: Auth<infer K extends TokenKind> }
    ? K
    : 'user'
