import type { Auth, TokenKind } from '../spec.ts'

/**
 * What this page's hooks work with, unless told otherwise: the `kind` of the client's token, or the client's `auth`,
 * from which `useHelixAuth` also knows what `signIn` takes.
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
// biome-ignore lint/suspicious/noEmptyInterface: members come from the pages that use this library
export interface Register {}

/** The auth that the page registered. */
export type RegisteredAuth = Register extends { readonly auth: infer A extends Auth } ? A : Auth<RegisteredKind>

/** The kind of token that the page registered. */
export type RegisteredKind = Register extends { readonly kind: infer K extends TokenKind }
  ? K
  : Register extends { readonly auth: Auth<infer K extends TokenKind> }
    ? K
    : 'user'
