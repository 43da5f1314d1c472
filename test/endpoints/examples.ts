import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** An example in a comment. */
interface CodeExample {
  /** The file of the comment, below the project's folder. */
  readonly file: string
  readonly code: string
}

/** Source files by path below the project's folder, with their texts. */
export const sources: ReadonlyMap<string, string> = new Map(
  readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name))
    .map(path => [relative(root, path).replaceAll('\\', '/'), readFileSync(path, 'utf8')]),
)

const comments = /\/\*\*(?:(?!\*\/)[\s\S])*\*\//g

/** The text of a comment without its stars. */
export const unframed = (comment: string) =>
  comment
    .replace(/^\/\*\*|\*\/$/g, '')
    .replace(/^ *\* ?/gm, '')
    .trim()

/** All code blocks after `@example`. */
export const examples: readonly CodeExample[] = [...sources].flatMap(([file, source]) =>
  [...source.matchAll(comments)].flatMap(([comment]) => {
    const [, ...parts] = unframed(comment).split('@example')
    return parts.map(part => ({ file, code: /```(?:ts|tsx)\n([\s\S]*?)\n```/.exec(part)?.[1] ?? '' }))
  }),
)
