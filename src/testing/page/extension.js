// @ts-check
import { ask, messageOf, say } from './ask.js'
import { find, freshId, h } from './dom.js'

/** Where Twitch shows an extension: the size of the frame, and what its address says. */
const views = [
  { name: 'Panel', anchor: 'panel', mode: 'viewer', platform: 'web', width: 318, height: 300 },
  { name: 'Component', anchor: 'component', mode: 'viewer', platform: 'web', width: 320, height: 240 },
  { name: 'Video overlay', anchor: 'video_overlay', mode: 'viewer', platform: 'web', width: 640, height: 360 },
  { name: 'Mobile', anchor: 'panel', mode: 'viewer', platform: 'mobile', width: 375, height: 600 },
  { name: 'Configuration', anchor: '', mode: 'config', platform: 'web', width: 640, height: 400 },
  { name: 'Live configuration', anchor: '', mode: 'dashboard', platform: 'web', width: 300, height: 500 },
]

/** What Twitch lets an extension load. Its allowlists are in what is allowed. */
const policyFor = (/** @type {string} */ allowed) =>
  [
    `default-src 'self'`,
    `script-src 'self' ${location.origin} https://extension-files.twitch.tv`,
    `style-src 'self' 'unsafe-inline' https://fonts.googleapis.com`,
    `font-src 'self' https://fonts.googleapis.com https://fonts.gstatic.com`,
    `connect-src 'self' ${location.origin} https://api.twitch.tv ${allowed}`,
    `img-src 'self' data: blob: ${location.origin} https://static-cdn.jtvnw.net ${allowed}`,
    `media-src 'self' data: blob: ${allowed}`,
  ].join('; ')

/** What a page may not do, by the directive that forbids it. */
const forbidden = new Map([
  ['connect-src', 'connect to'],
  ['script-src', 'run code from'],
  ['style-src', 'take styles from'],
  ['img-src', 'show pictures of'],
  ['media-src', 'play media of'],
  ['font-src', 'take fonts from'],
])

/** @param {{ directive: string, blocked: string }} violation */
const inWords = ({ directive, blocked }) => {
  const what = forbidden.get(directive.replace(/-(elem|attr)$/, '')) ?? 'load'
  const advice = /^https?:/.test(blocked) ? ' If it belongs to the extension, add its origin to the allowlist.' : ''
  return `At Twitch the page may not ${what} ${blocked} (${directive}).${advice}`
}

const viewers = [
  { name: 'Viewer', options: { user: 'pixelfox' } },
  { name: 'Viewer who shares no id', options: { user: 'pixelfox', isLinked: false } },
  { name: 'Logged out', options: {} },
  { name: 'Moderator', options: { user: 'pixelfox', role: 'moderator' } },
  { name: 'Broadcaster', options: { user: 'ada' } },
]

const choose = (/** @type {HTMLSelectElement} */ select, /** @type {readonly { name: string }[]} */ all) =>
  select.replaceChildren(...all.map(({ name }, index) => h('option', { value: `${index}` }, name)))

const view = find('view', HTMLSelectElement)
const viewer = find('viewer', HTMLSelectElement)
const url = find('url', HTMLInputElement)
choose(view, views)
choose(viewer, viewers)
find('script', HTMLElement).textContent = `${location.origin}/twitch-ext.min.js`
url.value = new URLSearchParams(location.search).get('url') ?? ''

/** @typedef {{ id: string, frame: HTMLIFrameElement, origin: string, send: (told: object) => void, isReady: boolean, waiting: object[], events: EventSource | null, violate: (text: string) => void, start: () => Promise<void> }} Framed */

/** @type {Set<Framed>} */
const framed = new Set()

// Only a frame of this page is answered, at the address that it was opened with.
addEventListener('message', async ({ source, origin, data }) => {
  const told = Object(data).twitchExt
  const one = [...framed].find(({ frame }) => frame.contentWindow === source)
  if (!told || !one || origin !== one.origin) return
  if (told.name === 'hello') {
    // A page that loads again gets all that Twitch sends at first.
    if (one.isReady) return attempt(one.start())
    one.isReady = true
    for (const event of one.waiting.splice(0)) one.send(event)
    return
  }
  if (told.name === 'violation') return one.violate(inWords(told.args[0]))
  try {
    const { value } = Object(await ask('extension-call', { id: one.id, name: told.name, args: told.args }))
    one.send({ number: told.number, value })
  } catch (error) {
    one.send({ number: told.number, error: messageOf(error) })
  }
  if (told.name === 'set') void showSegments()
})

const positionOf = (/** @type {string} */ text) => {
  const [x = 0, y = 0] = text.split(/\s+/).map(Number)
  return { x, y }
}

