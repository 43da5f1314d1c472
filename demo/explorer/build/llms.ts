import { endpoints, eventTypes, families } from '../facts/library.ts'
import { firstSentence } from '../facts/sentences.ts'
import type { ExportText } from './readDeclarations.ts'
import type { Guide } from './renderGuide.ts'

const intro = `# tinyhelix

> Twitch's Helix API for web pages: one tree-shakeable function per endpoint, browser sign-in, events, live queries for
> TanStack Query, and a fake Twitch for tests. Call an endpoint as fn(client, params, options); names are Twitch's own.
`

/** A short overview for language models: where things are. */
export const llmsShort = (guides: readonly Guide[]): string => `${intro}
## Guides

${guides.map(({ slug, title }) => `- [${title}](index.html#/guides/${slug})`).join('\n')}

## Everything in one file

- [llms-full.txt](llms-full.txt): all guides, and one line for each endpoint, type of events and family of live queries
`

/** All guides, and one line for each export. */
export function llmsFull(guides: readonly Guide[], texts: ReadonlyMap<string, ExportText>): string {
  const sentence = (name: string) => firstSentence(texts.get(name)?.paragraphs ?? [])
  const scopes = (list: readonly string[]) => (list.length ? ` Scope: ${list.join(' or ')}.` : '')
  return `${intro}
${guides.map(({ markdown }) => markdown.trim()).join('\n\n')}

# Endpoints (tinyhelix)

${[...endpoints]
  .map(([name, { spec }]) => `- ${name}: ${spec.method} ${spec.path}. ${sentence(name)}${scopes(spec.scopes)}`)
  .join('\n')}

# Types of events (tinyhelix/eventsub)

${[...eventTypes]
  .map(
    ([name, { spec }]) => `- ${name}: ${spec.type}, version ${spec.version}. ${sentence(name)}${scopes(spec.scopes)}`,
  )
  .join('\n')}

# Families of live queries (tinyhelix/query/live)

${[...families.keys()].map(name => `- ${name}: ${sentence(name)}`).join('\n')}
`
}
