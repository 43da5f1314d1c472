import { find } from './find.ts'
import { fakeURL } from './twitch.ts'

/** How large the overlay's own page is, which is then shown as large as there is room for. */
const sizes = { wide: { width: 1120, height: 630 }, narrow: { width: 480, height: 270 } }

/** Asks the demo's server to do something to the fake. */
async function ask(name: string): Promise<unknown> {
  const response = await fetch(`/start/try/${name}`, { method: 'POST' })
  if (!response.ok) throw new Error(`The server answered ${response.status}.`)
  return response.json()
}

const isEntry = (value: unknown): value is { readonly name: string; readonly value: string } =>
  typeof Object(value).name === 'string' && typeof Object(value).value === 'string'

/** Connects the overlay as somebody would who types its code at Twitch. */
async function connectOverlay(): Promise<void> {
  const entries = await ask('session')
  for (const entry of Array.isArray(entries) ? entries : []) {
    if (isEntry(entry)) localStorage.setItem(entry.name, entry.value)
  }
}

const happened: Readonly<Record<string, string>> = {
  follower: 'Somebody follows the channel.',
  poll: 'A poll runs for a minute.',
  raid: 'Another channel comes over with 200 viewers.',
}

/** Shows the overlay over a scene beside the page that controls the fake, and lets visitors make things happen. */
export async function showStage(): Promise<void> {
  const stage = find('stage', HTMLDivElement)
  const overlay = find('overlay', HTMLIFrameElement)
  const told = find('told', HTMLParagraphElement)
  const buttons = document.querySelectorAll<HTMLButtonElement>('[data-try]')

  find('control', HTMLIFrameElement).src = fakeURL
  find('fake', HTMLAnchorElement).href = fakeURL

  const isNarrow = stage.clientWidth < 560
  const { width, height } = isNarrow ? sizes.narrow : sizes.wide
  Object.assign(overlay, { width, height })
  new ResizeObserver(() => overlay.style.setProperty('scale', `${stage.clientWidth / width}`)).observe(stage)

  for (const button of buttons) {
    const name = button.dataset['try'] ?? ''
    button.addEventListener('click', async () => {
      const { count } = Object(await ask(name).catch(() => ({ count: -1 })))
      if (count === -1) told.textContent = 'That didn’t work. Is the demo’s server still running?'
      else if (count === 0) told.textContent = 'The overlay isn’t listening yet. Try again in a moment.'
      else told.textContent = happened[name] ?? ''
    })
  }
  try {
    await connectOverlay()
  } catch {
    told.textContent = 'The overlay can’t be connected: these pages are served without the fake Twitch.'
    return
  }
  overlay.addEventListener('load', () => {
    // Where the two differ, browsers paint a background behind what is in a frame.
    const page = overlay.contentDocument?.documentElement
    if (page) overlay.style.colorScheme = getComputedStyle(page).colorScheme
    told.textContent = 'The overlay is connected.'
    for (const button of buttons) button.disabled = false
  })
  overlay.src = `/overlay/?${isNarrow ? 'show=alerts,poll' : 'bare'}`
}
