const kinds = ['comment', 'key', 'string', 'keyword', 'call'] as const
const tokens =
  /(\/\/.*|\/\*.*?\*\/)|("(?:[^"\\]|\\.)*"(?=:))|('[^']*'|`[^`]*`|"(?:[^"\\]|\\.)*")|\b(async|await|const|export|from|function|import|return|type|true|false|null)\b|\b(\w+)(?=\()/g

function* colored(code: string): Generator<Node | string> {
  let end = 0
  for (const match of code.matchAll(tokens)) {
    const part = document.createElement('span')
    part.className = `code-${kinds[match.slice(1).findIndex(Boolean)]}`
    part.textContent = match[0]
    yield code.slice(end, match.index)
    yield part
    end = match.index + match[0].length
  }
  yield code.slice(end)
}

/** Shows code with a few colours, each line in an element of its own. Its label is the heading above it. */
export function showCode(place: HTMLElement, code: string): readonly HTMLElement[] {
  // The keyboard has to scroll it.
  place.tabIndex = 0
  place.role = 'region'
  place.ariaLabel = place.closest('.pane')?.querySelector('h3')?.textContent ?? null
  const lines = code.split('\n').map(line => {
    const element = document.createElement('span')
    element.className = 'line'
    element.append(...colored(line), '\n')
    return element
  })
  place.replaceChildren(...lines)
  return lines
}

/** Lets a button copy text, and says for two seconds whether it did. */
export function copyWith(button: HTMLButtonElement, text: () => string): void {
  const label = button.textContent
  let timer: ReturnType<typeof setTimeout> | undefined
  button.addEventListener('click', async () => {
    clearTimeout(timer)
    button.textContent = await navigator.clipboard.writeText(text()).then(
      () => 'Copied',
      () => 'Select it to copy',
    )
    timer = setTimeout(() => {
      button.textContent = label
    }, 2000)
  })
}
