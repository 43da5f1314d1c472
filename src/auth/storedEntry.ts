import type { Grant } from './grant.ts'
import { isNumber, isString, isStrings, isTime, orNull, readFields } from './readFields.ts'
import { checkedToken } from './validateToken.ts'

const version = 1

/** The text that a storage keeps of a token. */
export const writeEntry = ({ token, refreshToken, session, checkAt }: Grant): string =>
  JSON.stringify({ version, token, refreshToken, session, checkAt })

/** Reads a stored text; `null` if it is damaged, of another format or of another application. */
export function readEntry(text: string | null | undefined, clientId: string): Grant | null {
  try {
    const entry = JSON.parse(text ?? '')
    const read = readFields(entry, Error)
    const readSession = readFields(entry.session, Error)
    if (read('version', isNumber) !== version || readSession('clientId', isString) !== clientId) return null
    const expiresAt = readSession('expiresAt', orNull(isTime))
    const checkAt = read('checkAt', isNumber)
    return {
      token: checkedToken(read('token', isString)),
      refreshToken: read('refreshToken', orNull(isString), null) ?? undefined,
      session: {
        userId: readSession('userId', orNull(isString)),
        login: readSession('login', orNull(isString), null),
        clientId,
        scopes: readSession('scopes', orNull(isStrings), null),
        expiresAt,
      },
      checkAt: Math.min(expiresAt ?? checkAt, checkAt),
    }
  } catch {
    return null
  }
}
