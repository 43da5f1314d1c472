const isName = (key: string) => /^[a-zA-Z_$][\w$]*$/.test(key)

const quoted = (text: string) => `'${JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'")}'`

/** A value as people write it in code; over several lines if it is long. */
export function literal(value: unknown, indent = ''): string {
  if (typeof value === 'string') return quoted(value)
  if (typeof value !== 'object' || value === null) return `${value}`
  const deeper = `${indent}  `
  const isList = Array.isArray(value)
  const parts = isList
    ? value.map(entry => literal(entry, deeper))
    : Object.entries(value).map(([key, entry]) => `${isName(key) ? key : quoted(key)}: ${literal(entry, deeper)}`)
  const [open, close] = isList ? ['[', ']'] : ['{ ', ' }']
  const line = `${open}${parts.join(', ')}${close}`
  if (!parts.length) return isList ? '[]' : '{}'
  if (indent.length + line.length <= 78 && !line.includes('\n')) return line
  return `${open.trim()}\n${parts.map(part => `${deeper}${part},\n`).join('')}${indent}${close.trim()}`
}
