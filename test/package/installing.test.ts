import { execFileSync, execSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, inject, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { inLongRun } from '../tools/inLongRun.ts'

const { tarball } = inject('packed')
const { devDependencies } = manifest

const ours = (...names: (keyof typeof devDependencies)[]) => names.map(name => `${name}@${devDependencies[name]}`)

const renderReact = `
  import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
  import { createElement } from 'react'
  import { renderToString } from 'react-dom/server'
  import { createClient, getStreams, userToken } from 'tinyhelix'
  import { HelixProvider, useHelixAuth, useHelixQuery } from 'tinyhelix/react'

  const client = createClient({ auth: userToken('token') })
  const Page = () => useHelixAuth().status + ' ' + useHelixQuery(getStreams).status
  const page = createElement(HelixProvider, { client }, createElement(Page))
  console.log(renderToString(createElement(QueryClientProvider, { client: new QueryClient() }, page)))
`

const renderVue = `
  import { VueQueryPlugin } from '@tanstack/vue-query'
  import { createClient, getStreams, userToken } from 'tinyhelix'
  import { HelixPlugin, useHelixAuth, useHelixQuery } from 'tinyhelix/vue'
  import { createSSRApp } from 'vue'
  import { renderToString } from 'vue/server-renderer'

  const client = createClient({ auth: userToken('token') })
  const Page = {
    setup() {
      const [auth, streams] = [useHelixAuth(), useHelixQuery(getStreams, {})]
      return () => auth.status.value + ' ' + streams.status.value
    },
  }
  console.log(await renderToString(createSSRApp(Page).use(VueQueryPlugin).use(HelixPlugin, { client })))
`

interface Project {
  /** The packages that a user has installed already. */
  readonly packages: readonly string[]
  /** A program that uses them, and its output. */
  readonly script: string
  readonly prints: string
}

const importIt = `import { getStreams } from 'tinyhelix'\nconsole.log(typeof getStreams)`

const projects: Readonly<Record<string, Project>> = {
  'nothing else': { packages: [], script: importIt, prints: 'function' },
  React: {
    packages: ours('react', 'react-dom', '@tanstack/react-query'),
    script: renderReact,
    prints: 'pending pending',
  },
  'React 18': {
    packages: ['react@18', 'react-dom@18', ...ours('@tanstack/react-query')],
    script: renderReact,
    prints: 'pending pending',
  },
  Vue: { packages: ours('vue', '@tanstack/vue-query'), script: renderVue, prints: 'pending pending' },
  Svelte: { packages: ours('svelte', '@tanstack/svelte-query'), script: importIt, prints: 'function' },
}

/** Installs the package and others into an empty folder. */
function install(packages: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'tinyhelix-install-'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  const options = '--prefer-offline --no-audit --no-fund --ignore-scripts'
  execSync(`npm install ${options} "${tarball}" ${packages.join(' ')}`, { cwd: folder, stdio: 'pipe' })
  return folder
}

// npm also checks the optional peers that a project does not have: they must not contradict each other.
it.each(Object.entries(projects).slice(0, inject('isLongRun') ? Infinity : 1))(
  'npm installs the package next to %s, and it works',
  (_, { packages, script, prints }) => {
    const folder = install(packages)
    try {
      if (!packages.length) {
        const installed = readdirSync(join(folder, 'node_modules')).filter(name => !name.startsWith('.'))
        expect(installed).toEqual(['destr', 'node-fetch-native', 'ofetch', 'tinyhelix', 'ufo', 'valibot'])
      }
      writeFileSync(join(folder, 'page.js'), script)
      const printed = execFileSync(process.execPath, ['page.js'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })
      expect(printed.trim()).toBe(prints)
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
)

inLongRun('npx tinyhelix fake serves a fake Twitch with its page, until it is stopped', async () => {
  const folder = install([])
  const isWindows = process.platform === 'win32'
  // A process group of its own, so that npx and its children get the signal, as from a keyboard.
  const command = spawn('npx', ['tinyhelix', 'fake', '--port', '0'], {
    cwd: folder,
    shell: isWindows,
    detached: !isWindows,
  })
  try {
    let printed = ''
    command.stdout.on('data', chunk => {
      printed += chunk
    })
    command.stderr.on('data', chunk => {
      printed += chunk
    })
    await expect.poll(() => printed).toContain('eventSubURL: ')
    const [, url = ''] = /Fake Twitch: (http:\S+)/.exec(printed) ?? []
    expect((await fetch(`${url}/helix/streams`)).status).toBe(401)
    expect(await (await fetch(url)).text()).toContain('<title>Fake Twitch</title>')
    // The page's files come from the package as they are in the sources.
    const page = resolve(import.meta.dirname, '../../src/testing/page')
    for (const file of readdirSync(page).filter(name => name !== 'index.html')) {
      const answer = await fetch(`${url}/control/${file}`)
      expect(await answer.text(), file).toBe(readFileSync(join(page, file), 'utf8'))
    }
  } finally {
    if (command.pid && !isWindows) process.kill(-command.pid, 'SIGINT')
    else command.kill()
    await once(command, 'exit')
    rmSync(folder, { recursive: true })
  }
})

inLongRun('Node loads a --config file without Vite, and says what TypeScript needs', async () => {
  const folder = install([])
  const cli = join(folder, 'node_modules/tinyhelix', manifest.bin.tinyhelix)
  const run = (file: string) => spawn(process.execPath, [cli, 'fake', '--port', '0', '--config', file], { cwd: folder })
  const config = `
    import { defineEndpoint, id } from 'tinyhelix/define'
    import { defineFake } from 'tinyhelix/testing'
    import * as v from 'valibot'
    const item = v.object({ id: v.string() })
    export default defineFake({ endpoints: [defineEndpoint.one({ path: '/new/badge', params: { id }, item })] })
  `
  for (const type of ['ts', 'js']) writeFileSync(join(folder, `tinyhelix.fake.${type}`), config)
  writeFileSync(join(folder, 'broken.js'), 'export default {,}')
  const served = run('tinyhelix.fake.js')
  try {
    let printed = ''
    served.stdout.on('data', chunk => {
      printed += chunk
    })
    await expect.poll(() => printed).toContain('Fake Twitch: ')
    const [, url = ''] = /Fake Twitch: (http:\S+)/.exec(printed) ?? []
    const statuses = ['/new/badge', '/new/medal'].map(async path => (await fetch(`${url}/helix${path}?id=7`)).status)
    expect(await Promise.all(statuses)).toEqual([401, 404])

    const complaintOf = async (file: string) => {
      const command = run(file)
      let printed = ''
      command.stderr.on('data', chunk => {
        printed += chunk
      })
      const timer = setTimeout(() => command.kill(), 60_000)
      await once(command, 'close')
      clearTimeout(timer)
      return printed.trim()
    }
    expect(await complaintOf('broken.js')).toBe(
      "broken.js cannot be loaded: Unexpected token ','. To see where, run: node --check broken.js",
    )
    const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
    if (major < 22 || (major === 22 && minor < 18)) {
      expect(await complaintOf('tinyhelix.fake.ts')).toBe(
        `tinyhelix.fake.ts cannot be loaded: Node ${process.versions.node} does not run TypeScript. ` +
          'Install Vite (npm install --save-dev vite), use Node 22.18 or later, or write the file in JavaScript.',
      )
    }
  } finally {
    served.kill()
    await once(served, 'exit')
    rmSync(folder, { recursive: true })
  }
})
