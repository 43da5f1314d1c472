import { QueryClient, setQueryClientContext } from '@tanstack/svelte-query'
import { hydrate, mount, unmount } from 'svelte'
import { getUsers, type HelixClient } from 'tinyhelix'
import { createHelixQuery, setHelixClient, useHelixAuth } from 'tinyhelix/svelte'
import { expect, it, onTestFinished, vi } from 'vitest'
import { stubAuth, stubClient } from '../query/stubClient.ts'
import { scriptedFetch } from '../scripted/asFetch.ts'
import Account from './Account.svelte'
import Probe from './Probe.svelte'

/** Runs what the scripts of parent components would run. */
function provide(client: HelixClient) {
  setQueryClientContext(new QueryClient())
  setHelixClient(client)
}

it('a query follows a list of parameters that changes in place', async () => {
  const twitch = scriptedFetch()
  twitch.answer('GET /users', ({ query }) => ({ json: { data: query.getAll('id').map(id => ({ id })) } }))
  const ids = $state(['1', '2'])
  let seen: unknown
  const run = () => {
    provide(stubClient(twitch))
    const users = createHelixQuery(getUsers, () => ({ id: ids }))
    $effect(() => {
      seen = users.data?.map(({ id }) => id)
    })
  }
  const page = mount(Probe, { target: document.createElement('div'), props: { run } })
  onTestFinished(() => unmount(page))
  await expect.poll(() => seen).toEqual(['1', '2'])
  ids.push('3')
  await expect.poll(() => seen).toEqual(['1', '2', '3'])
  expect(twitch.received()).toHaveLength(2)
})

it('a page rendered on a server shows a user who signed in before hydration', async () => {
  const target = document.createElement('div')
  target.innerHTML = '<!--[--><p title="nobody">nobody</p> <!--[-1--><i>out</i><!--]--><!--]-->'
  const complaints = vi.fn()
  vi.spyOn(console, 'warn').mockImplementation(complaints)
  vi.spyOn(console, 'error').mockImplementation(complaints)
  onTestFinished(() => void vi.restoreAllMocks())
  const [text] = target.getElementsByTagName('p')
  const open = () => {
    provide(stubClient(scriptedFetch(), stubAuth('ada')))
    return useHelixAuth()
  }
  const page = hydrate(Account, { target, props: { open } })
  onTestFinished(() => unmount(page))
  await expect.poll(() => target.textContent?.trim()).toBe('ada in')
  expect(target.querySelector('p')).toBe(text)
  expect(text?.title).toBe('ada')
  expect(complaints).not.toHaveBeenCalled()
})

it('a server renders the page of a signed-out user', () => {
  const seen: string[] = []
  const run = () => {
    provide(stubClient(scriptedFetch(), stubAuth('ada')))
    const auth = useHelixAuth()
    vi.stubGlobal('document', undefined)
    seen.push(auth.status)
    vi.unstubAllGlobals()
    seen.push(auth.status)
  }
  const page = mount(Probe, { target: document.createElement('div'), props: { run } })
  onTestFinished(() => unmount(page))
  expect(seen).toEqual(['pending', 'signed-in'])
})
