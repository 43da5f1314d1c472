import { HelixError, isHelixError } from '../errors.ts'
import { abortable } from '../request/abortable.ts'
import type { Auth, Network, Session } from '../spec.ts'
import { confirm, ended, isFinal } from './confirm.ts'
import { fillMissing } from './fillMissing.ts'
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
  /** Completed by the client's. */
  readonly network: Network
  /** The token to start with or to go on with, or none; not the one that was refused, if there is another. */
  readonly obtain: (refused: string | undefined) => Promise<Grant | null>
  /** Whether `obtain` has another token when one has ended. */
  readonly renewable?: boolean
  /** Finds out whose token it is, and by when to ask again if that is sooner than in an hour. */
  readonly validate: (token: string, session: Session) => Promise<Partial<Session> & { readonly checkAt?: number }>
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
}

/** Whether Twitch is to be asked about it; also if the clock that said when was wrong. */
export const isDue = ({ checkAt }: Grant): boolean => {
  const left = checkAt - Date.now()
  return left > 3_600_000 || left <= 0
}

/** Keeps one user's token: confirms it at first, every hour and when it ends. */
export function keepToken({ network, obtain, renewable, validate, onChange }: KeeperOptions): Keeper {
  const { current, subscribe, publish } = observe()
  let held: Grant | null = null
  let refused: string | undefined
  let failure: HelixError | undefined
  let work: Promise<void> | undefined
  /** How often it was decided what to hold. */
  let decisions = 0

  const hold: Keeper['hold'] = (grant, error) => {
    held = grant
    failure = error
    decisions++
    onChange?.(grant)
    publish(grant?.session ?? null, error)
  }
  const confirmGrant: Keeper['confirm'] = async grant => {
    const { token, session } = grant
    return { ...grant, ...(await confirm(session, () => validate(token, session))) }
  }
  const update = async (isSecond = false): Promise<void> => {
    const begun = decisions
    let grant: Grant | null | undefined
    if (held && !isDue(held)) return
    try {
      grant = await obtain(refused)
      if (grant && grant.token === refused) throw ended()
      if (grant && isDue(grant)) grant = await confirmGrant(grant)
      // What was done meanwhile, such as a sign-out, is newer.
      if (decisions > begun) return update()
      // Signed out for a reason, which is still the reason.
      if (grant || current().status !== 'signed-out') hold(grant)
    } catch (thrown) {
      if (decisions > begun) return update()
      held = null
      const error = isHelixError(thrown) ? thrown : new HelixError('token', `No token could be had: ${thrown}`)
      if (isFinal(thrown)) {
        refused = grant?.token
        if (!renewable || !grant || isSecond) return hold(null, error)
        return update(true)
      }
      // Nothing is over yet: the next call tries again.
      failure = error
      if (current().status === 'pending') publish(null, error)
    }
  }
  const settle = () => {
    work ??= update().finally(() => {
      work = undefined
    })
    return work
  }

  const getCredentials = async (signal?: AbortSignal) => {
    await abortable(settle(), signal)
    if (held) return held
    throw failure ?? new HelixError('token', 'Nobody is signed in: call signIn() from a click.')
  }

  return {
    settle,
    confirm: confirmGrant,
    hold,
    auth: {
      kind: 'user',
      get state() {
        return current()
      },
      subscribe,
      getToken: async signal => (await getCredentials(signal)).token,
      getCredentials,
      invalidate: token => {
        if (held?.token !== token) return
        refused = token
        if (renewable) held = null
        else hold(null, ended())
        decisions++
      },
      setNetwork: given => fillMissing(network, given),
    },
  }
}
