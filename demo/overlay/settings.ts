import * as v from 'valibot'

/**
 * What a streamer chooses, written into the fragment of the overlay's address. Nobody vouches for such an address, so all of
 * it is bounded here: what makes no sense is replaced by the default, and named.
 */

/** The canvas on which parts are placed, in pixels. */
export const stage = { width: 1920, height: 1080 } as const

/** How long the settings may be in an address, in characters. */
export const maxLength = 4096

const version = '1'

export const themes = ['night', 'arcade', 'paper'] as const
export const motions = ['auto', 'full', 'reduced'] as const
export const pictures = ['none', 'heart', 'star', 'gift', 'gem', 'wave', 'spark'] as const
export const sounds = ['none', 'chime', 'coin', 'fanfare', 'pop', 'sparkle', 'drum'] as const
export const alertTypes = ['follow', 'subscribe', 'resubscribe', 'gift', 'cheer', 'raid'] as const
export const partNames = ['labels', 'chat', 'alerts', 'goal', 'train', 'poll', 'prediction', 'events'] as const

export type Theme = (typeof themes)[number]
export type AlertType = (typeof alertTypes)[number]
export type PartName = (typeof partNames)[number]

const switchOf = (usual: boolean) => v.optional(v.boolean(), usual)

const choice = <const T extends readonly string[]>(values: T, usual: T[number]) => v.optional(v.picklist(values), usual)

const whole = (min: number, max: number, usual: number) =>
  v.optional(v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max)), usual)

/** A text without control characters, and without those that reverse the letters after them. */
const words = (max: number, usual: string) =>
  v.optional(v.pipe(v.string(), v.maxLength(max), v.regex(/^[^\p{Cc}\u202A-\u202E\u2066-\u2069]*$/u)), usual)

/** Whether a page may load this: from a server over `https:`, or out of the address itself. */
function isMedia(kind: 'image' | 'audio', address: string): boolean {
  if (new RegExp(`^data:${kind}/[a-z0-9.+-]+[;,]`).test(address)) return true
  try {
    const { protocol, username, password } = new URL(address)
    return protocol === 'https:' && !username && !password
  } catch {
    return false
  }
}

const media = (kind: 'image' | 'audio', names: readonly string[], usual: string) =>
  v.optional(
    v.pipe(
      v.string(),
      v.maxLength(2000),
      v.check(name => names.includes(name) || isMedia(kind, name)),
    ),
    usual,
  )

const part = (on: boolean, x: number, y: number, width: number, height: number) =>
  v.optional(
    v.pipe(
      v.strictObject({
        on: switchOf(on),
        x: whole(0, stage.width, x),
        y: whole(0, stage.height, y),
        width: whole(100, stage.width, width),
        height: whole(50, stage.height, height),
        /** The size of its text, in per cent. */
        text: whole(50, 250, 100),
      }),
      v.check(({ x, y, width, height }) => x + width <= stage.width && y + height <= stage.height),
    ),
    {},
  )

const alert = (title: string, text: string, picture: string, sound: string, maxMinimum = 1) =>
  v.optional(
    v.strictObject({
      on: switchOf(true),
      title: words(80, title),
      text: words(200, text),
      picture: media('image', pictures, picture),
      sound: media('audio', sounds, sound),
      /** In seconds. */
      time: whole(2, 30, 6),
      /** How many Bits, months, viewers or subscriptions there have to be. */
      minimum: whole(0, maxMinimum, 1),
    }),
    {},
  )

const many = 1_000_000

