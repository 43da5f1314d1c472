import { keepSchedule } from '../world/scheduledChanges.ts'
import type { AnswerHelix } from './helix/router.ts'
import { helixPolicy, isPreflight, preflightHeaders } from './http/cors.ts'
import { answerWith, type Faults, replacement } from './http/faults.ts'
import { type FakeAnswer, type FakeRequest, isTooLong, maxBodyBytes, unreachable } from './http/message.ts'
import type { RequestLog } from './http/requestLog.ts'
import { draw } from './images/draw.ts'
import { activatePage } from './oauth/device.ts'
import type { OAuthState } from './oauth/oauthState.ts'
import { answerOAuth } from './oauth/router.ts'

/** The addresses of a fake's parts. */
export interface Addresses {
  readonly baseURL: string
  readonly authURL: string
  readonly activateURL: string
  readonly imagesURL: string | undefined
}

/** A part of a fake: all paths at and below an address. */
interface Site {
  readonly host: 'helix' | 'oauth' | 'images'
  readonly url: string
  /** The name of the part in the log and in faults. */
  readonly name?: string
  readonly respond: (request: FakeRequest, path: string) => FakeAnswer
}

/** The parts that answer requests, and hooks around them. */
export interface SitesOptions {
  readonly addresses: Addresses
  readonly helix: AnswerHelix
  readonly oauth: OAuthState
  readonly log: RequestLog
  readonly faults: Faults
  /** Called after each answer, because permissions may have ended. */
  readonly onAnswer: () => void
}

/** Passes a request to its site, through the log and the active faults. */
export function createSites({ addresses, helix, oauth, log, faults, onAnswer }: SitesOptions) {
  const { baseURL, authURL, activateURL, imagesURL } = addresses
  const { world } = oauth
  const sites: readonly Site[] = [
    { host: 'helix', url: baseURL, respond: (request, path) => (isPreflight(request) ? leave : helix(request, path)) },
    { host: 'oauth', url: authURL, respond: (request, path) => answerOAuth(oauth, request, path) },
    { host: 'oauth', url: activateURL, name: '/activate', respond: request => activatePage(oauth, request) },
    // Without a base URL, images need no site.
    ...(imagesURL === undefined
      ? []
      : [{ host: 'images' as const, url: imagesURL, respond: (_: FakeRequest, path: string) => picture(path) }]),
  ]

  return async (request: FakeRequest): Promise<FakeAnswer> => {
    const address = request.url.origin + request.url.pathname
    const site = sites.find(({ url }) => address === url || address.startsWith(url.replace(/\/*$/, '/')))
    if (!site) throw unreachable(`Nothing of the fake is at ${address}.`)
    const below = address.slice(site.url.replace(/\/+$/, '').length)
    if (isPreflight(request)) return site.respond(request, below)
    const path = (site.name ?? '') + below
    const entry = log.add(site.host, path, request)
    const fault = faults.next(request.method, path)
    const { latency } = fault ?? {}
    // Longer timers end at once.
    if (latency) await new Promise(resolve => setTimeout(resolve, Math.min(latency, 2 ** 31 - 1)))
    const usual = () => (isTooLong(request) ? tooLong : site.respond(request, below))
    const answer = fault ? answerWith(fault, world.now(), usual) : usual()
    onAnswer()
    keepSchedule(world)
    entry.status = answer.cut === 'before' ? 0 : answer.status
    if (site.host !== 'images') log.onAnswer?.(entry, answer.cut === 'before' ? '' : answer.body)
    return { ...answer, headers: { date: new Date(world.now()).toUTCString(), ...answer.headers } }
  }
}

const tooLong = replacement(413, `The body of a request has at most ${maxBodyBytes} bytes.`)

/** The API answers all preflights alike. */
const leave: FakeAnswer = { status: 204, headers: preflightHeaders(helixPolicy), body: '' }

const picture = (path: string): FakeAnswer => ({
  status: 200,
  headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' },
  body: draw(decodeURIComponent(path.slice(1))),
})
