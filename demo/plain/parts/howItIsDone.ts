import type { EndpointSpec } from 'tinyhelix'
import { lastAnswer, onAnswer } from '../answers.ts'
import { h } from '../page/h.ts'
import { icon } from '../page/icon.ts'
import type { Place } from '../page/router.ts'
import { toast } from '../page/toast.ts'

/** The lines of a source between `// #region how it is done` and `// #endregion`, without their indentation. */
function regionOf(source: string): string {
  const lines = /\/\/ #region how it is done\n([\s\S]*?)\n *\/\/ #endregion/.exec(source)?.[1]?.split('\n') ?? []
  const indentation = Math.min(...lines.filter(Boolean).map(line => line.search(/\S/)))
  return lines.map(line => line.slice(indentation)).join('\n')
}

const kinds = ['comment', 'string', 'keyword', 'call'] as const
const tokens =
  /(\/\/.*|\/\*.*?\*\/)|('[^']*'|`[^`]*`|"[^"]*")|\b(async|await|const|export|for|if|import|new|of|return|try)\b|\b(\w+)(?=\()/g

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

const codeBlock = (label: string, code: string) =>
  h('pre', { tabIndex: 0, role: 'region', ariaLabel: label }, h('code', {}, ...highlighted(code)))

function copyButton(code: string): HTMLElement {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(code)
      toast('Code copied.')
    } catch {
      // It is not allowed, or the page is not served securely.
      toast('Couldn’t copy the code. Select it instead.', 'warning')
    }
  }
  return h('button', { type: 'button', className: 'button button-copy', onclick: copy }, icon('copy'), 'Copy')
}

const needs = ({ scopes, maxFirst }: EndpointSpec) => [
  scopes.length ? ' needs ' : ' needs no permission',
  ...scopes.flatMap((scope, index) => [index ? ' or ' : '', h('code', {}, scope)]),
  maxFirst ? `, up to ${maxFirst} rows per page` : '',
]

/** What an endpoint is, and what it answered last. */
function endpointItem(spec: EndpointSpec): HTMLElement {
  const name = `${spec.method} ${spec.path}`
  const answer = lastAnswer(spec)
  return h(
    'li',
    {},
    h('p', {}, h('code', {}, name), ...needs(spec)),
    answer &&
      h('details', { className: 'answer' }, h('summary', {}, 'Last answer'), codeBlock(`Answer of ${name}`, answer)),
  )
}

/** Shows the very lines of the sources that a page is filled by, and what Twitch answered. */
export function howItIsDone(
  { signal }: Pick<Place, 'signal'>,
  sources: readonly string[],
  ...endpoints: readonly { readonly spec: EndpointSpec }[]
): HTMLElement {
  const code = sources.map(regionOf)
  const answers = h('ul', { role: 'list' })
  // What is open in it stays so; it takes in new answers when it is opened the next time.
  const update = () => {
    if (!panel.open || answers.querySelector('[open]')) return
    answers.replaceChildren(...endpoints.map(({ spec }) => endpointItem(spec)))
  }
  const panel = h(
    'details',
    { className: 'how', ontoggle: update },
    h('summary', {}, icon('code'), 'How it is done'),
    h(
      'div',
      { className: 'how-code' },
      ...code.map((lines, index) => codeBlock(code.length > 1 ? `Code, part ${index + 1}` : 'Code', lines)),
      copyButton(code.join('\n\n')),
    ),
    endpoints.length > 0 && answers,
  )
  onAnswer(update, signal)
  return panel
}
