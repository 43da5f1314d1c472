import { createClient, getStreams, getUsers, updateUser, userToken, validateToken } from 'tinyhelix'
import { createFakeTwitch } from 'tinyhelix/testing'
import { expect, it } from 'vitest'

const now = () => Date.parse('2026-05-01T12:00:00Z')
const look = async (seed?: number) => {
  const client = createFakeTwitch({ now, seed }).client()
  const streams = await getStreams(client)
  return [streams, await getUsers(client, { id: streams.map(({ user_id }) => user_id) })]
}

it('the same seed makes the same world', async () => {
  await expect(look(7)).resolves.toEqual(await look(7))
})

it('another seed makes another world with the same main users', async () => {
  expect(await look(7)).not.toEqual(await look(8))
  const names = async (seed: number) =>
    (await getUsers(createFakeTwitch({ seed }).client(), { id: ['1001', '1002'] })).map(({ login }) => login)
  await expect(names(7)).resolves.toEqual(await names(8))
})

it('fakes share nothing', async () => {
  const [one, other] = [createFakeTwitch(), createFakeTwitch()]
  await updateUser(one.client(), { description: 'Changed.' })
  const [user] = await getUsers(other.client())
  expect(user?.description).not.toBe('Changed.')
  const response = await other.fetch(`${other.network.baseURL}/users`, {
    headers: { authorization: `Bearer ${one.grant({ user: 'mossyotter' })}`, 'client-id': other.clientId },
  })
  expect(response.status).toBe(401)
  const own = (login: string) => createFakeTwitch({ users: [{ login }] })
  expect(own('mine').user('mine').id).toBe(own('yours').user('yours').id)
  expect(() => own('mine').user('yours')).toThrow('The fake has no user yours.')
})

it('own users are those that they were when the fake was created, also if they are objects of a class', () => {
  class Account {
    #login: string
    constructor(login: string) {
      this.#login = login
    }
    get login() {
      return this.#login
    }
    rename(login: string) {
      this.#login = login
    }
  }
  const account = new Account('mine')
  const fake = createFakeTwitch({ users: [account] })
  account.rename('yours')
  const other = createFakeTwitch({ users: [account] })
  expect([fake.user('mine').login, other.user('yours').login]).toEqual(['mine', 'yours'])
})

it('logins are valid and unique', async () => {
  const fake = createFakeTwitch()
  const people = Array.from({ length: 8000 }, (_, index) => fake.user(`${1001 + index}`))
  expect(new Set(people.map(({ login }) => login)).size).toBe(8000)
  expect(people.filter(({ login }) => !/^[a-z0-9_]{3,25}$/.test(login))).toEqual([])
  for (const { login, display_name } of people) {
    if (/^\w+$/.test(display_name)) expect(display_name.toLowerCase()).toBe(login)
  }
})

it('an unknown user throws', () => {
  expect(() => createFakeTwitch().user('nobody_at_all')).toThrow(
    'The fake has no user nobody_at_all. It has ada, pixelfox,',
  )
  expect(() => createFakeTwitch().grant({ user: 'nobody_at_all' })).toThrow('The fake has no user nobody_at_all.')
})

it('addresses may end with a slash', async () => {
  const fake = createFakeTwitch({ baseURL: 'https://api.example/helix/', authURL: 'https://id.example/' })
  const { network } = fake
  await expect(getUsers(createClient({ auth: userToken(fake.grant()), ...network }))).resolves.toHaveLength(1)
  await expect(validateToken(fake.grant(), network)).resolves.toMatchObject({ login: 'ada' })
})

it('the last 1000 requests are kept', async () => {
  const fake = createFakeTwitch()
  const ask = (path: string) => fake.fetch(`${fake.network.baseURL}${path}`)
  await ask('/first')
  for (let count = 0; count < 1000; count++) await ask('/streams')
  expect(fake.requests).toHaveLength(1000)
  expect(fake.requests.filter(({ path }) => path === '/first')).toEqual([])
})
