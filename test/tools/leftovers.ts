/** Objects whose methods tests replace. */
const patched = { Date, Math, JSON, Intl, console, performance, crypto, AbortSignal, Promise, Object, Array }

/** Vitest and packages such as Vue and zod keep a state of their own in names like these. */
const isOfPackages = (name: string) => /^globalThis\.[_$]|^process\.env\.VITEST/.test(name)

/** Node warns if they are read and no file is named for them. */
const storages = ['localStorage', 'sessionStorage']

function* propertiesOf(name: string, object: object): Generator<readonly [name: string, value: unknown]> {
  for (const [key, { value, get }] of Object.entries(Object.getOwnPropertyDescriptors(object))) {
    yield [`${name}.${key}`, value ?? get]
  }
}

/** What the files of a process share, by name. */
export type Shared = ReadonlyMap<string, unknown>

/** Reads what files share: globals and their methods, the environment, listeners of the process, and what is open. */
export function readShared(): Shared {
  // Node creates many globals when they are first read, such as `fetch`.
  for (const name of Object.getOwnPropertyNames(globalThis)) if (!storages.includes(name)) Reflect.get(globalThis, name)
  const shared = new Map(propertiesOf('globalThis', globalThis))
  for (const [name, object] of Object.entries(patched)) {
    for (const [property, value] of propertiesOf(name, object)) shared.set(property, value)
    const { prototype } = Object(object)
    for (const [method, value] of propertiesOf(`${name}.prototype`, Object(prototype))) shared.set(method, value)
  }
  for (const [name, value] of Object.entries(process.env)) shared.set(`process.env.${name}`, value)
  for (const event of process.eventNames()) {
    shared.set(`process.on('${String(event)}')`, process.listenerCount(event))
  }
  const open = process.getActiveResourcesInfo()
  for (const kind of new Set(open)) shared.set(`open ${kind}`, open.filter(one => one === kind).length)
  return shared
}

/** The names of what is not as it was. Less may be open than before: what closes late is no harm. */
export function leftovers(before: Shared, now: Shared = readShared()): string[] {
  return [...new Set([...before.keys(), ...now.keys()])].filter(name => {
    const [was, is] = [before.get(name), now.get(name)]
    return name.startsWith('open ') ? Number(is ?? 0) > Number(was ?? 0) : !isOfPackages(name) && !Object.is(was, is)
  })
}

/** The same, once what is closing has closed. After half a minute it is taken for open. */
export async function settledLeftovers(before: Shared): Promise<string[]> {
  const end = performance.now() + 30_000
  let left = leftovers(before)
  while (left.length && performance.now() < end) {
    await new Promise(resolve => setTimeout(resolve, 20))
    left = leftovers(before)
  }
  return left
}
