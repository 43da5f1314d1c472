import { type Person, usersOf } from '../../world/users.ts'
import type { World } from '../../world/world.ts'
import type { Tokens } from '../tokens.ts'
import type { FakeApplication } from './applications.ts'

/** A device that waits for its code to be entered. */
export interface WaitingDevice {
  readonly deviceCode: string
  readonly userCode: string
  readonly clientId: string
  readonly scopes: readonly string[]
  /** In milliseconds since 1970. */
  readonly expiresAt: number
  /** The user who consented; `null`: nobody yet; `'denied'`: a user refused. */
  approved: Person | 'denied' | null
  /** The time of its last poll, in milliseconds since 1970. */
  askedAt: number
}

/** The shared state of the sign-in pages and endpoints of one fake. */
export interface OAuthState {
  readonly world: World
  readonly tokens: Tokens
  readonly applications: ReadonlyMap<string, FakeApplication>
  /** All scopes. */
  readonly scopes: readonly string[]
  /** Scopes that users have granted, by application and user. */
  readonly consents: Map<string, Set<string>>
  readonly devices: Map<string, WaitingDevice>
  /** The seconds between two polls of a device. */
  readonly deviceIntervalSeconds: number
  /** The page where users enter a device's code. */
  readonly activateURL: string
}

/** The lifetime of tokens in seconds: those of the implicit grant, and those with a refresh token. */
export const implicitLifetime = 60 * 24 * 3600
export const renewableLifetime = 4 * 3600

/** The lifetime of the refresh token of a public application, in seconds. */
export const renewalLifetime = 30 * 24 * 3600

/** The accounts that the pages offer: the first main users, and own users. */
export const offered = ({ world }: OAuthState) =>
  usersOf(world)
    .named.filter(({ index, login }) => index < 6 || world.users.some(own => own.login === login))
    .map(({ id, login, display_name }) => ({ login, display_name, avatar: world.image(`avatar/${id}-64x64.svg`) }))

/** The scopes that a user has granted to an application. */
export function consentOf({ consents }: OAuthState, clientId: string, { id }: Person): Set<string> {
  const key = `${clientId} ${id}`
  const scopes = consents.get(key) ?? new Set()
  consents.set(key, scopes)
  return scopes
}

/** The first scope that Twitch does not have. */
export const unknownScope = ({ scopes }: Pick<OAuthState, 'scopes'>, asked: readonly string[]): string | undefined =>
  asked.find(scope => !scopes.includes(scope))

/** The scopes of a request, separated by spaces. */
export const splitScopes = (text: string | null | undefined): string[] => [
  ...new Set((text ?? '').split(/[\s+]+/).filter(Boolean)),
]
