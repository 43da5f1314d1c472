import { type Person, usersOf } from '../../world/users.ts'
import type { FakeAnswer, FakeRequest } from '../http/message.ts'
import { type FakeApplication, isRegistered } from './applications.ts'
import { errorPage, escaped, htmlPage, scopeList, userChoice } from './htmlPage.ts'
import { consentOf, implicitLifetime, type OAuthState, offered, splitScopes, unknownScope } from './oauthState.ts'

/** The cookie that keeps a user signed in at the fake. */
const cookieName = 'fake_twitch_login'

interface AuthorizeRequest {
  readonly application: FakeApplication
  readonly redirectURI: string
  readonly scopes: readonly string[]
  readonly state: string | null
  readonly forceVerify: boolean
}

/** `GET`: the consent page, or a redirect for a user who has consented before. `POST`: the user's decision. */
export function authorize(oauth: OAuthState, request: FakeRequest): FakeAnswer {
  const wanted = readRequest(oauth, request.url.searchParams)
  if ('status' in wanted) return wanted
  const { byLogin, main } = usersOf(oauth.world)
  const remembered = byLogin(
    new RegExp(`(?:^|; )${cookieName}=([^;]*)`).exec(request.headers['cookie'] ?? '')?.[1] ?? '',
  )

  if (request.method === 'POST') {
    const form = new URLSearchParams(request.body)
    const person = byLogin(form.get('user') ?? '')
    if (!person) return errorPage('There is no such account.')
    return form.get('decision') === 'authorize' ? accept(oauth, wanted, person) : deny(wanted)
  }
  if (remembered && !wanted.forceVerify) {
    const agreed = consentOf(oauth, wanted.application.id, remembered)
    if (agreed.has('') && wanted.scopes.every(scope => agreed.has(scope))) return accept(oauth, wanted, remembered)
  }
  return consentPage(oauth, wanted, remembered ?? main, request.url)
}

function readRequest(oauth: OAuthState, search: URLSearchParams): AuthorizeRequest | FakeAnswer {
  const application = oauth.applications.get(search.get('client_id') ?? '')
  if (!application) return errorPage('invalid client: no application is registered with this client_id.')
  const redirectURI = search.get('redirect_uri') ?? ''
  if (!isRegistered(application, redirectURI)) {
    const { redirectUris = ['any address on localhost'] } = application
    const register = `Register it with redirectUris of createFakeTwitch, or npx tinyhelix fake --redirect ${redirectURI}`
    return errorPage(
      'Parameter redirect_uri does not match registered URI',
      `The address is compared exactly: ${redirectURI || 'none'}. Registered: ${redirectUris.join(', ')}. ${register}`,
    )
  }
  if (search.get('response_type') !== 'token') return errorPage('invalid response type: this fake knows "token" only.')
  const state = search.get('state')
  const scopes = splitScopes(search.get('scope'))
  const unknown = unknownScope(oauth, scopes)
  if (unknown) return fail({ redirectURI, state }, 'invalid_scope', `invalid scope: '${unknown}'`)
  return { application, redirectURI, scopes, state, forceVerify: search.get('force_verify') === 'true' }
}

const redirect = (location: string, headers: Readonly<Record<string, string>> = {}): FakeAnswer => ({
  status: 302,
  headers: { location, 'cache-control': 'no-store', ...headers },
  body: '',
})

function accept(
  oauth: OAuthState,
  { application, redirectURI, scopes, state }: AuthorizeRequest,
  person: Person,
): FakeAnswer {
  const agreed = consentOf(oauth, application.id, person)
  // The empty entry records a consent to no scopes.
  for (const scope of ['', ...scopes]) agreed.add(scope)
  const { token } = oauth.tokens.issue({
    kind: 'user',
    clientId: application.id,
    userId: person.id,
    scopes,
    expiresIn: implicitLifetime,
  })
  const fragment = new URLSearchParams({
    access_token: token,
    scope: scopes.join(' '),
    ...(state !== null && { state }),
    token_type: 'bearer',
  })
  return redirect(`${redirectURI.replace(/#.*$/, '')}#${fragment}`, {
    'set-cookie': `${cookieName}=${person.login}; Path=/; HttpOnly; SameSite=Lax`,
  })
}

const deny = (wanted: AuthorizeRequest) => fail(wanted, 'access_denied', 'The user denied you access')

function fail(
  { redirectURI, state }: Pick<AuthorizeRequest, 'redirectURI' | 'state'>,
  error: string,
  error_description: string,
): FakeAnswer {
  const address = new URL(redirectURI)
  const query = new URLSearchParams({ error, error_description, ...(state !== null && { state }) })
  // An error is in the query, unlike the token.
  return redirect(`${address.origin}${address.pathname}${address.search ? `${address.search}&` : '?'}${query}`)
}

function consentPage(
  oauth: OAuthState,
  { application, scopes }: AuthorizeRequest,
  chosen: Person,
  { search }: URL,
): FakeAnswer {
  const people = offered(oauth)
  if (!people.some(({ login }) => login === chosen.login)) {
    people.unshift({
      login: chosen.login,
      display_name: chosen.display_name,
      avatar: oauth.world.image(`avatar/${chosen.id}-64x64.svg`),
    })
  }
  return htmlPage(
    `${application.name} wants to access your account`,
    `<form method="post" action="${escaped(search)}">` +
      (scopeList(scopes) || '<p>It learns who you are, and nothing else.</p>') +
      userChoice(people, chosen.login) +
      '<div class="buttons"><button name="decision" value="cancel">Cancel</button>' +
      '<button class="main" name="decision" value="authorize">Authorize</button></div></form>',
  )
}
