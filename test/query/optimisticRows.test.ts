import { MutationObserver, QueryClient } from '@tanstack/query-core'
import {
  getBannedUsers,
  getCustomRewardRedemptions,
  getUnbanRequests,
  type HelixClient,
  resolveUnbanRequest,
  unbanUser,
  updateChatSettings,
  updateRedemptionStatus,
} from 'tinyhelix'
import { flattenPages, helixKey, helixMutation } from 'tinyhelix/query'
import { describe, expect, it } from 'vitest'
import { scriptedFetch } from '../scripted/asFetch.ts'
import { heldWrite } from './heldWrite.ts'
import { stubAuth, stubClient } from './stubClient.ts'

const refused = { status: 403, json: { message: 'You do not moderate there.' } }

/** One write, and the reads that show its rows. */
interface Case {
  readonly write: string
  /** Sends the write for these rows, and resolves after Twitch has answered. */
  readonly mutate: (queryClient: QueryClient, client: HelixClient, ...ids: string[]) => Promise<unknown>
  readonly row: (id: string) => object
  readonly idOf: (row: never) => string
  /** The key of the answers that have the rows before the write. */
  readonly key: (client: HelixClient, broadcaster_id?: string, shape?: 'infinite') => readonly unknown[]
  /** The key of answers that keep the rows, and the changed fields. */
  readonly keeps?: readonly [key: (client: HelixClient) => readonly unknown[], change: object]
}

const observe = <V>(queryClient: QueryClient, mutation: object, variables: V) =>
  new MutationObserver<unknown, unknown, V>(queryClient, mutation).mutate(variables)

const reward_id = '9'

const cases: readonly Case[] = [
  {
    write: 'DELETE /moderation/bans',
    mutate: (queryClient, client, user_id = '') =>
      observe(queryClient, helixMutation(client, unbanUser, { optimistic: true }), { user_id }),
    row: user_id => ({ user_id, user_login: user_id, moderator_id: '7' }),
    idOf: ({ user_id }: { user_id: string }) => user_id,
    key: (client, broadcaster_id, shape) =>
      helixKey(client, getBannedUsers, broadcaster_id === undefined ? {} : { broadcaster_id }, shape),
  },
  {
    write: 'PATCH /channel_points/custom_rewards/redemptions',
    mutate: (queryClient, client, ...id) =>
      observe(queryClient, helixMutation(client, updateRedemptionStatus, { optimistic: true }), {
        id,
        reward_id,
        status: 'FULFILLED' as const,
      }),
    row: id => ({ id, broadcaster_id: '1', status: 'UNFULFILLED' }),
    idOf: ({ id }: { id: string }) => id,
    key: (client, broadcaster_id, shape) =>
      helixKey(
        client,
        getCustomRewardRedemptions,
        { reward_id, status: 'UNFULFILLED', ...(broadcaster_id !== undefined && { broadcaster_id }) },
        shape,
      ),
    keeps: [
      client => helixKey(client, getCustomRewardRedemptions, { reward_id, id: ['a', 'b', 'c', 'd'] }),
      { status: 'FULFILLED' },
    ],
  },
  {
    write: 'PATCH /moderation/unban_requests',
    mutate: (queryClient, client, unban_request_id = '') =>
      observe(queryClient, helixMutation(client, resolveUnbanRequest, { optimistic: true }), {
        unban_request_id,
        status: 'approved' as const,
        resolution_text: 'Welcome back',
      }),
    row: id => ({ id, broadcaster_id: '1', status: 'pending', resolution_text: null }),
    idOf: ({ id }: { id: string }) => id,
    key: (client, broadcaster_id, shape) =>
      helixKey(
        client,
        getUnbanRequests,
        { status: 'pending', ...(broadcaster_id !== undefined && { broadcaster_id }) },
        shape,
      ),
    // A page may have put these rows into the cache itself.
    keeps: [
      client => helixKey(client, getUnbanRequests, { status: 'approved' }),
      { status: 'approved', resolution_text: 'Welcome back' },
    ],
  },
]

