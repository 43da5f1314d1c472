import { createClient, getChannelChatBadges, getGlobalChatBadges, getUsers, tokenFromURL, userToken } from 'tinyhelix'
import { createChatLog, createEventSub, messageParts } from 'tinyhelix/eventsub'

// The chat of `?channel=` with emotes and badges, without what moderators remove.
const list = document.createElement('ul')
const note = document.createElement('small')
document.body.append(list, note)

const client = createClient({ auth: userToken(tokenFromURL()) })

const start = async () => {
  const login = new URLSearchParams(location.search).get('channel') ?? ''
  const [channel] = await getUsers(client, { login })
  if (!channel) throw new Error(`There is no channel ${login}.`)
  const broadcaster_id = channel.id
  const [everywhere, here] = await Promise.all([
    getGlobalChatBadges(client),
    getChannelChatBadges(client, { broadcaster_id }),
  ])
  const badges = [...everywhere, ...here]
  const shown = new Map<string, HTMLLIElement>()
  const events = createEventSub(client)
  createChatLog(events, { broadcaster_user_id: broadcaster_id }, { max: 50 }).subscribe(lines => {
    const items = lines.map(({ id, message, notification }) => {
      const item = shown.get(id) ?? document.createElement('li')
      if (item.isConnected) return [id, item] as const
      if (notification) item.append(notification.system_message)
      else {
        const { badges: images, color, parts } = messageParts(message, { badges })
        const name = document.createElement('b')
        name.textContent = message.chatter_user_name
        name.style.color = color ?? ''
        item.append(
          ...images.map(({ url, title }) => Object.assign(new Image(), { src: url, alt: title })),
          name,
          ...parts.map(part =>
            part.type === 'emote' ? Object.assign(new Image(), { src: part.url, alt: part.name }) : textOf(part),
          ),
        )
      }
      return [id, item] as const
    })
    shown.clear()
    for (const [id, item] of items) shown.set(id, item)
    list.replaceChildren(...shown.values())
  })
  events.subscribe(({ status, error }) => {
    note.textContent = status === 'live' ? '' : (error?.message ?? status)
  })
}
const textOf = (part: ReturnType<typeof messageParts>['parts'][number]) => ('text' in part ? part.text : '')
start().catch(error => {
  note.textContent = error.message
})
