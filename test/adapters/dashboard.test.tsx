import { notifyManager, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Profiler, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { HelixError, type HelixErrorCode, sendChatMessage } from 'tinyhelix'
import { channelFollow, createEventSub } from 'tinyhelix/eventsub'
import { liveFollowers, livePolls, liveStreams, syncQueries } from 'tinyhelix/query/live'
import { HelixProvider } from 'tinyhelix/react'
import { createFakeTwitch } from 'tinyhelix/testing'
import { expect, it, onTestFinished, vi } from 'vitest'
import { ChatBox } from '../../demo/dashboard/parts/ChatBox.tsx'
import { CurrentPoll } from '../../demo/dashboard/parts/CurrentPoll.tsx'
import { LatestFollowers } from '../../demo/dashboard/parts/LatestFollowers.tsx'
import { wordsFor } from '../../demo/dashboard/words/errors.ts'
import { isCaughtUp } from '../query/live/caughtUp.ts'

/** The number of renders of each chat line, by its message’s id. */
const drawn = vi.hoisted(() => new Map<string, number>())

vi.mock('tinyhelix/eventsub', async original => {
  const actual = await original<typeof import('tinyhelix/eventsub')>()
  const messageParts: typeof actual.messageParts = (chat, options) => {
    const { message_id } = Object(chat)
    drawn.set(message_id, (drawn.get(message_id) ?? 0) + 1)
    return actual.messageParts(chat, options)
  }
  return { ...actual, messageParts }
})

it('an event renders only the components that it changes', async () => {
  const fake = createFakeTwitch()
  const client = fake.client()
  const queryClient = new QueryClient()
  const events = createEventSub(client)
  const families = [liveFollowers, livePolls, liveStreams]
  syncQueries(queryClient, events, families)
  const commits: Record<string, number> = {}
  const part = (id: string, children: ReactNode) => (
    <Profiler
      id={id}
      onRender={() => {
        commits[id] = (commits[id] ?? 0) + 1
      }}
    >
      {children}
    </Profiler>
  )
  const container = document.createElement('div')
  const root = createRoot(container)
  onTestFinished(() => {
    root.unmount()
    events.close()
  })
  root.render(
    <QueryClientProvider client={queryClient}>
      <HelixProvider client={client} events={events}>
        {part('chat', <ChatBox />)}
        {part('poll', <CurrentPoll />)}
        {part('followers', <LatestFollowers />)}
      </HelixProvider>
    </QueryClientProvider>,
  )
  await expect.poll(() => events.state.status).toBe('live')
  await expect.poll(() => container.textContent).toContain('Followed')
  await expect.poll(() => isCaughtUp(fake.requests, families)).toBe(true)

  /** Waits until nothing is fetched, and what was fetched is rendered: TanStack tells components of it in order. */
  const atRest = async () => {
    await expect.poll(() => queryClient.isFetching()).toBe(0)
    await new Promise<void>(resolve => notifyManager.schedule(resolve))
  }
  const commitsOf = async (happens: () => unknown, isSeen: () => boolean) => {
    await atRest()
    for (const id in commits) commits[id] = 0
    await happens()
    await expect.poll(isSeen).toBe(true)
    return { ...commits }
  }
  const me = fake.user('ada').id
  const shows = (text: string) => () => `${container.textContent}`.includes(text)

  const follower = fake.user('9000')
  const followed = await commitsOf(
    () => fake.emit(channelFollow, { broadcaster_user_id: me, user_id: follower.id }),
    shows(follower.display_name),
  )
  expect(followed).toMatchObject({ chat: 0, poll: 0 })
  // The image loads later than the name.
  await expect.poll(() => container.querySelectorAll('.rows img').length).toBe(5)

  const chatters = ['pixelfox', 'nightowl_fm', 'mossyotter'].map(user => fake.client({ user }))
  const said = await commitsOf(async () => {
    for (let number = 1; number <= 60; number++) {
      const chatter = chatters[number % chatters.length]
      if (chatter) await sendChatMessage(chatter, { broadcaster_id: me, message: `Number ${number}.` })
      // Lines that arrive close together are rendered together.
      if (number % 20 === 0) await expect.poll(shows(`Number ${number}.`)).toBe(true)
    }
  }, shows('Number 60.'))
  expect(said).toMatchObject({ followers: 0, poll: 0 })
  expect([...drawn.values()]).toEqual(Array.from({ length: 60 }, () => 1))
})

const codes: readonly HelixErrorCode[] = [
  ...(['bad_request', 'unauthorized', 'forbidden', 'not_found', 'conflict', 'gone', 'unprocessable'] as const),
  ...(['rate_limited', 'server_error', 'http', 'network', 'timeout', 'token', 'scope', 'parameter'] as const),
  ...(['schema', 'sign_in', 'revoked'] as const),
]

it.each(codes)('the dashboard explains the error code %s in plain words', code => {
  const { title, text } = wordsFor(new HelixError(code, 'GET /polls: first must be an integer.'))
  expect(title).toMatch(/^[A-Z].{5,40}$/)
  expect(text).toMatch(/^[A-Z].{5,80}\.$/)
  expect(`${title} ${text}`).not.toMatch(/GET|polls|first|[_{}]/)
})
