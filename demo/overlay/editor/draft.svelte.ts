import { maxLength, type ReadSettings, readSettings, type Settings, writeSettings } from '../settings.ts'

const readAddress = (hash: string): ReadSettings =>
  readSettings(new URLSearchParams(hash.replace(/^[^#]*#/, '')).get('settings'))

const first = readAddress(location.hash)

let settings = $state.raw(first.settings)
let faults = $state.raw(first.faults)
let past = $state.raw<readonly Settings[]>([])
/** What the last change was about: several of the same are undone as one. */
let topic = ''

const text = $derived(writeSettings(settings))
const link = $derived.by(() => {
  const url = new URL('./', location.href)
  const clientId = new URLSearchParams(location.search).get('client_id')
  if (clientId) url.searchParams.set('client_id', clientId)
  if (text) url.hash = `settings=${text}`
  return url.href
})

function show(next: Settings): void {
  settings = next
  // A reload goes on here.
  history.replaceState(null, '', `#settings=${writeSettings(next)}`)
}

function open(read: ReadSettings): void {
  past = [...past, settings]
  topic = ''
  faults = read.faults
  show(read.settings)
}

window.addEventListener('hashchange', () => open(readAddress(location.hash)))

/** The settings that are being made. */
export const draft = {
  get settings() {
    return settings
  },
  /** What made no sense in the link that was opened. */
  get faults() {
    return faults
  },
  /** The settings as an address has them. */
  get text() {
    return text
  },
  /** The link for OBS. */
  get link() {
    return link
  },
  get isTooLong() {
    return text.length > maxLength
  },
  get canUndo() {
    return past.length > 0
  },
  forgetFaults: () => {
    faults = []
  },
  /** Changes something, unless that makes no sense. Returns whether it does. */
  change: (about: string, next: Settings): boolean => {
    const written = writeSettings(next)
    if (written.length <= maxLength && readSettings(written).faults.length) return false
    if (about !== topic) past = [...past, settings].slice(-100)
    topic = about
    show(next)
    return true
  },
  undo: () => {
    const before = past.at(-1)
    if (!before) return
    past = past.slice(0, -1)
    topic = ''
    show(before)
  },
  /** Goes on with a link that was made before. */
  open: (link: string) => open(readAddress(link)),
}
