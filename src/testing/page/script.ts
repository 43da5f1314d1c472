import type { EventForm, FormField } from '../node/eventForm.ts'
import type { Happening, PageState } from '../node/pageState.ts'

/**
 * Runs the control page, in a browser. It is sent there as its own text, so it is whole in itself: it imports types only.
 * What comes from the fake is shown as text, never as HTML.
 */
export function runPage(): void {
  type Part = string | Node
  type Props = Readonly<Record<string, string | boolean | ((event: Event) => void)>>

  const find = <T extends HTMLElement>(id: string, kind: new () => T): T => {
    const found = document.getElementById(id)
    if (found instanceof kind) return found
    throw new Error(`The page has no ${id}.`)
  }
  const button = (id: string) => find(id, HTMLButtonElement)

  /** Makes an element: functions are listeners, flags attributes that are there or not. */
  function h<K extends keyof HTMLElementTagNameMap>(
    tag: K,
    props: Props = {},
    ...parts: Part[]
  ): HTMLElementTagNameMap[K] {
    const made = document.createElement(tag)
    for (const [name, value] of Object.entries(props)) {
      if (typeof value === 'function') made.addEventListener(name, value)
      else if (typeof value === 'boolean') made.toggleAttribute(name, value)
      else made.setAttribute(name, value)
    }
    made.append(...parts)
    return made
  }

  let count = 0
  const freshId = () => `field-${++count}`

  // Asking the fake

  let hiding: ReturnType<typeof setTimeout> | undefined
  const say = (text: string) => {
    find('toast', HTMLElement).textContent = text
    clearTimeout(hiding)
    hiding = setTimeout(() => find('toast', HTMLElement).replaceChildren(), 5000)
  }

  async function ask(path: string, body?: object): Promise<unknown> {
    const response = await fetch(
      `/control/${path}`,
      body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    ).catch(() => {
      throw new Error('The fake does not answer. Is it still running?')
    })
    const answer = await response.json()
    if (!response.ok) throw new Error(answer.error)
    return answer
  }

  /** Does something and says what became of it. */
  async function act(path: string, body: object, outcome: (count: number) => string): Promise<void> {
    try {
      const { count = 0 } = Object(await ask(path, body))
      say(outcome(count))
    } catch (error) {
      say(error instanceof Error ? error.message : `${error}`)
    }
  }

  const several = (count: number, one: string) => (count === 1 ? `1 ${one}` : `${count} ${one}s`)

  // What the fake is like

  let state: PageState | undefined
  const nameOf = (id: string) => state?.people.find(person => person.id === id)?.name

  /** Puts something else into a place, unless it is the same; who was at a button there stays at it. */
  const shown = new Map<HTMLElement, string>()
  function show(place: HTMLElement, facts: unknown, make: () => Part[]): void {
    const text = JSON.stringify(facts)
    if (shown.get(place) === text) return
    shown.set(place, text)
    const { activeElement } = document
    const key =
      place.contains(activeElement) && activeElement instanceof HTMLElement ? activeElement.dataset['key'] : undefined
    place.replaceChildren(...make())
    if (key === undefined) return
    const again = [...place.querySelectorAll('button')].find(({ dataset }) => dataset['key'] === key)
    const heading = place.closest('section')?.querySelector('h2')
    if (again) again.focus()
    else heading?.focus()
  }

  const channel = find('channel', HTMLSelectElement)
  const stream = button('stream')
  let isChosen = false

  function showChannel({ people, live, signedIn }: PageState): void {
    const chosen = isChosen ? channel.value : (people[0]?.login ?? '')
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

  function showPeople({ signedIn, live }: PageState): void {
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
                    click: () =>
                      void act('disconnect', { id, clientId }, () => `${name} has disconnected ${clientId}.`),
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
        : [h('p', { class: 'empty' }, 'Nobody yet. Whoever signs in to your page shows up here.')],
    )
  }

  /** Few scopes are shown; many can be. */
  function scopeTags(scopes: readonly string[]): HTMLElement {
    const tags = h('div', { class: 'scopes' }, ...scopes.map(scope => h('span', { class: 'tag' }, scope)))
    return scopes.length > 8 ? h('details', {}, h('summary', { class: 'note' }, 'Show them'), tags) : tags
  }

  function showSessions({ sessions, isSilent }: PageState): void {
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
        : [h('p', { class: 'empty' }, 'None is open.')],
    )
    button('silence').setAttribute('aria-pressed', `${isSilent}`)
    button('silence').textContent = isSilent ? 'End the silence' : 'Silence'
    for (const id of ['drop', 'move', 'move-broken', 'repeat', 'close']) {
      button(id).disabled = !sessions.some(({ status }) => status !== 'lost')
    }
  }

  type Subscription = PageState['sessions'][number]['subscriptions'][number]

  const subscriptionLine = (session: string, { type, version, status, about }: Subscription): HTMLElement =>
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

  function showFaults({ faults }: PageState): void {
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
                  'aria-label': `Lift: ${text}`,
                  click: () => void act('lift', { id }, () => 'Lifted.'),
                },
                'Lift',
              ),
            ),
          )
        : [h('li', { class: 'empty' }, 'None: everything is answered as usual.')],
    )
  }

  // One event

  const search = find('search', HTMLInputElement)
  const form = find('event', HTMLFormElement)
  let chosen: { readonly type: string; readonly version: string } | undefined
  let seed = 0

  function showTypes(): void {
    if (!state) return
    const words = search.value
      .toLowerCase()
      .split(/[\s._]+/)
      .filter(Boolean)
    const { types } = state
    const isOnly = (type: string) => types.filter(other => other.type === type).length === 1
    const found = types
      .filter(({ type }) => words.every(word => type.replace(/_/g, '').includes(word.replace(/_/g, ''))))
      .map((entry, at) => ({ ...entry, at }))
      .sort((a, b) => Math.sign(b.listening) - Math.sign(a.listening) || a.at - b.at)
    show(find('types', HTMLElement), [found, chosen], () =>
      found.length
        ? found.map(({ type, version, listening }) =>
            h(
              'li',
              {},
              h(
                'button',
                {
                  type: 'button',
                  'data-key': `${type} ${version}`,
                  ...(chosen?.type === type && chosen.version === version && { 'aria-current': 'true' }),
                  click: () => void choose({ type, version }),
                },
                type,
                ...(version === '1' && isOnly(type) ? [] : [h('span', { class: 'tag' }, `version ${version}`)]),
                ...(listening ? [h('span', { class: 'tag on' }, `${listening} listening`)] : []),
              ),
            ),
          )
        : [h('li', { class: 'empty' }, 'No type has these words.')],
    )
  }

  /** A part of the form, and what it holds. */
  interface Input {
    readonly node: HTMLElement
    readonly read: () => unknown
  }

  async function choose(type: { readonly type: string; readonly version: string }): Promise<void> {
    chosen = type
    showTypes()
    const query = new URLSearchParams({ ...type, user: channel.value, seed: `${seed}` })
    try {
      const answer = (await ask(`form?${query}`)) as EventForm
      if (chosen === type) showForm(answer)
    } catch (error) {
      say(error instanceof Error ? error.message : `${error}`)
    }
  }

  function showForm({ type, version, fields, event }: EventForm): void {
    let value: unknown = event
    let input: Input
    let isText = fields === null
    const body = h('div')
    const problem = h('p', { class: 'problem', role: 'alert', hidden: true })
    const toggle = h('button', { type: 'button' })
    const draw = () => {
      input = isText || !fields ? jsonInput(value) : objectInput(fields, value)
      body.replaceChildren(input.node)
      toggle.textContent = isText ? 'As a form' : 'As JSON'
    }
    const complain = (error: unknown) => {
      problem.textContent = error instanceof Error ? error.message : `${error}`
      problem.hidden = false
      problem.scrollIntoView({ block: 'nearest' })
    }
    toggle.addEventListener('click', () => {
      try {
        value = input.read()
        isText = !isText
        draw()
      } catch (error) {
        complain(error)
      }
    })
    draw()
    form.replaceChildren(
      h('h4', {}, version === '1' ? type : `${type} (version ${version})`),
      body,
      problem,
      h(
        'div',
        { class: 'actions' },
        h('button', { class: 'main' }, 'Send'),
        ...(fields ? [toggle] : []),
        h(
          'button',
          {
            type: 'button',
            click: () => {
              seed++
              void choose({ type, version })
            },
          },
          'Other values',
        ),
      ),
    )
    form.hidden = false
    form.onsubmit = async submitted => {
      submitted.preventDefault()
      problem.hidden = true
      try {
        const { count } = Object(await ask('emit', { type, version, event: input.read() }))
        say(count ? `Sent to ${several(count, 'subscription')}.` : `Nobody is subscribed to ${type} with these ids.`)
      } catch (error) {
        complain(error)
      }
    }
  }

  function jsonInput(value: unknown, label = 'Event'): Input {
    const id = freshId()
    const area = h(
      'textarea',
      { id, spellcheck: 'false', autocapitalize: 'none' },
      JSON.stringify(value, null, 2) ?? '',
    )
    const read = () => {
      try {
        return JSON.parse(area.value)
      } catch {
        throw new Error(`${label} is no JSON.`)
      }
    }
    return { node: h('div', { class: 'whole' }, h('label', { for: id }, label), area), read }
  }

  const isRecord = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value)

  /** The fields of an object. What the form does not know stays as it is. */
  function objectInput(fields: readonly FormField[], value: unknown): Input {
    const given = isRecord(value) ? value : {}
    const inputs = fields.map(field => ({ field, ...fieldInput(field, given[field.name]) }))
    const isThere = ({ field: { empty, name } }: { field: FormField }) => !empty || (given[name] ?? null) !== null
    const missing = inputs.filter(input => !isThere(input)).map(({ node }) => node)
    const others = h(
      'details',
      { class: 'whole' },
      h('summary', { class: 'note' }, `${several(missing.length, 'more field')} without a value`),
      h('div', { class: 'fields' }, ...missing),
    )
    // The field that a word names has its details; the others that words name have none.
    for (const { field, node } of inputs) {
      if (field.kind !== 'choice') continue
      node.addEventListener('change', ({ target }) => {
        if (!(target instanceof HTMLSelectElement)) return
        for (const other of inputs) {
          if (!field.words?.includes(other.field.name) || !other.setThere) continue
          const isNamed = other.field.name === target.value
          other.setThere(isNamed)
          if (isNamed) others.before(other.node)
        }
      })
    }
    return {
      node: h(
        'div',
        { class: 'fields' },
        ...inputs.filter(isThere).map(({ node }) => node),
        ...(missing.length ? [others] : []),
      ),
      read: () => {
        const all: Record<string, unknown> = { ...given }
        for (const { field, read } of inputs) {
          const read_ = read()
          if (read_ === undefined) delete all[field.name]
          else all[field.name] = read_
        }
        return all
      },
    }
  }

  interface FieldInput extends Input {
    /** For what may be missing: whether it is there. */
    readonly setThere?: (isThere: boolean) => void
  }

  function fieldInput(field: FormField, value: unknown): FieldInput {
    if (!field.empty) return filledInput(field, value)
    const { empty, ...filled } = field
    const node = h('div')
    const id = freshId()
    const box = h('input', { type: 'checkbox', id })
    let input: Input | undefined
    const setThere = (isThere: boolean, now: unknown = field.sample) => {
      box.checked = isThere
      input = isThere ? filledInput(filled, now ?? field.sample) : undefined
      const isWide = isThere && ['object', 'list', 'json'].includes(field.kind)
      node.className = isWide ? 'whole' : ''
      const switcher = h(
        'div',
        { class: 'check' },
        box,
        h('label', { for: id }, isThere ? field.name : `${field.name}: ${empty === 'null' ? 'null' : 'left out'}`),
      )
      node.replaceChildren(switcher, ...(input ? [input.node] : []))
    }
    box.addEventListener('change', () => {
      setThere(box.checked)
      box.focus()
    })
    setThere(value !== undefined && value !== null, value)
    return { node, setThere, read: () => (input ? input.read() : empty === 'null' ? null : undefined) }
  }

  function filledInput(field: FormField, value: unknown): Input {
    const { name, kind, words = [], fields = [], item } = field
    if (kind === 'json') return jsonInput(value, name)
    if (kind === 'object') {
      const inside = objectInput(fields, value)
      return { node: h('fieldset', { class: 'whole' }, h('legend', {}, name), inside.node), read: inside.read }
    }
    if (kind === 'list' && item) return listInput(name, item, field.sample, value)
    const id = freshId()
    if (kind === 'switch') {
      const box = h('input', { type: 'checkbox', id, checked: value === true })
      return { node: h('div', { class: 'check' }, box, h('label', { for: id }, name)), read: () => box.checked }
    }
    const label = h('label', { for: id }, name)
    if (kind === 'choice') {
      const known = typeof value === 'string' && value && !words.includes(value) ? [value, ...words] : words
      const select = h('select', { id }, ...known.map(word => h('option', { selected: word === value }, word)))
      return { node: h('div', {}, label, select), read: () => select.value }
    }
    const isNumber = kind === 'number'
    const box = h('input', {
      id,
      type: isNumber ? 'number' : 'text',
      value: typeof value === 'string' || typeof value === 'number' ? `${value}` : '',
      autocomplete: 'off',
      spellcheck: 'false',
      ...(isNumber && { step: 'any' }),
      ...(kind === 'person' && { list: 'known-people', inputmode: 'numeric' }),
      ...(field.isTold && { placeholder: kind === 'time' ? 'now' : 'a new one' }),
    })
    const note = h('div', { class: 'note' })
    const tellName = () => {
      note.textContent = box.value ? (nameOf(box.value) ?? `User${box.value}`) : 'nobody'
    }
    if (kind === 'person') {
      box.addEventListener('input', tellName)
      tellName()
    }
    return {
      node: h('div', {}, label, box, ...(kind === 'person' ? [note] : [])),
      read: () => {
        if (isNumber) {
          if (box.value === '') throw new Error(`${name} is to be a number.`)
          return Number(box.value)
        }
        return field.isTold && box.value === '' ? undefined : box.value
      },
    }
  }

  function listInput(name: string, item: FormField, sample: unknown, value: unknown): Input {
    const entries = new Set<Input>()
    const more = h('button', { type: 'button' }, 'Add one')
    const node = h('fieldset', { class: 'whole' }, h('legend', {}, name), more)
    const add = (one: unknown): HTMLElement => {
      // The list has the name already.
      const input = item.kind === 'object' ? objectInput(item.fields ?? [], one) : filledInput(item, one)
      entries.add(input)
      const remove = () => {
        entries.delete(input)
        entry.remove()
        more.focus()
      }
      const entry = h(
        'div',
        { class: 'entry' },
        input.node,
        h('button', { type: 'button', class: 'plain', click: remove, 'aria-label': `Remove one of ${name}` }, 'Remove'),
      )
      more.before(entry)
      return entry
    }
    if (Array.isArray(value)) for (const one of value) add(one)
    more.addEventListener('click', () => {
      add(sample).querySelector<HTMLElement>('input, select, textarea')?.focus()
    })
    return { node, read: () => [...entries].map(({ read }) => read()) }
  }

  // The log

  const filter = find('filter', HTMLInputElement)
  const log = find('happenings', HTMLOListElement)
  const lines = new Map<number, { readonly line: HTMLLIElement; readonly text: string }>()
  const most = 300

  const isFiltered = (text: string) => !text.includes(filter.value.trim().toLowerCase())

  function tellHappening({ id, at, title, status, detail }: Happening): void {
    const time = h('time', {}, new Date(at).toLocaleTimeString('en-GB'))
    const what = h('span', { class: 'what' }, title)
    const tag =
      status === null
        ? h('span', { class: 'tag on' }, 'event')
        : h('span', { class: status >= 400 || status === 0 ? 'tag bad' : 'tag' }, status ? `${status}` : '…')
    const line = h(
      'li',
      {},
      detail
        ? h('details', {}, h('summary', { class: 'line' }, time, what, tag), h('pre', {}, detail))
        : h('div', { class: 'line' }, time, what, tag),
    )
    const text = `${title} ${status ?? 'event'} ${detail}`.toLowerCase()
    line.hidden = isFiltered(text)
    const before = lines.get(id)
    if (before) {
      const isOpen = before.line.querySelector('details')?.open ?? false
      before.line.replaceWith(line)
      line.querySelector('details')?.toggleAttribute('open', isOpen)
    } else {
      log.prepend(line)
    }
    lines.set(id, { line, text })
    for (const [id, { line }] of lines) {
      if (lines.size <= most) break
      line.remove()
      lines.delete(id)
    }
    find('nothing', HTMLElement).hidden = true
  }

  filter.addEventListener('input', () => {
    for (const { line, text } of lines.values()) line.hidden = isFiltered(text)
  })
  button('clear').addEventListener('click', () => {
    lines.clear()
    log.replaceChildren()
    find('nothing', HTMLElement).hidden = false
  })

  // Buttons

  channel.addEventListener('change', () => {
    isChosen = true
    if (state) showChannel(state)
    if (chosen) void choose(chosen)
  })
  search.addEventListener('input', showTypes)
  search.addEventListener('keydown', event => {
    const buttons = document.querySelectorAll<HTMLButtonElement>('#types button')
    if (event.key === 'Enter') buttons[0]?.click()
    else if (event.key === 'ArrowDown') buttons[0]?.focus()
    else return
    event.preventDefault()
  })
  find('types', HTMLElement).addEventListener('keydown', event => {
    const { key } = event
    if (key !== 'ArrowDown' && key !== 'ArrowUp') return
    const buttons = [...document.querySelectorAll<HTMLButtonElement>('#types button')]
    const at = buttons.findIndex(one => one.matches(':focus')) + (key === 'ArrowDown' ? 1 : -1)
    const next = at < 0 ? search : buttons[at]
    next?.focus()
    event.preventDefault()
  })
  stream.addEventListener('click', () => {
    const isOnline = !state?.live.includes(channel.value)
    const what = isOnline ? 'The stream is on' : 'The stream is over'
    void act('stream', { user: channel.value, isOnline }, count => `${what}: told ${several(count, 'subscription')}.`)
  })
  for (const one of document.querySelectorAll<HTMLButtonElement>('[data-scene]')) {
    one.addEventListener('click', () => {
      void act('scene', { name: one.dataset['scene'], user: channel.value }, () => `${one.textContent} begins.`)
    })
  }
  button('stop').addEventListener('click', () => void act('stop', {}, () => 'All scenes are over.'))
  const toSockets = (id: string, path: string, body: object, done: string) =>
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
    void act('fault', fault, () => 'It goes wrong from now on.')
  })

  // What comes from the fake

  const connection = find('connection', HTMLElement)
  const tellConnection = (isOn: boolean) => {
    connection.textContent = isOn ? location.host : 'The fake has stopped'
    connection.className = isOn ? 'on' : 'off'
  }
  const source = new EventSource('/control/watch')
  source.addEventListener('open', () => tellConnection(true))
  source.addEventListener('error', () => tellConnection(false))
  source.addEventListener('state', ({ data }) => {
    const next: PageState = JSON.parse(data)
    state = next
    showChannel(next)
    showPeople(next)
    showSessions(next)
    showFaults(next)
    showTypes()
  })
  source.addEventListener('happenings', ({ data }) => {
    // A fake that has begun anew counts anew.
    lines.clear()
    log.replaceChildren()
    const all: Happening[] = JSON.parse(data)
    for (const happening of all) tellHappening(happening)
  })
  source.addEventListener('happening', ({ data }) => tellHappening(JSON.parse(data)))
}
