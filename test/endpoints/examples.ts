import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** What users may copy from a comment. */
interface CodeExample {
  /** The file that the comment is in, below the project's folder. */
  readonly file: string
  readonly code: string
}

/** Source files by their paths below the project's folder, with what is in them. */
export const sources: ReadonlyMap<string, string> = new Map(
  readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => [relative(root, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
)

const comments = /\/\*\*(?:(?!\*\/)[\s\S])*\*\//g

/** A comment's text without its frame. */
export const unframed = (comment: string) =>
  comment
    .replace(/^\/\*\*|\*\/$/g, '')
    .replace(/^ *\* ?/gm, '')
    .trim()

/** Every block of code that follows `@example`. */
export const examples: readonly CodeExample[] = [...sources].flatMap(([file, source]) =>
  [...source.matchAll(comments)].flatMap(([comment]) => {
    const [, ...parts] = unframed(comment).split('@example')
    return parts.map(part => ({ file, code: /```(?:ts|tsx)\n([\s\S]*?)\n```/.exec(part)?.[1] ?? '' }))
  }),
)
