import type { EndpointSpec } from 'tinyhelix'
import { h } from '../page/h.ts'
import { icon } from '../page/icon.ts'

/** The lines of a source between `// #region how it is done` and `// #endregion`, without their indentation. */
function regionOf(source: string): string {
  const lines = /\/\/ #region how it is done\n([\s\S]*?)\n *\/\/ #endregion/.exec(source)?.[1]?.split('\n') ?? []
  const indentation = Math.min(...lines.filter(Boolean).map(line => line.search(/\S/)))
  return lines.map(line => line.slice(indentation)).join('\n')
}

const kinds = ['comment', 'string', 'keyword', 'call'] as const
const tokens =
  /(\/\/.*|\/\*.*?\*\/)|('[^']*'|`[^`]*`)|\b(async|await|const|export|for|if|import|new|of|return|try)\b|\b(\w+)(?=\()/g

function* highlighted(code: string): Generator<Node | string> {
  let end = 0
  for (const match of code.matchAll(tokens)) {
    const kind = kinds[match.slice(1).findIndex(Boolean)]
    yield code.slice(end, match.index)
    yield h('span', { className: `code-${kind}` }, match[0])
    end = match.index + match[0].length
  }
  yield code.slice(end)
}

const describe = ({ method, path, scopes, largest }: EndpointSpec) =>
  h(
    'li',
    {},
    h('code', {}, `${method} ${path}`),
    scopes.length ? ' takes ' : ' needs no scope',
    ...scopes.flatMap((scope, index) => [index ? ' or ' : '', h('code', {}, scope)]),
    largest ? `, up to ${largest} rows a page` : '',
  )

/** Shows the very lines of the sources that feed a view, and what their endpoints say about themselves. */
export function howItIsDone(
  sources: readonly string[],
  ...endpoints: readonly { readonly spec: EndpointSpec }[]
): HTMLElement {
  return h(
    'details',
    { className: 'how' },
    h('summary', {}, icon('code'), 'How it is done'),
    ...sources.map(source => h('pre', { tabIndex: 0 }, h('code', {}, ...highlighted(regionOf(source))))),
    endpoints.length > 0 && h('ul', { role: 'list' }, ...endpoints.map(({ spec }) => describe(spec))),
  )
}
