// A page that signs users in with its buttons, and shows the results.
import {
  createClient,
  deviceCode,
  getUsers,
  type HelixError,
  implicitGrant,
  isHelixError,
  type Session,
} from 'tinyhelix'
import type { AuthPageConfig } from '../authSite.ts'

const element = (id: string) => {
  const found = document.getElementById(id)
  if (!found) throw new Error(`The page has no #${id}.`)
  return found
}

const config: AuthPageConfig = JSON.parse(element('config').textContent ?? '')
const { network, clientId, storage, scopes, redirectUri } = config
const options = { ...network, clientId, storage, scopes, redirectUri }
const implicit = implicitGrant(options)
const device = deviceCode(options)
const auth = config.kind === 'device' ? device : implicit
const client = createClient({ auth, ...config.network })

const nameOf = (error: HelixError | null) => (error ? `${error.code} ${error.reason ?? ''}`.trim() : '')

auth.subscribe(({ status, session, error }) => {
  const scopes = session?.scopes?.join(' ') ?? ''
  element('state').textContent = [status, session?.login, scopes, nameOf(error)].filter(Boolean).join(' | ')
})

/** Shows the result of an action. */
async function show(doing: Promise<Session | readonly { login: string }[] | null | undefined>): Promise<void> {
  const result = element('result')
  result.textContent = '…'
  try {
    const done = await doing
    result.textContent = done === undefined ? 'done' : JSON.stringify(done && 'login' in done ? done.login : done)
  } catch (error) {
    result.textContent = isHelixError(error) ? nameOf(error) : String(error)
  }
}

const actions: Record<string, () => void> = {
  'sign-in': () => {
    if (config.kind === 'device') {
      const onCode = ({ user_code }: { user_code: string }) => {
        element('code').textContent = user_code
      }
      void show(device.signIn({ onCode }))
    } else void show(implicit.signIn())
  },
  popup: () => void show(implicit.signIn({ popup: true })),
  switch: () => void show(implicit.signIn({ popup: true, forceVerify: true })),
  more: () => void show(implicit.signIn({ scopes: ['user:read:email'] })),
  'sign-out': () => void show(auth.signOut().then(() => undefined)),
  read: () => void show(getUsers(client).then(users => users.map(({ login }) => ({ login })))),
  restore: () => void show(auth.restore()),
  close: () => auth.close(),
}

for (const [id, action] of Object.entries(actions)) element(id).addEventListener('click', action)

// A page that frames this one presses its buttons and receives what it shows.
if (parent !== window) {
  addEventListener('message', ({ data }) => actions[data.press]?.())
  const tell = () => {
    const texts = ['state', 'result', 'code', 'restored'].map(id => [id, element(id).textContent])
    parent.postMessage(Object.fromEntries(texts), '*')
  }
  new MutationObserver(tell).observe(document.body, { childList: true, subtree: true })
}
if (config.readAtLoad) actions['read']?.()
if (config.popupAfterMs !== undefined) {
  setTimeout(() => {
    actions['popup']?.()
    void fetch('/popup')
  }, config.popupAfterMs)
}
void auth.restore().then(session => {
  element('restored').textContent = session?.login ?? 'nobody'
})
