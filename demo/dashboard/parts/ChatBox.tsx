import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { deleteChatMessages, getChannelChatBadges, getGlobalChatBadges } from 'tinyhelix'
import { useChatLog, useHelixAuth, useHelixMutation, useHelixQuery } from 'tinyhelix/react'
import { ChatMessage, type Moderated } from './ChatMessage.tsx'
import { ModerateDialog } from './ModerateDialog.tsx'
import { SendMessage } from './SendMessage.tsx'
import { useToast } from './Toasts.tsx'
import { Trouble } from './Trouble.tsx'
import { useBan } from './useBan.ts'

/** All badges that the messages of a channel can have; of equal ones the channel's own counts. */
function useBadges(broadcaster_id: string | null | undefined) {
  const { data: everywhere } = useHelixQuery(getGlobalChatBadges)
  const { data: here } = useHelixQuery(getChannelChatBadges, broadcaster_id ? { broadcaster_id } : null)
  return useMemo(() => [...(everywhere ?? []), ...(here ?? [])], [everywhere, here])
}

/** The live chat, in which messages can be deleted and people moderated. */
export function ChatBox() {
  const toast = useToast()
  const { session } = useHelixAuth()
  const lines = useChatLog({}, { max: 100, keepDeleted: true })
  const badges = useBadges(session?.userId)
  const remove = useHelixMutation(deleteChatMessages)
  const { ban, error } = useBan()
  const [chosen, setChosen] = useState<Moderated | null>(null)

  // They stay the same, or every line would be drawn again with each message.
  const latest = useRef({ remove: remove.mutate, ban, toast })
  latest.current = { remove: remove.mutate, ban, toast }
  const onDelete = useCallback(({ message }: Moderated) => {
    const { remove, toast } = latest.current
    remove({ message_id: message.id }, { onSuccess: () => toast('The message was deleted.') })
  }, [])
  const onTimeOut = useCallback(({ person }: Moderated) => void latest.current.ban(person, { duration: 600 }), [])

  const list = useRef<HTMLDivElement>(null)
  const [isFollowing, setFollowing] = useState(true)
  /** Nothing moves under a pointer that is about to click. */
  const isHeld = useRef(false)
  const lastTop = useRef(0)
  const toTheEnd = () => list.current?.scrollTo(0, list.current.scrollHeight)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever lines come
  useLayoutEffect(() => {
    if (isFollowing && !isHeld.current) toTheEnd()
  }, [lines, isFollowing])

  return (
    <section className="card chat">
      <header>
        <h2>Live chat</h2>
      </header>
      <div
        ref={list}
        className="chat-lines"
        role="log"
        aria-label="Messages"
        // A chat can be faster than anyone can listen.
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keyboard has to scroll it
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          const isAtEnd = scrollHeight - scrollTop - clientHeight < 40
          // Below a held list lines pile up. That is not to be taken for somebody who reads what was said before.
          if (isAtEnd || !isHeld.current || scrollTop < lastTop.current) setFollowing(isAtEnd)
          lastTop.current = scrollTop
        }}
        onPointerEnter={({ pointerType }) => {
          isHeld.current = pointerType === 'mouse'
        }}
        onPointerLeave={() => {
          isHeld.current = false
          if (isFollowing) toTheEnd()
        }}
      >
        {!lines.length && <p className="muted">Messages show up here as they come.</p>}
        <ol>
          {lines.map(line => (
            <ChatMessage
              key={line.id}
              line={line}
              badges={badges}
              isOwn={(line.message ?? line.notification).chatter_user_id === session?.userId}
              onDelete={onDelete}
              onTimeOut={onTimeOut}
              onModerate={setChosen}
            />
          ))}
        </ol>
      </div>
      {/* It lies over the list, so that nothing below it moves. */}
      <div className="chat-jump">
        {!isFollowing && (
          <button type="button" className="button" onClick={toTheEnd}>
            Jump to the latest messages
          </button>
        )}
      </div>
      <Trouble error={remove.error ?? error} />
      {/* One's own message is seen, wherever one was reading. */}
      <SendMessage
        onSend={() => {
          isHeld.current = false
          setFollowing(true)
          toTheEnd()
        }}
      />
      {chosen && <ModerateDialog {...chosen} onClose={() => setChosen(null)} />}
    </section>
  )
}
