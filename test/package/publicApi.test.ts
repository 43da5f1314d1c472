import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { publicApiOf } from './publicApi.ts'

const { project } = inject('packed')

it('everything exported has the signature that publicApi.txt says: after a change, `npm run api` writes it anew', async () => {
  await expect(publicApiOf(join(project, 'node_modules/tinyhelix'))).toMatchFileSnapshot('publicApi.txt')
})
