const address = new URLSearchParams(location.search)

/** What `?show=chat,alerts` names; without it everything is shown. */
const wanted = address.get('show')?.split(',')

export const isShown = (part: string): boolean => wanted?.includes(part) ?? true

/** Whether somebody looks at the page in a browser, rather than OBS or with an address that is made for it. */
export const isVisit = !('obsstudio' in window) && !wanted && !address.has('bare')
