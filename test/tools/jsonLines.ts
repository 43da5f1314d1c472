import { readFileSync } from 'node:fs'

/** The facts in a file that has one JSON text a line. */
export const jsonLines = <T>(file: URL): readonly T[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
