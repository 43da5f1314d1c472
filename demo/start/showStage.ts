import { ask } from './ask.ts'
import { find } from './find.ts'
import { fakeURL } from './twitch.ts'

/** How large the overlay's own page is. It is then scaled to the stage, so that all of it is seen at every width. */
const sizes = { wide: { width: 1280, height: 720 }, narrow: { width: 480, height: 640 } }

/** Below this width the stage is upright, and the overlay puts its parts on top of each other. */
const narrowest = 500

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
  opening: 'Twenty seconds of a stream begin.',
  chat: 'Viewers chat.',
  follow: 'Somebody follows the channel.',
  raid: 'Another channel raids with 200 viewers.',
  poll: 'A poll runs for a minute.',
  train: 'A Hype Train starts.',
  stop: 'The opening has stopped.',
}

const stillness = matchMedia('(prefers-reduced-motion: reduce)')

/** Makes the buttons of a toolbar one tab stop, within which arrow keys go from one to the next. */
function moveByArrows(toolbar: HTMLElement, buttons: readonly HTMLButtonElement[]): void {
  const stopAt = (current: Element | undefined) => {
    for (const button of buttons) button.tabIndex = button === current ? 0 : -1
  }
  stopAt(buttons[0])
  toolbar.addEventListener('focusin', ({ target }) => stopAt(buttons.find(button => button === target)))
  toolbar.addEventListener('keydown', event => {
    const at = [...buttons].findIndex(button => button.matches(':focus'))
    const ends: Readonly<Record<string, number>> = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }
    const next = ends[event.key]
    if (next === undefined) return
    event.preventDefault()
    buttons[(next + buttons.length) % buttons.length]?.focus()
  })
}

/** Shows the overlay over a scene, plays an opening, and lets visitors make things happen. */
export async function showStage(): Promise<void> {
  const stage = find('stage', HTMLDivElement)
  const overlay = find('overlay', HTMLIFrameElement)
  const told = find('told', HTMLElement)
  const again = find('connect', HTMLButtonElement)
  const toolbar = find('actions', HTMLDivElement)
  const buttons = [...toolbar.querySelectorAll('button')]
  const tell = (text: string, isConnected = true) => {
    told.textContent = text
    again.hidden = isConnected
  }

  const scale = () => {
    const { width, height } = stage.clientWidth < narrowest ? sizes.narrow : sizes.wide
    stage.style.aspectRatio = `${width} / ${height}`
    Object.assign(overlay, { width, height })
    overlay.style.transform = `scale(${stage.clientWidth / width})`
  }
  new ResizeObserver(scale).observe(stage)
  scale()

  moveByArrows(toolbar, buttons)
  const act = async (name: string) => {
    try {
      const { isHeard = true } = Object(await ask(name))
      if (isHeard) tell(happened[name] ?? '')
      else tell('The overlay isn’t connected any more: its code is on the stage.', false)
    } catch (error) {
      tell(Object(error).message)
    }
  }
  for (const button of buttons) button.addEventListener('click', () => void act(button.dataset['try'] ?? ''))

  const connect = async () => {
    tell('Connecting the overlay …')
    try {
      await connectOverlay()
      overlay.src = '/overlay/?bare'
      const { isHeard } = Object(await ask('ready'))
      if (!isHeard) return tell('The overlay doesn’t get events yet. Is the fake Twitch in good order?', false)
    } catch (error) {
      return tell(Object(error).message, false)
    }
    for (const button of buttons) button.disabled = false
    if (stillness.matches) tell('The overlay is connected. Press a button, and something happens.')
    else {
      await act('opening')
      tell('The overlay is connected. Press a button, and something happens.')
    }
  }
  overlay.addEventListener('load', () => {
    // Where the two differ, browsers paint a background behind what is in a frame.
    const page = overlay.contentDocument?.documentElement
    if (page) overlay.style.colorScheme = getComputedStyle(page).colorScheme
  })
  again.addEventListener('click', () => void connect())
  for (const link of document.querySelectorAll<HTMLAnchorElement>('[data-fake]')) {
    link.href = fakeURL + (link.dataset['fake'] ?? '').replace('{panel}', `${location.origin}/panel/panel.html`)
  }
  await connect()
}