describe.each(cases)('an optimistic $write', ({ write, mutate, row, idOf, key, keeps }) => {
  const setUp = () => {
    const twitch = scriptedFetch()
    const client = stubClient(twitch)
    const queryClient = new QueryClient()
    const list = key(client)
    const pages = key(client, undefined, 'infinite')
    const others = key(client, '2')
    const all = ['a', 'b', 'c', 'd'].map(row)
    const ofOthers = all.map(one => ({ ...one, ...('broadcaster_id' in one && { broadcaster_id: '2' }) }))
    queryClient.setQueryData(list, all)
    queryClient.setQueryData(others, ofOthers)
    queryClient.setQueryData(pages, {
      pages: [
        { data: all.slice(0, 2), cursor: 'x' },
        { data: all.slice(2), cursor: null },
      ],
      pageParams: ['', 'x'],
    })
    if (keeps) queryClient.setQueryData(keeps[0](client), all)
    const shown = () => [
      queryClient.getQueryData<never[]>(list)?.map(idOf).join(''),
      flattenPages(queryClient.getQueryData<{ pages: { data: never[] }[] }>(pages)).map(idOf).join(''),
      queryClient.getQueryData<never[]>(others)?.map(idOf).join(''),
    ]
    const kept = () => keeps && queryClient.getQueryData<object[]>(keeps[0](client))
    const isStale = (of: readonly unknown[]) => queryClient.getQueryState(of)?.isInvalidated
    return { twitch, client, queryClient, list, others, all, shown, kept, isStale, held: heldWrite(twitch, write) }
  }

  it('the row leaves lists and pages of its channel at once, and changes elsewhere', async () => {
    const { client, queryClient, all, shown, kept, isStale, list, others, held } = setUp()
    const done = mutate(queryClient, client, 'c')
    await held.arrived(1)
    expect(shown()).toEqual(['abd', 'abd', 'abcd'])
    if (keeps) expect(kept()).toEqual([all[0], all[1], { ...all[2], ...keeps[1] }, all[3]])
    expect({ list: isStale(list), others: isStale(others) }).toEqual({ list: false, others: false })
    held.answer(0, { json: { data: [{}] } })
    await done
    expect(shown()).toEqual(['abd', 'abd', 'abcd'])
    expect(isStale(list)).toBe(true)
  })

  it.each([{ pages: [null] }, { pages: [{}] }, { pages: [{ data: 5 }] }, { pages: [{ data: [null] }] }, [null], 5])(
    'the write is sent and shown when the cache has %j, as of another version of the page',
    async broken => {
      const { client, queryClient, shown, held } = setUp()
      queryClient.setQueryData(key(client, '3'), broken)
      const done = mutate(queryClient, client, 'c').catch(() => 'refused')
      await held.arrived(1)
      expect(shown()).toEqual(['abd', 'abd', 'abcd'])
      held.answer(0, refused)
      expect(await done).toBe('refused')
      expect(shown()).toEqual(['abcd', 'abcd', 'abcd'])
      expect(queryClient.getQueryData(key(client, '3'))).toBe(broken)
    },
  )

  it('a refusal puts the row back in its place', async () => {
    const { client, queryClient, all, shown, kept, held } = setUp()
    const done = mutate(queryClient, client, 'b').catch(() => 'refused')
    await held.arrived(1)
    expect(shown()).toEqual(['acd', 'acd', 'abcd'])
    held.answer(0, refused)
    expect(await done).toBe('refused')
    expect(shown()).toEqual(['abcd', 'abcd', 'abcd'])
    if (keeps) expect(kept()).toEqual(all)
  })

  it('a refusal puts back only its own row while another write is pending', async () => {
    const { client, queryClient, shown, held } = setUp()
    const first = mutate(queryClient, client, 'b').catch(() => 'refused')
    await held.arrived(1)
    const second = mutate(queryClient, client, 'c').catch(() => 'refused')
    await held.arrived(2)
    expect(shown()).toEqual(['ad', 'ad', 'abcd'])
    held.answer(0, refused)
    expect(await first).toBe('refused')
    expect(shown()).toEqual(['abd', 'abd', 'abcd'])
    held.answer(1, refused)
    expect(await second).toBe('refused')
    expect(shown()).toEqual(['abcd', 'abcd', 'abcd'])
  })

  it('a row that two writes remove stays away until both are refused', async () => {
    const { client, queryClient, shown, held } = setUp()
    const first = mutate(queryClient, client, 'b').catch(() => 'refused')
    await held.arrived(1)
    const second = mutate(queryClient, client, 'b').catch(() => 'refused')
    await held.arrived(2)
    held.answer(0, refused)
    expect(await first).toBe('refused')
    expect(shown()).toEqual(['acd', 'acd', 'abcd'])
    held.answer(1, refused)
    expect(await second).toBe('refused')
    expect(shown()).toEqual(['abcd', 'abcd', 'abcd'])
  })

  it('a refusal restores neither rows that a read brought back nor rows of a removed answer', async () => {
    const { client, queryClient, all, list, others, shown, held } = setUp()
    const done = mutate(queryClient, client, 'b').catch(() => 'refused')
    await held.arrived(1)
    queryClient.setQueryData(list, [...all].reverse())
    queryClient.removeQueries({ queryKey: others, exact: true })
    held.answer(0, refused)
    expect(await done).toBe('refused')
    expect(shown()).toEqual(['dcba', 'abcd', undefined])
  })
})

