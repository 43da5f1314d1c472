// The extension's own backend: it counts votes, and says that somebody has bought confetti.
import { createServer } from 'node:http'
import { createClient, jwtToken, sendExtensionPubSubMessage } from 'tinyhelix'
import { signJWT, verifyJWT } from './verifyJWT.js'

/** @typedef {{ question: string, choices: string[], votes: Map<string, number> }} Poll */
/** @typedef {Record<string, any>} Claims */

/**
 * @typedef {object} BackendOptions
 * @property {string} secret The extension's secret, in base64.
 * @property {string} clientId
 * @property {string} ownerId The user id of the extension's owner.
 * @property {(origin: string) => boolean} isOwn Whether pages of an origin may read answers.
 * @property {string} [baseURL] The URL of a fake Twitch.
 */

/** An answer that is an error. */
class Refusal extends Error {
  /** @param {number} status @param {string} message */
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

const maxBytes = 10_000
/** Twitch takes 100 messages a minute in each channel. */
const messageInterval = 1000

/** @param {BackendOptions} options */
export function createBackend({ secret, clientId, ownerId, isOwn, baseURL }) {
  /** @type {Map<string, Poll>} */
  const polls = new Map()
  /** @type {Set<string>} */
  const delivered = new Set()
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */
  const soon = new Map()

  /** @param {string} channelId @param {object} message */
  async function broadcast(channelId, message) {
    const exp = Math.floor(Date.now() / 1000) + 60
    const permissions = { send: ['broadcast'] }
    const claims = { exp, user_id: ownerId, role: 'external', channel_id: channelId, pubsub_perms: permissions }
    const auth = jwtToken(signJWT(claims, secret))
    const client = createClient({ auth, clientId, ...(baseURL && { baseURL }) })
    const text = JSON.stringify(message)
    await sendExtensionPubSubMessage(client, { broadcaster_id: channelId, target: ['broadcast'], message: text })
  }

  /** What everybody may know of a poll. @param {string} channelId */
  function pollOf(channelId) {
    const poll = polls.get(channelId)
    if (!poll) return null
    const votes = [...poll.votes.values()]
    const choices = poll.choices.map((title, index) => ({ title, votes: votes.filter(vote => vote === index).length }))
    return { question: poll.question, choices }
  }

  /** Tells the channel's pages of its poll: at once, then once a second at most. @param {string} channelId */
  function tell(channelId) {
    if (soon.has(channelId)) return
    const send = () => {
      soon.delete(channelId)
      broadcast(channelId, { type: 'poll', poll: pollOf(channelId) }).catch(error => console.error(error.message))
    }
    soon.set(channelId, setTimeout(send, messageInterval))
  }

  /** @param {Claims} viewer @param {unknown} body */
  function startPoll({ channel_id, role }, body) {
    if (role !== 'broadcaster') throw new Refusal(403, 'Only the broadcaster asks.')
    const { question, choices } = Object(body)
    const isText = (/** @type {unknown} */ text) => typeof text === 'string' && text.trim() !== '' && text.length <= 60
    if (
      !isText(question) ||
      !Array.isArray(choices) ||
      choices.length < 2 ||
      choices.length > 4 ||
      !choices.every(isText)
    ) {
      throw new Refusal(400, 'A poll has a question and two to four choices, each of up to 60 characters.')
    }
    polls.set(channel_id, { question, choices, votes: new Map() })
  }

  /** @param {Claims} viewer */
  function endPoll({ channel_id, role }) {
    if (role !== 'broadcaster') throw new Refusal(403, 'Only the broadcaster ends a poll.')
    polls.delete(channel_id)
  }

  /** @param {Claims} viewer @param {unknown} body */
  function vote({ channel_id, opaque_user_id }, body) {
    const poll = polls.get(channel_id)
    const { choice } = Object(body)
    if (!poll) throw new Refusal(404, 'There is no poll.')
    // A viewer who is logged out gets another id with each visit.
    if (!opaque_user_id.startsWith('U')) throw new Refusal(403, 'Log in to vote.')
    if (!Number.isInteger(choice) || !(choice in poll.choices)) throw new Refusal(400, 'There is no such choice.')
    poll.votes.set(opaque_user_id, choice)
  }

  /** @param {Claims} viewer @param {unknown} body */
  async function deliverConfetti({ channel_id }, body) {
    const receipt = verifyJWT(`${Object(body).receipt}`, secret)
    const { transactionId, product, displayName } = Object(receipt?.data)
    if (product?.sku !== 'confetti') throw new Refusal(403, 'This is no receipt for confetti.')
    if (delivered.has(transactionId)) throw new Refusal(409, 'This was delivered already.')
    delivered.add(transactionId)
    await broadcast(channel_id, { type: 'confetti', from: displayName })
  }

  /** @param {string} what @param {Claims} viewer @param {unknown} body */
  async function answer(what, viewer, body) {
    const { channel_id, opaque_user_id } = viewer
    if (what === 'POST confetti') return deliverConfetti(viewer, body)
    if (what === 'PUT poll') startPoll(viewer, body)
    else if (what === 'DELETE poll') endPoll(viewer)
    else if (what === 'POST votes') vote(viewer, body)
    else if (what !== 'GET poll') throw new Refusal(404, 'Nothing is here.')
    if (what !== 'GET poll') tell(channel_id)
    return { poll: pollOf(channel_id), own: polls.get(channel_id)?.votes.get(opaque_user_id) ?? null }
  }

  /** @param {import('node:http').IncomingMessage} request */
  async function handle({ method, url = '', headers: { authorization = '' } }, /** @type {string} */ text) {
    const viewer = verifyJWT(authorization.replace(/^Bearer /, ''), secret)
    if (!viewer) throw new Refusal(401, 'This JWT is not Twitch’s, or it has expired.')
    const [, channelId, name] = /^\/channels\/(\d+)\/(\w+)$/.exec(url) ?? []
    if (channelId !== viewer.channel_id) throw new Refusal(403, 'This JWT is of another channel.')
    return answer(`${method} ${name}`, viewer, text && JSON.parse(text))
  }

  return createServer(async (request, response) => {
    const { method, headers } = request
    const { origin = '' } = headers
    if (isOwn(origin)) response.setHeader('Access-Control-Allow-Origin', origin)
    response.setHeader('Vary', 'Origin')
    if (method === 'OPTIONS') {
      response.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE')
      response.setHeader('Access-Control-Allow-Headers', 'authorization, content-type')
      response.writeHead(204).end()
      return
    }
    /** @param {number} status @param {unknown} body */
    const send = (status, body) =>
      void response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
    try {
      let text = ''
      for await (const chunk of request) {
        text += chunk
        if (text.length > maxBytes) throw new Refusal(413, 'This is too long.')
      }
      send(200, (await handle(request, text)) ?? {})
    } catch (error) {
      if (error instanceof Refusal) send(error.status, { error: error.message })
      else if (error instanceof SyntaxError) send(400, { error: 'This is no JSON.' })
      else send(500, { error: 'This went wrong.' })
    }
  }).on('close', () => {
    for (const timer of soon.values()) clearTimeout(timer)
  })
}
