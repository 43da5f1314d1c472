import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What the tables of `test/bench/README.md` measure, and how. Neither the fake Twitch nor documents are measured. */
const measured = [
  'src',
  'adapters',
  'test/bench',
  'package-lock.json',
  ':(exclude)src/testing',
  ':(exclude)src/vite',
  ':(exclude)*.md',
]

const git = (...words) => execFileSync('git', words, { encoding: 'utf8', stdio: 'pipe' }).trim()

/** Returns why the tables may be out of date: what has changed since the commit that they name. `''` if nothing has. */
export function problemOfTables() {
  const [, commit] = /\bcommit ([0-9a-f]{7,40})\b/.exec(readFileSync('test/bench/README.md', 'utf8')) ?? []
  const place = 'test/bench/README.md: the tables may be out of date.'
  const advice = '`npm run bench -- --write` measures them anew, on a machine that does nothing else.'
  if (!commit) return `${place} They name no commit. ${advice}`
  try {
    const later = git('log', '--format=%h %s', `${commit}..HEAD`, '--', ...measured)
    return later && `${place} ${advice} Since ${commit} this has changed:\n${later}`
  } catch {
    return `${place} Git does not know their commit ${commit}. ${advice}`
  }
}
