const address = new URLSearchParams(location.search)

/** The channel of `?channel=name`: its chat is shown without a sign-in. */
export const channel = address.get('channel') || null

/** What `?show=chat,alerts` names; without it everything is shown. */
const wanted = channel ? ['chat'] : address.get('show')?.split(',')

export const isShown = (part: string): boolean => wanted?.includes(part) ?? true

/** Whether somebody looks at the page in a browser, rather than OBS or with an address that is made for it. */
export const isVisit = !('obsstudio' in window) && !wanted && !address.has('bare')
