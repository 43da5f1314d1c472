import type { HelixClient } from 'tinyhelix'

/** Clients of each kind, for the compiler only: nothing here ever runs. */
export declare const client: HelixClient
export declare const appClient: HelixClient<'app'>
export declare const extensionClient: HelixClient<'extension'>
export declare const jwtClient: HelixClient<'jwt'>
export declare const userOrAppClient: HelixClient<'user' | 'app'>

/** A value that may be missing while a page loads. */
export declare const maybeId: string | undefined