it('several redemptions leave their list together, and return in order', async () => {
  const twitch = scriptedFetch()
  const client = stubClient(twitch)
  const queryClient = new QueryClient()
  const redemptions = cases.find(({ write }) => write.includes('redemptions'))
  const key = redemptions?.key(client) ?? []
  queryClient.setQueryData(
    key,
    ['a', 'b', 'c', 'd'].map(id => redemptions?.row(id)),
  )
  const ids = () => queryClient.getQueryData<{ id: string }[]>(key)?.map(({ id }) => id)
  const held = heldWrite(twitch, 'PATCH /channel_points/custom_rewards/redemptions')
  const done = redemptions?.mutate(queryClient, client, 'a', 'b', 'd').catch(() => 'refused')
  await held.arrived(1)
  expect(ids()).toEqual(['c'])
  held.answer(0, refused)
  expect(await done).toBe('refused')
  expect(ids()).toEqual(['a', 'b', 'c', 'd'])
})

it('a user never sees another user’s pending writes on the same page', async () => {
  const twitch = scriptedFetch()
  const auths = ['1', '2'].map(user => stubAuth(user))
  const [ada, pixelfox] = auths.map(auth => stubClient(twitch, auth))
  if (!ada || !pixelfox) throw new Error('There are two.')
  const queryClient = new QueryClient()
  const settings = { broadcaster_id: '9', slow_mode: false, emote_mode: false }
  // Both moderate channel 9.
  const keyOf = (moderator_id: string) =>
    ['tinyhelix', '/chat/settings', 'one', { broadcaster_id: '9', moderator_id }, moderator_id] as const
  for (const user of ['1', '2']) queryClient.setQueryData(keyOf(user), settings)
  const held = heldWrite(twitch, 'PATCH /chat/settings')
  const write = (client: HelixClient, change: object) =>
    observe(queryClient, helixMutation(client, updateChatSettings, { optimistic: true }), {
      broadcaster_id: '9',
      ...change,
    })
  const first = write(ada, { slow_mode: true })
  await held.arrived(1)
  const second = write(pixelfox, { slow_mode: false, emote_mode: true }).catch(() => 'refused')
  await held.arrived(2)
  held.answer(1, refused)
  expect(await second).toBe('refused')
  expect(queryClient.getQueryData(keyOf('1'))).toEqual({ ...settings, slow_mode: true })
  expect(queryClient.getQueryData(keyOf('2'))).toEqual(settings)
  held.answer(0, { json: { data: [settings] } })
  await first
})

it('an optimistic write aborts pending reads of its own user only', async () => {
  const twitch = scriptedFetch()
  const queryClient = new QueryClient()
  const aborted: string[] = []
  for (const user of ['1', '2']) {
    const read = queryClient.fetchQuery({
      queryKey: ['tinyhelix', '/chat/settings', 'one', { broadcaster_id: '9', moderator_id: user }, user],
      queryFn: ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => {
            aborted.push(user)
            reject(signal.reason)
          })
        }),
    })
    read.catch(() => {})
  }
  const held = heldWrite(twitch, 'PATCH /chat/settings')
  const mutation = helixMutation(stubClient(twitch, stubAuth('1')), updateChatSettings, { optimistic: true })
  const write = observe(queryClient, mutation, { broadcaster_id: '9', slow_mode: true })
  await held.arrived(1)
  expect(aborted).toEqual(['1'])
  held.answer(0, { json: { data: [{ broadcaster_id: '9', slow_mode: true }] } })
  await write
})
