import { memo } from 'react'
import type { ChatBadgeSet } from 'tinyhelix'
import { type ChatLine, type MessagePart, messageParts, readableColor } from 'tinyhelix/eventsub'
import { imagesURL } from '../twitch.ts'
import { atHour } from '../words/times.ts'
import { Icon } from './Icon.tsx'
import { useTheme } from './theme.ts'
import type { Person } from './useBan.ts'

/** The message that a moderator decides on. */
export interface Moderated {
  readonly person: Person
  readonly message: { readonly id: string; readonly text: string }
}

interface ChatMessageProps {
  readonly line: ChatLine
  readonly badges: readonly ChatBadgeSet[]
  /** Whose message it is, is whose channel it is. */
  readonly isOwn: boolean
  readonly onDelete: (moderated: Moderated) => void
  readonly onTimeOut: (moderated: Moderated) => void
  readonly onModerate: (moderated: Moderated) => void
}

/** The colours of a name, to be read on the page's background in the light and in the dark. */
const colorsOf = (color: string | null): Record<string, string> => ({
  '--by-day': readableColor(color, '#ffffff'),
  '--by-night': readableColor(color, '#1b1824'),
})

function Part({ part }: { part: MessagePart }) {
  switch (part.type) {
    case 'emote':
      return <img className="emote" src={part.url} alt={part.name} title={part.name} />
    case 'cheermote':
      return <strong>{`${part.prefix}${part.bits}`}</strong>
    case 'mention':
      return <strong>{part.text}</strong>
    default:
      return part.text
  }
}

/** One line of the chat. It is drawn again only if it changes. */
export const ChatMessage = memo(function ChatMessage(props: ChatMessageProps) {
  const { line, badges, isOwn, onDelete, onTimeOut, onModerate } = props
  const { id, at, message, notification, deleted } = line
  const theme = useTheme()
  const said = message ?? notification
  const shown = messageParts(said, { badges, theme, scale: 2, imagesURL })
  const { chatter_user_id: user_id, chatter_user_name: user_name } = said
  const moderated = user_id && user_name && { person: { user_id, user_name }, message: { id, text: said.message.text } }
  return (
    <li className={deleted ? 'chat-line chat-deleted' : 'chat-line'}>
      <p>
        <time className="muted" dateTime={at}>
          {atHour(at)}
        </time>{' '}
        {notification && <strong className="chat-notice">{notification.system_message} </strong>}
        {(message || said.message.text) && (
          <>
            {shown.badges.map(({ title, url }) => (
              <img key={title} className="badge" src={url} alt={title} title={title} />
            ))}
            <strong className="chat-name" style={colorsOf(shown.color)}>
              {user_name}
            </strong>
            :{' '}
            <span className="chat-text">
              {shown.parts.map((part, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a message never change
                <Part key={index} part={part} />
              ))}
            </span>
          </>
        )}
        {deleted && <span className="tag">Deleted</span>}
      </p>
      {moderated && !isOwn && !deleted && (
        <span className="chat-actions">
          {/* The keyboard finds both behind the last button, which keeps the way through a chat short. */}
          <button
            type="button"
            className="button button-icon chat-quick"
            tabIndex={-1}
            title="Delete message"
            aria-label={`Delete ${user_name}’s message`}
            onClick={() => onDelete(moderated)}
          >
            <Icon name="trash" />
          </button>
          <button
            type="button"
            className="button button-icon chat-quick"
            tabIndex={-1}
            title="Time out for 10 minutes"
            aria-label={`Time out ${user_name} for 10 minutes`}
            onClick={() => onTimeOut(moderated)}
          >
            <Icon name="wait" />
          </button>
          <button
            type="button"
            className="button button-icon"
            title="More"
            aria-label={`Moderate ${user_name}`}
            onClick={() => onModerate(moderated)}
          >
            <Icon name="more" />
          </button>
        </span>
      )}
    </li>
  )
})
