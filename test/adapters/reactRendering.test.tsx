import {
  type DehydratedState,
  dehydrate,
  HydrationBoundary,
  QueryClient,
  QueryClientProvider,
} from '@tanstack/react-query'
import { Component, type ReactNode, StrictMode, Suspense } from 'react'
import { flushSync } from 'react-dom'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { renderToReadableStream, renderToString } from 'react-dom/server'
import {
  createClient,
  getChannelFollowers,
  getStreamKey,
  getStreams,
  getTeamById,
  type HelixClient,
  sendChatMessage,
} from 'tinyhelix'
import { channelFollow, channelRaid, createEventSub } from 'tinyhelix/eventsub'
import { flattenPages, helixQuery } from 'tinyhelix/query'
import {
  HelixProvider,
  type UseChatLogOptions,
  useChatLog,
  useEventQueue,
  useEventSub,
  useEventSubState,
  useHelixAuth,
  useHelixClient,
  useHelixQuery,
  useHelixSuspenseInfiniteQuery,
  useHelixSuspenseQuery,
} from 'tinyhelix/react'
import { createFakeTwitch } from 'tinyhelix/testing'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { stubAuth, stubClient } from '../query/stubClient.ts'
import { type ScriptedFetch, scriptedFetch } from '../scripted/asFetch.ts'
import { deferred } from '../scripted/deferred.ts'

interface PlaceProps {
  readonly client: HelixClient
  readonly queryClient: QueryClient
  readonly children: ReactNode
}

const Place = ({ client, queryClient, children }: PlaceProps) => (
  <QueryClientProvider client={queryClient}>
    <HelixProvider client={client}>{children}</HelixProvider>
  </QueryClientProvider>
)

/** Renders into a page, and returns its text. */
function show(page: ReactNode) {
  const container = document.createElement('div')
  const root = createRoot(container, { onUncaughtError: () => {}, onCaughtError: () => {} })
  root.render(page)
  const unmount = () => root.unmount()
  onTestFinished(unmount)
  return {
    unmount,
    text: () => container.textContent,
    reads: (text: string) => expect.poll(() => container.textContent).toBe(text),
  }
}

const answerStreams = () => {
  const twitch = scriptedFetch()
  twitch.answer('GET /streams', { json: { data: [{ id: 's', title: 'chess' }] } })
  twitch.answer('GET /streams/key', { json: { data: [{ stream_key: 'k' }] } })
  return twitch
}

const Titles = () =>
  useHelixQuery(getStreams)
    .data?.map(({ title }) => title)
    .join()

const Page = () => {
  const { session } = useHelixAuth()
  const streams = useHelixQuery(getStreams)
  const team = useHelixQuery(getTeamById, { id: '1' })
  return (
    <p>
      {session?.login ?? 'nobody'} sees {streams.data?.[0]?.title} by {team.data?.team_display_name ?? '…'}
    </p>
  )
}

const Key = () => useHelixSuspenseQuery(getStreamKey, {}, { select: ({ stream_key }) => stream_key }).data

const Followers = () =>
  useHelixSuspenseInfiniteQuery(getChannelFollowers, {}, { select: flattenPages }).data.map(row => row.user_name)

const Status = () => {
  const { status } = useEventSub(channelFollow, () => {})
  const lines = useChatLog()
  const { current } = useEventQueue({ raid: [channelRaid, { to_broadcaster_user_id: '1001' }] })
  return `${status} ${useEventSubState().status} ${lines.length} ${current}`
}

const Lines = ({ channel, options }: { readonly channel: string; readonly options: UseChatLogOptions }) => {
  const lines = useChatLog({ channel }, options)
  return <p>{lines.map(({ message }) => message?.message.text).join()}</p>
}

const Same = ({ as }: { readonly as: HelixClient }) => `${useHelixClient() === as}`

describe('strict mode', () => {
  it.each([
    ['a token', (twitch: ScriptedFetch) => stubClient(twitch)],
    ['a proxy', ({ fetch }: ScriptedFetch) => createClient({ kind: 'user', fetch, validate: 'off' })],
  ])('strict mode makes one request with %s', async (_, clientOf) => {
    const twitch = answerStreams()
    const { reads } = show(
      <StrictMode>
        <Place client={clientOf(twitch)} queryClient={new QueryClient()}>
          <Titles />
        </Place>
      </StrictMode>,
    )
    await reads('chess')
    expect(twitch.received()).toHaveLength(1)
  })
})

