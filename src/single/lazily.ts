// What `lazyDescriptions.ts` puts around descriptions.

type Make<T> = () => T

interface Described {
  readonly spec: unknown
}

/** Makes a value when it is first asked for. */
export function lazily<T>(make: Make<T>): Make<T> {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

const describe = <T extends object>(target: T, made: Make<Described>) =>
  Object.defineProperty(target, 'spec', { get: () => made().spec, enumerable: true, configurable: true })

/** A type of events whose description is made when it is first read. */
export const lazyType = (make: Make<Described>): object => describe({}, lazily(make))

/** An endpoint whose description is made when it is first read, or called by. */
export function lazyEndpoint(make: Make<Described & ((...call: unknown[]) => unknown)>): object {
  const made = lazily(make)
  const endpoint = (client: unknown, ...call: unknown[]) => made()(client, ...call)
  return describe(endpoint, made)
}
