// @ts-check
import { ask, messageOf, say } from './ask.js'
import { find, freshId, h } from './dom.js'

/**
 * Where Twitch shows an extension: the file that has this name unless the extension says otherwise, the size of the frame, and
 * what its address says.
 */
const views = [
  { key: 'panel', name: 'Panel', file: 'panel.html', anchor: 'panel', mode: 'viewer', platform: 'web', width: 318 },
  {
    key: 'component',
    name: 'Component',
    file: 'video_component.html',
    anchor: 'component',
    mode: 'viewer',
    platform: 'web',
    width: 320,
    height: 240,
  },
  {
    key: 'video_overlay',
    name: 'Video overlay',
    file: 'video_overlay.html',
    anchor: 'video_overlay',
    mode: 'viewer',
    platform: 'web',
    width: 640,
    height: 360,
  },
  {
    key: 'mobile',
    name: 'Mobile',
    file: 'mobile.html',
    anchor: 'panel',
    mode: 'viewer',
    platform: 'mobile',
    width: 375,
    height: 560,
  },
  {
    key: 'config',
    name: 'Configuration',
    file: 'config.html',
    anchor: '',
    mode: 'config',
    platform: 'web',
    width: 640,
  },
  {
    key: 'live_config',
    name: 'Live configuration',
    file: 'live_config.html',
    anchor: '',
    mode: 'dashboard',
    platform: 'web',
    width: 300,
    height: 500,
  },
]

/** @typedef {typeof views[number]} View */

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
  { key: 'viewer', name: 'Viewer', options: { user: 'pixelfox' } },
  { key: 'other', name: 'Another viewer', options: { user: '1003' } },
  { key: 'unlinked', name: 'Viewer who shares no id', options: { user: 'pixelfox', isLinked: false } },
  { key: 'logged_out', name: 'Logged out', options: {} },
  { key: 'moderator', name: 'Moderator', options: { user: 'pixelfox', role: 'moderator' } },
  { key: 'broadcaster', name: 'Broadcaster', options: { user: 'ada' } },
]

/** @typedef {typeof viewers[number]} Viewer */

/** @param {readonly { key: string, name: string }[]} all */
const optionsOf = all => all.map(({ key, name }) => h('option', { value: key }, name))

const url = find('url', HTMLInputElement)
const view = find('view', HTMLSelectElement)
const viewer = find('viewer', HTMLSelectElement)
const [locale, height, lifetimeSeconds, policy, origins] = [
  'locale',
  'height',
  'lifetimeSeconds',
  'policy',
  'origins',
].map(id => find(id, HTMLInputElement))
const themes = find('theme', HTMLSelectElement)
const video = find('video', HTMLSelectElement)
view.append(...optionsOf([...views, { key: 'all', name: 'All of them' }]))
viewer.append(...optionsOf(viewers))

/** @typedef {{ id: string, frame: HTMLIFrameElement, origin: string, title: string, send: (told: object) => void, isReady: boolean, waiting: object[], hear: (event: any) => void, violate: (text: string) => void, setTheme: (theme: string) => void, start: () => Promise<void> }} Framed */

/** @type {Set<Framed>} */
const framed = new Set()

/** What this page is called at the fake, which sends it the events of all its frames. */
const rig = `${Math.random()}`
/** Events of frames that this page does not know yet: they may come before the answer with their id. */
/** @type {Map<string, object[]>} */
const early = new Map()
new EventSource(`/control/extension-events?rig=${rig}`).addEventListener('message', ({ data }) => {
  const event = JSON.parse(data)
  const one = [...framed].find(({ id }) => id === event.id)
  if (one) one.hear(event)
  else early.set(event.id, [...(early.get(event.id) ?? []), event])
})

/** @param {string} text */
const log = text => {
  const list = find('log', HTMLOListElement)
  list.append(h('li', {}, text))
  list.scrollTop = list.scrollHeight
}

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
  if (told.name === 'log') log(`${one.title}: ${told.args[0].join(' ')}`)
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
 * The address of a view: a folder has a page for each, by the names that Twitch suggests.
 *
 * @param {View} shape
 */
