import { type Person, usersOf } from '../../world/users.ts'
import type { World } from '../../world/world.ts'
import type { Tokens } from '../tokens.ts'
import type { FakeApplication } from './applications.ts'

/** A device that waits for someone to type its code. */
export interface WaitingDevice {
  readonly deviceCode: string
  readonly userCode: string
  readonly clientId: string
  readonly scopes: readonly string[]
  /** In milliseconds since 1970. */
  readonly expiresAt: number
  /** Who said yes; `null`: nobody yet; `'denied'`: someone said no. */
  approved: Person | 'denied' | null
  /** When it last asked, in milliseconds since 1970. */
  askedAt: number
}

/** What the sign-in pages and endpoints of one fake share. */
export interface OAuthState {
  readonly world: World
  readonly tokens: Tokens
  readonly applications: ReadonlyMap<string, FakeApplication>
  /** Every scope that there is. */
  readonly scopes: readonly string[]
  /** Scopes that users have granted, by application and user. */
  readonly consents: Map<string, Set<string>>
  readonly devices: Map<string, WaitingDevice>
  /** Seconds between two questions of a device. */
  readonly deviceIntervalSeconds: number
  /** Where people type a device's code. */
  readonly activateURL: string
}

/** How long tokens hold, in seconds: those of the implicit grant, and those that can be renewed. */
export const implicitLifetime = 60 * 24 * 3600
export const renewableLifetime = 4 * 3600

/** How long an application without a secret can renew a token that it does not use, in seconds. */
export const renewalLifetime = 30 * 24 * 3600

/** Accounts that the pages offer: the first of the cast, and those of your own. */
export const offered = ({ world }: OAuthState) =>
  usersOf(world)
    .named.filter(({ index, login }) => index < 6 || world.users.some(own => own.login === login))
    .map(({ id, login, display_name }) => ({ login, display_name, avatar: world.image(`avatar/${id}-64x64.svg`) }))

/** The scopes of an application that someone has agreed to. */
export function consentOf({ consents }: OAuthState, clientId: string, { id }: Person): Set<string> {
  const key = `${clientId} ${id}`
  const scopes = consents.get(key) ?? new Set()
  consents.set(key, scopes)
  return scopes
}

/** A scope that Twitch does not have. */
export const unknownScope = ({ scopes }: Pick<OAuthState, 'scopes'>, asked: readonly string[]): string | undefined =>
  asked.find(scope => !scopes.includes(scope))

/** Scopes of a request, which are separated by spaces. */
export const splitScopes = (text: string | null | undefined): string[] => [
  ...new Set((text ?? '').split(/[\s+]+/).filter(Boolean)),
]
