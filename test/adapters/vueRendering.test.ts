import { type DehydratedState, dehydrate, hydrate, QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { createClient, getChannelFollowers, getStreams, getTeamById, getUsers, type HelixClient } from 'tinyhelix'
import { channelFollow, channelUpdate, createEventSub } from 'tinyhelix/eventsub'
import { helixQuery } from 'tinyhelix/query'
import { createFakeTwitch } from 'tinyhelix/testing'
import {
  HelixPlugin,
  useChatLog,
  useEventSub,
  useEventSubState,
  useHelixAuth,
  useHelixClient,
  useHelixInfiniteQuery,
  useHelixQuery,
} from 'tinyhelix/vue'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import {
  type Component,
  computed,
  createApp,
  createSSRApp,
  defineComponent,
  h,
  isProxy,
  KeepAlive,
  onServerPrefetch,
  reactive,
  ref,
  Suspense,
} from 'vue'
import { renderToString } from 'vue/server-renderer'
import { stubAuth, stubClient } from '../query/stubClient.ts'
import { scriptedFetch } from '../scripted/asFetch.ts'

const answerStreams = () => {
  const twitch = scriptedFetch()
  twitch.answer('GET /streams', ({ query }) => ({
    json: { data: [{ id: 's', title: query.get('game_id') ?? 'chess' }] },
  }))
  return twitch
}

/** Mounts a component, and returns its text. */
function show(component: Component, client: HelixClient) {
  const container = document.createElement('div')
  const app = createApp(component).use(VueQueryPlugin, { queryClient: new QueryClient() }).use(HelixPlugin, { client })
  app.mount(container)
  onTestFinished(() => app.unmount())
  return { reads: (text: string) => expect.poll(() => container.textContent).toBe(text) }
}

it.each([
  { are: 'plain objects by default', options: {}, isPlain: true },
  { are: 'reactive with shallow: false', options: { shallow: false }, isPlain: false },
])('rows are $are', async ({ options, isPlain }) => {
  const twitch = answerStreams()
  let isSeenPlain: boolean | undefined
  const page = defineComponent(() => {
    const { data: streams } = useHelixQuery(getStreams, {}, options)
    const { data: pages } = useHelixInfiniteQuery(getStreams, {}, options)
    return () => {
      const rows = [streams.value?.[0], pages.value?.pages[0]?.data[0]]
      isSeenPlain = !rows.some(isProxy)
      return rows.map(row => row?.title).join()
    }
  })
  await show(page, stubClient(twitch)).reads('chess,chess')
  expect(isSeenPlain).toBe(isPlain)
})

describe('parameters', () => {
  it('parameters can be a ref, a getter, an object of refs, a reactive object or a plain object', async () => {
    const twitch = answerStreams()
    const game = ref('a')
    const params = ref({ game_id: 'a' })
    const open = reactive({ game_id: 'a' })
    const page = defineComponent(() => {
      const queries = [
        useHelixQuery(getStreams, params),
        useHelixQuery(getStreams, () => ({ game_id: game.value })),
        useHelixQuery(getStreams, { game_id: game }),
        useHelixQuery(getStreams, { game_id: () => game.value }),
        useHelixQuery(
          getStreams,
          computed(() => ({ game_id: [game.value] })),
        ),
        useHelixQuery(getStreams, open),
        useHelixQuery(getStreams, { game_id: 'plain' }),
      ]
      return () => queries.map(({ data }) => data.value?.[0]?.title ?? '-').join('')
    })
    const { reads } = show(page, stubClient(twitch))
    await reads('aaaaaaplain')
    params.value = { game_id: 'b' }
    game.value = 'c'
    open.game_id = 'd'
    await reads('bccccdplain')
    expect(twitch.received()).toHaveLength(5)
  })

  it('queries and subscriptions follow the getters of a class, plain or reactive', async () => {
    const twitch = scriptedFetch()
    twitch.answer('GET /users', ({ query }) => ({ json: { data: query.getAll('id').map(id => ({ id })) } }))
    twitch.answer('GET /streams', ({ query }) => ({ json: { data: [{ id: query.get('user_id') ?? 'any' }] } }))
    const chosen = ref('1')
    class Chosen {
      get id() {
        return chosen.value
      }
    }
    class Watched {
      get user_id() {
        return [chosen.value]
      }
      get broadcaster_user_id() {
        return chosen.value
      }
    }
    const client = stubClient(twitch)
    const events = createEventSub(client)
    const conditions: unknown[] = []
    vi.spyOn(events, 'on').mockImplementation((...given: readonly unknown[]) => {
      conditions.push({ ...Object(given[1]) })
      return { state: { status: 'pending', error: null }, ready: Promise.resolve(), close: () => {} } as never
    })
    const page = defineComponent(() => {
      const { data: users } = useHelixQuery(getUsers, new Chosen())
      const { data: same } = useHelixQuery(getUsers, () => reactive(new Chosen()))
      const { data: pages } = useHelixInfiniteQuery(getStreams, new Watched() as { user_id: string[] })
      useEventSub(channelUpdate, new Watched() as { broadcaster_user_id: string }, () => {}, { events })
      return () => [users.value?.[0]?.id, same.value?.[0]?.id, pages.value?.pages[0]?.data[0]?.id].join(' ')
    })
    const { reads } = show(page, client)
    await reads('1 1 1')
    chosen.value = '2'
    await reads('2 2 2')
    await expect.poll(() => conditions).toEqual([{ broadcaster_user_id: '1' }, { broadcaster_user_id: '2' }])
  })

  it('a query follows a list of parameters that changes in place', async () => {
    const twitch = scriptedFetch()
    twitch.answer('GET /users', ({ query }) => ({
      json: { data: query.getAll('id').map(id => ({ id, display_name: id })) },
    }))
    const ids = ref(['1', '2'])
    const open = reactive({ id: ['3', '4'] })
    const deep = reactive({ filter: { ids: ['5', '6'] } })
    const page = defineComponent(() => {
      const queries = [
        useHelixQuery(getUsers, { id: ids }),
        useHelixQuery(getUsers, open),
        useHelixQuery(getUsers, () => ({ id: deep.filter.ids })),
      ]
      return () => queries.map(({ data }) => data.value?.map(({ id }) => id).join('')).join(' ')
    })
    const { reads } = show(page, stubClient(twitch))
    await reads('12 34 56')
    ids.value.push('7')
    open.id.push('8')
    deep.filter.ids.push('9')
    await reads('127 348 569')
  })

  it('parameters can change while a kept-alive component is not shown', async () => {
    const twitch = answerStreams()
    const auth = stubAuth('1')
    const game_id = ref('a')
    const isInSight = ref(true)
    const kept = defineComponent(() => {
      const { session } = useHelixAuth()
      const { data } = useHelixQuery(getStreams, { game_id })
      return () => `${session.value?.login} ${data.value?.[0]?.title}`
    })
    const page = defineComponent(() => () => h(KeepAlive, () => isInSight.value && h(kept)))
    const { reads } = show(page, stubClient(twitch, auth))
    await reads('1 a')
    isInSight.value = false
    await reads('')
    game_id.value = 'b'
    auth.signInAs('2')
    isInSight.value = true
    await reads('2 b')
  })

  it('parameters and options change together with their refs', async () => {
    const twitch = answerStreams()
    const isWanted = ref(false)
    const page = defineComponent(() => {
      const { data } = useHelixQuery(getStreams, {}, { enabled: isWanted, select: ([stream]) => stream?.title })
      const other = useHelixQuery(getStreams, {}, () => ({ enabled: isWanted.value, limit: 5 }))
      return () => `${data.value}${other.data.value?.length}`
    })
    const { reads } = show(page, stubClient(twitch))
    await reads('undefinedundefined')
    isWanted.value = true
    await reads('chess1')
  })
})

it('suspense() waits for the session and the data', async () => {
  const twitch = answerStreams()
  const auth = stubAuth()
  const page = defineComponent(async () => {
    const { data, suspense } = useHelixQuery(getStreams)
    await suspense()
    return () => data.value?.[0]?.title
  })
  const place = () => h(Suspense, null, { default: () => h(page), fallback: () => 'wait' })
  const { reads } = show(place, stubClient(twitch, auth))
  await reads('wait')
  auth.signInAs('1')
  await reads('chess')
})

it('useHelixClient returns the client of the plugin', async () => {
  const client = stubClient(scriptedFetch())
  const page = defineComponent(() => {
    const given = useHelixClient()
    return () => `${given === client}`
  })
  await show(page, client).reads('true')
})

it('the plugin without a client throws an error that says what is missing', () => {
  vi.spyOn(console, 'warn').mockImplementation(() => {})
  onTestFinished(() => void vi.restoreAllMocks())
  const page = defineComponent(() => {
    useHelixClient()
    return () => null
  })
  const app = createApp(page).use(VueQueryPlugin)
  // @ts-expect-error: the options are missing
  app.use(HelixPlugin)
  expect(() => app.mount(document.createElement('div'))).toThrow('app.use(HelixPlugin, { client })')
})

describe('a page rendered on a server', () => {
  const page = defineComponent(() => {
    const { session } = useHelixAuth()
    const streams = useHelixQuery(getStreams)
    const team = useHelixQuery(getTeamById, { id: '1' })
    return () =>
      h(
        'p',
        `${session.value?.login ?? 'nobody'} sees ${streams.data.value?.[0]?.title} by ${team.data.value?.team_display_name}`,
      )
  })

  const appOf = (client: HelixClient, state: DehydratedState) => {
    const queryClient = new QueryClient()
    hydrate(queryClient, state)
    return createSSRApp(page).use(VueQueryPlugin, { queryClient }).use(HelixPlugin, { client })
  }

  it('the server does not wait for a user that it does not know', async () => {
    const waiting = defineComponent(() => {
      const streams = useHelixQuery(getStreams)
      const followers = useHelixInfiniteQuery(getChannelFollowers)
      const seen: unknown[] = []
      onServerPrefetch(async () => {
        for (const { status, fetchStatus } of [await streams.suspense(), await followers.suspense()])
          seen.push(status, fetchStatus)
      })
      return () => seen.join()
    })
    const twitch = answerStreams()
    vi.stubGlobal('document', undefined)
    const app = createSSRApp(waiting).use(VueQueryPlugin, { queryClient: new QueryClient() })
    const html = await renderToString(app.use(HelixPlugin, { client: stubClient(twitch, stubAuth()) })).finally(() =>
      vi.unstubAllGlobals(),
    )
    expect(html).toBe('pending,idle,pending,idle')
    expect(twitch.received()).toEqual([])
  })

  it('the page hydrates without a mismatch when a user is already signed in', async () => {
    const twitch = answerStreams()
    twitch.answer('GET /teams', { json: { data: [{ id: '1', team_display_name: 'Ada' }] } })
    const proxied = createClient({ kind: 'user', fetch: twitch.fetch, validate: 'off' })
    const queryClient = new QueryClient()
    await queryClient.prefetchQuery(helixQuery(proxied, getStreams))
    await queryClient.prefetchQuery(helixQuery(proxied, getTeamById, { id: '1' }))
    const state = JSON.parse(JSON.stringify(dehydrate(queryClient)))

    const atServer = stubAuth()
    vi.stubGlobal('document', undefined)
    const html = await renderToString(appOf(stubClient(twitch, atServer), state)).finally(() => vi.unstubAllGlobals())
    expect(html).toBe('<p>nobody sees chess by Ada</p>')
    // A server must neither sign a user in nor keep a user's data.
    expect(atServer.starts()).toBe(0)

    const container = document.createElement('div')
    container.innerHTML = html
    const complaints = vi.fn()
    vi.spyOn(console, 'warn').mockImplementation(complaints)
    vi.spyOn(console, 'error').mockImplementation(complaints)
    onTestFinished(() => void vi.restoreAllMocks())
    const app = appOf(stubClient(twitch, stubAuth('ada')), state)
    app.mount(container)
    onTestFinished(() => app.unmount())
    expect(container.innerHTML).toBe(html)
    await expect.poll(() => container.textContent).toBe('ada sees chess by Ada')
    expect(complaints).not.toHaveBeenCalled()
    // Public answers are not fetched again.
    expect(twitch.received('GET /streams')).toHaveLength(1)
  })
})

it('event hooks connect to nothing on a server, and the browser hydrates the page without errors', async () => {
  const twitch = createFakeTwitch()
  const client = twitch.client({ user: 'ada' })
  const events = createEventSub(client)
  onTestFinished(events.close)
  const page = defineComponent(() => {
    const { status } = useEventSub(channelFollow, () => {})
    const state = useEventSubState()
    const lines = useChatLog()
    return () => `${status.value} ${state.status.value} ${lines.value.length}`
  })
  const appOf = () =>
    createSSRApp(page).use(VueQueryPlugin, { queryClient: new QueryClient() }).use(HelixPlugin, { client, events })
  const rendered = await renderToString(appOf())
  expect(rendered).toBe('pending idle 0')
  expect(events.state.status).toBe('idle')
  const complaints = vi.spyOn(console, 'warn')
  onTestFinished(() => void vi.restoreAllMocks())
  const container = document.createElement('div')
  container.innerHTML = rendered
  const app = appOf()
  app.mount(container)
  onTestFinished(() => app.unmount())
  await expect.poll(() => container.textContent).toBe('live live 0')
  expect(complaints).not.toHaveBeenCalled()
})
