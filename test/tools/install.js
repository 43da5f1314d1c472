// Runs before `npm start`, `npm test` and `npm run test:long`, so that a fresh clone needs no other command.
import { execSync } from 'node:child_process'
import { existsSync } from 'node:fs'

// npm writes this file last. Without it, an installation was not finished.
if (!existsSync('node_modules/.package-lock.json')) execSync('npm install', { stdio: 'inherit' })
