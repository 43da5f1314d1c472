import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { signJWT } from '../../src/testing/world/signJWT.ts'
import fc from '../tools/fastCheck.ts'

it('signJWT signs as Node does, for any claims and secret', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.string({ unit: 'grapheme', maxLength: 200 })),
      fc.uint8Array({ maxLength: 150 }),
      (claims, key) => {
        const secret = Buffer.from(key).toString('base64')
        const [header, payload, signature] = signJWT(claims, secret).split('.')
        expect(JSON.parse(Buffer.from(payload ?? '', 'base64url').toString())).toEqual({ ...claims })
        expect(signature).toBe(createHmac('sha256', key).update(`${header}.${payload}`).digest('base64url'))
      },
    ),
  )
})
