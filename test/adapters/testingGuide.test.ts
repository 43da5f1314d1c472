import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { runnerImport } from 'vite'
import { afterAll, expect, it } from 'vitest'
import { snippetsOf } from '../readme/snippets.ts'
import { tsconfigAlias } from '../tools/tsconfigAlias.ts'

// The folder is in the project, so that packages are found from there.
const folder = mkdtempSync(resolve('node_modules/.guide-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Page {
  readonly container: HTMLElement
  readonly requests: () => number
  readonly end: () => void
}

const guide = readFileSync('src/testing/README.md', 'utf8')

/** The guide's test code for components, with a component, and the failure that the guide names. */
const program = `
import { createRoot } from 'react-dom/client'
import { getChannelFollowers } from 'tinyhelix'
import { useHelixClient, useHelixQuery } from 'tinyhelix/react'
${snippetsOf(guide).find(({ code }) => code.includes('export function setup()'))?.code}

function Followers() {
  useHelixClient()
  const { data, error, refetch } = useHelixQuery(getChannelFollowers)
  if (error) return <button onClick={() => refetch()}>{error.message}</button>
  return <ul>{data?.map(({ user_id }) => <li key={user_id}>{user_id}</li>)}</ul>
}

export function open() {
  const { twitch, wrapper: Wrapper } = setup()
  ${/`(twitch\.fail\(.*times: 1 \}\))`/.exec(guide)?.[1]}
  const container = document.createElement('div')
  const root = createRoot(container)
  root.render(<Wrapper><Followers /></Wrapper>)
  return { container, requests: () => twitch.requests.length, end: () => root.unmount() }
}
`

it('the component of the testing guide shows the error of one failed request, and rows after a retry', async () => {
  const file = join(folder, 'page.tsx')
  writeFileSync(file, program)
  const { module } = await runnerImport<{ open: () => Page }>(file, {
    configFile: false,
    resolve: { alias: tsconfigAlias },
  })
  const { container, requests, end } = module.open()
  await expect.poll(() => container.textContent).toContain('503')
  await new Promise(resolve => setTimeout(resolve))
  expect([container.querySelectorAll('button').length, requests()]).toEqual([1, 1])
  container.querySelector('button')?.click()
  await expect.poll(() => container.querySelectorAll('li').length).toBe(100)
  expect(requests()).toBe(2)
  end()
})