/** @param {Promise<unknown>} doing */
const attempt = doing => void doing.catch(error => say(messageOf(error)))

/**
 * @param {typeof views[number]} shape
 * @param {typeof viewers[number]} person
 * @param {URL} address
 */
async function addFrame(shape, person, address) {
  // What has changed so far: a page that loads again begins with it.
  const context = {}
  const features = {}
  for (const name of /** @type {const} */ (['anchor', 'mode', 'platform'])) {
    if (shape[name]) address.searchParams.set(name, shape[name])
  }
  for (const [name, value] of [
    ['language', 'en'],
    ['locale', 'en-US'],
    ['popout', 'false'],
    ['state', 'testing'],
  ]) {
    address.searchParams.set(`${name}`, `${value}`)
  }
  const allowed = find('origins', HTMLInputElement).value.replace(/[;,]/g, ' ')
  const title = `${shape.name}, ${person.name.toLowerCase()}`
  const frame = h('iframe', {
    title,
    src: address.href,
    width: `${shape.width}`,
    height: `${shape.height}`,
    // The stand-in for Twitch's script reads the policy from here.
    name: JSON.stringify({ policy: find('policy', HTMLInputElement).checked ? policyFor(allowed) : '' }),
    sandbox: 'allow-forms allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox',
  })
  const control = (/** @type {string} */ name, /** @type {unknown} */ value) => {
    if (name === 'context') Object.assign(context, value)
    if (name === 'features') Object.assign(features, value)
    attempt(ask('extension-control', { id: one.id, name, value }))
  }
  const check = (
    /** @type {string} */ text,
    /** @type {boolean} */ isOn,
    /** @type {(isOn: boolean) => void} */ change,
  ) => {
    const input = h('input', { type: 'checkbox', checked: isOn })
    input.addEventListener('change', () => change(input.checked))
    return h('label', { class: 'check' }, input, text)
  }
  const field = (
    /** @type {string} */ text,
    /** @type {string} */ type,
    /** @type {string} */ value,
    /** @type {(value: string) => void} */ change,
  ) => {
    const id = freshId()
    const input = h('input', { id, type, value, step: 'any' })
    input.addEventListener('change', () => change(input.value))
    return h('div', {}, h('label', { for: id }, text), input)
  }
  const themeId = freshId()
  const theme = h('select', { id: themeId }, h('option', {}, 'light'), h('option', {}, 'dark'))
  theme.addEventListener('change', () => control('context', { theme: theme.value }))
  const whoId = freshId()
  const who = h('select', { id: whoId })
  choose(who, viewers)
  who.value = `${viewers.indexOf(person)}`
  who.addEventListener('change', () => control('viewer', viewers[Number(who.value)]?.options ?? {}))
  const around = h('div', { 'aria-live': 'polite' })
  const violations = h('ul', { class: 'violations', 'aria-label': 'Violations of the policy' })
  const close = () => {
    one.events?.close()
    framed.delete(one)
    card.remove()
  }
  const card = h(
    'section',
    { class: `frame ${shape.anchor === 'video_overlay' ? 'overlay' : ''}`, 'aria-label': title },
    h('h3', {}, title),
    frame,
    around,
    violations,
    h(
      'div',
      { class: 'row wrap' },
      h('div', {}, h('label', { for: themeId }, 'Theme'), theme),
      h('div', {}, h('label', { for: whoId }, 'Viewer'), who),
      h('button', { type: 'button', class: 'plain', click: () => control('renew', null) }, 'Renew tokens'),
      h('button', { type: 'button', class: 'plain', click: () => control('renew', 5) }, 'Let tokens expire in 5 s'),
      h('button', { type: 'button', class: 'plain', click: close }, 'Remove'),
    ),
    h(
      'div',
      { class: 'row wrap' },
      field('Game', 'text', 'Just Chatting', game => control('context', { game })),
      field('Language', 'text', 'en', language => control('context', { language })),
      field('Delay in seconds', 'number', '3', delay => control('context', { hlsLatencyBroadcaster: Number(delay) })),
      field('Volume, 0 to 1', 'number', '1', volume => control('context', { volume: Number(volume) })),
      ...(shape.anchor === 'component'
        ? [field('Position, x y', 'text', '0 0', text => control('position', positionOf(text)))]
        : []),
    ),
    h(
      'fieldset',
      {},
      check('Visible', true, isOn => control('visible', isOn)),
      check('Highlighted', false, isOn => control('highlighted', isOn)),
      check('Full screen', false, isOn => control('context', { isFullScreen: isOn })),
      check('Theatre', false, isOn => control('context', { isTheatreMode: isOn })),
      check('Muted', false, isOn => control('context', { isMuted: isOn })),
      check('Paused', false, isOn => control('context', { isPaused: isOn })),
      check('Player controls', false, isOn => control('context', { arePlayerControlsVisible: isOn })),
      check('Bits', true, isOn => control('features', { isBitsEnabled: isOn })),
      check('Chat', true, isOn => control('features', { isChatEnabled: isOn })),
    ),
  )
  /** @type {Framed} */
  const one = {
    id: '',
    frame,
    origin: address.origin,
    isReady: false,
    waiting: [],
    events: null,
    violate: text => violations.append(h('li', { class: 'problem' }, text)),
    start: async () => {
      one.events?.close()
      one.waiting = []
      const { options } = viewers[Number(who.value)] ?? person
      const { id } = Object(
        await ask('extension-open', { channel: 'ada', mode: shape.mode, ...options, context, features }),
      )
      one.id = id
      one.events = new EventSource(`/control/extension-events?id=${id}`)
      one.events.addEventListener('message', ({ data }) => {
        const event = JSON.parse(data)
        if (event.name !== 'around') {
          if (one.isReady) one.send(event)
          else one.waiting.push(event)
        }
        if (event.name === 'message') {
          const [target, , text] = event.args
          find('log', HTMLOListElement).append(h('li', {}, `${title}: ${target} ${text}`))
        }
        showAround(around, event.state.around, agrees => control('answer', agrees))
      })
    },
    send: told => frame.contentWindow?.postMessage({ twitchExt: told }, address.origin),
  }
  framed.add(one)
  await one.start()
  find('frames', HTMLElement).append(card)
}

