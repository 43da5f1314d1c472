/** An application that is registered with the fake. */
export interface FakeApplication {
  readonly id: string
  /** The name on the consent page. */
  readonly name: string
  /** The secret of a confidential application. Public ones have none. */
  readonly secret?: string | undefined
  /** The registered redirect addresses, compared exactly. */
  readonly redirectUris?: readonly string[] | undefined
  /** @internal Without `redirectUris`: origins all pages of which users may be sent back to, too. */
  readonly redirectOrigins?: (() => readonly string[]) | undefined
}

/** The public application that is registered by default. */
export const demoApplication: FakeApplication = { id: 'tinyhelix-demo', name: 'Demo application' }

/** The confidential application that is registered by default. */
export const confidentialApplication: FakeApplication = {
  id: 'tinyhelix-demo-server',
  name: 'Demo application with a server',
  secret: 'not-a-real-secret',
}

const localHosts = ['localhost', '127.0.0.1', '[::1]']

/** Whether an application may redirect users to this address. */
export function isRegistered(application: FakeApplication, address: string): boolean {
  const { redirectUris, redirectOrigins } = application
  if (redirectUris) return redirectUris.includes(address)
  try {
    const { protocol, hostname, origin } = new URL(address)
    const isLocal = ['http:', 'https:'].includes(protocol) && localHosts.includes(hostname)
    return isLocal || (redirectOrigins?.().includes(origin) ?? false)
  } catch {
    return false
  }
}
