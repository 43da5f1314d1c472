// Runs before the package is published, and says what is still to be filled in.
import { readFileSync } from 'node:fs'

const { repository, version } = JSON.parse(readFileSync('package.json', 'utf8'))
const changelog = readFileSync('CHANGELOG.md', 'utf8')

const problems = [
  repository.url.includes('OWNER') &&
    'package.json: put the owner of the repository in place of OWNER in "repository.url". Links and the statement of provenance come from there.',
  !changelog.includes(`\n## ${version}\n`) &&
    `CHANGELOG.md: there is no heading "## ${version}", the version in package.json. Rename "## Unreleased".`,
].filter(Boolean)

for (const problem of problems) console.error(problem)
if (problems.length) process.exitCode = 1
