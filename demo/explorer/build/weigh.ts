import { brotliCompressSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { eventTypes, families } from '../facts/library.ts'

const entry = 'weighed'

/** The size in bytes of a page that has these exports, minified and compressed. Frameworks and TanStack do not count. */
async function sizeOf(names: readonly string[], files: ReadonlyMap<string, string>): Promise<number> {
  const source = names
    .map(name => `export { ${name} } from ${JSON.stringify(files.get(name)?.replace(/\.d\.ts$/, '.js'))}`)
    .join('\n')
  const page = await rolldown({
    input: entry,
    external: /^(@tanstack\/|react|vue|svelte)/,
    platform: 'browser',
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    plugins: [
      {
        name: entry,
        resolveId: id => (id === entry ? id : null),
        load: id => (id === entry ? source : null),
      },
    ],
  })
  const { output } = await page.generate({ format: 'esm', minify: true })
  await page.close()
  return brotliCompressSync(output.map(file => ('code' in file ? file.code : '')).join('')).length
}

/** Returns a function that says how many bytes an export adds to a page that has what it is used with. */
export function createScale(files: ReadonlyMap<string, string>): (name: string) => Promise<number> {
  const known = new Map<string, Promise<number>>()
  const client = ['createClient', 'implicitGrant']
  const events = [...client, 'createEventSub']
  return async name => {
    const beside = families.has(name) ? [...events, 'syncQueries'] : eventTypes.has(name) ? events : client
    const key = beside.join()
    const before = known.get(key) ?? sizeOf(beside, files)
    known.set(key, before)
    return (await sizeOf([...beside, name], files)) - (await before)
  }
}
