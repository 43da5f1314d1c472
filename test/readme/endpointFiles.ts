import { readdirSync } from 'node:fs'

const root = new URL('../../src/endpoints/', import.meta.url)

/** Every file below `src/endpoints`, with its category. */
export function endpointFiles() {
  return readdirSync(root, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .flatMap(folder =>
      readdirSync(new URL(`${folder}/`, root))
        .sort()
        .map(file => ({ folder, name: file.replace(/\.ts$/, ''), path: new URL(`${folder}/${file}`, root) })),
    )
}
