import type { Auth } from 'tinyhelix'
import type { EventSub, EventSubGap, EventSubOptions } from 'tinyhelix/eventsub'
import { controlledAuth } from './controlledAuth.ts'
import { SimulatedBrowser, type SimulatedTab } from './simulatedBrowser.ts'
import { SimulatedTwitch, seededRandom, Timeline } from './simulatedTwitch.ts'

/** The topic of `channelUpdate` for a channel. */
export const topicOf = (channel: string) => ({
  type: 'channel.update',
  version: '2',
  condition: { broadcaster_user_id: channel },
})

/** A tab whose page listens to `channelUpdate`. */
export interface ListeningTab {
  readonly tab: SimulatedTab
  readonly events: EventSub
  readonly auth: Auth<'user'>
  readonly signIn: ReturnType<typeof controlledAuth>['signIn']
  readonly on: (channel: string) => ReturnType<EventSub['on']>
  /** Titles of events in the order of their arrival. */
  readonly received: string[]
  readonly gaps: EventSubGap[]
  readonly errors: string[]
}

/** The name of the group of a user's tabs. */
export const groupOf = (user = 'ada', protocol = 2) => `tinyhelix:eventsub:${protocol}:app:${user}`

/** A browser whose tabs share a socket. */
export async function openTabs({ seed = 1, isSecure = true } = {}) {
  const timeline = new Timeline()
  const random = seededRandom(seed)
  const twitch = new SimulatedTwitch(timeline, () => 0)
  const browser = await SimulatedBrowser.open(timeline, twitch, random)
  browser.isSecure = isSecure

  /** Opens a tab without subscriptions. */
  const open = (user: string | null = 'ada', options: EventSubOptions = {}): ListeningTab => {
    const tab = browser.openTab()
    const { createClient, createEventSub, shareTabs, channelUpdate } = tab.library
    const { auth, signIn } = controlledAuth(user)
    const received: string[] = []
    const gaps: EventSubGap[] = []
    const errors: string[] = []
    const client = createClient({ auth, validate: 'off' })
    const events = createEventSub(client, {
      tabs: shareTabs(),
      onError: ({ code }) => errors.push(code),
      ...options,
    })
    events.onGap(gap => gaps.push(gap))
    return {
      tab,
      events,
      auth,
      signIn,
      received,
      gaps,
      errors,
      on: channel => events.on(channelUpdate, { broadcaster_user_id: channel }, ({ title }) => received.push(title)),
    }
  }
  const emit = (channel: string, id = channel) => twitch.emit(topicOf(channel), { title: id })
  return { timeline, twitch, browser, random, open, emit }
}
