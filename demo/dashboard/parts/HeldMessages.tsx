import { useState } from 'react'
import { type HelixError, isHelixError } from 'tinyhelix'
import { useHeldMessages } from 'tinyhelix/react'
import { fromNow } from '../words/times.ts'
import { Action } from './Action.tsx'
import { PersonRow } from './PersonRow.tsx'
import { useToast } from './Toasts.tsx'
import { Trouble } from './Trouble.tsx'

/** The messages that AutoMod holds back, each to be approved or denied. */
export function HeldMessages() {
  const toast = useToast()
  const { messages, resolve } = useHeldMessages()
  const [error, setError] = useState<HelixError | null>(null)
  const decide = (id: string, action: 'ALLOW' | 'DENY', text: string) => {
    setError(null)
    resolve(id, action).then(
      () => toast(text),
      reason => isHelixError(reason) && setError(reason),
    )
  }
  return (
    <section className="card" tabIndex={-1} aria-label="Held messages">
      <header>
        <h2>Held by AutoMod</h2>
        {messages.length > 0 && <span className="tag">{messages.length}</span>}
      </header>
      <Trouble error={error} />
      {messages.length === 0 && <p className="muted">No message waits for you. New ones show up here.</p>}
      <ul className="rows">
        {messages.map(({ message_id, user_id, user_name, message, reason, automod, held_at }) => (
          <li key={message_id}>
            <PersonRow
              userId={user_id}
              name={user_name}
              mark={
                <span className="tag tag-bad">
                  {reason === 'automod' && automod ? `${automod.category}, level ${automod.level}` : 'Blocked term'}
                </span>
              }
              about={fromNow(held_at)}
              actions={
                <>
                  <Action
                    aria-label={`Approve ${user_name}’s message`}
                    onClick={() => decide(message_id, 'ALLOW', `${user_name}’s message is in the chat.`)}
                  >
                    Approve
                  </Action>
                  <Action
                    aria-label={`Deny ${user_name}’s message`}
                    onClick={() => decide(message_id, 'DENY', `${user_name}’s message was denied.`)}
                  >
                    Deny
                  </Action>
                </>
              }
            >
              <blockquote className="row-more">{message.text}</blockquote>
            </PersonRow>
          </li>
        ))}
      </ul>
    </section>
  )
}
