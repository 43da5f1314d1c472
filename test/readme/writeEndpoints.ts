import { readFileSync, writeFileSync } from 'node:fs'
import { familyTable } from '../query/live/familyTable.ts'
import { endpointTable } from './endpointTable.ts'
import { replaceMarked } from './marked.ts'

const write = (guide: string, name: string, table: string) => {
  const file = new URL(`../../src/${guide}/README.md`, import.meta.url)
  writeFileSync(file, replaceMarked(readFileSync(file, 'utf8'), name, table))
}

write('endpoints', 'endpoints', endpointTable())
write('query/live', 'families', familyTable())
