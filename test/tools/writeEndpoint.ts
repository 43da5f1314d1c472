import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { addSource } from './addSource.ts'
import { endpointSource } from './endpointSource.ts'

const usage = `npm run endpoint -- getThings GET /things [options]

  --result list      one, maybe, list, object, envelope, page, text or void
  --scope user:read:things     may be repeated: any one of them suffices
  --token user       user, app, jwt or extension (may be repeated), any or none
  --category things  the folder below src/endpoints
  --max-first 100    rows of the largest page`

const root = fileURLToPath(new URL('../..', import.meta.url))

try {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      category: { type: 'string' },
      scope: { type: 'string', multiple: true },
      token: { type: 'string', multiple: true },
      result: { type: 'string' },
      'max-first': { type: 'string' },
    },
  })
  const [name, method, path, ...more] = positionals
  if (!name || !method || !path || more.length) throw new Error('Give a name, a method and a path.')
  const { scope, token, 'max-first': maxFirst, ...options } = values
  const source = endpointSource({ name, method, path, scopes: scope, tokens: token, maxFirst, ...options }, root)
  addSource(source, root)
  // After the barrel has the endpoint.
  await import('../readme/writeDocuments.ts')
  console.log(
    `${source.file} is there, and in the table of endpoints. Fill in what it does, its parameters and its rows.`,
  )
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(`\n${usage}`)
  process.exitCode = 1
}