describe('a chat by its name', () => {
  it('strict mode, components and a root that is rendered anew leave one socket, which joins a channel once', async () => {
    const twitch = createFakeTwitch()
    const { ircURL, WebSocket } = twitch.network
    const urls: string[] = []
    const joins: string[] = []
    class CountingSocket extends WebSocket {
      constructor(url: string) {
        super(url)
        urls.push(url)
      }
      override send(line: string) {
        if (line.startsWith('JOIN')) joins.push(line)
        super.send(line)
      }
    }
    const options = { ircURL, WebSocket: CountingSocket, max: 1 }
    const page = (
      <StrictMode>
        <Lines channel="ada" options={options} />
        <Lines channel="ada" options={options} />
      </StrictMode>
    )
    const first = show(page)
    await vi.waitFor(() => expect(twitch.irc.clients).toEqual([{ nick: expect.any(String), channels: ['ada'] }]))
    // Like a hot reload that replaces the root. The socket waits a second for it, so it happens in one turn.
    first.unmount()
    const { text } = flushSync(() => show(page))
    let count = 0
    await vi.waitFor(async () => {
      await sendChatMessage(twitch.client({ user: 'ada' }), { message: `hello ${++count}` })
      expect(text()).toMatch(/^(hello \d+)\1$/)
    })
    expect([urls, joins]).toEqual([[ircURL], ['JOIN #ada']])
  })
})

describe('event hooks', () => {
  const setUp = () => {
    const twitch = createFakeTwitch()
    const client = twitch.client({ user: 'ada' })
    const events = createEventSub(client)
    onTestFinished(events.close)
    const page = (
      <QueryClientProvider client={new QueryClient()}>
        <HelixProvider client={client} events={events}>
          <Status />
        </HelixProvider>
      </QueryClientProvider>
    )
    return { twitch, events, page }
  }

  it('strict mode sends one POST for each subscription', async () => {
    const { twitch, page } = setUp()
    const { reads } = show(<StrictMode>{page}</StrictMode>)
    await reads('live live 0 null')
    const posts = twitch.requests.filter(({ method }) => method === 'POST')
    expect(posts).toHaveLength(7)
    expect(twitch.eventSub.sessions).toHaveLength(1)
  })

  it('event hooks connect to nothing on a server, and the browser hydrates the page without errors', async () => {
    const { twitch, events, page } = setUp()
    const rendered = renderToString(page)
    expect(rendered).toBe('pending idle 0 null')
    expect(events.state.status).toBe('idle')
    const container = document.createElement('div')
    container.innerHTML = rendered
    const complaints = vi.fn()
    const root = hydrateRoot(container, page, { onRecoverableError: complaints })
    onTestFinished(() => root.unmount())
    await expect.poll(() => container.textContent).toBe('live live 0 null')
    expect(complaints).not.toHaveBeenCalled()
    expect(twitch.eventSub.sessions).toHaveLength(1)
  })
})

describe('a page rendered on a server', () => {
  const page = (client: HelixClient, state: DehydratedState) => (
    <Place client={client} queryClient={new QueryClient()}>
      <HydrationBoundary state={state}>
        <Page />
      </HydrationBoundary>
    </Place>
  )

  it('the page hydrates without a mismatch when a user is already signed in', async () => {
    const twitch = answerStreams()
    twitch.answer('GET /teams', { json: { data: [{ id: '1', team_display_name: 'Ada' }] } })
    const proxied = createClient({ kind: 'user', fetch: twitch.fetch, validate: 'off' })
    const queryClient = new QueryClient()
    await queryClient.prefetchQuery(helixQuery(proxied, getStreams))
    await queryClient.prefetchQuery(helixQuery(proxied, getTeamById, { id: '1' }))
    const state: DehydratedState = JSON.parse(JSON.stringify(dehydrate(queryClient)))
    const atServer = stubAuth()
    const html = renderToString(page(stubClient(twitch, atServer), state))
    expect(html.replaceAll(/<.*?>/g, '')).toBe('nobody sees chess by Ada')
    // A server must neither sign a user in nor keep a user's data.
    expect(atServer.starts()).toBe(0)

    const container = document.createElement('div')
    container.innerHTML = html
    const complaints = vi.fn()
    vi.spyOn(console, 'error').mockImplementation((text, ...rest) => {
      // The page of another test may still be rendering.
      if (!`${text}`.startsWith('Detected multiple renderers concurrently')) complaints(text, ...rest)
    })
    onTestFinished(() => void vi.restoreAllMocks())
    const seen: (string | null)[] = []
    const observer = new MutationObserver(() => seen.push(container.textContent))
    observer.observe(container, { childList: true, characterData: true, subtree: true })
    const root = hydrateRoot(container, page(stubClient(twitch, stubAuth('ada')), state), {
      onRecoverableError: complaints,
    })
    onTestFinished(() => root.unmount())
    await expect.poll(() => container.textContent).toBe('ada sees chess by Ada')
    expect(complaints).not.toHaveBeenCalled()
    // Public answers are not fetched again.
    expect(twitch.received('GET /streams')).toHaveLength(1)
  })
})

