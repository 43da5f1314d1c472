import { ApiClient } from '@twurple/api'
import { getTokenInfo, StaticAuthProvider } from '@twurple/auth'
import { EventSubWsListener } from '@twurple/eventsub-ws'

// The chat of `?channel=` with emotes and badges, without what moderators remove.
const list = document.createElement('ul')
const note = document.createElement('small')
document.body.append(list, note)

const token = new URLSearchParams(location.hash.slice(1)).get('token') ?? ''
const picture = (src: string, alt: string) => Object.assign(new Image(), { src, alt })

const start = async () => {
  const login = new URLSearchParams(location.search).get('channel') ?? ''
  const { clientId, userId } = await getTokenInfo(token)
  if (!userId) throw new Error('This is no token of a user.')
  const apiClient = new ApiClient({ authProvider: new StaticAuthProvider(clientId, token) })
  const channel = await apiClient.users.getUserByName(login)
  if (!channel) throw new Error(`There is no channel ${login}.`)
  const [everywhere, here] = await Promise.all([
    apiClient.chat.getGlobalBadges(),
    apiClient.chat.getChannelBadges(channel),
  ])
  const badges = [...here, ...everywhere]
  const badgeOf = (set: string, id: string) => badges.find(badge => badge.id === set)?.getVersion(id)

  let lines: { readonly id: string; readonly user: string; readonly item: HTMLLIElement }[] = []
  const show = (next: typeof lines) => {
    lines = next.slice(-50)
    list.replaceChildren(...lines.map(({ item }) => item))
  }
  const listener = new EventSubWsListener({ apiClient })
  listener.onChannelChatMessage(channel, userId, event => {
    const item = document.createElement('li')
    const name = document.createElement('b')
    name.textContent = event.chatterDisplayName
    name.style.color = event.color ?? ''
    const images = Object.entries(event.badges).map(([set, id]) => badgeOf(set, id))
    item.append(
      ...images.map(badge => (badge ? picture(badge.getImageUrl(1), badge.title) : '')),
      name,
      ...event.messageParts.map(part =>
        part.type === 'emote'
          ? picture(`https://static-cdn.jtvnw.net/emoticons/v2/${part.emote.id}/default/dark/1.0`, part.text)
          : part.text,
      ),
    )
    show([...lines, { id: event.messageId, user: event.chatterId, item }])
  })
  listener.onChannelChatNotification(channel, userId, event => {
    const item = document.createElement('li')
    item.append(event.messageText)
    show([...lines, { id: event.messageId, user: event.chatterId, item }])
  })
  listener.onChannelChatMessageDelete(channel, userId, event => show(lines.filter(({ id }) => id !== event.messageId)))
  listener.onChannelChatClearUserMessages(channel, userId, event =>
    show(lines.filter(({ user }) => user !== event.userId)),
  )
  listener.onChannelChatClear(channel, userId, () => show([]))
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
