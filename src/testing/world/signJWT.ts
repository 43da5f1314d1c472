const initial = [0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19]

/** The first bits of the fractions of the cube roots of the first primes. */
const constants: readonly number[] = (() => {
  const found: number[] = []
  for (let number = 2; found.length < 64; number++) {
    let isPrime = true
    for (let divisor = 2; divisor * divisor <= number; divisor++) if (number % divisor === 0) isPrime = false
    if (isPrime) found.push(Math.floor((Math.cbrt(number) % 1) * 2 ** 32))
  }
  return found
})()

const turn = (word: number, bits: number) => (word >>> bits) | (word << (32 - bits))

/** SHA-256. The platform's own function answers too late for a callback that a page waits for. */
function sha256(bytes: Uint8Array): Uint8Array {
  const length = Math.ceil((bytes.length + 9) / 64) * 64
  const padded = new Uint8Array(length)
  padded.set(bytes)
  padded[bytes.length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(length - 8, Math.floor((bytes.length * 8) / 2 ** 32))
  view.setUint32(length - 4, (bytes.length * 8) >>> 0)
  const state = Uint32Array.from(initial)
  const words = new Uint32Array(64)
  const word = (index: number) => words[index] ?? 0
  for (let start = 0; start < length; start += 64) {
    for (let index = 0; index < 16; index++) words[index] = view.getUint32(start + index * 4)
    for (let index = 16; index < 64; index++) {
      const [early, late] = [word(index - 15), word(index - 2)]
      const small = turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)
      const large = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)
      words[index] = word(index - 16) + small + word(index - 7) + large
    }
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
    for (let index = 0; index < 64; index++) {
      const choice = (e & f) ^ (~e & g)
      const first = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + (constants[index] ?? 0) + word(index)) | 0
      const second = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0
      ;[h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0]
    }
    for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index] ?? 0) + value
  }
  const digest = new DataView(new ArrayBuffer(32))
  for (const [index, value] of state.entries()) digest.setUint32(index * 4, value)
  return new Uint8Array(digest.buffer)
}

const joined = (first: Uint8Array, second: Uint8Array): Uint8Array => {
  const both = new Uint8Array(first.length + second.length)
  both.set(first)
  both.set(second, first.length)
  return both
}

function hmac(key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(64)
  block.set(key.length > 64 ? sha256(key) : key)
  const padded = (value: number) => block.map(byte => byte ^ value)
  return sha256(joined(padded(0x5c), sha256(joined(padded(0x36), message))))
}

const base64URL = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=/g, '')

const textBytes = (text: string) => new TextEncoder().encode(text)

const signatureOf = (signed: string, secret: string): string => {
  const key = Uint8Array.from(atob(secret), letter => letter.charCodeAt(0))
  return base64URL(hmac(key, textBytes(signed)))
}

/** Signs claims with a secret in base64, as Twitch signs the tokens of an extension. */
export function signJWT(claims: object, secret: string): string {
  const part = (value: object) => base64URL(textBytes(JSON.stringify(value)))
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`
  return `${signed}.${signatureOf(signed, secret)}`
}

/** Whether a JWT was signed with a secret. */
export function isSignedJWT(jwt: string, secret: string): boolean {
  const end = jwt.lastIndexOf('.')
  return end > 0 && jwt.slice(end + 1) === signatureOf(jwt.slice(0, end), secret)
}
