import { fromWallTime, toWallTime } from '../clock.ts'
import { nullish, number, object } from '../schema/object.ts'
import { id, integer } from '../schema/parameters.ts'
import type { UserSession } from '../spec.ts'
import type { Grant } from './grant.ts'
import { readFields, texts } from './readAnswer.ts'
import { checkedToken } from './validateToken.ts'

const version = 1

/** A time in milliseconds since 1970 that a `Date` can hold. */
const time = /* @__PURE__ */ integer(-8.64e15, 8.64e15)

/** The key of an application's token in a storage. `name` distinguishes accounts. */
export const entryKey = (clientId: string, name = 'default'): string => `tinyhelix:${clientId}:${name}`

/** The text that is stored for a token. */
export const writeEntry = ({ token, id, refreshToken, session, checkAt }: Grant): string =>
  JSON.stringify({ version, token, id, refreshToken, session, checkAt: Math.round(toWallTime(checkAt)) })

/** Reads a stored text. Returns `null` if it is damaged, has another format or belongs to another application. */
export function readEntry(text: string | null | undefined, clientId: string): Grant<UserSession> | null {
  try {
    const entry = readFields(
      JSON.parse(text ?? ''),
      {
        version: number,
        token: id,
        id: nullish(id),
        refreshToken: nullish(id),
        session: object<object>({}),
        checkAt: number,
      },
      Error,
    )
    const session = readFields(
      entry.session,
      {
        userId: id,
        login: nullish(id),
        clientId: id,
        scopes: nullish(texts),
        expiresAt: nullish(time),
      },
      Error,
    )
    const { userId, login = null, scopes = null, expiresAt } = session
    const isOurs = entry.version === version && session.clientId === clientId
    if (!isOurs || expiresAt === undefined) return null
    return {
      token: checkedToken(entry.token),
      // Entries of version 0.2 have no id. This one is the same in all tabs.
      id: entry.id ?? `${expiresAt}.`,
      refreshToken: entry.refreshToken ?? undefined,
      session: { userId, login, clientId, scopes, expiresAt },
      checkAt: fromWallTime(Math.min(expiresAt ?? Infinity, entry.checkAt), Infinity),
    }
  } catch {
    return null
  }
}
