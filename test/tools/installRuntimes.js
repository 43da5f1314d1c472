// Runs before `npm run test:long`: installs the runtimes that only its tests use, 75 MB of downloads.
import { execSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'

const runtimes = { bun: '1.4.5', deno: '2.9.6' }

for (const [name, version] of Object.entries(runtimes)) {
  // npm ignores names that begin with a dot.
  const folder = `node_modules/.runtimes/${name}@${version}`
  if (existsSync(`${folder}/node_modules/.bin/${name}`)) continue
  mkdirSync(folder, { recursive: true })
  // The programs are moved into place after the installation.
  const manifest = { private: true, dependencies: { [name]: version }, allowScripts: { [name]: true } }
  writeFileSync(`${folder}/package.json`, JSON.stringify(manifest))
  try {
    execSync('npm install --no-package-lock --no-fund --no-audit', { cwd: folder, stdio: 'inherit' })
  } catch {
    console.log(`${name} could not be installed. Its tests are skipped.`)
  }
}
