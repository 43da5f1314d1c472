// Before `npm start`, `npm test` and `npm run test:long`, so that each is all that a fresh clone needs.
import { execSync } from 'node:child_process'
import { existsSync } from 'node:fs'

// npm writes this file last: without it an installation was not finished.
if (!existsSync('node_modules/.package-lock.json')) execSync('npm install', { stdio: 'inherit' })
