import type { FakeTwitch } from '../fake.ts'

/**
 * The functions that a test in another process calls by name. Their arguments arrive as JSON, and the fake refuses
 * invalid ones.
 */
export function createCalls(fake: FakeTwitch): Readonly<Record<string, (args: readonly unknown[]) => unknown>> {
  const { grant, revoke, consent, activate, storageState, user, requests, clientId, eventSub } = fake
  const functions = { grant, revoke, consent, activate, storageState, user }
  return {
    ...Object.fromEntries(
      Object.entries(functions).map(([name, does]) => [
        name,
        (args: readonly unknown[]) => Reflect.apply(does, undefined, args.map(given)),
      ]),
    ),
    requests: () => requests,
    clientId: () => clientId,
    sessions: () => eventSub.sessions,
  }
}

/** In JSON, what is left out of a list is `null`. */
const given = (value: unknown) => value ?? undefined