function addressOf({ file, anchor, mode, platform }) {
  const given = new URL(url.value)
  const address = given.pathname.endsWith('/') ? new URL(file, given) : given
  const inAddress = {
    anchor,
    mode,
    platform,
    language: `${locale?.value}`.split('-')[0],
    locale: locale?.value,
    popout: 'false',
    state: 'testing',
  }
  for (const [name, value] of Object.entries(inAddress)) if (value) address.searchParams.set(name, value)
  return address
}

/**
 * @param {View} shape
 * @param {Viewer} person
 */
async function addFrame(shape, person) {
  const address = addressOf(shape)
  const isMobile = shape.platform === 'mobile'
  const isOnVideo = shape.anchor === 'component' || shape.anchor === 'video_overlay'
  const isComponent = shape.anchor === 'component'
  let starting = Promise.resolve()
  // What has changed so far: a page that loads again begins with it.
  const context = { theme: themes.value }
  const features = {}
  const allowed = `${origins?.value}`.split(/[\s;,]+/).filter(Boolean)
  const { policy: text = '' } = policy?.checked ? Object(await ask('extension-policy', { connect: allowed })) : {}
  const frame = h('iframe', {
    src: address.href,
    width: `${shape.width}`,
    height: `${shape.key === 'panel' ? height?.value : (shape.height ?? 480)}`,
    // The stand-in for Twitch's script reads the policy from here.
    name: JSON.stringify({ policy: text }),
    sandbox: 'allow-forms allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox',
  })
  const control = (/** @type {string} */ name, /** @type {unknown} */ value) => {
    if (name === 'context') Object.assign(context, value)
    if (name === 'features') Object.assign(features, value)
    // It may still be starting.
    attempt(starting.then(() => ask('extension-control', { id: one.id, name, value })))
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
  const choice = (
    /** @type {string} */ text,
    /** @type {readonly HTMLOptionElement[]} */ options,
    /** @type {(value: string) => void} */ change,
  ) => {
    const id = freshId()
    const select = h('select', { id }, ...options)
    select.addEventListener('change', () => change(select.value))
    return { select, box: h('div', {}, h('label', { for: id }, text), select) }
  }
  const words = (/** @type {readonly string[]} */ ...all) => all.map(word => h('option', {}, word))
  const button = (/** @type {string} */ text, /** @type {() => void} */ click) =>
    h('button', { type: 'button', class: 'plain', click }, text)

  const theme = choice('Theme', words('light', 'dark'), value => control('context', { theme: value }))
  theme.select.value = themes.value
  const who = choice('Viewer', optionsOf(viewers), () => {
    name()
    control('viewer', viewerNow().options)
  })
  who.select.value = person.key
  const viewerNow = () => viewers.find(({ key }) => key === who.select.value) ?? person
  const subscription = choice('Subscription', words('none', '1000', '2000', '3000'), tier =>
    control('subscription', tier === 'none' ? null : tier),
  )
  const around = h('div', { 'aria-live': 'polite' })
  const identity = h('p', { class: 'note' })
  const heading = h('h3')
  const violations = h('ul', { class: 'violations', 'aria-label': 'Violations of the policy' })
  const hidden = h('p', { hidden: true }, 'Hidden')
  const isGone = (/** @type {boolean} */ gone) => {
    frame.classList.toggle('gone', gone)
    hidden.hidden = !gone
  }
  const visible = check('Visible', true, isOn => control('visible', isOn))
  const visibleBox = visible.querySelector('input')
  const seen = (/** @type {boolean} */ isSeen) => {
    if (visibleBox) visibleBox.checked = isSeen
    isGone(!isSeen)
  }
  visible.addEventListener('change', () => isGone(!visibleBox?.checked))
  const close = () => {
    attempt(ask('extension-close', { id: one.id }))
    framed.delete(one)
    card.remove()
    find('all', HTMLElement).hidden = !framed.size
  }
  const flag = (/** @type {string} */ text, /** @type {string} */ key) =>
    check(text, false, isOn => control('context', { [key]: isOn }))
  const card = h(
    'section',
    { class: 'frame' },
    h('div', { class: 'title' }, heading, button('Remove', close)),
    identity,
    h('div', { class: `stage ${isOnVideo ? 'player' : ''}` }, frame, hidden),
    around,
    violations,
    h('div', { class: 'row wrap' }, theme.box, who.box),
    h(
      'details',
      {},
      h('summary', {}, 'Around the extension'),
      h(
        'div',
        { class: 'fields' },
        field('Game', 'text', 'Just Chatting', game => control('context', { game })),
        field('Language of the broadcast', 'text', 'en', language => control('context', { language })),
        field('Delay in seconds', 'number', '3', delay => control('context', { hlsLatencyBroadcaster: Number(delay) })),
        field('Volume, 0 to 1', 'number', '1', volume => control('context', { volume: Number(volume) })),
        ...(isComponent
          ? [
              field('Position, x y', 'text', '0 0', text => {
                const position = positionOf(text)
                frame.style.left = `${position.x}px`
                frame.style.top = `${position.y}px`
                control('position', position)
              }),
            ]
          : []),
        subscription.box,
      ),
      h(
        'fieldset',
        {},
        ...(isComponent || isMobile ? [visible] : []),
        ...(isOnVideo ? [check('Highlighted', false, isOn => control('highlighted', isOn))] : []),
        ...(isMobile
          ? []
          : [
              flag('Full screen', 'isFullScreen'),
              flag('Theatre', 'isTheatreMode'),
              flag('Player controls', 'arePlayerControlsVisible'),
            ]),
        flag('Muted', 'isMuted'),
        flag('Paused', 'isPaused'),
        check('Bits', true, isOn => control('features', { isBitsEnabled: isOn })),
        check('Chat', true, isOn => control('features', { isChatEnabled: isOn })),
        check('Subscriptions', false, isOn => control('features', { isSubscriptionStatusAvailable: isOn })),
      ),
      h(
        'div',
        { class: 'row wrap' },
        button('Renew tokens', () => control('renew', null)),
        button('Let tokens expire in 5 s', () => control('renew', 5)),
      ),
    ),
  )
  const name = () => {
    one.title = `${shape.name}, ${viewerNow().name.toLowerCase()}`
    heading.textContent = one.title
    frame.title = one.title
    card.setAttribute('aria-label', one.title)
  }
  const open = async () => {
    if (one.id) await ask('extension-close', { id: one.id })
    one.waiting = []
    const { id } = Object(
      await ask('extension-open', {
        rig,
        channel: 'ada',
        view: shape.key,
        mode: shape.mode,
        platform: shape.platform,
        ...viewerNow().options,
        expiresInSeconds: Number(lifetimeSeconds?.value),
        renews: true,
        context,
        features,
      }),
    )
    one.id = id
    for (const event of early.get(id) ?? []) one.hear(event)
    early.delete(id)
  }
  /** @type {Framed} */
  const one = {
    id: '',
    frame,
    origin: address.origin,
    title: '',
    isReady: false,
    waiting: [],
    violate: text => {
      const isKnown = [...violations.children].some(({ textContent }) => textContent === text)
      if (!isKnown) violations.append(h('li', { class: 'problem' }, text))
    },
    setTheme: value => {
      theme.select.value = value
      control('context', { theme: value })
    },
    start: () => {
      starting = open()
      return starting
    },
    hear: event => {
      if (event.name !== 'around') {
        if (one.isReady) one.send(event)
        else one.waiting.push(event)
      }
      if (event.name === 'message') {
        const [target, , text] = event.args
        log(`${one.title}: ${target} ${text}`)
      }
      if (event.name === 'visible') seen(event.args[0])
      const { opaqueId, id, role, subscriptionStatus } = event.state.viewer
      const tier = subscriptionStatus ? `, subscribed (${subscriptionStatus.tier})` : ''
      identity.textContent = `${opaqueId}, ${id === null ? 'shares no id' : `shares the id ${id}`}, ${role}${tier}`
      if (event.state.around.isMinimized) isGone(true)
      showAround(around, event.state.around, control)
    },
    send: told => frame.contentWindow?.postMessage({ twitchExt: told }, address.origin),
  }
  name()
  framed.add(one)
  await one.start()
  find('all', HTMLElement).hidden = false
  find('frames', HTMLElement).append(card)
}

/**
 * @param {HTMLElement} place
 * @param {{ prompts: { kind: string, login?: string, product?: { displayName: string, cost: { amount: string } } }[], errors: string[], isMinimized: boolean }} around
 * @param {(name: string, value: unknown) => void} control
 */
function showAround(place, { prompts: [prompt], errors, isMinimized }, control) {
  const question =
    prompt?.kind === 'follow'
      ? `Follow ${prompt.login}?`
      : prompt?.kind === 'bits'
        ? `Use ${prompt.product?.cost.amount} Bits for ${prompt.product?.displayName}?`
        : 'Share your identity with this extension?'
  const box = (/** @type {(string | Node)[]} */ ...parts) => h('div', { class: 'prompt row wrap' }, ...parts)
  const answer = (/** @type {boolean} */ agrees) => () => control('answer', agrees)
  place.replaceChildren(
    ...(prompt
      ? [
          box(
            h('span', { class: 'grow' }, question),
            h('button', { type: 'button', click: answer(true) }, 'Yes'),
            h('button', { type: 'button', class: 'plain', click: answer(false) }, 'No'),
          ),
        ]
      : []),
    ...(isMinimized
      ? [
          box(
            h('span', { class: 'grow' }, 'The extension has minimized itself.'),
            h('button', { type: 'button', click: () => control('visible', true) }, 'Show it again'),
          ),
        ]
      : []),
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

/** Only the broadcaster sees these two. */
const viewerFor = (/** @type {View} */ { mode }, /** @type {string} */ key) =>
  viewers.find(one => one.key === (mode === 'viewer' ? key : 'broadcaster'))

/**
 * Adds a view, or all of them.
 *
 * @param {string} viewKey
 * @param {string} viewerKey
 */
async function add(viewKey, viewerKey) {
  for (const shape of views.filter(({ key }) => viewKey === 'all' || viewKey === key)) {
    const person = viewKey === 'all' ? viewerFor(shape, viewerKey) : viewers.find(({ key }) => key === viewerKey)
    if (person) await addFrame(shape, person)
  }
}

find('new', HTMLFormElement).addEventListener('submit', event => {
  event.preventDefault()
  attempt(add(view.value, viewer.value))
})
themes.addEventListener('change', () => {
  for (const one of framed) one.setTheme(themes.value)
})
const showVideo = () => {
  document.body.className = video.value
}
video.addEventListener('change', showVideo)
showVideo()

find('message', HTMLFormElement).addEventListener('submit', event => {
  event.preventDefault()
  const [target, message] = [find('target', HTMLInputElement).value, find('text', HTMLInputElement).value]
  attempt(ask('extension-message', { channel: 'ada', target, message }).then(() => say(`Sent to ${target}.`)))
})

/** What the address asks for: settings, and views such as `panel` or `panel:broadcaster`. */
async function begin() {
  const given = new URLSearchParams(location.search)
  find('script', HTMLElement).textContent = `${location.origin}/twitch-ext.min.js`
  for (const input of [url, locale, height, lifetimeSeconds, origins, themes, video]) {
    const value = input && given.get(input.id)
    if (input && value) input.value = value
  }
  if (policy) policy.checked = given.has('policy')
  showVideo()
  await showSegments()
  find('secret', HTMLElement).textContent = Object(await ask('extension-secret', {})).secret
  const shown = given.getAll('view')
  // The views come first where the address names them.
  if (shown.length) find('frames', HTMLElement).after(find('new', HTMLFormElement).parentElement ?? '')
  for (const one of shown) {
    const [viewKey = '', viewerKey] = one.split(':')
    const shape = views.find(({ key }) => key === viewKey)
    await add(viewKey, viewerKey ?? (shape && viewerFor(shape, 'viewer')?.key) ?? 'viewer')
  }
}
attempt(begin())
