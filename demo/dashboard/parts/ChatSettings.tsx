import { getChatSettings, type UpdateChatSettingsParams, updateChatSettings } from 'tinyhelix'
import { useHelixMutation, useHelixQuery } from 'tinyhelix/react'
import { span } from '../words/times.ts'
import { Trouble } from './Trouble.tsx'

const modes = [
  { mode: 'slow_mode', title: 'Slow mode', text: 'Everyone waits between messages.' },
  { mode: 'follower_mode', title: 'Followers only', text: 'Only your followers can chat.' },
  { mode: 'subscriber_mode', title: 'Subscribers only', text: 'Only your subscribers can chat.' },
  { mode: 'emote_mode', title: 'Emotes only', text: 'Messages can only contain emotes.' },
  { mode: 'unique_chat_mode', title: 'Unique messages', text: 'Repeated messages are blocked.' },
] as const

type Mode = (typeof modes)[number]['mode']

const waits = [3, 10, 30, 60, 120]

/** One switch. It moves at once, and back if Twitch refuses, which is then said beside it. */
function ModeSwitch({ mode, title, text, isOn, wait }: ModeSwitchProps) {
  const update = useHelixMutation(updateChatSettings, { optimistic: true })
  const change = (params: UpdateChatSettingsParams) => update.mutate(params)
  return (
    <li>
      <label className="switch">
        <input
          type="checkbox"
          role="switch"
          aria-label={title}
          checked={isOn}
          aria-checked={isOn}
          onChange={event => change({ [mode]: event.target.checked })}
        />
        <span>
          <strong>{title}</strong>
          <span className="muted">{text}</span>
        </span>
      </label>
      {mode === 'slow_mode' && isOn && (
        <label className="field">
          Wait
          <select
            value={wait}
            onChange={event => change({ slow_mode: true, slow_mode_wait_time: Number(event.target.value) })}
          >
            {[...new Set([...waits, wait])]
              .sort((a, b) => a - b)
              .map(seconds => (
                <option key={seconds} value={seconds}>
                  {span(seconds)}
                </option>
              ))}
          </select>
        </label>
      )}
      <Trouble error={update.error} />
    </li>
  )
}

interface ModeSwitchProps {
  readonly mode: Mode
  readonly title: string
  readonly text: string
  readonly isOn: boolean
  /** Seconds between two messages in slow mode. */
  readonly wait: number
}

/** Who may chat, and how. */
export function ChatSettings() {
  const { data, error, refetch } = useHelixQuery(getChatSettings, {}, { live: true })
  return (
    <section className="card">
      <h2>Chat settings</h2>
      <Trouble error={error} retry={refetch} />
      {!data && !error && <div className="bone bone-line" />}
      {data && (
        <ul className="switches">
          {modes.map(entry => (
            <ModeSwitch key={entry.mode} {...entry} isOn={data[entry.mode]} wait={data.slow_mode_wait_time ?? 30} />
          ))}
        </ul>
      )}
    </section>
  )
}
