// @ts-check
import { act } from './ask.js'
import { button, find, h, oneTabStop, several, show } from './dom.js'
import { chooseAgain, setTypes } from './eventForm.js'
import { setPeople } from './fields.js'
import { clear, list } from './log.js'
import { setPosition, showReplay } from './replay.js'

/** @import { PageState } from '../node/pageState.ts' */

// What the fake is like

/** @type {PageState | undefined} */
let state

const channel = find('channel', HTMLSelectElement)
const stream = button('stream')
let isChosen = false

/** @param {PageState} state */
function showChannel({ people, live, signedIn, sessions }) {
  const listener = sessions.find(({ user, status }) => user !== null && status === 'connected')?.user
  // Unless somebody has chosen: where events are heard.
  const chosen = isChosen ? channel.value : (listener ?? people[0]?.login ?? '')
  const isSignedIn = new Set(signedIn.map(({ login }) => login))
  show(channel, [people, [...isSignedIn]], () =>
    people.map(({ login, name }) =>
      h('option', { value: login }, `${name}${isSignedIn.has(login) ? ' (signed in)' : ''}`),
    ),
  )
  if (people.some(({ login }) => login === chosen) && channel.value !== chosen) channel.value = chosen
  const isLive = live.includes(channel.value)
  stream.textContent = isLive ? 'End stream' : 'Go live'
  stream.classList.toggle('live', isLive)
  show(find('known-people', HTMLDataListElement), people, () =>
    people.map(({ id, name }) => h('option', { value: id, label: name })),
  )
}

/** @param {PageState} state */
function showScenes({ scenes }) {
  show(find('all-scenes', HTMLElement), scenes, () =>
    scenes.map(({ name, title }) => {
      const heard = (/** @type {number} */ count) =>
        count ? `${title}: playing.` : `${title}: playing, but no page listens to ${channel.selectedOptions[0]?.label}.`
      const click = () => void act('scene', { name, user: channel.value }, heard)
      return h('button', { type: 'button', 'data-key': name, click }, title)
    }),
  )
}

/** @param {PageState} state */
function showPeople({ signedIn, live }) {
  show(find('signed-in', HTMLElement), [signedIn, live], () =>
    signedIn.length
      ? signedIn.map(({ id, login, name, clientId, scopes }) =>
          h(
            'div',
            { class: 'person' },
            h(
              'div',
              { class: 'title' },
              h('strong', {}, name),
              h('span', { class: 'note' }, `${login} · ${id}`),
              ...(live.includes(login) ? [h('span', { class: 'tag live' }, 'live')] : []),
              h(
                'button',
                {
                  type: 'button',
                  class: 'plain',
                  'data-key': `${clientId} ${id}`,
                  'aria-label': `Disconnect ${name} from ${clientId}`,
                  click: () => void act('disconnect', { id, clientId }, () => `${name} has disconnected ${clientId}.`),
                },
                'Disconnect',
              ),
            ),
            h(
              'div',
              { class: 'note' },
              `in ${clientId}, with ${scopes.length ? several(scopes.length, 'scope') : 'no scopes'}`,
            ),
            scopeTags(scopes),
          ),
        )
      : [h('p', { class: 'empty' }, 'Nobody yet. People who sign in to your page show up here.')],
  )
}

/**
 * Few scopes are shown; many can be.
 *
 * @param {readonly string[]} scopes
 */
function scopeTags(scopes) {
  const tags = h('div', { class: 'scopes' }, ...scopes.map(scope => h('span', { class: 'tag' }, scope)))
  return scopes.length > 8 ? h('details', {}, h('summary', { class: 'note' }, 'Show them'), tags) : tags
}

/** @param {PageState} state */
function showSessions({ sessions, isSilent }) {
  show(find('sessions', HTMLElement), sessions, () =>
    sessions.length
      ? sessions.map(({ id, user, status, subscriptions }) =>
          h(
            'div',
            { class: 'socket' },
            h(
              'div',
              { class: 'title' },
              h('strong', {}, user ?? 'Nobody yet'),
              h('span', { class: status === 'connected' ? 'tag on' : 'tag bad' }, status),
              h('span', { class: 'note' }, `…${id.slice(-18)}`),
            ),
            subscriptions.length
              ? h('ul', {}, ...subscriptions.map(subscription => subscriptionLine(id, subscription)))
              : h('p', { class: 'empty' }, 'No subscription: Twitch closes it with 4003 after 10 seconds.'),
          ),
        )
      : [h('p', { class: 'empty' }, 'No sockets open')],
  )
  button('silence').setAttribute('aria-pressed', `${isSilent}`)
  button('silence').textContent = isSilent ? 'End the silence' : 'Silence'
  for (const id of ['drop', 'move', 'move-broken', 'repeat', 'close']) {
    button(id).disabled = !sessions.some(({ status }) => status !== 'lost')
  }
}

/**
 * @param {string} session
 * @param {PageState['sessions'][number]['subscriptions'][number]} subscription
 */
