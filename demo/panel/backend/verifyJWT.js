import { createHmac, timingSafeEqual } from 'node:crypto'

/** @param {string} text @returns {Record<string, any>} */
const parse = text => JSON.parse(Buffer.from(text, 'base64url').toString())

/**
 * Returns the claims of a JWT that Twitch has signed with the extension's secret. Returns `null` if somebody else has signed it,
 * or if it has expired.
 *
 * @param {string} jwt
 * @param {string} secret The extension's secret, in base64 as the developer console shows it.
 */
export function verifyJWT(jwt, secret) {
  const [header = '', payload = '', signature = ''] = jwt.split('.')
  const expected = createHmac('sha256', Buffer.from(secret, 'base64')).update(`${header}.${payload}`).digest()
  const given = Buffer.from(signature, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  // Only what is signed is read.
  if (parse(header).alg !== 'HS256') return null
  const claims = parse(payload)
  return claims.exp * 1000 > Date.now() ? claims : null
}

/**
 * Signs claims with the extension's secret, for Twitch.
 *
 * @param {object} claims
 * @param {string} secret
 */
export function signJWT(claims, secret) {
  const part = (/** @type {object} */ value) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${signed}.${createHmac('sha256', Buffer.from(secret, 'base64')).update(signed).digest('base64url')}`
}
