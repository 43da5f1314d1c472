import { readdirSync } from 'node:fs'

const guides = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.md'))
  .map(file => `src/${file.replaceAll('\\', '/')}`)
  .sort()

/** The README and the guides in the folders of the code. */
export const documents: readonly string[] = [
  'README.md',
  ...guides,
  'test/README.md',
  'test/bench/README.md',
  '.github/CONTRIBUTING.md',
  '.github/SECURITY.md',
]

interface Heading {
  readonly level: number
  readonly text: string
  /** The anchor of a heading. */
  readonly anchor: string
}

/** A document's headings, in order. */
export const headingsOf = (document: string): Heading[] =>
  [...document.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^(#+) (.+)$/gm)].map(
    ([, { length: level } = '', text = '']) => ({
      level,
      text: text.replaceAll('`', ''),
      anchor: text
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    }),
  )

/** The anchors of a document's headings. */
export const anchorsOf = (document: string): string[] => headingsOf(document).map(({ anchor }) => anchor)
