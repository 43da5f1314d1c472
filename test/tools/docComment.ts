/** Breaks a paragraph into lines of at most `width` characters. */
function wrapped(paragraph: string, width: number): string[] {
  const lines = ['']
  for (const word of paragraph.split(/\s+/)) {
    const line = lines.at(-1)
    if (!line) lines[lines.length - 1] = word
    else if (line.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = `${line} ${word}`
  }
  return lines
}

/** The content of a comment before an export. */
export interface Documentation {
  /** Each paragraph is wrapped. */
  readonly paragraphs: readonly string[]
  /** Twitch's own page. */
  readonly see: string
  /** Example code. */
  readonly example: string
}

/** The comment before an export in this project's style. */
export function docComment({ paragraphs, see, example }: Documentation): string {
  const about = paragraphs.flatMap((paragraph, index) => [...(index ? [''] : []), ...wrapped(paragraph, 117)])
  const lines = [...about, '', `@see ${see}`, '@example', '```ts', ...example.split('\n'), '```']
  return ['/**', ...lines.map(line => ` * ${line}`.trimEnd()), ' */'].join('\n')
}
