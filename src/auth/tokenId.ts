const random = () => `${Math.random()}`.slice(2)

/**
 * Names a token in the messages of tabs, as the name of its sign-in and one of its own. It does not tell anything about
 * the token.
 */
export const newId = (signIn: string = random()): string => `${signIn}.${random()}`

/** The name of a token's sign-in, which all its renewals share. */
export const signInOf = (id: string | undefined): string => (id ?? '').replace(/\..*/, '')
