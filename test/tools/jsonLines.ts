import { readFileSync } from 'node:fs'

/** The facts in a file with one JSON text on each line. */
export const jsonLines = <T>(file: URL): readonly T[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line))
