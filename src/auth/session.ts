import { HelixError, isHelixError } from '../errors.ts'
import { until } from '../transport.ts'
import type { Auth, Network, Session } from './auth.ts'
import { observe } from './state.ts'

/** A token with what is known of it. */
export interface Grant {
  readonly token: string
  /** Gets the next token when this one has ended. */
  readonly refreshToken?: string | undefined
  readonly session: Session
  /** When Twitch is to be asked about it again, in milliseconds since 1970. */
  readonly checkAt: number
}

/** What the keeper of a token needs to know of the way that the token came. */
export interface KeeperOptions {
  readonly network: Network
  /** The token to start with, or none. Asked again when that has ended if `renewable`. */
  readonly obtain: (network: Network) => Promise<Grant | null>
  readonly renewable?: boolean
  /** Finds out whose token it is, and by when to ask again if that is sooner than in an hour. */
  readonly validate: (
    token: string,
    network: Network,
    session: Session,
  ) => Promise<Partial<Session> & { readonly checkAt?: number }>
  /** Told of each confirmed token, and of the end of the session. */
  readonly onChange?: (grant: Grant | null) => void
}

/** The `Auth` of one user's token, and the means to change that token. */
export interface Keeper {
  readonly auth: Auth<'user'>
  /** Brings the token held up to date, or obtains the first one. Never rejects. */
  readonly settle: () => Promise<void>
  /** Finds out whose token it is; rejects if it is refused. Where nobody can be asked, what is known holds. */
  readonly confirm: (grant: Grant) => Promise<Grant>
  /** Signs in with a confirmed token, or out. */
  readonly hold: (grant: Grant | null, error?: HelixError) => void
  readonly network: () => Network
}

const ended = 'The token has expired or was revoked: sign in again.'

/** Keeps one user's token: confirms it at first, every hour and when it ends. */
export function keepToken({ network, obtain, renewable, validate, onChange }: KeeperOptions): Keeper {
  const { current, subscribe, publish } = observe()
  let held: Grant | null = null
  let refused: string | undefined
  let failure: HelixError | undefined
  let work: Promise<void> | undefined

  const hold: Keeper['hold'] = (grant, error) => {
    held = grant
    failure = undefined
    onChange?.(grant)
    publish(grant && grant.session, error)
  }
  const refuse = (token: string, error = new HelixError('token', ended)) => {
    if (held && held.token !== token) return
    refused = token
    if (renewable && held) held = null
    else hold(null, error)
  }
  const confirm: Keeper['confirm'] = async grant => {
    const { token, session } = grant
    const now = Date.now()
    if (session.expiresAt && session.expiresAt <= now) throw new HelixError('token', ended)
    try {
      const { checkAt = now + 3_600_000, ...info } = await validate(token, network, session)
      return { ...grant, session: { ...session, ...info }, checkAt: Math.min(checkAt, info.expiresAt ?? checkAt) }
    } catch (error) {
      if (isHelixError(error) && (error.status === 401 || error.code === 'token')) throw error
      return { ...grant, checkAt: now + 60_000 }
    }
  }
  const update = async () => {
    let grant = held
    try {
      if (!grant && (renewable || current().status === 'pending')) {
        grant = await obtain(network)
        if (!grant) hold(null)
      }
      if (!grant) return
      if (grant.token === refused) refuse(refused)
      else hold(grant.checkAt > Date.now() ? grant : await confirm(grant))
    } catch (error) {
      if (isHelixError(error) && (error.status === 401 || error.code === 'token' || error.code === 'sign_in')) {
        refuse(grant?.token ?? '', error.status ? undefined : error)
        return
      }
      // Nothing is over yet: the next call tries again.
      failure = isHelixError(error) ? error : new HelixError('token', `No token could be had: ${error}`)
      if (current().status === 'pending') publish(null, failure)
    }
  }
  const settle = () => (work ??= update().finally(() => (work = undefined)))

  return {
    settle,
    confirm,
    hold,
    network: () => network,
    auth: {
      kind: 'user',
      get state() {
        return current()
      },
      subscribe,
      getToken: async signal => {
        if (!held || held.checkAt <= Date.now()) await until(settle(), signal)
        if (!held && renewable && !failure) await until(settle(), signal)
        if (held) return held.token
        throw failure ?? current().error ?? new HelixError('token', 'Nobody is signed in: call signIn() from a click.')
      },
      invalidate: token => refuse(token),
      connect: lent => {
        network = { ...lent, ...network }
      },
    },
  }
}