/** A new default is a new version: links that exist look the same for ever. */
const schema = v.optional(
  v.strictObject({
    theme: choice(themes, 'night'),
    /** `auto`: as the system of a visitor asks for. In OBS it is `full`: there nobody watches but OBS. */
    motion: choice(motions, 'auto'),
    /** In per cent. */
    volume: whole(0, 100, 60),
    /** The channel whose chat is shown without a sign-in. */
    channel: v.optional(v.pipe(v.string(), v.regex(/^\w{0,25}$/)), ''),
    parts: v.optional(
      v.strictObject({
        labels: part(true, 96, 54, 560, 90),
        chat: part(true, 96, 400, 560, 626),
        alerts: part(true, 680, 54, 560, 400),
        goal: part(true, 680, 906, 560, 120),
        train: part(true, 1264, 54, 560, 110),
        poll: part(true, 1264, 180, 560, 300),
        prediction: part(true, 1264, 496, 560, 230),
        events: part(false, 96, 160, 560, 230),
      }),
      {},
    ),
    labels: v.optional(
      v.strictObject({ viewers: switchOf(true), followers: switchOf(true), latest: switchOf(true) }),
      {},
    ),
    chat: v.optional(
      v.strictObject({
        /** After how many seconds a line goes; `0`: it stays. */
        expiry: whole(0, 600, 0),
        /** How many seconds it takes to go. */
        fade: whole(0, 10, 1),
      }),
      {},
    ),
    alerts: v.optional(
      v.strictObject({
        follow: alert('New follower', '{name}', 'none', 'chime'),
        subscribe: alert('New subscriber', '{name} {tier}', 'star', 'sparkle'),
        resubscribe: alert('Subscribed for {months}', '{name} {message}', 'star', 'sparkle', 1000),
        gift: alert('Gift', '{name} gifted {subs}', 'gift', 'fanfare', many),
        cheer: alert('Cheered {bits}', '{name} {message}', 'gem', 'coin', many),
        raid: alert('Raid', '{name} is raiding with {viewers}', 'wave', 'drum', many),
      }),
      {},
    ),
  }),
  {},
)

export type Settings = v.InferOutput<typeof schema>
export type Part = Settings['parts'][PartName]
export type AlertSettings = Settings['alerts'][AlertType]

export const defaults: Settings = v.parse(schema, {})

/** What the settings of an address are, and what of it was replaced by the default. */
export interface ReadSettings {
  readonly settings: Settings
  readonly faults: readonly string[]
}

type Tree = Record<string, unknown>

const isTree = (value: unknown): value is Tree => typeof value === 'object' && value !== null && !Array.isArray(value)

/** The same without what is at this path. */
function without(value: unknown, [key = '', ...path]: readonly string[]): unknown {
  if (!isTree(value)) return undefined
  const { [key]: child, ...others } = value
  return path.length ? { ...others, [key]: without(child, path) } : others
}

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner instanceof Object ? Reflect.get(inner, key) : undefined), value)

/** Reads what somebody may have made up. */
function check(input: unknown): ReadSettings {
  const faults: string[] = []
  let value = input
  // Each round leaves out what was wrong in the one before.
  for (let round = 0; round < 50; round++) {
    const { success, issues, output } = v.safeParse(schema, value)
    if (success) return { settings: output, faults }
    for (const { path = [] } of issues) {
      const keys = path.map(({ key }) => `${key}`)
      const given = JSON.stringify(at(input, keys)) ?? ''
      faults.push(`${keys.join('.').slice(0, 60) || 'settings'}: ${given.slice(0, 60)}`)
      value = without(value, keys)
    }
  }
  return { settings: defaults, faults: [...faults, 'settings'] }
}

/** Reads what {@link writeSettings} has written, or what somebody made up. */
export function readSettings(text: string | null): ReadSettings {
  if (!text) return { settings: defaults, faults: [] }
  const [, given, code = ''] = /^(\d{1,4})\.([\w-]*)$/.exec(text.slice(0, maxLength + 1)) ?? []
  if (text.length > maxLength) return { settings: defaults, faults: [`longer than ${maxLength} characters`] }
  if (given !== undefined && given !== version) return { settings: defaults, faults: [`version ${given}`] }
  try {
    const bytes = Uint8Array.from(atob(code.replace(/-/g, '+').replace(/_/g, '/')), letter => letter.charCodeAt(0))
    return check(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
  } catch {
    return { settings: defaults, faults: ['not readable'] }
  }
}

/** What differs from the defaults. */
function differences(value: Tree, usual: Tree): Tree {
  const changed = Object.entries(value).flatMap(([key, own]) => {
    const other = usual[key]
    if (!isTree(own) || !isTree(other)) return own === other ? [] : [[key, own]]
    const inner = differences(own, other)
    return Object.keys(inner).length ? [[key, inner]] : []
  })
  return Object.fromEntries(changed)
}

/** Writes settings for an address; `''` for those that everybody has. */
export function writeSettings(settings: Settings): string {
  const changed = differences(settings, defaults)
  if (!Object.keys(changed).length) return ''
  const bytes = new TextEncoder().encode(JSON.stringify(changed))
  const code = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
  return `${version}.${code.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')}`
}