const subscriptionLine = (session, { type, version, status, about }) =>
  h(
    'li',
    {},
    h(
      'span',
      { class: 'grow' },
      version === '1' ? type : `${type} (${version})`,
      h('br'),
      h('span', { class: 'note' }, status === 'enabled' ? about : `${status}: ${about}`),
    ),
    ...(status === 'enabled'
      ? [
          h(
            'button',
            {
              type: 'button',
              'data-key': `${session} ${type} ${version} ${about}`,
              'aria-label': `Revoke ${type}`,
              click: () =>
                void act(
                  'revoke',
                  { type, version, status: 'authorization_revoked' },
                  count => `Revoked: ${several(count, 'subscription')}.`,
                ),
            },
            'Revoke',
          ),
        ]
      : []),
  )

/** @param {PageState} state */
function showFaults({ faults }) {
  show(find('fault-list', HTMLElement), faults, () =>
    faults.length
      ? faults.map(({ id, text }) =>
          h(
            'li',
            {},
            h('span', {}, text),
            h(
              'button',
              {
                type: 'button',
                'data-key': `${id}`,
                'aria-label': `Stop: ${text}`,
                click: () => void act('lift', { id }, () => 'This error has stopped.'),
              },
              'Stop',
            ),
          ),
        )
      : [h('li', { class: 'empty' }, 'No errors simulated')],
  )
}

oneTabStop(find('sessions', HTMLElement), 'button')
oneTabStop(find('fault-list', HTMLElement), 'button')
oneTabStop(find('signed-in', HTMLElement), 'button, summary')

// Buttons

channel.addEventListener('change', () => {
  isChosen = true
  if (state) showChannel(state)
  chooseAgain()
})
stream.addEventListener('click', () => {
  const isOnline = !state?.live.includes(channel.value)
  const what = isOnline ? 'The stream is on' : 'The stream is over'
  void act('stream', { user: channel.value, isOnline }, count => `${what}: told ${several(count, 'subscription')}.`)
})
button('stop').addEventListener('click', () => void act('stop', {}, () => 'All scenes have stopped.'))
/**
 * @param {string} id
 * @param {string} path
 * @param {object} body
 * @param {string} done
 */
const toSockets = (id, path, body, done) =>
  button(id).addEventListener('click', () => void act(path, body, count => `${done}: ${several(count, 'socket')}.`))
toSockets('drop', 'drop', {}, 'Dropped')
toSockets('move', 'reconnect', { broken: false }, 'Asked to move')
toSockets('move-broken', 'reconnect', { broken: true }, 'Asked to move to an address that is refused')
toSockets('repeat', 'repeat', {}, 'Sent once more to')
button('silence').addEventListener('click', () => {
  const isSilent = !state?.isSilent
  void act('silence', { isSilent }, () => (isSilent ? 'From now on nothing reaches a page.' : 'The silence is over.'))
})
button('close').addEventListener('click', () => {
  const code = Number(find('code', HTMLSelectElement).value)
  void act('close', { code }, count => `Closed with ${code}: ${several(count, 'socket')}.`)
})
find('fault', HTMLFormElement).addEventListener('submit', event => {
  event.preventDefault()
  const kind = find('fault-kind', HTMLSelectElement).value
  const times = find('fault-times', HTMLInputElement).value
  const fault = {
    ...(/^\d+$/.test(kind) && { status: Number(kind) }),
    ...(kind === '429' && { resetIn: 5000 }),
    ...(kind === 'slow' && { latency: 2000 }),
    ...((kind === 'before' || kind === 'middle') && { drop: kind }),
    ...(kind === 'malformed' && { malformed: true }),
    ...(times && { times: Number(times) }),
    method: find('fault-method', HTMLSelectElement).value,
    path: find('fault-path', HTMLInputElement).value.trim(),
  }
  void act('fault', fault, () => 'The error starts now.')
})

// What comes from the fake

const connection = find('connection', HTMLElement)
/** @param {boolean} isOn */
const tellConnection = isOn => {
  connection.textContent = isOn ? location.host : 'The fake has stopped'
  connection.className = isOn ? 'on' : 'off'
}
const source = new EventSource('/control/watch')
source.addEventListener('open', () => tellConnection(true))
source.addEventListener('error', () => tellConnection(false))
source.addEventListener('state', ({ data }) => {
  /** @type {PageState} */
  const next = JSON.parse(data)
  state = next
  setPeople(next.people)
  showChannel(next)
  showScenes(next)
  showReplay(next)
  showPeople(next)
  showSessions(next)
  showFaults(next)
  setTypes(next.types)
})
source.addEventListener('position', ({ data }) => setPosition(Number(data)))
source.addEventListener('happenings', ({ data }) => {
  // A fake that has begun anew counts anew.
  clear()
  list(JSON.parse(data))
})
source.addEventListener('happening', ({ data }) => list(JSON.parse(data)))
