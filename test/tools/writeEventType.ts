import { parseArgs } from 'node:util'
import { addSource } from './addSource.ts'
import { eventTypeSource } from './eventTypeSource.ts'

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    version: { type: 'string' },
    condition: { type: 'string' },
    scope: { type: 'string', multiple: true },
  },
})
const [type] = positionals
try {
  if (!type || positionals.length > 1) throw new Error('Give one type, such as channel.new_thing.')
  const source = eventTypeSource({ type, ...values, scopes: values.scope })
  addSource(source)
  console.log(`${source.file} is there. Fill in when it happens, and the fields of its event.`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(
    'npm run event-type -- channel.new_thing [--version 2] [--condition ofModerator] [--scope channel:read:x]',
  )
  process.exitCode = 1
}