class Boundary extends Component<{ readonly children: ReactNode }, { readonly code?: string }> {
  override state: { readonly code?: string } = {}
  static getDerivedStateFromError = (error: unknown) => ({ code: Object(error).code })
  override render() {
    return this.state.code ?? this.props.children
  }
}

describe('suspense', () => {
  const page = (client: HelixClient, content: ReactNode) => (
    <Place client={client} queryClient={new QueryClient()}>
      <Boundary>
        <Suspense fallback="wait">{content}</Suspense>
      </Boundary>
    </Place>
  )

  it('a component suspends until its data arrives', async () => {
    const twitch = scriptedFetch()
    const answered = deferred<object>()
    twitch.answer('GET /streams/key', () => answered.promise)
    const { reads } = show(page(stubClient(twitch), <Key />))
    await reads('wait')
    answered.resolve({ json: { data: [{ stream_key: 'k' }] } })
    await reads('k')
  })

  it('a component suspends while the auth restores the session', async () => {
    const twitch = answerStreams()
    const auth = stubAuth()
    const { reads } = show(page(stubClient(twitch, auth), <Key />))
    await vi.waitFor(() => expect(auth.starts()).toBeGreaterThan(0))
    await reads('wait')
    expect(twitch.received()).toEqual([])
    auth.signInAs('1')
    await reads('k')
  })

  it('the error boundary shows the error when nobody is signed in', async () => {
    const auth = stubAuth()
    await auth.signOut()
    const { reads } = show(page(stubClient(answerStreams(), auth), <Key />))
    await reads('token')
  })

  it('a component suspends until the first page of an infinite query arrives', async () => {
    const twitch = scriptedFetch()
    twitch.answer('GET /channels/followers', { json: { data: [{ user_id: '2', user_name: 'Bob' }], total: 1 } })
    const { reads } = show(page(stubClient(twitch), <Followers />))
    await reads('Bob')
  })
})

describe('suspense on a server', () => {
  const page = (client: HelixClient) => (
    <Place client={client} queryClient={new QueryClient()}>
      <Suspense fallback="wait">
        <Key />
      </Suspense>
    </Place>
  )

  /** Renders as a server that waits for all data. Returns the HTML and the reported errors. */
  async function renderAtServer(client: HelixClient, settle: () => unknown) {
    const failures: unknown[] = []
    vi.stubGlobal('document', undefined)
    onTestFinished(() => void vi.unstubAllGlobals())
    const stream = await renderToReadableStream(page(client), { onError: error => void failures.push(error) })
    await settle()
    await stream.allReady
    const html = await new Response(stream).text()
    vi.unstubAllGlobals()
    return { html, failures }
  }

  it('a server with its own token renders the data, and the browser hydrates it', async () => {
    const atServer = stubAuth()
    const { html, failures } = await renderAtServer(stubClient(answerStreams(), atServer), () => atServer.signInAs('1'))
    expect(failures).toEqual([])
    expect(html.replace('<!-- -->', '')).toBe('<!--$-->k<!--/$-->')
    expect(atServer.starts()).toBeGreaterThan(0)

    const container = document.createElement('div')
    container.innerHTML = html
    const complaints = vi.fn()
    const auth = stubAuth()
    const twitch = answerStreams()
    const root = hydrateRoot(container, page(stubClient(twitch, auth)), { onRecoverableError: complaints })
    onTestFinished(() => root.unmount())
    await vi.waitFor(() => expect(auth.starts()).toBe(1))
    expect(container.textContent).toBe('k')
    auth.signInAs('1')
    await vi.waitFor(() => expect(twitch.received()).toHaveLength(1))
    await expect.poll(() => container.textContent).toBe('k')
    expect(complaints).not.toHaveBeenCalled()
  })

  it('a server without a user leaves user queries to the browser', async () => {
    const auth = stubAuth()
    const { html, failures } = await renderAtServer(stubClient(answerStreams(), auth), () => auth.signOut())
    expect(failures).toEqual([expect.objectContaining({ code: 'token' })])
    expect(html).toContain('wait')
  })
})

it('useHelixClient returns the client of the provider', async () => {
  const client = stubClient(scriptedFetch())
  const { reads } = show(
    <Place client={client} queryClient={new QueryClient()}>
      <Same as={client} />
    </Place>,
  )
  await reads('true')
})
