/** Where the reader is: `#/getStreams?first=5`, `#/guides/auth/popups`. */
export interface Route {
  /** The parts of the path. */
  readonly path: readonly string[]
  readonly query: string
}

/** An address is what somebody typed or sent: what cannot be read is taken as it is. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function read(): Route {
  const [path = '', query = ''] = location.hash.replace(/^#\/?/, '').split(/\?(.*)/s)
  return { path: path.split('/').filter(Boolean).map(decoded), query }
}

let current = $state.raw(read())

/** Reads the address again, after something else has changed it. */
export const refresh = (): void => {
  current = read()
}

addEventListener('hashchange', refresh)

export const route = {
  get current() {
    return current
  },
}

/** Notes the parameters of a form in the address, without a new entry in the browser's history. */
export function noteQuery(query: string): void {
  const [path = ''] = location.hash.split('?')
  const hash = query ? `${path || '#/'}?${query}` : path || '#/'
  if (hash !== location.hash) history.replaceState(history.state, '', hash)
}

/** Forgets the parameters of a form: they are those of a user who leaves. */
export function forgetQuery(): void {
  noteQuery('')
  refresh()
}

export const goTo = (address: string): void => {
  location.hash = address
}
