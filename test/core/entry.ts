/** The one place where these tests get the library from. */
export * from 'tinyhelix'
