import { ApiClient } from '@twurple/api'
import { getTokenInfo, StaticAuthProvider } from '@twurple/auth'
import { EventSubWsListener } from '@twurple/eventsub-ws'

// Alerts of the channel whose token is in the address, one after another, and where the overlay stands.
const box = document.createElement('output')
const note = document.createElement('small')
document.body.append(box, note)
box.hidden = true

const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? ''

const waiting: string[] = []
const showNext = () => {
  const text = waiting.shift()
  box.hidden = text === undefined
  if (text === undefined) return
  box.textContent = text
  setTimeout(showNext, 5000)
}
const add = (text: string) => {
  waiting.push(text)
  if (waiting.length > 100) waiting.shift()
  if (box.hidden) showNext()
}

const start = async () => {
  const { clientId, userId } = await getTokenInfo(token)
  if (!userId) throw new Error('This is no token of a user.')
  const apiClient = new ApiClient({ authProvider: new StaticAuthProvider(clientId, token) })
  const listener = new EventSubWsListener({ apiClient })
  listener.onChannelFollow(userId, userId, event => add(`${event.userDisplayName} follows`))
  listener.onChannelRaidTo(userId, event => add(`${event.raidingBroadcasterDisplayName} raids with ${event.viewers}`))
  listener.onChannelCheer(userId, event => add(`${event.userDisplayName ?? 'Somebody'} cheers ${event.bits}`))
  listener.onChannelSubscription(userId, event => add(`${event.userDisplayName} subscribes`))
  listener.onChannelSubscriptionMessage(userId, event =>
    add(`${event.userDisplayName} has subscribed for ${event.cumulativeMonths} months`),
  )
  listener.onSubscriptionCreateFailure((_, error) => {
    note.textContent = error.message
  })
  listener.onUserSocketDisconnect((_, error) => {
    note.textContent = error?.message ?? 'connecting'
  })
  listener.onUserSocketReady(() => {
    note.textContent = ''
  })
  listener.start()
}
start().catch(error => {
  note.textContent = error.message
})
