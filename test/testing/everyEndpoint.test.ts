import { createClient } from 'tinyhelix'
import { createFakeTwitch } from 'tinyhelix/testing'
import { expect, it } from 'vitest'
import { library as endpoints, isDocumented } from '../endpoints/endpoints.ts'
import { someParams } from '../endpoints/someParams.ts'
import { realParams } from './realParams.ts'

it.for([...endpoints])('the answer to %s has the documented form', async ([name, endpoint]) => {
  let now = Date.now()
  const fake = createFakeTwitch({ now: () => now })
  const pass = (seconds: number) => {
    now += seconds * 1000
  }
  const { result, tokens } = endpoint.spec
  const kind = tokens.includes('user') || !tokens.length ? 'user' : (tokens[0] ?? 'user')
  const { auth } = fake.client({ kind })
  if (!auth) throw new Error('A client of the fake has an auth.')
  const client = createClient({ ...fake.network, auth, validate: 'throw' })

  const answer = await endpoint(
    client,
    isDocumented(name) ? await realParams(name, fake, pass) : someParams(endpoint.spec),
  )

  if (result === 'void') expect(answer).toBeUndefined()
  else if (result === 'list' || result === 'page') expect(answer).not.toEqual([])
  else if (name === 'getChannelICalendar') expect(answer).toContain('BEGIN:VCALENDAR')
  else if (result === 'text') expect(answer).toMatch(/./)
  else expect(answer).toEqual(expect.any(Object))
})
