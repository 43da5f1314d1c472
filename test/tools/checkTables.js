// Refuses the tables of test/bench/README.md if what they measure has changed since: `node test/tools/checkTables.js`.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** What the tables measure, and how. The fake Twitch and what serves it are not measured. */
const measured = [
  'src',
  'adapters',
  'test/bench',
  'package-lock.json',
  ':(exclude)src/testing',
  ':(exclude)src/vite',
  ':(exclude)*.md',
]

const git = (...words) => execFileSync('git', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] }).trim()

const [, commit = ''] = /\bcommit ([0-9a-f]{7,40})\b/.exec(readFileSync('test/bench/README.md', 'utf8')) ?? []
const advice = '`npm run bench -- --write` measures them anew, on a machine that does nothing else.'
let problem = ''
try {
  const later = commit && git('log', '--format=%h %s', `${commit}..HEAD`, '--', ...measured)
  if (!commit) problem = 'they name no commit.'
  else if (later) problem = `this has changed since ${commit}:\n${later}`
} catch (error) {
  problem = `git does not know commit ${commit}. ${error.stderr ?? error}`
}
if (problem) {
  console.error(`The tables of test/bench/README.md may be out of date: ${problem}\n${advice}`)
  process.exitCode = 1
}
