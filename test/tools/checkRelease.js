// Tells what a release still lacks. `npm publish` runs it first; `npm run release:check` also runs the tests of the package.
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { problemOfTables } from './checkTables.js'

const read = file => readFileSync(file, 'utf8')
const { repository, version } = JSON.parse(read('package.json'))
const workflows = readdirSync('.github/workflows').map(file => `.github/workflows/${file}`)

/** Documents that users read: each names the version that it is about. */
const guides = ['README.md', ...readdirSync('src', { recursive: true }).map(file => `src/${file}`)].filter(file =>
  file.endsWith('.md'),
)

/** A version that has not been released is named whole: no range finds it. */
const named = version.includes('-') ? version : version.split('.').slice(0, 2).join('.')

/** A release candidate is listed under the version it leads to. */
const [listed] = version.split('-')

const problems = [
  repository.url.includes('OWNER') &&
    'package.json: put the owner of the repository in place of OWNER in "repository.url". Links and the statement of provenance come from there.',
  !read('CHANGELOG.md').includes(`\n## ${listed}\n`) &&
    `CHANGELOG.md: there is no heading "## ${listed}", the version in package.json. Rename "## Unreleased".`,
  ...guides.map(
    file =>
      [...read(file).matchAll(/cdn\.jsdelivr\.net\/npm\/tinyhelix@([\w.-]+)/g)].some(([, found]) => found !== named) &&
      `${file}: addresses of the CDN name another version than ${named}.`,
  ),
  !/id-token: write/.test(read('.github/workflows/publish.yml')) &&
    '.github/workflows/publish.yml: without "id-token: write" npm cannot state where the package was built.',
  !/npm publish --provenance/.test(read('.github/workflows/publish.yml')) &&
    '.github/workflows/publish.yml: publish with --provenance.',
  ...workflows.map(
    file =>
      /uses: (?!\.)[^@\s]+@(?![0-9a-f]{40}\b)/.test(read(file)) &&
      `${file}: pin each action by the digest of its commit.`,
  ),
  // A workflow that publishes has no history to compare with.
  process.argv.includes('--tests') && problemOfTables(),
].filter(Boolean)

for (const problem of problems) console.error(problem)
if (problems.length) process.exitCode = 1

if (process.argv.includes('--tests')) {
  // The report of the public API, sizes, links, samples, and the contents of the package.
  const files = [
    'test/readme',
    'test/package/files',
    'test/package/publicApi',
    'test/package/publishing',
    'test/package/size',
  ]
  const lanes = ['--project', 'unit', '--project', 'long-package']
  const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...lanes, ...files], {
    stdio: 'inherit',
  })
  if (status) process.exitCode = 1
  if (problems.length) console.error(`\nBefore the release:\n${problems.join('\n')}`)
}
