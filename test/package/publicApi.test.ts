import { join } from 'node:path'
import { expect, inject, it } from 'vitest'
import { publicApiOf } from './publicApi.ts'

const { project } = inject('packed')

it('every export has the signature in publicApi.txt, which `npm run api` writes', async () => {
  await expect(publicApiOf(join(project, 'node_modules/tinyhelix'))).toMatchFileSnapshot('publicApi.txt')
})
