import { readdirSync } from 'node:fs'

const guides = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('README.md'))
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

/** The names by which links find a document's headings. */
export const anchorsOf = (document: string): string[] =>
  [...document.replace(/^```[\s\S]*?^```/gm, '').matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\w -]/g, '')
      .replaceAll(' ', '-'),
  )
