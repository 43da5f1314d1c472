/** What is told apart in code. The first that fits at a place counts. */
const kinds = {
  comment: String.raw`\/\/.*|\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|^#.*`,
  string: String.raw`'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\x60(?:[^\x60\\]|\\.)*\x60`,
  keyword: String.raw`\b(?:import|export|from|const|let|function|return|await|async|for|of|in|if|else|new|type|interface|declare|throw|try|catch|default|typeof|satisfies|as|extends|true|false|null|undefined|curl)\b`,
  tag: String.raw`<\/?[a-zA-Z][\w.-]*|(?<![=\-])\/?>(?=\s|<|$)`,
  number: String.raw`\b\d[\d_.]*\b`,
  call: String.raw`\b[a-zA-Z_$][\w$]*(?=\()`,
}

const pattern = new RegExp(
  Object.entries(kinds)
    .map(([name, source]) => `(?<${name}>${source})`)
    .join('|'),
  'gm',
)

const plain = new Set(['text', 'sh', ''])

const escaped = (text: string) => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)

/** Code as HTML, with a `span` around what is told apart. Languages without a difference worth seeing stay as they are. */
export function highlight(code: string, language = 'ts'): string {
  if (plain.has(language)) return escaped(code)
  let html = ''
  let end = 0
  for (const match of code.matchAll(pattern)) {
    const [kind] = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined) ?? []
    html += `${escaped(code.slice(end, match.index))}<span class="${kind}">${escaped(match[0])}</span>`
    end = match.index + match[0].length
  }
  return html + escaped(code.slice(end))
}
