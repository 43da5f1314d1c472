import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { Children, memo, type ReactNode, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { getChannelFollowers } from 'tinyhelix'
import { type ChatLine, type MessagePart, messageParts } from 'tinyhelix/eventsub'
import { flattenPages } from 'tinyhelix/query'
import { HelixProvider, useChatLog, useHelixInfiniteQuery } from 'tinyhelix/react'
import { expose, type Given } from './page.ts'

const shown = (part: MessagePart) => {
  if (part.type === 'emote') return <img src={part.url} alt={part.name} />
  return 'text' in part ? part.text : ''
}

const Line = memo(({ line: { message, notification } }: { line: ChatLine }) => {
  if (!message) return <li>{notification.system_message}</li>
  const { color, parts } = messageParts(message)
  return (
    <li>
      <b style={{ color: color ?? 'inherit' }}>{message.chatter_user_name}</b>
      {Children.toArray(parts.map(shown))}
    </li>
  )
})

function Chat() {
  const lines = useChatLog()
  return (
    <ul>
      {lines.map(line => (
        <Line key={line.id} line={line} />
      ))}
    </ul>
  )
}

function Followers() {
  const { data, hasNextPage, isFetching, fetchNextPage } = useHelixInfiniteQuery(
    getChannelFollowers,
    {},
    { live: true },
  )
  useEffect(() => {
    if (hasNextPage && !isFetching) void fetchNextPage()
  }, [hasNextPage, isFetching, fetchNextPage])
  const rows = flattenPages(data)
  return (
    <ul data-rows={rows.length}>
      {rows.slice(0, 50).map(({ user_id, user_name }) => (
        <li key={user_id}>{user_name}</li>
      ))}
    </ul>
  )
}

const show =
  (scene: ReactNode) =>
  ({ client, events, queryClient, element }: Given<QueryClient>) =>
    createRoot(element).render(
      <QueryClientProvider client={queryClient}>
        <HelixProvider client={client} events={events}>
          {scene}
        </HelixProvider>
      </QueryClientProvider>,
    )

expose(new QueryClient(), { chat: show(<Chat />), followers: show(<Followers />) })