/**
 * @param {HTMLElement} place
 * @param {{ prompts: { kind: string, login?: string, product?: { displayName: string, cost: { amount: string } } }[], errors: string[], isMinimized: boolean }} around
 * @param {(agrees: boolean) => void} answer
 */
function showAround(place, { prompts: [prompt], errors, isMinimized }, answer) {
  const question =
    prompt?.kind === 'follow'
      ? `Follow ${prompt.login}?`
      : prompt?.kind === 'bits'
        ? `Use ${prompt.product?.cost.amount} Bits for ${prompt.product?.displayName}?`
        : 'Share your identity with this extension?'
  place.replaceChildren(
    ...(prompt
      ? [
          h(
            'div',
            { class: 'prompt row wrap' },
            h('span', { class: 'grow' }, question),
            h('button', { type: 'button', click: () => answer(true) }, 'Yes'),
            h('button', { type: 'button', class: 'plain', click: () => answer(false) }, 'No'),
          ),
        ]
      : []),
    ...(isMinimized ? [h('p', {}, 'The extension has minimized itself.')] : []),
    ...(errors.length ? [h('p', { class: 'problem' }, `${errors.at(-1)}`)] : []),
  )
}

async function showSegments() {
  const { segments } = Object(await ask('extension-segments', { channel: 'ada' }))
  const forms = ['global', 'developer', 'broadcaster'].map(segment => {
    const { version = '1', content = '' } = segments[segment] ?? {}
    const [versionId, contentId] = [freshId(), freshId()]
    const inputs = [
      h('input', { id: versionId, value: version, required: true }),
      h('input', { id: contentId, value: content }),
    ]
    const form = h(
      'form',
      { class: 'row wrap', 'aria-label': segment },
      h('div', {}, h('label', { for: versionId }, `Version of ${segment}`), inputs[0] ?? ''),
      h('div', { class: 'grow' }, h('label', { for: contentId }, `Content of ${segment}`), inputs[1] ?? ''),
      h('button', { type: 'submit' }, 'Store'),
    )
    form.addEventListener('submit', event => {
      event.preventDefault()
      const [version, content] = inputs.map(({ value }) => value)
      attempt(
        ask('extension-store', { channel: 'ada', segment, version, content }).then(() => say(`Stored ${segment}.`)),
      )
    })
    return form
  })
  find('segments', HTMLElement).replaceChildren(...forms)
}

find('new', HTMLFormElement).addEventListener('submit', event => {
  event.preventDefault()
  const [shape, person] = [views[Number(view.value)], viewers[Number(viewer.value)]]
  if (shape && person) attempt(addFrame(shape, person, new URL(url.value)))
})

find('message', HTMLFormElement).addEventListener('submit', event => {
  event.preventDefault()
  const [target, message] = [find('target', HTMLInputElement).value, find('text', HTMLInputElement).value]
  attempt(ask('extension-message', { channel: 'ada', target, message }).then(() => say(`Sent to ${target}.`)))
})

attempt(showSegments())
