import { QueryClient, setQueryClientContext } from '@tanstack/svelte-query'
import { hydrate, mount, unmount } from 'svelte'
import { deleteChatMessages, getUsers, type HelixClient } from 'tinyhelix'
import { type ChannelCondition, channelUpdate, createEventSub, type EventType } from 'tinyhelix/eventsub'
import {
  createHelixMutation,
  createHelixQuery,
  setHelixClient,
  useChatLog,
  useEventQueue,
  useEventSub,
  useHeldMessages,
  useHelixAuth,
} from 'tinyhelix/svelte'
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

it('a query, a write and a subscription follow the fields of a class, which Svelte compiles to getters', async () => {
  const twitch = scriptedFetch()
  twitch.answer('GET /users', ({ query }) => ({ json: { data: query.getAll('id').map(id => ({ id })) } }))
  twitch.answer('DELETE /moderation/chat', { status: 204 })
  class Chosen {
    id = $state('1')
  }
  class Shown {
    broadcaster_user_id = $state<string>()
  }
  class Line {
    message_id = $state('abc')
  }
  const chosen = new Chosen()
  const shown = new Shown()
  const client = stubClient(twitch)
  const conditions: object[] = []
  const events = createEventSub(client)
  const asked = vi.spyOn(events, 'on').mockImplementation((...given: readonly unknown[]) => {
    conditions.push(given[1] as object)
    return { state: { status: 'pending', error: null }, ready: Promise.resolve(), close: () => {} } as never
  })
  onTestFinished(() => asked.mockRestore())
  let seen: unknown
  let status: unknown
  let remove = (_: Line) => {}
  const run = () => {
    setQueryClientContext(new QueryClient())
    setHelixClient(client, { events })
    const users = createHelixQuery(getUsers, () => chosen)
    remove = createHelixMutation(deleteChatMessages).mutate
    // An id that is not known yet: the type of a condition takes none, an object of a class may have one.
    const subscription = useEventSub(
      channelUpdate,
      () => shown as ChannelCondition,
      () => {},
    )
    $effect(() => {
      seen = users.data?.map(({ id }) => id)
      status = subscription.status
    })
  }
  const page = mount(Probe, { target: document.createElement('div'), props: { run } })
  onTestFinished(() => unmount(page))
  await expect.poll(() => seen).toEqual(['1'])
  chosen.id = '2'
  await expect.poll(() => seen).toEqual(['2'])
  remove(new Line())
  await expect.poll(() => twitch.received('DELETE /moderation/chat')).toHaveLength(1)
  expect(twitch.received('DELETE /moderation/chat')[0]?.query.get('message_id')).toBe('abc')
  expect(status).toBe('off')
  shown.broadcaster_user_id = '42'
  await expect.poll(() => status).toBe('pending')
  shown.broadcaster_user_id = '43'
  await expect
    .poll(() => conditions.map(condition => ({ ...condition })))
    .toEqual([{ broadcaster_user_id: '42' }, { broadcaster_user_id: '43' }])
})

it('a chat log, held messages and a queue follow the fields of a class, which Svelte compiles to getters', async () => {
  class Shown {
    broadcaster_user_id = $state<string>()
  }
  class Named {
    channel = $state('a d a')
  }
  const shown = new Shown()
  const named = new Named()
  const client = stubClient(scriptedFetch())
  const events = createEventSub(client)
  const asked: string[] = []
  const on = vi.spyOn(events, 'on').mockImplementation((...given: readonly unknown[]) => {
    const [type, condition] = given as [EventType<unknown, unknown>, ChannelCondition]
    asked.push(`${type.spec.type} ${condition.broadcaster_user_id}`)
    return { state: { status: 'pending', error: null }, ready: Promise.resolve(), close: () => {} } as never
  })
  onTestFinished(() => on.mockRestore())
  const refused: string[] = []
  const run = () => {
    setHelixClient(client, { events })
    // An id that is not known yet: the type of a condition takes none, an object of a class may have one.
    const condition = () => shown as ChannelCondition
    const lines = useChatLog(condition)
    const held = useHeldMessages(condition)
    const queue = useEventQueue(() => ({ update: [channelUpdate, condition()] }))
    // Of the two names, neither is a login.
    const byName = useChatLog(
      () => named,
      () => ({ onError: ({ message }) => refused.push(message) }),
    )
    $effect(() => void [lines.current, held.messages, queue.current, byName.current])
  }
  const page = mount(Probe, { target: document.createElement('div'), props: { run } })
  onTestFinished(() => unmount(page))
  await expect.poll(() => refused).toEqual([expect.stringContaining('"a d a"')])
  expect(asked).toEqual([])
  named.channel = 'b o b'
  await expect.poll(() => refused).toEqual([expect.anything(), expect.stringContaining('"b o b"')])
  const topics = ['channel.chat.message', 'automod.message.hold', 'channel.update']
  for (const id of ['42', '43']) {
    shown.broadcaster_user_id = id
    await expect.poll(() => asked).toEqual(expect.arrayContaining(topics.map(topic => `${topic} ${id}`)))
  }
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
