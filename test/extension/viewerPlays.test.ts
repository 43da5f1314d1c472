// @vitest-environment happy-dom

import { createExtension, extensionMessages } from 'tinyhelix/extension'
import { expect, it, vi } from 'vitest'
import { openPage } from '../auth/page.ts'
import { pass, stopTime } from '../auth/twitch.ts'
import fc from '../tools/fastCheck.ts'
import { scriptHelper } from './scriptedHelper.ts'

const own = 'https://client.ext-twitch.tv'

/** What may happen, in any order. */
const step = fc.oneof(
  fc.record({
    do: fc.constant('authorize' as const),
    viewer: fc.constantFrom('U1', 'U2', 'A3'),
    seconds: fc.constantFrom(2, 60),
  }),
  fc.record({
    do: fc.constant('call' as const),
    to: fc.constantFrom('/votes', 'https://ebs.example/', 'https://evil.example/'),
  }),
  fc.record({ do: fc.constant('send' as const), target: fc.constantFrom('broadcast' as const, 'whisper-U9' as const) }),
  fc.record({ do: fc.constant('whisper' as const), to: fc.constantFrom('U1', 'U2', 'A3') }),
  fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(0, 500, 2000, 6000) }),
)

const viewerOf = (jwt: string): string => JSON.parse(atob(jwt.split('.')[1] ?? '')).viewer

it('whatever happens in whatever order, a JWT goes to named origins only, for the viewer who called, and before it has expired', async () => {
  stopTime()
  openPage(`${own}/panel.html`)
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async steps => {
      const twitch = scriptHelper()
      const extension = createExtension({ helper: twitch.helper, backend: 'https://ebs.example' })
      const messages = extensionMessages(extension)
      let viewer: string | undefined
      let expiresAt = 0
      /** Who made the call with this number; a call before anybody came is anybody's. */
      const callers: (string | undefined)[] = []
      const calls: Promise<unknown>[] = []
      const heard: string[] = []
      vi.stubGlobal('fetch', async (request: Request) => {
        const token = request.headers.get('authorization')?.replace('Bearer ', '') ?? ''
        expect([own, 'https://ebs.example']).toContain(new URL(request.url).origin)
        expect(viewerOf(token)).toBe(viewer)
        expect(callers[Number(request.headers.get('x-call'))] ?? viewer).toBe(viewer)
        expect(Date.now()).toBeLessThan(expiresAt)
        return new Response()
      })
      twitch.send.mockImplementation((_target, _type, text) => {
        expect(callers[JSON.parse(text)] ?? viewer).toBe(viewer)
      })
      for (const id of ['U1', 'U2', 'A3']) {
        messages.on(`whisper-${id}`, () => heard.push(id))
      }
      /** Those whose whispers still have a handler. */
      const awaited = new Set(['U1', 'U2', 'A3'])
      const check = (outcome: Promise<unknown>) => {
        calls.push(
          outcome.catch((error: unknown) => {
            expect(['token', 'parameter', 'forbidden']).toContain(Object(error).code)
          }),
        )
      }
      for (const one of steps) {
        const number = callers.length
        if (one.do === 'authorize') {
          if (viewer !== undefined && viewer !== one.viewer) awaited.delete(viewer)
          viewer = one.viewer
          expiresAt = (Math.floor(Date.now() / 1000) + one.seconds) * 1000
          const pubsub_perms = { send: ['broadcast', 'whisper-*'] }
          twitch.authorize(one.viewer, { viewer, exp: expiresAt / 1000, pubsub_perms })
        } else if (one.do === 'call') {
          callers.push(viewer)
          check(extension.fetch(one.to, { headers: { 'x-call': `${number}` } }))
        } else if (one.do === 'send') {
          callers.push(viewer)
          check(messages.send(one.target, number))
        } else if (one.do === 'whisper') {
          heard.length = 0
          twitch.tell(`whisper-${one.to}`, 'application/json', '1')
          if (!awaited.has(one.to)) expect(heard).toEqual([])
        } else await pass(one.ms)
        if (viewer !== undefined && one.do === 'authorize') expect(extension.state.viewer?.opaqueId).toBe(viewer)
      }
      await pass(20_000)
      await Promise.all(calls)
      extension.close()
      expect(vi.getTimerCount()).toBe(0)
    }),
    { numRuns: 200 },
  )
})
