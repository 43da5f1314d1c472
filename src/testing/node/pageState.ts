import { type FakeTwitch, serverOf } from '../fake.ts'
import { isStreaming } from '../features/streams.ts'
import { type KeptReplay, type Replay, replayOf } from '../recording/replay.ts'
import { eventTypeSpecsOf } from '../wire/eventsub/eventTypes.ts'
import { sessionsOf } from '../wire/eventsub/sessions.ts'
import { eventSubscriptionsOf } from '../wire/eventsub/subscriptions.ts'
import type { LoggedRequest } from '../wire/http/requestLog.ts'
import { tokensOf } from '../wire/tokens.ts'
import { type Person, usersOf } from '../world/users.ts'
import type { World } from '../world/world.ts'

/** A person as the page shows them. */
export interface PagePerson {
  readonly id: string
  readonly login: string
  readonly name: string
}

/** Somebody who is signed in to an application. */
export interface SignedIn extends PagePerson {
  readonly clientId: string
  readonly scopes: readonly string[]
}

/** What the page shows of the fake. No token is in it. */
export interface PageState {
  readonly signedIn: readonly SignedIn[]
  /** People that there are, those who are signed in first. */
  readonly people: readonly PagePerson[]
  /** Logins of those of them who stream. */
  readonly live: readonly string[]
  readonly isSilent: boolean
  readonly sessions: readonly {
    readonly id: string
    readonly user: string | null
    readonly status: string
    readonly subscriptions: readonly {
      readonly type: string
      readonly version: string
      readonly status: string
      readonly about: string
    }[]
  }[]
  /** The types of events, with the number of subscriptions to each. */
  readonly types: readonly { readonly type: string; readonly version: string; readonly listening: number }[]
  readonly scenes: readonly { readonly name: string; readonly title: string }[]
  /** The replay, but for where it is; `null`: there is none. */
  readonly replay:
    | (Pick<Replay, 'count' | 'duration' | 'speed' | 'isPlaying'> & Pick<KeptReplay, 'id' | 'marks'>)
    | null
  readonly faults: readonly { readonly id: number; readonly text: string }[]
}

function shownReplay({ current }: { readonly current: KeptReplay | null }): PageState['replay'] {
  if (!current) return null
  const { id, marks, replay } = current
  const { count, duration, speed, isPlaying } = replay
  return { id, marks, count, duration, speed, isPlaying }
}

const asPerson = ({ id, login, display_name }: Person): PagePerson => ({ id, login, name: display_name })

/** Everybody who is signed in, each once for an application, with all that they have granted it. */
function signedInTo(world: World): SignedIn[] {
  const found = new Map<string, { person: Person; clientId: string; scopes: Set<string> }>()
  for (const { userId, clientId, scopes } of tokensOf(world).all()) {
    const person = userId === null ? undefined : usersOf(world).byId(userId)
    if (!person) continue
    const key = `${clientId} ${person.id}`
    const entry = found.get(key) ?? { person, clientId, scopes: new Set() }
    for (const scope of scopes) entry.scopes.add(scope)
    found.set(key, entry)
  }
  return [...found.values()].map(({ person, clientId, scopes }) => ({
    ...asPerson(person),
    clientId,
    scopes: [...scopes].sort(),
  }))
}

/** The state that the control page shows. */
export function pageState(fake: FakeTwitch, faults: PageState['faults']): PageState {
  const { world, scenes } = serverOf(fake)
  const signedIn = signedInTo(world)
  const { named, byId } = usersOf(world)
  const people = [...new Set([...signedIn.flatMap(({ id }) => byId(id) ?? []), ...named])]
  const listening = eventSubscriptionsOf(world).filter(({ row }) => row.status === 'enabled')
  return {
    signedIn,
    people: people.map(asPerson),
    live: people.filter(person => isStreaming(world, person)).map(({ login }) => login),
    isSilent: sessionsOf(world).isSilent,
    sessions: fake.eventSub.sessions.map(({ id, user, status, subscriptions }) => ({
      id,
      user,
      status,
      subscriptions: subscriptions.map(({ type, version, status, condition }) => ({
        type,
        version,
        status,
        about: Object.entries(condition)
          .map(([key, id]) => `${key} ${id}`)
          .join(', '),
      })),
    })),
    types: eventTypeSpecsOf(world).map(({ type, version }) => ({
      type,
      version,
      listening: listening.filter(({ row }) => row.type === type && row.version === version).length,
    })),
    scenes: scenes.map(({ name, title = name }) => ({ name, title })),
    replay: shownReplay(replayOf(world)),
    faults,
  }
}

/** Something that has happened, as the page lists it. */
export interface Happening {
  readonly id: number
  /** In milliseconds since 1970. */
  readonly at: number
  readonly title: string
  /** A status of HTTP; `0`: there is no answer (yet); `null`: it is no request. */
  readonly status: number | null
  /** What was sent: parameters and body of a request, or an event; `''`: nothing. */
  readonly detail: string
  /** The body of the answer; `''`: none. */
  readonly answer: string
}

/** The most characters of anything that somebody has sent. */
const longest = 4000
/** The most characters of an answer, which the page shows the beginning of. */
const longestAnswer = 1500

const shortened = (text: string, most = longest): string => (text.length > most ? `${text.slice(0, most)}…` : text)

/** How deep it is worth to look into what somebody has sent. */
const deepest = 50

/** A copy in which whatever is called a secret is none. */
function redacted(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth > deepest) return '…'
  if (Array.isArray(value)) return value.map(inner => redacted(inner, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      /token|secret|authorization|device_code|user_code|password|stream_key/i.test(key)
        ? '[secret]'
        : redacted(inner, depth + 1),
    ]),
  )
}

/** An answer in JSON, in lines and without secrets; `''` if it is something else. */
function readAnswer(body: string): string {
  try {
    return body && JSON.stringify(redacted(JSON.parse(body)), null, 2)
  } catch {
    return ''
  }
}

/** A request as the page lists it, without secrets wherever they were put. */
export function asHappening(
  fake: FakeTwitch,
  { host, method, path, query, body, status }: LoggedRequest,
  answer = '',
): Omit<Happening, 'id' | 'at'> {
  const secrets = tokensOf(serverOf(fake).world)
    .all()
    .flatMap(({ token, refreshToken }) => [token, ...(refreshToken ? [refreshToken] : [])])
  const clean = (text: string) => secrets.reduce((text, secret) => text.replaceAll(secret, '[secret]'), text)
  const asked = Object.entries(Object(redacted(query))).flatMap(([key, value]) =>
    [value].flat().map(one => `${key}=${one}`),
  )
  const said = body === undefined ? [] : [JSON.stringify(redacted(body), null, 2)]
  return {
    title: shortened(clean(`${method} ${host === 'helix' ? '' : `${host} `}${path}`)),
    status,
    detail: shortened(clean([...asked, ...said].join('\n'))),
    answer: shortened(clean(readAnswer(answer)), longestAnswer),
  }
}
