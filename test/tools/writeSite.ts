import { resolve } from 'node:path'
import { buildSite } from './site.ts'

const outDir = resolve(import.meta.dirname, '../../site/dist')
process.env['NODE_ENV'] = 'production'
await buildSite(outDir)
console.log(`The site is in ${outDir}: put its files wherever you like.`)
