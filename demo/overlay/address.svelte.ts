import { isOBS } from './obs.ts'
import { partNames, readSettings } from './settings.ts'

/** What is in the address, behind `?` or `#`. */
const read = () => new URLSearchParams(`${location.search.slice(1)}&${location.hash.slice(1)}`)

let address = $state.raw(read())
// The settings page changes it, and OBS does when a streamer edits the source.
window.addEventListener('hashchange', () => (address = read()))

const { settings } = $derived(readSettings(address.get('settings')))
/** The channel in the address, if it can be a login. */
const named = $derived(/^\w{1,25}$/.exec(address.get('channel') ?? '')?.[0])

/** What the streamer chose. */
export const chosen = {
  get settings() {
    return settings
  },
  /** The channel whose chat is shown without a sign-in. */
  get channel() {
    return named || settings.channel || null
  },
  /** What is shown: what `show=chat,alerts` names, else what is switched on. */
  get parts() {
    const wanted = address.get('show')?.split(',') ?? (named ? ['chat'] : null)
    return partNames.filter(name => wanted?.includes(name) ?? settings.parts[name].on)
  },
  /** Whether the one part that is named has the whole source for itself. */
  get isAlone() {
    return chosen.parts.length === 1 && (address.has('show') || address.has('channel'))
  },
}

/** Whether the settings page shows this page. */
export const isPreview = address.has('preview')

/** Whether somebody looks at the page in a browser, rather than OBS or with an address that is made for it. */
export const isVisit = !isOBS && !['channel', 'show', 'bare', 'preview'].some(name => address.has(name))
