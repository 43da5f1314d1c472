/** These tests import the library from here only. */
export * from 'tinyhelix'
