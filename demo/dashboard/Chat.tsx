import { getChatSettings, type UpdateChatSettingsParams, updateChatSettings } from 'tinyhelix'
import { useHelixAuth, useHelixMutation, useHelixQuery } from 'tinyhelix/react'
import { span } from '../shared/text/times.ts'
import { Permission } from './Permission.tsx'
import { toast } from './Toasts.tsx'
import { Trouble } from './Trouble.tsx'

const modes = [
  { mode: 'slow_mode', title: 'Slow mode', text: 'People wait between two messages.' },
  { mode: 'follower_mode', title: 'Followers only', text: 'Only those who follow may chat.' },
  { mode: 'subscriber_mode', title: 'Subscribers only', text: 'Only subscribers may chat.' },
  { mode: 'emote_mode', title: 'Emotes only', text: 'Messages may hold nothing but emotes.' },
  { mode: 'unique_chat_mode', title: 'No repetition', text: 'What was said already is refused.' },
] as const

const waits = [3, 10, 30, 60, 120]

function Settings() {
  const { session } = useHelixAuth()
  const { data, error, refetch } = useHelixQuery(
    getChatSettings,
    session?.userId ? { broadcaster_id: session.userId } : null,
  )
  // Switches move at once, and back if Twitch refuses.
  const update = useHelixMutation(updateChatSettings, {
    optimistic: true,
    onError: ({ detail, message }) => toast(detail ?? message, 'warning'),
  })
  const change = (params: UpdateChatSettingsParams) => update.mutate(params)

  if (!data) return error ? <Trouble error={error} retry={refetch} /> : <div className="card panel bone" />
  return (
    <section className="card panel settings">
      {modes.map(({ mode, title, text }) => (
        <div key={mode} className="mode">
          <label className="switch">
            <input
              type="checkbox"
              role="switch"
              aria-label={title}
              checked={data[mode]}
              aria-checked={data[mode]}
              onChange={event => change({ [mode]: event.target.checked })}
            />
            <span>
              <strong>{title}</strong>
              <small>{text}</small>
            </span>
          </label>
          {mode === 'slow_mode' && data.slow_mode && (
            <label className="mode-time">
              Wait
              <select
                value={data.slow_mode_wait_time ?? 30}
                onChange={event => change({ slow_mode: true, slow_mode_wait_time: Number(event.target.value) })}
              >
                {[...new Set([...waits, data.slow_mode_wait_time ?? 30])]
                  .sort((a, b) => a - b)
                  .map(seconds => (
                    <option key={seconds} value={seconds}>
                      {span(seconds)}
                    </option>
                  ))}
              </select>
            </label>
          )}
        </div>
      ))}
    </section>
  )
}

export const Chat = () => (
  <Permission endpoints={[updateChatSettings]} purpose="to change the rules of your chat">
    <Settings />
  </Permission>
)
