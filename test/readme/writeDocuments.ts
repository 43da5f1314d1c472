import { readFileSync, writeFileSync } from 'node:fs'
import { familyTable } from '../query/live/familyTable.ts'
import { contentsOf, hasContents } from './contents.ts'
import { documents } from './documents.ts'
import { endpointTable } from './endpointTable.ts'
import { replaceMarked } from './marked.ts'

const write = (document: string, change: (text: string) => string) =>
  writeFileSync(document, change(readFileSync(document, 'utf8')))

write('src/endpoints/functions.md', text => replaceMarked(text, 'endpoints', endpointTable()))
write('src/query/live/README.md', text => replaceMarked(text, 'families', familyTable()))
for (const document of documents) {
  write(document, text => (hasContents(document, text) ? replaceMarked(text, 'contents', contentsOf(text)) : text))
}
