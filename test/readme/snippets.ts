/** A code block of a document. */
export interface Snippet {
  /** Its place, for messages. */
  readonly line: number
  readonly language: string
  readonly code: string
}

/** The code blocks that a compiler can check: TypeScript, and the scripts of Vue and Svelte components. */
export function snippetsOf(document: string): Snippet[] {
  return [...document.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)].flatMap(({ 1: language = '', 2: text = '', index }) => {
    const line = document.slice(0, index).split('\n').length
    if (language === 'ts' || language === 'tsx') return { line, language, code: text }
    const script = /<script[^>]*lang="ts"[^>]*>([\s\S]*?)<\/script>/.exec(text)?.[1]
    return script === undefined ? [] : { line, language: 'ts', code: script }
  })
}
