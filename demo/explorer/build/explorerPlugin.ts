import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'
import { endpoints, eventTypes, families, type Params } from '../facts/library.ts'
import { firstSentence } from '../facts/sentences.ts'
import type { SearchTexts } from '../facts/texts.ts'
import { asked } from '../search/asked.ts'
import { findEvents } from './findEvents.ts'
import { findExamples } from './findExamples.ts'
import { llmsFull, llmsShort } from './llms.ts'
import { type Declared, type ExportText, type FieldText, readDeclarations } from './readDeclarations.ts'
import { refusalsOf } from './refusals.ts'
import { type Guide, renderGuides } from './renderGuide.ts'
import { createScale } from './weigh.ts'

const prefix = 'virtual:explorer/'

/** What the build knows: texts of declarations, examples that work on the fake, guides. */
interface Facts extends Declared {
  readonly examples: ReadonlyMap<string, object>
  readonly events: ReadonlyMap<string, object>
  readonly guides: readonly Guide[]
}

/** Twitch's name of an endpoint, which is the end of its address in the reference. */
export const operationOf = ({ see }: ExportText): string => see.split('#')[1] ?? ''

const names = () => [...endpoints.keys(), ...eventTypes.keys(), ...families.keys()]

/** Names of all fields, those inside of others too. */
const fieldNames = (fields: readonly FieldText[]): string[] =>
  fields.flatMap(({ name, fields = [] }) => [name, ...fieldNames(fields)])

/** The folder of the package that a file is in. */
function packageOf(file: string): string {
  const folder = dirname(file)
  return existsSync(join(folder, 'package.json')) || folder === dirname(folder) ? folder : packageOf(folder)
}

const asModule = (value: unknown) => `export default JSON.parse(${JSON.stringify(JSON.stringify(value))})`

/** Gathers everything. `resolve` finds the file of an entry, its source or what was built of it. */
export async function gatherFacts(resolve: (name: string) => Promise<string>): Promise<Facts> {
  const entries = await Promise.all(['tinyhelix', 'tinyhelix/eventsub', 'tinyhelix/query/live'].map(resolve))
  const [main = ''] = entries
  const examples = await findExamples()
  const { id: rewardId } = Object(examples.get('deleteCustomReward'))
  return {
    ...readDeclarations(entries.map(entry => entry.replace(/\.js$/, '.d.ts'))),
    examples,
    // Whoever listens to a reward listens to one that exists.
    events: new Map([...(await findEvents())].map(([name, event]) => [name, withReward(event, rewardId)])),
    guides: renderGuides(packageOf(main)),
  }
}

const withReward = (event: Params, id: unknown): Params => {
  const { reward } = event
  return Object(reward).id ? { ...event, reward: { ...Object(reward), id } } : event
}

/** What the search looks through. */
export function searchTextsOf(facts: Facts): SearchTexts {
  const pages = names().map(name => {
    const { paragraphs, see, params, fields } = textOf(facts, name)
    const words = [...new Set([...fieldNames(params), ...fieldNames(fields)])].join(' ')
    return {
      name,
      first: firstSentence(paragraphs),
      rest: paragraphs.join(' '),
      see,
      fields: words,
      asked: asked[name] ?? '',
    }
  })
  const headings = facts.guides.flatMap(({ slug, title, headings }) => [
    { address: `#/guides/${slug}`, title, guide: '' },
    ...headings.map(({ text, slug: anchor }) => ({ address: `#/guides/${slug}/${anchor}`, title: text, guide: title })),
  ])
  return { pages, headings }
}

function textOf({ texts }: Facts, name: string): ExportText {
  const text = texts.get(name)
  if (!text) throw new Error(`No declaration of ${name} was found.`)
  return text
}

interface Options {
  /** Whether `llms.txt` and `llms-full.txt` are written, too. */
  readonly withTextFiles?: boolean
  /** Whether a page says how many bytes its export adds to a page. Each takes a small build. By default, all do. */
  readonly isWeighed?: (name: string) => boolean
  /** Where the declarations or the source of an entry are. By default, where Vite finds the entry. */
  readonly entryOf?: (name: string) => string
}

/** Gives the pages their texts, one module each: `virtual:explorer/index` finds them. */
export function explorerPlugin({ withTextFiles = false, isWeighed = () => true, entryOf }: Options = {}): Plugin {
  let known: Promise<Facts> | undefined
  let weigh: ReturnType<typeof createScale> | undefined

  const indexModule = (facts: Facts) => {
    const loaders = (folder: string, all: readonly string[]) =>
      `{${all.map(name => `${JSON.stringify(name)}: () => import('${prefix}${folder}/${name}')`).join(',\n')}}`
    const folders = Object.fromEntries([...endpoints.keys()].map(name => [name, textOf(facts, name).folder]))
    const guides = facts.guides.map(({ slug, title }) => ({ slug, title }))
    return `
export const folders = ${JSON.stringify(folders)}
export const guides = ${JSON.stringify(guides)}
export const loadSearch = () => import('${prefix}search')
export const loadText = ${loaders('text', names())}
export const loadGuide = ${loaders(
      'guide',
      guides.map(({ slug }) => slug),
    )}
`
  }

  const guideModule = ({ html, images, title, headings }: Guide) => {
    const imports = [...images].map(([, file], index) => `import image${index} from ${JSON.stringify(`${file}?url`)}`)
    const replaced = [...images.keys()].map(
      (name, index) => `.replace(${JSON.stringify(`image:${name}`)}, image${index})`,
    )
    return `${imports.join('\n')}
export default { title: ${JSON.stringify(title)}, headings: ${JSON.stringify(headings)}, html: ${JSON.stringify(html)}${replaced.join('')} }`
  }

  return {
    name: 'explorer',
    resolveId: id => (id.startsWith(prefix) ? `\0${id}` : null),
    async load(id) {
      if (!id.startsWith(`\0${prefix}`)) return null
      known ??= gatherFacts(async name => {
        if (entryOf) return entryOf(name)
        const found = await this.resolve(name)
        if (!found) throw new Error(`${name} is not installed.`)
        return found.id
      })
      const facts = await known
      const [kind = '', name = ''] = id.slice(prefix.length + 1).split('/')
      if (kind === 'index') return indexModule(facts)
      if (kind === 'search') return asModule(searchTextsOf(facts))
      if (kind === 'text') {
        weigh ??= createScale(facts.files)
        const text = textOf(facts, name)
        return asModule({
          ...text,
          found: facts.examples.get(name),
          event: facts.events.get(name),
          refused: endpoints.has(name) ? refusalsOf(operationOf(text)) : undefined,
          bytes: isWeighed(name) ? await weigh(name) : undefined,
        })
      }
      const guide = facts.guides.find(({ slug }) => slug === name)
      return guide ? guideModule(guide) : null
    },
    async generateBundle() {
      if (!withTextFiles || !known) return
      const { texts, guides } = await known
      this.emitFile({ type: 'asset', fileName: 'llms.txt', source: llmsShort(guides) })
      this.emitFile({ type: 'asset', fileName: 'llms-full.txt', source: llmsFull(guides, texts) })
    },
  }
}
