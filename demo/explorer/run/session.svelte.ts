import type { Params } from '../facts/library.ts'
import { forgetQuery } from '../shell/route.svelte.ts'
import { onLeave } from '../world/worlds.svelte.ts'

/** A request of this session that can be run again. It holds no token and no secret. */
export interface PastRequest {
  readonly id: number
  readonly name: string
  readonly params: Params
  /** Its address, which can be sent to somebody. */
  readonly address: string
  readonly at: number
  readonly status: string
  readonly isGood: boolean
}

const remembered = 50
let ids = 0
let wanted = $state.raw<PastRequest | null>(null)
let entries = $state.raw<readonly PastRequest[]>([])

export const session = {
  get entries() {
    return entries
  },
  add(entry: Omit<PastRequest, 'id'>): void {
    entries = [{ ...entry, id: ++ids }, ...entries].slice(0, remembered)
  },
  clear(): void {
    entries = []
    wanted = null
  },
  /** Has the page of a request run it again, now or once it is shown. */
  again(entry: PastRequest): void {
    wanted = entry
  },
  get wanted() {
    return wanted
  },
  /** The parameters of a request that a page is to run again, once. */
  takeWanted(name: string): Params | null {
    if (wanted?.name !== name) return null
    const { params } = wanted
    wanted = null
    return params
  },
}

// What one user asked is none of the next one's business.
onLeave(session.clear)
onLeave(forgetQuery)
