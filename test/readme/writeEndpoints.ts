import { readFileSync, writeFileSync } from 'node:fs'
import { endpointTable } from './endpointTable.ts'
import { replaceMarked } from './marked.ts'

const file = new URL('../../src/endpoints/README.md', import.meta.url)
writeFileSync(file, replaceMarked(readFileSync(file, 'utf8'), 'endpoints', endpointTable()))
