import { MutationObserver, onlineManager, QueryClient } from '@tanstack/query-core'
import {
  banUser,
  getBannedUsers,
  getChannelInformation,
  getChatSettings,
  getShieldModeStatus,
  getStreams,
  type HelixClient,
  modifyChannelInformation,
  snoozeNextAd,
  updateChatSettings,
  updateShieldModeStatus,
} from 'tinyhelix'
import { helixKey, helixMutation } from 'tinyhelix/query'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { scriptedFetch } from '../scripted/asFetch.ts'
import { deferred } from '../scripted/deferred.ts'
import { heldWrite } from './heldWrite.ts'
import { stubClient } from './stubClient.ts'

const refused = { status: 403, json: { message: 'You do not moderate there.' } }

/** A cache with an answer for each of these keys, and the list of stale ones. */
function cacheOf(...entries: [key: readonly unknown[], data: unknown][]) {
  const queryClient = new QueryClient()
  for (const [key, data] of entries) queryClient.setQueryData(key, data)
  const isStale = (key: readonly unknown[]) => queryClient.getQueryState(key)?.isInvalidated
  return { queryClient, isStale }
}

describe('a mutation', () => {
  it('a mutation sends its parameters and returns the endpoint’s result', async () => {
    const twitch = scriptedFetch()
    twitch.answer('POST /channels/ads/schedule/snooze', { json: { data: [{ snooze_count: 2 }] } })
    const snooze = new MutationObserver(new QueryClient(), helixMutation(stubClient(twitch), snoozeNextAd))
    expect(await snooze.mutate()).toEqual({ snooze_count: 2 })
    expect(`${twitch.received()[0]?.query}`).toBe('broadcaster_id=1')
  })

  it.each([false, true])(
    'a mutation refuses null, which is no parameters yet: nothing is sent (optimistic: %s)',
    async optimistic => {
      const twitch = scriptedFetch()
      twitch.answer('PATCH /chat/settings', { json: { data: [{}] } })
      const change = helixMutation(stubClient(twitch), updateChatSettings, { optimistic })
      const mutation = new MutationObserver(new QueryClient(), change)
      await expect(mutation.mutate(null as never)).rejects.toMatchObject({ code: 'parameter' })
      expect(twitch.received()).toEqual([])
    },
  )

  it.each([false, true])(
    'a mutation sends what it was given, also if the page empties its form (optimistic: %s)',
    async optimistic => {
      const twitch = scriptedFetch()
      twitch.answer('PATCH /channels', { status: 204 })
      const change = helixMutation(stubClient(twitch), modifyChannelInformation, { optimistic })
      const form = { title: 'Hello', tags: ['English'] }
      const done = new MutationObserver(new QueryClient(), change).mutate(form)
      form.title = ''
      form.tags.length = 0
      await done
      expect(twitch.received().map(({ body }) => body)).toEqual(['{"title":"Hello","tags":["English"]}'])
    },
  )

  const setUp = () => {
    const twitch = scriptedFetch()
    const client = stubClient(twitch)
    const banned = helixKey(client, getBannedUsers)
    const pages = helixKey(client, getBannedUsers, {}, 'infinite')
    const streams = helixKey(client, getStreams)
    const { queryClient, isStale } = cacheOf([banned, []], [pages, { pages: [], pageParams: [] }], [streams, []])
    const stale = () => ({ banned: isStale(banned), pages: isStale(pages), streams: isStale(streams) })
    return { twitch, client, queryClient, stale }
  }

  it('a mutation invalidates all reads that it changes, and no others', async () => {
    const { twitch, client, queryClient, stale } = setUp()
    twitch.answer('POST /moderation/bans', { json: { data: [{ user_id: '5' }] } })
    const onSuccess = vi.fn()
    await new MutationObserver(queryClient, helixMutation(client, banUser, { onSuccess })).mutate({ user_id: '5' })
    expect(stale()).toEqual({ banned: true, pages: true, streams: false })
    expect(onSuccess).toHaveBeenCalledOnce()
  })

  it('a mutation does not wait for the network, because another user may be signed in then', async () => {
    const { twitch, client, queryClient } = setUp()
    twitch.answer('POST /moderation/bans', { json: { data: [{ user_id: '5' }] } })
    onlineManager.setOnline(false)
    onTestFinished(() => onlineManager.setOnline(true))
    const ban = new MutationObserver(queryClient, helixMutation(client, banUser))
    expect(await ban.mutate({ user_id: '5' })).toEqual({ user_id: '5' })
    expect(ban.getCurrentResult().isPaused).toBe(false)
  })

  it('a refused mutation invalidates nothing', async () => {
    const { twitch, client, queryClient, stale } = setUp()
    twitch.answer('POST /moderation/bans', refused)
    const ban = new MutationObserver(queryClient, helixMutation(client, banUser))
    await expect(ban.mutate({ user_id: '5' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(ban.mutate({ user_id: '' })).rejects.toMatchObject({ code: 'parameter' })
    expect(stale()).toEqual({ banned: false, pages: false, streams: false })
  })

  it.each([
    ['network', { drop: 'before' }],
    ['server_error', { status: 500, json: { message: 'down' } }],
    ['schema', { json: { data: 'done' } }],
  ] as const)('a mutation that may have happened invalidates its reads (%s)', async (code, answer) => {
    const { twitch, client, queryClient, stale } = setUp()
    twitch.answer('POST /moderation/bans', answer)
    const ban = new MutationObserver(queryClient, helixMutation(client, banUser))
    await expect(ban.mutate({ user_id: '5' })).rejects.toMatchObject({ code })
    expect(stale()).toEqual({ banned: true, pages: true, streams: false })
    expect(twitch.received()).toHaveLength(1)
  })

  it('a mutation takes the cache from its context or an argument', async () => {
    const { twitch, client, queryClient, stale } = setUp()
    twitch.answer('POST /moderation/bans', { json: { data: [{ user_id: '5' }] } })
    await helixMutation(client, banUser).mutationFn({ user_id: '5' })
    expect(stale()).toEqual({ banned: false, pages: false, streams: false })
    await helixMutation(client, banUser, { queryClient }).mutationFn({ user_id: '5' })
    expect(stale()).toEqual({ banned: true, pages: true, streams: false })
  })

  it('an optimistic mutation throws if its reads return something else than it accepts', () => {
    const client = stubClient(scriptedFetch())
    expect(() => helixMutation(client, banUser, Object({ optimistic: true }))).toThrow(
      expect.objectContaining({ code: 'parameter' }),
    )
  })
})

const settings = { broadcaster_id: '1', slow_mode: false, slow_mode_wait_time: null, emote_mode: false }

describe('an optimistic mutation', () => {
  const setUp = (client: HelixClient) => {
    const mine = helixKey(client, getChatSettings, { broadcaster_id: '1' })
    const asModerator = helixKey(client, getChatSettings, { broadcaster_id: '1', moderator_id: '1' })
    const others = helixKey(client, getChatSettings, { broadcaster_id: '2' })
    const { queryClient, isStale } = cacheOf(
      [mine, settings],
      [asModerator, { ...settings, non_moderator_chat_delay: false }],
      [others, { ...settings, broadcaster_id: '2' }],
    )
    const slow = (key: readonly unknown[]) => queryClient.getQueryData<typeof settings>(key)?.slow_mode
    return { queryClient, mine, asModerator, others, isStale, slow }
  }

  it('the change appears at once in every read of the same channel', async () => {
    const twitch = scriptedFetch()
    const client = stubClient(twitch)
    const { queryClient, mine, asModerator, others, isStale, slow } = setUp(client)
    const write = heldWrite(twitch, 'PATCH /chat/settings')
    const update = new MutationObserver(queryClient, helixMutation(client, updateChatSettings, { optimistic: true }))
    const done = update.mutate({
      slow_mode: true,
      slow_mode_wait_time: 10,
      non_moderator_chat_delay: true,
      non_moderator_chat_delay_duration: 2,
    })
    await write.arrived(1)
    expect({ mine: slow(mine), asModerator: slow(asModerator), others: slow(others) }).toEqual({
      mine: true,
      asModerator: true,
      others: false,
    })
    // A read without a field does not get it.
    expect(queryClient.getQueryData(mine)).toEqual({ ...settings, slow_mode: true, slow_mode_wait_time: 10 })
    expect(queryClient.getQueryData(asModerator)).toHaveProperty('non_moderator_chat_delay', true)
    expect(isStale(mine)).toBe(false)
    write.answer(0, { json: { data: [{ ...settings, slow_mode: true }] } })
    await done
    expect(slow(mine)).toBe(true)
    expect({ mine: isStale(mine), others: isStale(others) }).toEqual({ mine: true, others: true })
  })

  it('the getters of a class appear at once, and are sent as they were then', async () => {
    const twitch = scriptedFetch()
    const client = stubClient(twitch)
    const { queryClient, mine, slow } = setUp(client)
    const write = heldWrite(twitch, 'PATCH /chat/settings')
    let isSlow = true
    class Form {
      get slow_mode() {
        return isSlow
      }
    }
    const { cancelQueries } = queryClient
    // The page changes the form while the change waits for its reads to be cancelled.
    vi.spyOn(queryClient, 'cancelQueries').mockImplementation(async (...given) => {
      isSlow = false
      await cancelQueries.apply(queryClient, given)
    })
    const update = new MutationObserver(queryClient, helixMutation(client, updateChatSettings, { optimistic: true }))
    const done = update.mutate(new Form())
    await write.arrived(1)
    expect(slow(mine)).toBe(true)
    write.answer(0, { json: { data: [{ ...settings, slow_mode: true }] } })
    await done
    expect(twitch.received('PATCH /chat/settings').map(({ body }) => body)).toEqual(['{"slow_mode":true}'])
  })

  it('a refusal rolls the change back', async () => {
    const twitch = scriptedFetch()
    const client = stubClient(twitch)
    const { queryClient, mine } = setUp(client)
    twitch.answer('PATCH /chat/settings', refused)
    const update = new MutationObserver(queryClient, helixMutation(client, updateChatSettings, { optimistic: true }))
    await expect(update.mutate({ slow_mode: true })).rejects.toMatchObject({ code: 'forbidden' })
    expect(queryClient.getQueryData(mine)).toEqual(settings)
  })

  it('a refusal rolls back only its own change while another is pending', async () => {
    const twitch = scriptedFetch()
    const client = stubClient(twitch)
    const { queryClient, mine, isStale } = setUp(client)
    const write = heldWrite(twitch, 'PATCH /chat/settings')
    const query = helixMutation(client, updateChatSettings, { optimistic: true })
    const first = new MutationObserver(queryClient, query).mutate({ slow_mode: true })
    await write.arrived(1)
    const second = new MutationObserver(queryClient, query).mutate({ emote_mode: true })
    await write.arrived(2)
    write.answer(0, refused)
    await expect(first).rejects.toThrow()
    expect(queryClient.getQueryData(mine)).toEqual({ ...settings, emote_mode: true })
    // A read at this time would show the state before the second change.
    expect(isStale(mine)).toBe(false)
    write.answer(1, { json: { data: [settings] } })
    await second
    expect(isStale(mine)).toBe(true)
  })

  it('the last pending mutation refetches, whatever mutation keys the page uses', async () => {
    const twitch = scriptedFetch()
    const client = stubClient(twitch)
    const { queryClient, mine, isStale } = setUp(client)
    const write = heldWrite(twitch, 'PATCH /chat/settings')
    const query = helixMutation(client, updateChatSettings, { optimistic: true, mutationKey: ['settings'] })
    const first = new MutationObserver(queryClient, query).mutate({ slow_mode: true })
    await write.arrived(1)
    const second = new MutationObserver(queryClient, query).mutate({ emote_mode: true })
    await write.arrived(2)
    write.answer(0, { json: { data: [settings] } })
    await first
    expect(isStale(mine)).toBe(false)
    write.answer(1, { json: { data: [settings] } })
    await second
    expect(isStale(mine)).toBe(true)
  })

  it('a rollback does not restore an answer that was removed', async () => {
    const twitch = scriptedFetch()
    const client = stubClient(twitch)
    const { queryClient, mine } = setUp(client)
    const write = heldWrite(twitch, 'PATCH /chat/settings')
    const update = new MutationObserver(queryClient, helixMutation(client, updateChatSettings, { optimistic: true }))
    const done = update.mutate({ slow_mode: true })
    await write.arrived(1)
    queryClient.removeQueries({ queryKey: mine })
    write.answer(0, refused)
    await expect(done).rejects.toThrow()
    expect(queryClient.getQueryData(mine)).toBeUndefined()
  })

  it('a rollback keeps later changes of other fields and other channels', async () => {
    const twitch = scriptedFetch()
    const client = stubClient(twitch)
    const key = helixKey(client, getChannelInformation, { broadcaster_id: ['1', '2'] })
    const row = { broadcaster_id: '1', title: 'old', game_id: '3', delay: 0 }
    const other = { ...row, broadcaster_id: '2' }
    const { queryClient } = cacheOf([key, [row, other]])
    const write = heldWrite(twitch, 'PATCH /channels')
    const query = helixMutation(client, modifyChannelInformation, { optimistic: true })
    const first = new MutationObserver(queryClient, query).mutate({ title: 'new' })
    await write.arrived(1)
    // As a page that receives events does.
    queryClient.setQueryData(key, [
      { ...row, title: 'new', game_id: '4' },
      { ...other, title: 'theirs' },
    ])
    const second = new MutationObserver(queryClient, query).mutate({ delay: 5 })
    await write.arrived(2)
    const told = [
      { ...row, game_id: '4' },
      { ...other, title: 'theirs' },
    ]
    expect(queryClient.getQueryData(key)).toEqual([{ ...told[0], title: 'new', delay: 5 }, told[1]])
    write.answer(0, refused)
    await expect(first).rejects.toThrow()
    expect(queryClient.getQueryData(key)).toEqual([{ ...told[0], delay: 5 }, told[1]])
    write.answer(1, refused)
    await expect(second).rejects.toThrow()
    expect(queryClient.getQueryData(key)).toEqual(told)
  })

  it('a read of another channel stays unchanged', async () => {
    const twitch = scriptedFetch()
    const client = stubClient(twitch)
    const { queryClient, others, isStale } = setUp(client)
    await queryClient.invalidateQueries({ queryKey: others })
    const write = heldWrite(twitch, 'PATCH /chat/settings')
    const update = new MutationObserver(queryClient, helixMutation(client, updateChatSettings, { optimistic: true }))
    const done = update.mutate({ slow_mode: true })
    await write.arrived(1)
    expect(isStale(others)).toBe(true)
    write.answer(0, { json: { data: [settings] } })
    await done
  })

  it('the change stays when an earlier mutation ends', async () => {
    const twitch = scriptedFetch()
    const client = stubClient(twitch)
    const { queryClient, isStale, mine } = setUp(client)
    const write = heldWrite(twitch, 'PATCH /chat/settings')
    const query = helixMutation(client, updateChatSettings, { optimistic: true })
    const first = query.mutationFn({ slow_mode: true }, { client: queryClient })
    await write.arrived(1)
    const ended = deferred<void>()
    // The second mutation waits for this before it shows anything.
    const cancelQueries = vi.spyOn(queryClient, 'cancelQueries').mockReturnValueOnce(ended.promise)
    const second = query.mutationFn({ emote_mode: true }, { client: queryClient })
    expect(cancelQueries).toHaveBeenCalled()
    write.answer(0, { json: { data: [settings] } })
    await first
    expect(isStale(mine)).toBe(false)
    ended.resolve()
    await write.arrived(2)
    write.answer(1, { json: { data: [settings] } })
    await second
    expect(isStale(mine)).toBe(true)
  })

  it('the last of several changes of a field is shown until all are answered, then Twitch’s value', async () => {
    const twitch = scriptedFetch()
    const client = stubClient(twitch)
    const outcomes = [true, false].flatMap(first => [true, false].map(second => [first, second] as const))
    for (const [isFirstTaken, isSecondTaken] of outcomes) {
      for (const order of [
        [0, 1],
        [1, 0],
      ]) {
        const { queryClient, mine } = setUp(client)
        const write = heldWrite(twitch, 'PATCH /chat/settings')
        const sent = twitch.received().length
        const query = helixMutation(client, updateChatSettings, { optimistic: true })
        const shows = () => {
          const { slow_mode, slow_mode_wait_time } = Object(queryClient.getQueryData(mine))
          return slow_mode && slow_mode_wait_time
        }
        const change = async (seconds: number, count: number) => {
          const observer = new MutationObserver(queryClient, query)
          const done = observer.mutate({ slow_mode: true, slow_mode_wait_time: seconds }).catch(() => {})
          await write.arrived(sent + count)
          return done
        }
        const changes = [change(10, 1).then(() => {})]
        await write.arrived(sent + 1)
        changes.push(change(20, 2).then(() => {}))
        await write.arrived(sent + 2)
        const answers = [isFirstTaken, isSecondTaken].map(taken => (taken ? { json: { data: [{}] } } : refused))
        const [earlier = 0, later = 0] = order
        write.answer(earlier, answers[earlier] ?? {})
        await changes[earlier]
        // Only the refusal of the second one shows the change below it.
        expect(shows()).toBe(earlier === 1 && !isSecondTaken ? 10 : 20)
        write.answer(later, answers[later] ?? {})
        await changes[later]
        expect(shows()).toBe(isSecondTaken ? 20 : isFirstTaken && 10)
      }
    }
  })

  it('a read under way does not undo the change', async () => {
    const twitch = scriptedFetch()
    const client = stubClient(twitch)
    const { queryClient, mine, slow } = setUp(client)
    const late = deferred<void>()
    const reading = queryClient
      .fetchQuery({
        queryKey: mine,
        queryFn: async () => {
          await late.promise
          return settings
        },
      })
      .catch(() => {})
    const write = heldWrite(twitch, 'PATCH /chat/settings')
    const update = new MutationObserver(queryClient, helixMutation(client, updateChatSettings, { optimistic: true }))
    const done = update.mutate({ slow_mode: true })
    await write.arrived(1)
    late.resolve()
    await reading
    expect(slow(mine)).toBe(true)
    write.answer(0, { json: { data: [settings] } })
    await done
  })

  it('the change applies to the single row of a list, and only to fields that are read as written', async () => {
    const twitch = scriptedFetch()
    const client = stubClient(twitch)
    const key = helixKey(client, getChannelInformation, { broadcaster_id: ['1', '2'] })
    const row = { broadcaster_id: '1', title: 'old', tags: ['a'], content_classification_labels: ['Gambling'] }
    const other = { ...row, broadcaster_id: '2' }
    const { queryClient, isStale } = cacheOf([key, [other, row]], [helixKey(client, getStreams), []])
    const write = heldWrite(twitch, 'PATCH /channels')
    const update = new MutationObserver(
      queryClient,
      helixMutation(client, modifyChannelInformation, { optimistic: true }),
    )
    const done = update.mutate({
      title: 'new',
      tags: ['b'],
      content_classification_labels: [{ id: 'Gambling', is_enabled: false }],
    })
    await write.arrived(1)
    expect(queryClient.getQueryData(key)).toEqual([other, { ...row, title: 'new', tags: ['b'] }])
    write.answer(0, { status: 204 })
    await done
    const streams = helixKey(client, getStreams)
    expect({ channels: isStale(key), streams: isStale(streams) }).toEqual({ channels: true, streams: true })
  })

  it('a row that does not name its channel is found by the parameters of its query', async () => {
    const twitch = scriptedFetch()
    const client = stubClient(twitch)
    const mine = helixKey(client, getShieldModeStatus)
    const others = helixKey(client, getShieldModeStatus, { broadcaster_id: '2' })
    const { queryClient } = cacheOf([mine, { is_active: false }], [others, { is_active: false }])
    twitch.answer('PUT /moderation/shield_mode', { json: { data: [{ is_active: true }] } })
    const update = helixMutation(client, updateShieldModeStatus, { optimistic: true })
    await new MutationObserver(queryClient, update).mutate({ is_active: true })
    expect([mine, others].map(key => queryClient.getQueryData(key))).toEqual([
      { is_active: true },
      { is_active: false },
    ])
  })
})
