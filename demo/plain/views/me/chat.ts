import { type ChatSettings, getChatSettings, type UpdateChatSettingsParams, updateChatSettings } from 'tinyhelix'
import { h } from '../../page/h.ts'
import type { View } from '../../page/router.ts'
import { actionForm, select } from '../../parts/actionForm.ts'
import { loaded } from '../../parts/loaded.ts'
import { auth, client } from '../../twitch.ts'
import { span } from '../../words/times.ts'
import source from './chat.ts?raw'
import { ownChannel } from './ownChannel.ts'

// #region how it is done
function readSettings(signal: AbortSignal) {
  const id = auth.state.session?.userId ?? ''
  return getChatSettings(client, { broadcaster_id: id, moderator_id: id }, { signal })
}
// The channel, and who changes it, is the signed-in user; the answer holds all settings as they are now.
const change = (params: UpdateChatSettingsParams) => updateChatSettings(client, params)
// #endregion

/** How long something lasts that a mode does. */
interface ModeTime {
  readonly name: 'slow_mode_wait_time' | 'follower_mode_duration' | 'non_moderator_chat_delay_duration'
  readonly label: string
  /** In seconds. */
  readonly unit: number
  readonly choices: readonly number[]
}

interface Mode {
  readonly name:
    | 'slow_mode'
    | 'follower_mode'
    | 'subscriber_mode'
    | 'emote_mode'
    | 'unique_chat_mode'
    | 'non_moderator_chat_delay'
  readonly title: string
  readonly text: string
  readonly time?: ModeTime
}

const delays = [2, 4, 6] as const

const modes: readonly Mode[] = [
  {
    name: 'slow_mode',
    title: 'Slow mode',
    text: 'Viewers wait between messages.',
    time: { name: 'slow_mode_wait_time', label: 'Wait', unit: 1, choices: [3, 5, 10, 20, 30, 60, 120] },
  },
  {
    name: 'follower_mode',
    title: 'Followers only',
    text: 'Only followers can chat. Choose how long they must have followed.',
    time: {
      name: 'follower_mode_duration',
      label: 'Following for',
      unit: 60,
      choices: [0, 10, 30, 60, 1440, 10_080, 43_200],
    },
  },
  { name: 'subscriber_mode', title: 'Subscribers only', text: 'Only subscribers can chat.' },
  { name: 'emote_mode', title: 'Emotes only', text: 'Messages can contain only emotes.' },
  { name: 'unique_chat_mode', title: 'Unique messages', text: 'Repeated messages are blocked.' },
  {
    name: 'non_moderator_chat_delay',
    title: 'Message delay',
    text: 'Moderators see messages before viewers do.',
    time: { name: 'non_moderator_chat_delay_duration', label: 'Delay', unit: 1, choices: delays },
  },
]

function modeRow({ name, title, text, time }: Mode, settings: ChatSettings) {
  const isOn = Boolean(settings[name])
  const toggle = h('input', { type: 'checkbox', role: 'switch', name, checked: isOn })
  const row = h(
    'div',
    { className: 'mode' },
    h('label', { className: 'switch' }, toggle, h('span', {}, h('strong', {}, title), h('small', {}, text))),
  )
  if (!time) return row
  const chosen = settings[time.name] ?? time.choices[0] ?? 0
  // Twitch takes more values than are offered here, and one of them may be set.
  const choices = [...new Set([...time.choices, chosen])].sort((a, b) => a - b)
  const duration = select(
    time.name,
    choices.map(count => [count, count ? span(count * time.unit) : 'any time']),
    chosen,
  )
  const label = h('label', { className: 'mode-time', hidden: !isOn }, `${time.label} `, duration)
  toggle.onchange = () => {
    label.hidden = !toggle.checked
  }
  row.append(label)
  return row
}

/** What the form says; a time goes with its mode only if that is on. */
function chosenSettings(data: FormData): UpdateChatSettingsParams {
  const isOn = (mode: Mode['name']) => data.has(mode)
  const timeOf = (mode: Mode['name'], name: ModeTime['name']) => (isOn(mode) ? Number(data.get(name)) : undefined)
  const delay = timeOf('non_moderator_chat_delay', 'non_moderator_chat_delay_duration')
  return {
    slow_mode: isOn('slow_mode'),
    slow_mode_wait_time: timeOf('slow_mode', 'slow_mode_wait_time'),
    follower_mode: isOn('follower_mode'),
    follower_mode_duration: timeOf('follower_mode', 'follower_mode_duration'),
    subscriber_mode: isOn('subscriber_mode'),
    emote_mode: isOn('emote_mode'),
    unique_chat_mode: isOn('unique_chat_mode'),
    non_moderator_chat_delay: isOn('non_moderator_chat_delay'),
    non_moderator_chat_delay_duration: delays.find(seconds => seconds === delay),
  }
}

const settingsForm = (settings: ChatSettings) =>
  h(
    'section',
    { className: 'card panel' },
    h('h2', {}, 'Chat settings'),
    actionForm({
      className: 'chat-modes',
      fields: modes.map(mode => modeRow(mode, settings)),
      submit: 'Save',
      work: async data => {
        await change(chosenSettings(data))
        return 'Chat settings saved.'
      },
    }),
  )

/** The rules of the signed-in user's chat. */
export const chat: View = place =>
  ownChannel(place, {
    tab: 'Chat',
    sources: [source],
    endpoints: [getChatSettings, updateChatSettings],
    content: [
      loaded(place, {
        read: () => readSettings(place.signal),
        show: settingsForm,
        skeleton: h('div', { className: 'card panel bone', ariaHidden: 'true' }),
      }),
    ],
  })
