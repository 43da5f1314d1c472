import type { Grant } from './grant.ts'
import { isString, isStrings, orNone, readFields } from './readAnswer.ts'
import { checkedToken } from './validateToken.ts'

const version = 1

const isNumber = (value: unknown): value is number => Number.isFinite(value)

/** A time in milliseconds since 1970 that a `Date` can hold. */
const isTime = (value: unknown): value is number => isNumber(value) && Math.abs(value) <= 8.64e15

/** The text that a storage keeps of a token. */
export const writeEntry = ({ token, refreshToken, session, checkAt }: Grant): string =>
  JSON.stringify({ version, token, refreshToken, session, checkAt })

/** Reads a stored text; `null` if it is damaged, of another format or of another application. */
export function readEntry(text: string | null | undefined, clientId: string): Grant | null {
  try {
    const entry = readFields(
      JSON.parse(text ?? ''),
      {
        version: isNumber,
        token: isString,
        refreshToken: orNone(isString),
        session: (value): value is object => value === Object(value),
        checkAt: isNumber,
      },
      Error,
    )
    const session = readFields(
      entry.session,
      {
        userId: orNone(isString),
        login: orNone(isString),
        clientId: isString,
        scopes: orNone(isStrings),
        expiresAt: orNone(isTime),
      },
      Error,
    )
    const { userId, login = null, scopes = null, expiresAt } = session
    const isOurs = entry.version === version && session.clientId === clientId
    if (!isOurs || userId === undefined || expiresAt === undefined) return null
    return {
      token: checkedToken(entry.token),
      refreshToken: entry.refreshToken ?? undefined,
      session: { userId, login, clientId, scopes, expiresAt },
      checkAt: Math.min(expiresAt ?? entry.checkAt, entry.checkAt),
    }
  } catch {
    return null
  }
}
