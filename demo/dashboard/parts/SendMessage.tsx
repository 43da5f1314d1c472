import { useState } from 'react'
import { sendChatMessage } from 'tinyhelix'
import { useHelixMutation } from 'tinyhelix/react'
import { Action } from './Action.tsx'
import { Notice } from './Notice.tsx'
import { Trouble } from './Trouble.tsx'

/** Says something in the own chat. What was typed stays until it is sent. */
export function SendMessage({ onSend }: { onSend: () => void }) {
  const [message, setMessage] = useState('')
  const send = useHelixMutation(sendChatMessage)
  const dropped = send.data?.drop_reason
  return (
    <form
      className="line"
      onSubmit={event => {
        event.preventDefault()
        if (send.isPending || !message.trim()) return
        send.mutate(
          { message },
          {
            onSuccess: ({ is_sent }) => {
              if (!is_sent) return
              setMessage('')
              onSend()
            },
          },
        )
      }}
    >
      <input
        aria-label="Send a message"
        placeholder="Send a message"
        value={message}
        onChange={event => setMessage(event.target.value)}
        maxLength={500}
        autoComplete="off"
      />
      <Action type="submit" className="button-main" isBusy={send.isPending}>
        Send
      </Action>
      {dropped && <Notice icon="warning" title="Twitch held this message back" text={dropped.message} role="alert" />}
      <Trouble error={send.error} />
    </form>
  )
}
