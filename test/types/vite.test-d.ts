import { fake } from 'virtual:tinyhelix'
import { createClient, deviceCode, emoteURL, implicitGrant } from 'tinyhelix'
import { networkAt } from 'tinyhelix/testing'
import { fakeTwitch } from 'tinyhelix/vite'
import type { UserConfig } from 'vite'
import { expectTypeOf, it } from 'vitest'

it('auths and clients accept the values of the virtual module', () => {
  const auth = implicitGrant({ clientId: 'mine', ...fake.auth })
  createClient({ auth, ...fake.network })
  createClient({ auth: deviceCode({ clientId: 'mine', ...fake.auth }), ...fake.network })
  emoteURL({ id: '25' }, fake.network)
  // @ts-expect-error: it may be empty, so that the page needs a client id of its own
  implicitGrant({ ...fake.auth })
  const network = networkAt('http://localhost:4000')
  expectTypeOf(network).toExtend<typeof fake.network>()
  expectTypeOf<keyof typeof fake.network>().toEqualTypeOf<keyof typeof network>()
  expectTypeOf<keyof typeof fake.auth>().toEqualTypeOf<'clientId' | Exclude<keyof typeof network, 'imagesURL'>>()
})

it('the plugin is a Vite plugin, and accepts the options of defineFake', () => {
  expectTypeOf({ plugins: [fakeTwitch(), fakeTwitch({ config: 'tinyhelix.fake.ts', seed: 2 })] }).toExtend<UserConfig>()
  // @ts-expect-error: there is no such option
  fakeTwitch({ port: 4000 })
})
