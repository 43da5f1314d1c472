import { createClient, tokenFromURL, userToken } from 'tinyhelix'
import {
  channelCheer,
  channelFollow,
  channelRaid,
  channelSubscribe,
  channelSubscriptionMessage,
  createEventQueue,
  createEventSub,
} from 'tinyhelix/eventsub'

// Alerts of the channel whose token is in the address, one after another, and where the overlay stands.
const box = document.createElement('output')
const note = document.createElement('small')
document.body.append(box, note)

const events = createEventSub(createClient({ auth: userToken(tokenFromURL()) }))
const queue = createEventQueue(events, {
  follow: channelFollow,
  raid: channelRaid,
  cheer: channelCheer,
  sub: channelSubscribe,
  resub: channelSubscriptionMessage,
})
queue.subscribe(({ current }) => {
  box.hidden = !current
  if (current?.type === 'follow') box.textContent = `${current.event.user_name} follows`
  if (current?.type === 'raid') {
    box.textContent = `${current.event.from_broadcaster_user_name} raids with ${current.event.viewers}`
  }
  if (current?.type === 'cheer')
    box.textContent = `${current.event.user_name ?? 'Somebody'} cheers ${current.event.bits}`
  if (current?.type === 'sub') box.textContent = `${current.event.user_name} subscribes`
  if (current?.type === 'resub') {
    box.textContent = `${current.event.user_name} has subscribed for ${current.event.cumulative_months} months`
  }
})
events.subscribe(({ status, error }) => {
  note.textContent = status === 'live' ? '' : (error?.message ?? status)
})
