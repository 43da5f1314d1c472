import { readFileSync } from 'node:fs'
import type { EndpointSpec } from '../../src/index.ts'
import * as tinyhelix from '../../src/index.ts'
import { endpointFiles } from './endpointFiles.ts'

/** The first sentence of the comment right above an endpoint. */
function summary(source: string, name: string): string {
  const [above = ''] = source.split(new RegExp(`export const ${name}\\b`))
  const comment = above.slice(above.lastIndexOf('/**') + 3, above.lastIndexOf('*/'))
  const words = comment.replace(/^\s*\* ?/gm, '').trim()
  const [sentence = ''] = words.split(/(?<=\.)\s/)
  return sentence
    .replace(/\s+/g, ' ')
    .replace(/\{@link (\w+)\}/g, '$1')
    .replace(/\.$/, '')
}

const isEndpoint = (value: unknown): value is { readonly spec: EndpointSpec } =>
  typeof value === 'function' && 'spec' in value

/** The table of endpoints, from their own descriptions. */
export function endpointTable(): string {
  const rows: string[] = []
  let category = ''
  for (const { name, folder, path } of endpointFiles()) {
    const endpoint: unknown = Reflect.get(tinyhelix, name)
    if (!isEndpoint(endpoint)) continue
    if (folder !== category) {
      category = folder
      rows.push(
        '',
        `## ${folder}`,
        '',
        '| function | what it does | tokens | scopes (any one) | paged |',
        '| --- | --- | --- | --- | --- |',
      )
    }
    const { tokens, scopes, result } = endpoint.spec
    const source = readFileSync(path, 'utf8')
    const anchor = /https:\/\/dev\.twitch\.tv\/docs\/api\/reference\/[\w-]+#[\w-]+/.exec(source)?.[0]
    const cells = [
      anchor ? `[\`${name}\`](${anchor})` : `\`${name}\``,
      summary(source, name),
      tokens.join(', ') || 'none',
      scopes.map(scope => `\`${scope}\``).join(' '),
      result === 'page' ? 'yes' : '',
    ]
    rows.push(`| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`)
  }
  return rows.join('\n').trim()
}
