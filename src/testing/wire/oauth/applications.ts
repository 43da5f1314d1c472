/** An application that is registered with the fake. */
export interface FakeApplication {
  readonly id: string
  /** What the consent page calls it. */
  readonly name: string
  /** Has the secret of a confidential application; public ones have none. */
  readonly secret?: string | undefined
  /** Where users may be sent back to, compared exactly. @defaultValue any address on localhost, 127.0.0.1 or [::1] */
  readonly redirectUris?: readonly string[] | undefined
  /** @internal Without `redirectUris`: origins all pages of which users may be sent back to, too. */
  readonly redirectOrigins?: (() => readonly string[]) | undefined
}

/** The public application that is registered unless others are named. */
export const demoApplication: FakeApplication = { id: 'tinyhelix-demo', name: 'Demo application' }

/** The confidential application that is registered unless others are named. */
export const confidentialApplication: FakeApplication = {
  id: 'tinyhelix-demo-server',
  name: 'Demo application with a server',
  secret: 'not-a-real-secret',
}

const localHosts = ['localhost', '127.0.0.1', '[::1]']

/** Whether an application may send users back to this address. */
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
