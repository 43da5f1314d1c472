import { copyWith, showCode } from './code.ts'
import { find } from './find.ts'
import { listen } from './listen.ts'
import source from './listen.ts?raw'
import { adviceFor, client } from './twitch.ts'

/** `channel.hype_train.begin` → `channelHypeTrainBegin`, as the code calls it. */
const nameOf = (type: string) => type.replace(/[._](\w)/g, (_, letter: string) => letter.toUpperCase())

/** The shortest time for which an event is shown, in milliseconds, if many come at once. */
const shortest = 400

/** Listens to the channel as the code says that the page shows, and lights up its line with each event. */
export function showEvents(): void {
  // Without its imports, which the copy has.
  const lines = showCode(find('listen', HTMLPreElement), source.slice(source.indexOf('/**')).trim())
  const said = find('said', HTMLParagraphElement)
  const json = find('event', HTMLPreElement)
  const type = find('event-type', HTMLElement)
  copyWith(find('copy-listen', HTMLButtonElement), () => source)

  let shownAt = Number.NEGATIVE_INFINITY
  let text = ''
  const events = listen(client, words => {
    text = words
  })
  /** Shows the latest event; in a burst, those before it in the same frame are not seen anyway. */
  let show: (() => void) | undefined
  events.onEvent(({ event, subscription }) => {
    const isChat = subscription.type === 'channel.chat.message'
    const now = performance.now()
    // A chat can be faster than anyone can read.
    if (isChat && now - shownAt < shortest) return
    shownAt = now
    const words = text
    if (!show) requestAnimationFrame(() => show?.())
    show = () => {
      show = undefined
      said.textContent = words
      type.textContent = subscription.type
      showCode(json, JSON.stringify(event, null, 2))
      json.scrollTop = 0
      for (const line of lines) {
        line.classList.toggle('lit', line.textContent?.includes(`events.on(${nameOf(subscription.type)},`) ?? false)
      }
    }
  })
  events.subscribe(({ error }) => {
    if (error) said.textContent = adviceFor(error)
  })
}
